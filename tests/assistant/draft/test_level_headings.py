"""A class of a series, revised: as a document of its own it means what it meant among the others."""

import pytest

from assistant.draft.beginning import begun
from assistant.draft.level_headings import of_one_class
from assistant.draft.rendered import rendered
from assistant.draft.rendered import spec_of as read_again
from assistant.draft.values import DraftSection, Line, Provenance, Wanted
from assistant.engine import Assistant
from tests.assistant.conftest import SpecOf
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary


@pytest.mark.parametrize("title", ["Dredge Captain", "Land Surveyor II (Hydrographic)"])
def test_every_line_of_a_class_of_a_series_is_read_again_in_its_section(
    assistant: Assistant, spec_of: SpecOf, vocabulary: Vocabulary, title: str
) -> None:
    spec = spec_of(title)
    draft = begun("d1", Wanted(title, revises=spec.entry.spec_id), assistant.standing(Viewer()))
    assert len(spec.parsed.specs) > 1 and len({line.line_id for line in draft.lines}) == len(list(draft.lines))
    places, parsed = rendered(draft, vocabulary).places, read_again(draft, vocabulary).parsed
    assert [one.title for one in parsed.specs] == [title]
    said = [(section.kind, line) for section in draft.sections for line in section.lines if line.is_in]
    for kind, line in said:
        start, end = places[line.line_id]
        here = [s for s in parsed.statements if any(p.start < end and start < p.end for p in s.spans)]
        facts = [fact for fact in parsed.facts if start <= fact.span.start < end]
        assert facts or {parsed.sections[s.section].kind for s in here} == {kind}, line
    assert len(said) > 8


def test_a_heading_that_names_a_level_gives_its_lines_away_or_says_what_it_means(vocabulary: Vocabulary) -> None:
    def section(heading: str, kind: str, depth: int) -> DraftSection:
        return DraftSection(heading, kind, (Line(heading, f"Of {heading}.", Provenance.NEW),), depth)

    made = of_one_class(
        [
            section("Definition of Levels", "levels", 1),
            section("Clerk II", "definition", 2),
            section("Minimum Qualifications", "requirements", 1),
            section("Clerk II", "requirements", 2),
            section("Either I", "requirements", 3),
            section("Other Matters", "", 1),
        ],
        vocabulary,
    )
    assert [(one.heading, one.depth, len(one.lines)) for one in made] == [
        ("Definition of Levels", 1, 1),
        ("Definition", 2, 1),
        ("Minimum Qualifications", 1, 2),
        ("Either I", 2, 1),
        ("Other Matters", 1, 1),
    ]
