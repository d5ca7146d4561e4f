"""A draft as text: each line stands where it is said to stand, and ingestion reads it there."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.class_view import Spec
from assistant.draft.paragraphs import HEADER
from assistant.draft.rendered import rendered
from assistant.draft.rendered import spec_of as read_again
from assistant.draft.values import Decision, Draft, DraftSection, Line, Provenance, Wanted
from tests.assistant.conftest import SpecOf
from tests.assistant.draft.drafts import current
from vectorstore.folding import fold
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary, load

VOCABULARY = load()


def specs(index: Index) -> Iterator[Spec]:
    """Yield the specs of documents that describe one class."""
    for entry in index.catalog.entries(Viewer()):
        parsed = index.catalog.parsed(entry.source_id, Viewer())
        if parsed is not None and len(parsed.specs) == 1:
            yield Spec(entry, parsed)


def new(text: str, key: str = "n", depth: int = 0) -> Line:
    return Line(key, text, Provenance.NEW, author="writer", depth=depth)


def draft(*sections: DraftSection) -> Draft:
    return Draft("d1", Wanted("Harbor Clerk", agency="Tern Harbor Port District"), sections=sections)


def test_every_line_of_a_spec_is_read_again_at_its_place_and_in_its_section(example_index: Index) -> None:
    read = 0
    for spec in specs(example_index):
        one = current(spec)
        text, again = rendered(one, VOCABULARY), read_again(one, VOCABULARY)
        parsed, entry = again.parsed, again.entry
        assert parsed.document.text == text.text
        assert (entry.spec.title, entry.agency) == (spec.entry.spec.title, spec.entry.agency)
        for kind, line in ((part.kind, line) for part in one.sections for line in part.lines):
            start, end = text.places[line.line_id]
            assert fold(line.text) in fold(text.text[start:end])
            here = [s for s in parsed.statements if any(p.start < end and start < p.end for p in s.spans)]
            kinds = {parsed.sections[s.section].kind or HEADER for s in here}
            stated = any(start <= fact.span.start < end for fact in parsed.facts)
            assert stated if line.label else stated or kinds == {kind or HEADER}, line
            assert line.facet != "class_code" or entry.spec.class_code == spec.entry.spec.class_code
            read += 1
    assert read > 500


def test_what_is_rejected_or_asked_is_left_out_and_a_section_of_nothing_else_with_it() -> None:
    no = replace(new("Feeds the gulls."), decision=Decision.REJECTED)
    asked = Line("q", "", Provenance.NEEDS_INPUT, question="Which grade?", label="Grade", facet="grade")
    one = draft(
        DraftSection("", HEADER, (asked,)),
        DraftSection("DUTIES", "duties", (new("Answers the telephone."), no)),
        DraftSection("NOTES", "notes", (replace(no, line_id="n2"),)),
        DraftSection("REQUIREMENTS", "requirements", (replace(no, line_id="n3"),)),
        DraftSection("License", "license", (Line("q2", "", Provenance.NEEDS_INPUT, question="Which?"),), depth=2),
    )
    text = rendered(one, VOCABULARY)
    assert text.text == (
        "# Harbor Clerk\n\nTern Harbor Port District\n\n## DUTIES\n\nAnswers the telephone.\n\n"
        "## REQUIREMENTS\n\n### License\n"
    )
    assert list(text.places) == ["n"]


def test_sentences_of_one_paragraph_stand_in_one_again_and_items_in_theirs(spec_of: SpecOf) -> None:
    spec = spec_of("ANIMAL SERVICES OFFICER")
    printed = rendered(current(spec), VOCABULARY).text.split("\n")
    items = [statement.text for statement in spec.parsed.statements if statement.depth]
    assert items and all(any(line.startswith("- ") and text in line for line in printed) for text in items)
    duties = spec.statements(spec.sections("duties"))
    assert len(duties) > 1 and " ".join(statement.text for statement in duties) in printed


NASTY = st.sampled_from(["# ", "- ", "1. ", "12) ", "> ", "```", "===", "* * *", "+ ", "~~~", "\u200b", " \n", "*", ""])


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(NASTY, st.from_regex(r"[A-Z][a-z]{2,9}s [a-z]{2,9} #?[a-z0-9]{2,9}\.", fullmatch=True)), max_size=4
    ),
    st.integers(0, 2),
)
def test_whatever_a_line_begins_with_it_is_a_statement_of_its_section(texts: list[tuple[str, str]], depth: int) -> None:
    lines = tuple(new(lead + text, f"n{at}", depth) for at, (lead, text) in enumerate(texts))
    one = draft(DraftSection("DUTIES", "duties", lines))
    text, parsed = rendered(one, VOCABULARY), read_again(one, VOCABULARY).parsed
    assert parsed.document.text == text.text
    for line, (_, words) in zip(lines, texts, strict=True):
        start, end = text.places[line.line_id]
        here = [s for s in parsed.statements if any(start <= p.start < end for p in s.spans)]
        assert any(words in s.text for s in here)
        assert {parsed.sections[s.section].kind for s in here} == {"duties"}
        assert text.line_at(start + 1, start + 2) == line.line_id


@pytest.mark.parametrize("title", ["harbor clerk", "Clerk I/II", "Director, Port Authority"])
def test_a_title_is_the_drafts_however_it_is_written(title: str, vocabulary: Vocabulary) -> None:
    one = Draft("d1", Wanted(title), sections=(DraftSection("DUTIES", "duties", (new("Counts ships."),)),))
    assert read_again(one, vocabulary).entry.spec.title == title
