"""Imports run downward only; each foreign store has one module that speaks to it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

#: What each package may import of ours, beside itself.
BELOW = {
    "vectorstore": frozenset[str](),
    "prompts": frozenset[str](),
    "ingest": frozenset({"vectorstore"}),
    "assistant": frozenset({"vectorstore", "prompts", "ingest"}),
}

#: The one module that may import a library.
SEAMS = {"chromadb": "vectorstore/dense.py"}


def imported(source: str, package: str) -> Iterator[tuple[int, str]]:
    """Yield line and top-level package of every import in `source`, wherever in it; relative ones are `package`'s."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, package if node.level else (node.module or "").split(".")[0]


def upward(source: str, package: str) -> list[tuple[int, str]]:
    """Return the imports in `source`, a module of `package`, of what does not lie below it."""
    others = BELOW.keys() - {package} - BELOW[package]
    return [(line, name) for line, name in imported(source, package) if name in others or name == "tests"]


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("package", BELOW)
def test_imports_run_downward_only(package: str) -> None:
    found = modules(package)
    assert found, f"no module in {package}/: is this the root of the project?"
    broken = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in found
        for line, name in upward(path.read_text(encoding="utf-8"), package)
    ]
    assert broken == []


@pytest.mark.parametrize(("library", "seam"), SEAMS.items())
def test_a_library_behind_a_seam_is_imported_there_only(library: str, seam: str) -> None:
    importers = {
        path.relative_to(ROOT).as_posix()
        for package in BELOW
        for path in modules(package)
        if library in {name for _, name in imported(path.read_text(encoding="utf-8"), package)}
    }
    assert importers == {seam}


@pytest.mark.parametrize(
    ("package", "source", "found"),
    [
        ("vectorstore", "import ingest", [(1, "ingest")]),
        ("vectorstore", "import os\nfrom assistant.answer import Answer", [(2, "assistant")]),
        ("ingest", "def late():\n    from assistant import cli", [(2, "assistant")]),
        ("ingest", "if TYPE_CHECKING:\n    import prompts.loader as loader", [(2, "prompts")]),
        ("prompts", "import os, vectorstore.spec", [(1, "vectorstore")]),
        ("assistant", "from tests.conftest import CORPORA", [(1, "tests")]),
        ("assistant", "import ingest\nimport vectorstore\nimport prompts", []),
        ("ingest", "from vectorstore.spec import Span\nfrom ingest.errors import ReadError", []),
        ("vectorstore", "from . import spec\nimport assistants", []),
    ],
)
def test_an_upward_import_would_be_found(package: str, source: str, found: list[tuple[int, str]]) -> None:
    assert upward(source, package) == found


def test_every_package_of_ours_has_a_floor() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests"}
    assert packages == set(BELOW)
