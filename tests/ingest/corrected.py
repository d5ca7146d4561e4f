"""A parks district whose documents somebody corrects, and what its index then has of them."""

from pathlib import Path

from ingest import pipeline
from ingest.overrides import NAME
from ingest.report import Report
from tests.ingest.park import spec
from vectorstore.index import Index
from vectorstore.spec import CatalogEntry, Fact, ParsedDocument, Viewer
from vectorstore.vocabulary import load

VOCABULARY = load()
ANYBODY = Viewer()

CORRECT = """
[[correct]]
class = "R100"
fact = "class code"
value = "R101"
reason = "typing error, HR memo of 2019-02-01."
"""


def two_specs_apart(root: Path) -> Path:
    """Write a ranger in the new folder `root` and a warden in one below it, and return it."""
    (root / "field").mkdir(parents=True)
    (root / "ranger.txt").write_text(spec("Park Ranger", "R100"))
    (root / "field" / "warden.md").write_text(spec("Game Warden", "W200", "Counts deer at dawn and at dusk."))
    return root


def ingested(folder: Path, index: Index, overrides: str | None = None, **options: bool) -> Report:
    if overrides is not None:
        (folder / NAME).write_text(overrides)
    return pipeline.ingest([folder], index, VOCABULARY, **options)


def outcomes(report: Report) -> dict[str, str]:
    return {Path(file.path).name: file.outcome.value for file in report.files}


def held(report: Report) -> dict[int, list[str]]:
    """Return the names of the documents that each entry holds for, by line."""
    return {one.line: [Path(path).name for path in one.applied] for one in report.overrides}


def entry(index: Index, name: str) -> CatalogEntry:
    return next(entry for entry in index.catalog.entries(ANYBODY) if entry.source_name == name)


def parsed(index: Index, name: str) -> ParsedDocument:
    found = index.catalog.parsed(entry(index, name).source_id, ANYBODY)
    assert found is not None
    return found


def fact(index: Index, name: str, facet: str) -> Fact:
    (found,) = [fact for fact in parsed(index, name).facts if fact.facet == facet]
    return found


def quoted(index: Index, name: str, facet: str) -> tuple[str, str]:
    """Return the words of a fact and of what is cited for it."""
    document, found = parsed(index, name).document, fact(index, name, facet)
    return document.quote(found.span), document.quote(found.context)
