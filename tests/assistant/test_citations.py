"""Spans made quotes, and every quote checked before it leaves."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, AnswerFact, Citation, Status
from assistant.citations import LONGEST_QUOTE, cite, numbers, paragraphs, section_of, shortened, verified
from tests.assistant.conftest import SpecOf
from vectorstore.spec import Document, Span, Statement, line_starts

TEXT = "DUTIES\nPost receipts; balance the ledger of 12 funds.\nAge 300 accounts.\n"


def document(text: str) -> Document:
    return Document("d", "text/plain", text, line_starts(text))


def statement(ordinal: int, start: int, end: int, *, marker: str = "", more: tuple[Span, ...] = ()) -> Statement:
    return Statement(ordinal, 0, (Span(start, end, 1), *more), "", marker)


def citation(number: int = 1, start: int = 7, end: int = 53) -> Citation:
    return Citation(
        number, "spec", "Clerk", "M1", "Marlow", "2019-02", "s", "a.txt", "in/a.txt", "DUTIES", ("DUTIES",),
        TEXT[start:end], start, end, None, 2, 0, 0, "/specs/spec",
    )  # fmt: skip


def answered(*lines: str, citations: tuple[Citation, ...] = (), **more: object) -> Answer:
    return Answer(Status.ANSWERED, "\n".join(lines), citations, **more)  # type: ignore[arg-type]


texts = st.text(st.sampled_from("ab .;\n"), min_size=1, max_size=4000)


@given(texts, st.data())
def test_shortened_span_is_tiled(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    whole = document(text).span(start, len(text))
    parts = list(shortened(document(text), whole))
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    assert all(0 <= part.end - part.start <= LONGEST_QUOTE for part in parts)
    for before, after in pairwise(parts):
        assert before.end <= after.start
        assert text[before.end : after.start].strip() == ""


def test_long_span_is_cut_after_a_sentence() -> None:
    text = ("word " * 150 + "end. ") * 3
    parts = list(shortened(document(text), document(text).span(0, len(text))))
    assert len(parts) == 3
    assert all(text[part.start : part.end].rstrip().endswith("end.") for part in parts)


def test_text_without_a_space_is_cut_all_the_same() -> None:
    parts = list(shortened(document("x" * 3000), Span(0, 3000, 1)))
    assert sum(part.end - part.start for part in parts) == 3000


def test_sentences_of_one_paragraph_are_quoted_together() -> None:
    text = "Keeps the books. Balances them.\n\nTrains clerks."
    found = [statement(0, 0, 16), statement(1, 17, 31), statement(2, 33, 47)]
    assert [text[s.start : s.end] for s in paragraphs(document(text), found)] == [
        "Keeps the books. Balances them.",
        "Trains clerks.",
    ]


def test_items_of_a_list_are_quoted_apart() -> None:
    text = "a long enough first item of the list, on one whole line of its own;\nsecond item"
    at = text.index("second")
    softly = list(paragraphs(document(text), [statement(0, 0, at - 1), statement(1, at, len(text))]))
    apart = list(paragraphs(document(text), [statement(0, 0, at - 1), statement(1, at, len(text), marker="2.")]))
    assert (len(softly), len(apart)) == (1, 2)


def test_statement_that_a_page_header_interrupts_is_quoted_in_pieces() -> None:
    text = "first half PAGE HEADER second half"
    (first, second) = paragraphs(document(text), [statement(0, 0, 10, more=(Span(23, 34, 1),))])
    assert (text[first.start : first.end], text[second.start : second.end]) == ("first half", "second half")


def test_no_quote_grows_too_long() -> None:
    text = "Some sentence of a paragraph that does not end. " * 60
    found = [statement(i, i * 48, i * 48 + 47) for i in range(60)]
    spans = list(paragraphs(document(text), found))
    assert all(span.end - span.start <= LONGEST_QUOTE for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    assert spans[-1].end == found[-1].span.end


def test_citation_names_the_innermost_section(spec_of: SpecOf) -> None:
    spec = spec_of("PERMIT TECHNICIAN")
    at = spec.parsed.document.text.index("Read site plans")
    span = spec.parsed.document.span(at, at + 15)
    made = cite(spec.entry, spec.parsed, span, 3)
    assert (made.quote, made.number, made.line) == ("Read site plans", 3, span.line)
    assert made.section_path == ("MINIMUM QUALIFICATIONS", "Skill/Ability to")
    assert (made.class_code, made.source) == ("M6203", "Permit Technician M6203.txt")
    assert made.url == f"/specs/{spec.entry.spec_id}?start={at}&end={at + 15}#cite"


def test_text_above_the_first_heading_has_no_section() -> None:
    assert section_of((), Span(0, 4, 1)) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$88,218.00 to $1,200", {"88218", "1200"}),
        ("in 2019, or 2020.", {"2019", "2020"}),
        ("2.5 units; 12.", {"2.5", "12"}),
        ("none", set()),
    ],
)
def test_numbers_are_compared_without_separators(text: str, found: set[str]) -> None:
    assert numbers(text) == found


def test_proven_answer_is_left_as_it_is() -> None:
    answer = answered("It balances 12 funds. [1]", citations=(citation(),))
    (kept,) = verified(answer, {"s": TEXT}, "").citations
    assert verified(answer, {"s": TEXT}, "").answer == answer.answer
    assert answer.answer[kept.answer_start : kept.answer_end] == "It balances 12 funds. [1]"


@pytest.mark.parametrize(
    "broken",
    [
        {"quote": "Post receipts; balance the ledger of 21 funds."},
        {"start": 8},
        {"quote": ""},
        {"source_id": "another"},
        {"quote": "x" * (LONGEST_QUOTE + 1)},
    ],
)
def test_quote_that_is_not_the_sources_text_goes_with_its_line(broken: dict[str, Any]) -> None:
    second = citation(2, 54, 71)
    fact = AnswerFact("duties", "12 funds", "described", "M1", 1)
    cited = (replace(citation(), **broken), second)
    lines = ("It balances 12 funds. [1]", "It ages 300 accounts. [2]")
    answer = answered(*lines, citations=cited, facts=(fact, replace(fact, number=2)))
    checked = verified(answer, {"s": TEXT}, "")
    assert checked.answer == "It ages 300 accounts. [2]"
    assert [c.number for c in checked.citations] == [2]
    assert [f.number for f in checked.facts] == [2]


def test_invented_number_goes_with_its_line() -> None:
    answer = answered("It balances 12 funds. [1]", "It earns $9,999. [1]", citations=(citation(),))
    assert verified(answer, {"s": TEXT}, "").answer == "It balances 12 funds. [1]"


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("Nothing is said of 40 pounds.", "must I lift 40 pounds?"),
        ("Its code is M1. [1]", ""),
        ("It is of 2019-02. [1]", ""),
    ],
)
def test_number_of_the_question_or_of_the_class_may_be_repeated(line: str, question: str) -> None:
    assert verified(answered(line, citations=(citation(),)), {"s": TEXT}, question).answer == line


def test_total_and_items_prove_their_numbers() -> None:
    answer = answered("7 classes: Clerk 9 and others.", total=7, items=({"title": "Clerk 9", "class_code": "M9"},))
    assert verified(answer, {}, "").answer == answer.answer


def test_each_citation_is_placed_at_the_line_that_cites_it_first() -> None:
    answer = answered("Says:", "- one [2]", "- two [1] [2]", citations=(citation(1), citation(2, 54, 71)))
    checked = verified(answer, {"s": TEXT}, "")
    assert [checked.answer[c.answer_start : c.answer_end] for c in checked.citations] == ["- two [1] [2]", "- one [2]"]
