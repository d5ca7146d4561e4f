"""Whatever is done to a folder between ingestions: the index is what a fresh ingestion would make of it."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from ingest import pipeline
from ingest.report import Outcome, Report
from tests.vectorstore.fakes import WordHashes
from vectorstore.index import Index
from vectorstore.spec import Viewer, document_id
from vectorstore.vocabulary import load

VOCABULARY = load()
ANYBODY = Viewer()

SPEC = """MARLOW COUNTY

{title}

Class Code: {code}
Revised: {date}

DEFINITION

Looks after the {thing} of the county and keeps them {state}.

EXAMPLES OF DUTIES

1. Counts the {thing} at dawn.
2. Writes down what became {state}.

NOTICE

The county hires whoever is fit for the work, and asks for nothing else.
"""


def spec(title: str, code: str, date: str, thing: str, state: str) -> bytes:
    return SPEC.format(title=title, code=code, date=date, thing=thing, state=state).encode()


# Two revisions of one class, two classes of one title, two of one code, one without a code, one named after its file.
CONTENTS = (
    spec("Ferry Pilot", "F1", "2015-01-02", "ferries", "afloat"),
    spec("Ferry Pilot", "F1", "2019-01-02", "barges", "moored"),
    spec("Archive Clerk", "A1", "2010-05-01", "ledgers", "dusted"),
    spec("Archive Clerk", "A2", "2011-05-01", "maps", "rolled"),
    spec("Bee Keeper", "A1", "2012-05-01", "hives", "warm"),
    spec("Lamp Lighter", "", "2013-05-01", "lamps", "lit"),
    b"the tide warden counts the gulls and keeps them quiet, whatever the weather may be.\n",
)
NAMES = ("a.txt", "b.md", "B.txt", "sub/a.txt", "sub/deep/c.txt", "z.txt/a.txt", "z.txt")

names = st.sampled_from(NAMES)


class FolderHistory(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="history-"))
        self.root = self.home / "specs"
        self.root.mkdir()
        self.index = Index.open(self.home / "data", WordHashes())

    def teardown(self) -> None:
        self.ingest(prune=True)
        self.index.close()
        shutil.rmtree(self.home)

    @initialize(content=st.sampled_from(CONTENTS))
    def begin(self, content: bytes) -> None:
        self.write("a.txt", content)
        self.ingest(prune=False)

    @rule(name=names, content=st.sampled_from(CONTENTS))
    def write(self, name: str, content: bytes) -> None:
        self.clear(name)
        (self.root / name).write_bytes(content)

    @precondition(lambda self: self.files())
    @rule(data=st.data(), name=names)
    def rename(self, data: st.DataObject, name: str) -> None:
        path = data.draw(st.sampled_from(sorted(self.files())))
        content = path.read_bytes()
        path.unlink()
        self.write(name, content)

    @precondition(lambda self: len(self.files()) > 1)
    @rule(data=st.data())
    def swap(self, data: st.DataObject) -> None:
        one, other = data.draw(st.permutations(sorted(self.files())))[:2]
        content = one.read_bytes()
        one.write_bytes(other.read_bytes())
        other.write_bytes(content)

    @precondition(lambda self: self.files())
    @rule(data=st.data(), name=names)
    def copy(self, data: st.DataObject, name: str) -> None:
        self.write(name, data.draw(st.sampled_from(sorted(self.files()))).read_bytes())

    @precondition(lambda self: self.files())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(sorted(self.files()))).unlink()

    @rule(prune=st.booleans())
    def ingest(self, prune: bool) -> None:
        before = self.spec_ids()
        told = self.run(prune=prune, dry_run=True)
        assert self.spec_ids() == before
        report = self.run(prune=prune)
        assert (told.files, told.gone, told.conflicts) == (report.files, report.gone, report.conflicts)
        self.check_report(report, prune)
        after = self.spec_ids()
        assert {document: after[document] for document in after.keys() & before.keys()} == {
            document: before[document] for document in after.keys() & before.keys()
        }
        if prune:
            self.compare_with_fresh()
        changed = self.index.catalog.changed()
        again = {file.outcome for file in self.run(prune=prune).files}
        assert again <= {Outcome.UNCHANGED, Outcome.COPY}
        assert self.index.catalog.changed() == changed

    def check_report(self, report: Report, prune: bool) -> None:
        """Every file has an outcome that is no refusal, and nothing in the index contradicts its file."""
        here = {str(path): document_id(path.read_bytes()) for path in self.files()}
        removed = {file.path for file in report.of(Outcome.REMOVED)}
        assert {file.path for file in report.files} - removed == set(here)
        assert report.refused == ()
        states = self.index.catalog.sources()
        assert {state.document_id for state in states} >= set(here.values())
        assert all(here.get(state.path, state.document_id) == state.document_id for state in states)
        assert {state.path for state in states} - set(here) == set(report.gone)
        assert not (prune and report.gone)
        assert self.index.check() == ()

    def compare_with_fresh(self) -> None:
        with Index.open(self.home / "fresh", WordHashes()) as fresh:
            pipeline.ingest([self.root], fresh, VOCABULARY)
            assert self.said(self.index) == self.said(fresh)
        shutil.rmtree(self.home / "fresh")

    def said(self, index: Index) -> object:
        """Return what an index holds and answers, but for ids and which of several copies it was read from."""
        paths = {state.source_id: state.path for state in index.catalog.sources()}
        documents = {state.source_id: state.document_id for state in index.catalog.sources()}
        entries = index.catalog.entries(ANYBODY)
        named = {entry.spec_id: _named(entry.spec.title, paths[entry.source_id]) for entry in entries}
        classes: dict[str, set[str]] = {}
        for entry in entries:
            classes.setdefault(entry.class_id, set()).add(documents[entry.source_id])
        conflicts = {
            (one.kind, *sorted((documents[one.source.source_id], documents[one.other.source_id])))
            for one in index.catalog.conflicts(ANYBODY)
        }
        held = sorted(
            (documents[e.source_id], e.spec.class_code, named[e.spec_id], e.agency, e.spec.revision) for e in entries
        )
        answers = {
            words: sorted((documents[found.entry.source_id], found.text) for found in index.search(words, ANYBODY, 50))
            for words in ("counts the ferries at dawn", "gulls quiet", "ledgers", "county hires")
        }
        return held, sorted(map(sorted, classes.values())), conflicts, answers

    def spec_ids(self) -> dict[str, str]:
        """Return the spec ids by document, of which the folder has one class each."""
        documents = {state.source_id: state.document_id for state in self.index.catalog.sources()}
        return {documents[entry.source_id]: entry.spec_id for entry in self.index.catalog.entries(ANYBODY)}

    def run(self, *, prune: bool, dry_run: bool = False) -> Report:
        report = pipeline.ingest([self.root], self.index, VOCABULARY, prune=prune, dry_run=dry_run)
        assert report.dry_run is dry_run
        return report

    def files(self) -> list[Path]:
        return [path for path in self.root.rglob("*") if path.is_file()]

    def clear(self, name: str) -> None:
        """Make room for a file: a folder of its name goes, and a file that a folder above it is named like."""
        path = self.root / name
        for above in path.relative_to(self.root).parents:
            if (self.root / above).is_file():
                (self.root / above).unlink()
        if path.is_dir():
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)


def _named(title: str, path: str) -> str:
    """Return a title, but one that the file's name gives as such."""
    return "named after its file" if title == Path(path).stem else title


def run_history(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        FolderHistory,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_folder_s_history_leaves_no_trace() -> None:
    run_history(3, 6)


@pytest.mark.long
def test_a_folder_s_long_history_leaves_no_trace() -> None:
    run_history(40, 25)
