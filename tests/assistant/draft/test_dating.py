"""The day from which on a draft holds stands at the label for it, and is told as any change is."""

from dataclasses import replace

import pytest

from assistant.draft.dating import dated
from assistant.draft.values import Decision, Draft, DraftSection, Line, Provenance
from assistant.errors import DraftError
from tests.assistant.draft.harbor import harbor_draft, taken_line
from vectorstore.vocabulary import Vocabulary


@pytest.fixture
def draft(vocabulary: Vocabulary) -> Draft:
    return harbor_draft(vocabulary)


def _with(draft: Draft, *lines: Line, revises: str = "") -> Draft:
    header = replace(draft.sections[0], lines=(*draft.sections[0].lines, *lines))
    return replace(draft, wanted=replace(draft.wanted, revises=revises), sections=(header, *draft.sections[1:]))


def _revised(text: str) -> Line:
    return taken_line("r1", text, label="Last Revised", facet="revised")


def test_a_revision_takes_the_label_of_its_last_one(draft: Draft, vocabulary: Vocabulary) -> None:
    line = dated(_with(draft, _revised("March 2, 2019"), revises="s1"), "2026-07-01", vocabulary).line("r1")
    assert line is not None
    assert (line.text, line.decision, line.provenance) == ("July 1, 2026", Decision.ACCEPTED, Provenance.ADAPTED)
    assert [(c.before, c.after) for c in line.changes if c.kind.value == "number"] == [("2", "1"), ("2019", "2026")]


def test_a_new_class_takes_that_of_its_beginning(draft: Draft, vocabulary: Vocabulary) -> None:
    asked = Line("e1", "", Provenance.NEEDS_INPUT, question="Since when?", label="Established", facet="established")
    line = dated(_with(draft, _revised("March 2, 2019"), asked), "2026-12-31", vocabulary).line("e1")
    assert line is not None
    assert (line.text, line.provenance, line.question) == ("December 31, 2026", Provenance.NEW, "")


def test_where_no_label_is_for_it_there_is_one_more(draft: Draft, vocabulary: Vocabulary) -> None:
    rejected = replace(_revised("March 2, 2019"), decision=Decision.REJECTED)
    *_, line = dated(_with(draft, rejected, revises="s1"), "2026-07-01", vocabulary).sections[0].lines
    assert (line.label, line.text, line.facet) == ("Revised", "July 1, 2026", "revised")
    bare = replace(draft, sections=(DraftSection("DUTIES", "duties"),))
    header, duties = dated(bare, "2026-07-01", vocabulary).sections
    assert ([line.text for line in header.lines], duties) == (["July 1, 2026"], bare.sections[0])


@pytest.mark.parametrize("day", ["2026-02-30", "20260701", "2026-W27-3", "July 1, 2026", ""])
def test_what_is_no_day_is_refused(draft: Draft, vocabulary: Vocabulary, day: str) -> None:
    with pytest.raises(DraftError, match=r"2026|no day"):
        dated(draft, day, vocabulary)
