"""One class's view of its document: here, which statements an "and" or "or" at their ends joins."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.class_view import Spec
from tests.assistant.conftest import Ask, SpecOf
from vectorstore.spec import Span, Statement

#: Of a statement: how it is joined with the next, and whether a section begins with it.
SHAPES = st.lists(st.tuples(st.sampled_from(["", "and", "or"]), st.booleans()), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def spec(spec_of: SpecOf) -> Spec:
    return spec_of("Permit Technician")


def shaped(spec: Spec, shapes: Sequence[tuple[str, bool]]) -> Spec:
    """`spec` with statements of these shapes and no other."""
    section, made = 0, []
    for at, (group, begins) in enumerate(shapes):
        section += begins
        made.append(Statement(at, section, (Span(at, at + 1, 1),), f"statement {at}", group=group))
    return replace(spec, parsed=replace(spec.parsed, statements=tuple(made)))


def are_joined(one: int, other: int, statements: Sequence[Statement]) -> bool:
    """Whether every statement from the first to the second is joined with the next one, in one section."""
    between = range(min(one, other), max(one, other))
    return all(statements[at].group and statements[at].section == statements[at + 1].section for at in between)


@given(SHAPES, st.data())
def test_exactly_what_is_joined_comes_along_in_reading_order(
    spec: Spec, shapes: list[tuple[str, bool]], data: st.DataObject
) -> None:
    made = shaped(spec, shapes)
    statements = made.parsed.statements
    chosen = data.draw(st.lists(st.sampled_from(statements), unique_by=lambda s: s.ordinal))
    joined = made.joined(chosen)
    assert joined == [s for s in statements if any(are_joined(one.ordinal, s.ordinal, statements) for one in chosen)]
    assert set(chosen) <= set(joined)
    assert made.joined(joined) == joined


@pytest.mark.parametrize(
    ("chosen", "joined"), [((), []), ((0,), [0]), ((1,), [1, 2, 3]), ((3,), [1, 2, 3]), ((5, 2), [1, 2, 3, 5])]
)
def test_alternatives_of_a_section_belong_together(spec: Spec, chosen: tuple[int, ...], joined: list[int]) -> None:
    shapes = [("", True), ("or", False), ("and", False), ("", False), ("or", False), ("", True)]
    made = shaped(spec, shapes)
    found = made.joined([made.parsed.statements[at] for at in chosen])
    assert [statement.ordinal for statement in found] == joined


def test_what_is_said_of_another_class_of_the_document_does_not_come_along(spec: Spec) -> None:
    made = shaped(spec, [("or", True), ("or", False), ("", False)])
    one, two, three = made.parsed.statements
    own = (one, replace(two, applies_to=(spec.entry.spec.ordinal + 1,)), replace(three, applies_to=()))
    made = replace(made, parsed=replace(made.parsed, statements=own))
    assert own[1] not in made.joined([one])


@pytest.mark.parametrize(
    ("question", "other"),
    [
        (
            "Can time as a Water Treatment Operator Trainee count for a Water Treatment Operator?",
            "Two years of full-time",
        ),
        ("does the election services coordinator reconcile the roster", "assist voters with disabilities"),
    ],
)
def test_answer_quotes_the_alternative_as_well(ask: Ask, question: str, other: str) -> None:
    assert other in " ".join(citation.quote for citation in ask(question).citations)
