"""Which of our addresses a request is for, also where the service stands below a path of its host."""

from collections.abc import MutableMapping
from typing import Any


def route_path(scope: MutableMapping[str, Any]) -> str:
    """Return the path of a request as the routes know it: without the path that the service stands below."""
    path, root = str(scope["path"]), str(scope.get("root_path", "")).rstrip("/")
    return path.removeprefix(root) if path.startswith(f"{root}/") else path
