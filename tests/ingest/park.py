"""Specs of an invented parks district as files, and what an index has of them."""

from pathlib import Path

from ingest.report import Report
from vectorstore.index import Index
from vectorstore.spec import Viewer

SPEC = """{title}

Class Code: {code}
Salary Grade: 41

DEFINITION

Under direction of the chief ranger, the {title} looks after the trails of the district.

EXAMPLES OF DUTIES

1. {duty}
2. Keeps records of visitors and of storms.

LICENSE

A valid driver's license is required.

NOTICE

{notice}
"""
NOTICE = "The Parks District of Elm does not discriminate on any ground that the law names."


def spec(title: str, code: str, duty: str = "Walks the trails and mends the fences.", notice: str = NOTICE) -> str:
    return SPEC.format(title=title.upper(), code=code, duty=duty, notice=notice)


def two_specs(root: Path) -> Path:
    """Write a ranger and a warden below the new folder `root`, and return it."""
    root.mkdir()
    (root / "ranger.txt").write_text(spec("Park Ranger", "R100"))
    (root / "warden.md").write_text(spec("Game Warden", "W200", "Counts deer at dawn and at dusk."))
    return root


def outcomes(report: Report) -> dict[str, str]:
    return {Path(file.path).name: file.outcome.value for file in report.files}


def titles(index: Index) -> list[str]:
    return sorted(entry.spec.title for entry in index.catalog.entries(Viewer()))


def ids(index: Index) -> dict[str, tuple[str, str, str]]:
    """Return the ids of class, spec and source of each title."""
    entries = index.catalog.entries(Viewer())
    return {entry.spec.title: (entry.class_id, entry.spec_id, entry.source_id) for entry in entries}
