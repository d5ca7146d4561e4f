"""Two or three classes facet by facet, over the examples: what differs, what is the same, what only one says."""

import pytest

from assistant.class_view import Spec
from assistant.comparing import Result, Row, row, rows
from assistant.compose.comparison import ComparisonWriter
from assistant.compose.writer import Writer
from assistant.weighing import weighed
from tests.assistant.conftest import SpecOf
from vectorstore.vocabulary import Vocabulary


def compared(specs: list[Spec], vocabulary: Vocabulary) -> dict[str, Row]:
    return {one.facet: one for one in rows(specs, vocabulary)}


@pytest.fixture
def accountants(spec_of: SpecOf) -> list[Spec]:
    return [spec_of("Accountant I"), spec_of("Accountant II")]


def test_rows_say_how_classes_compare(accountants: list[Spec], vocabulary: Vocabulary) -> None:
    found = compared(accountants, vocabulary)
    keys = ("class_code", "established", "grade", "overtime", "unit", "staff_type", "duties", "knowledge")
    assert {key: found[key].result for key in keys} == {
        "class_code": Result.DIFFERS,
        "established": Result.SAME,
        "grade": Result.DIFFERS,
        "overtime": Result.DIFFERS,
        "unit": Result.SAME,
        "staff_type": Result.SAME,
        "duties": Result.DIFFERS,
        "knowledge": Result.ONLY_ONE,
    }
    # What the classes are shown by is no row.
    assert not {"title", "agency"} & set(found)
    # A license among the requirements is told once.
    assert "experience" not in found


def test_a_number_changed_is_a_change_however_alike(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    one, other = (spec_of(title) for title in ("Land Surveyor I", "Land Surveyor II"))
    experience = row([one, other], ("experience",), "", vocabulary)
    assert experience is not None
    assert experience.result is Result.DIFFERS
    assert all(told.result is not Result.SAME for cell in experience.cells for told in cell.told)


def test_values_are_compared_and_not_their_print(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    specs = [spec_of("WHARF CARPENTER"), spec_of("Accounting Technician", "Marlow")]
    overtime = row(specs, ("overtime",), "", vocabulary)
    assert overtime is not None
    printed = [cell.spec.parsed.document.quote(cell.facts[0].span) for cell in overtime.cells]
    assert printed == ["Non Exempt", "Non-exempt"]
    assert overtime.result is Result.SAME


def test_three_classes_have_three_cells(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    specs = [spec_of(f"Dredge {name}") for name in ("Deckhand", "Leverhand", "Captain")]
    found = compared(specs, vocabulary)
    assert {len(one.cells) for one in found.values()} == {3}
    writer = Writer()
    ComparisonWriter(writer, specs, vocabulary).write((), "")
    assert writer.lines[0].startswith("**Dredge Deckhand**, **Dredge Leverhand** and **Dredge Captain** are three")


@pytest.mark.parametrize(
    ("titles", "facet", "more", "why"),
    [
        (("Water Treatment Operator Trainee", "Supervising Water Treatment Operator"), "salary", 1, "at both ends"),
        (("WHARF CARPENTER", "Supervising Water Treatment Operator"), "salary", None, "a month, an hour"),
        (("Accountant I", "Accountant II"), "grade", 1, "higher grade"),
        (("Land Surveyor I", "Land Surveyor II"), "revised", None, ""),
        (("Accountant II", "Accountant I (Specialist)"), "revised", 0, "later"),
        (("Accountant I", "Accountant II"), "overtime", None, ""),
    ],
)
def test_numbers_are_weighed_where_they_are_of_one_kind(
    titles: tuple[str, str], facet: str, more: int | None, why: str, spec_of: SpecOf, vocabulary: Vocabulary
) -> None:
    found = row([spec_of(title) for title in titles], (facet,), "", vocabulary)
    assert found is not None
    weight = weighed(found, vocabulary)
    assert (weight.more if weight else None) == more
    assert why in (weight.why if weight else "")


def test_grades_of_two_agencies_are_two_scales(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    specs = [spec_of("Accounting Technician", agency) for agency in ("marlow", "tern")]
    grade = row(specs, ("grade",), "", vocabulary)
    assert grade is not None
    weight = weighed(grade, vocabulary)
    assert weight is not None
    assert (weight.more, "one agency" in weight.why) == (None, True)


def test_alternatives_of_experience_come_to_no_one_number(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    specs = [spec_of("Accountant II"), spec_of("PUBLIC SAFETY DISPATCHER II")]
    experience = row(specs, ("experience",), "", vocabulary)
    assert experience is not None
    weight = weighed(experience, vocabulary)
    assert weight is not None
    assert (weight.more, "more than one length" in weight.why) == (None, True)


def test_only_one_is_never_said_to_require_less(accountants: list[Spec], vocabulary: Vocabulary) -> None:
    writer = Writer()
    stated, data = ComparisonWriter(writer, accountants, vocabulary).write((), "")
    line = next(line for line in writer.lines if line.startswith("- **Knowledge**"))
    assert stated
    assert "only the document on Accountant I says" in line
    assert line.endswith("that on Accountant II states nothing of it")
    assert "not require" not in "\n".join(writer.lines)
    assert [side["class_code"] for side in data["classes"]] == ["M2048", "M2051"]


def test_cells_quote_their_documents(accountants: list[Spec], vocabulary: Vocabulary) -> None:
    _, data = ComparisonWriter(Writer(), accountants, vocabulary).write((), "")
    texts = {spec.entry.source_id: spec.parsed.document.text for spec in accountants}
    values = [value for one in data["rows"] for cell in one["cells"] for value in cell["values"]]
    assert len(values) > 20
    assert all(texts[v["source_id"]][v["start"] : v["end"]] == v["quote"] for v in values)


def test_facets_that_are_asked_for_are_all_that_is_told(accountants: list[Spec], vocabulary: Vocabulary) -> None:
    writer = Writer()
    _, data = ComparisonWriter(writer, accountants, vocabulary).write((("overtime",),), "overtime of both")
    assert [one["facet"] for one in data["rows"]] == ["overtime"]
    assert writer.lines == ["- **FLSA (overtime) status**: Accountant I: “Non-exempt” [1]; Accountant II: “Exempt” [2]"]


def test_agencies_are_told_apart_with_their_headings(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    specs = [spec_of("Accounting Technician", agency) for agency in ("marlow", "tern")]
    writer = Writer()
    ComparisonWriter(writer, specs, vocabulary).write((), "")
    grade = next(line for line in writer.lines if line.startswith("- **Salary grade**"))
    assert "Accounting Technician of Marlow County (“Salary Range”): “19”" in grade
    assert "Accounting Technician of Tern Harbor Port District (“Salary Grade”): “Office Unit 15”" in grade
