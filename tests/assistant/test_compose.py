"""Answers written from what was found, in the words of the documents."""

import re

import pytest

from assistant.answer import Answer, Status
from assistant.compose import refusal
from assistant.compose.both import write_evidence
from assistant.compose.open import write_nearest_statements
from assistant.compose.overview import write_identity, write_overview
from assistant.compose.search import write_passages, write_ranked
from assistant.compose.writer import MOST_LINES, Writer, named, plain, shown_title, verb
from assistant.evidence import gather
from assistant.question import Frame, Question
from tests.assistant.conftest import SpecOf
from vectorstore.index import Index
from vectorstore.spec import Span, Statement, Viewer
from vectorstore.vocabulary import Vocabulary


def written(spec_of: SpecOf, vocabulary: Vocabulary, title: str, *facets: str, asked: str = "") -> Answer:
    writer = Writer()
    states = write_evidence(writer, gather(spec_of(title), facets, asked, vocabulary))
    return writer.answer(Status.ANSWERED if states else Status.NOT_STATED)


def test_writer_cites_a_span_once_and_in_order(spec_of: SpecOf) -> None:
    spec = spec_of("PERMIT TECHNICIAN")
    writer = Writer()
    spans = [s.span for s in spec.parsed.statements[:3]]
    numbers = [writer.cite(spec.entry, spec.parsed, span) for span in (*spans, spans[0])]
    assert numbers == [1, 2, 3, 1]
    assert [c.number for c in writer.citations] == [1, 2, 3]
    assert writer.quotes(spans[1])
    assert not writer.quotes(spec.parsed.statements[5].span)


def test_writer_marks_a_line_with_each_citation_once() -> None:
    writer = Writer()
    writer.say("Pays well.", 2, 1, 2)
    assert writer.lines == ["Pays well. [2] [1]"]


def test_long_section_is_cited_whole_and_shown_in_part(spec_of: SpecOf) -> None:
    spec = spec_of("LIBRARY ASSISTANT, SENIOR")
    text = spec.parsed.document
    words = [Span(match.start(), match.end(), 1) for match in re.finditer(r"\w+", text.text)][: MOST_LINES + 9]
    writer = Writer()
    numbers = writer.quote(spec.entry, spec.parsed, [Statement(i, 0, (word,), "", "-") for i, word in enumerate(words)])
    assert len(numbers) == len(writer.citations) == MOST_LINES + 9
    assert len(writer.lines) == MOST_LINES


@pytest.mark.parametrize(
    ("quote", "line"),
    [("**Job Code** 3114", "Job Code 3114"), ("two\n  lines", "two lines"), ("| cell |", "cell"), ("`x` __y__", "x y")],
)
def test_quote_is_shown_without_marks(quote: str, line: str) -> None:
    assert plain(quote) == line


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("MARINA ATTENDANT (SEASONAL)", "Marina Attendant (Seasonal)"),
        ("ENVIRONMENTAL COMPLIANCE INSPECTOR II", "Environmental Compliance Inspector II"),
        ("Accountant I (Specialist)", "Accountant I (Specialist)"),
    ],
)
def test_title_in_capitals_is_shown_as_a_title(spec_of: SpecOf, title: str, shown: str) -> None:
    entry = spec_of(title).entry
    assert shown_title(entry) == shown
    assert named(entry) == f"{shown} — {entry.agency}"


@pytest.mark.parametrize(
    ("name", "says"),
    [("clearances", "are"), ("salary grade", "is"), ("number of positions", "is"), ("represented status", "is")],
)
def test_verb_agrees_with_the_name(name: str, says: str) -> None:
    assert verb(name) == says


def test_fact_is_told_as_printed_and_as_data(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    answer = written(spec_of, vocabulary, "Information Systems Analyst", "approved")
    assert "**October 4, 2019**" in answer.answer
    (fact,) = answer.facts
    assert (fact.facet, fact.value, fact.class_code, fact.number) == ("approved", "2019-10-04", "3405", 1)


def test_label_is_shown_where_it_says_something_else(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    overtime = written(spec_of, vocabulary, "LIBRARY ASSISTANT, SENIOR", "overtime").answer
    assert "(“OT Status”)" in overtime
    code = written(spec_of, vocabulary, "PERMIT TECHNICIAN", "class_code").answer
    assert "“" not in code


def test_salary_has_its_period_and_its_place(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    answer = written(spec_of, vocabulary, "CRANE ELECTRICIAN", "salary")
    assert "**$71,412 to $88,740; $78,905 to $98,052** a year. [1]" in answer.answer
    assert "in the Terminal Railway Department is **$94,273 (flat-rated)** a year. [2]" in answer.answer
    assert len(answer.facts) == 3


def test_section_stands_under_its_heading_with_its_conditions(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    answer = written(spec_of, vocabulary, "CRANE ELECTRICIAN", "requirements")
    assert answer.answer.startswith("**Crane Electrician**: REQUIREMENTS/MINIMUM QUALIFICATIONS\n- ")
    assert "Also asked for elsewhere in the document:" in answer.answer


def test_statements_are_grouped_by_how_strongly_they_bind(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    answer = written(spec_of, vocabulary, "CRANE ELECTRICIAN", "license")
    required, may = answer.answer.index("License required"), answer.answer.index("License that may be required")
    assert required < may
    assert [f.modality for f in answer.facts] == ["required", "may_be_required"]
    preferred = written(spec_of, vocabulary, "Information Systems Analyst", "certificate")
    assert "which is less than required" in preferred.answer


@pytest.mark.parametrize(
    ("title", "facet", "modality"),
    [
        ("Election Services Coordinator", "education", "preferred"),
        ("Heavy Equipment Mechanic", "experience", "preferred"),
        # This one says of itself that it is required.
        ("Heavy Equipment Mechanic", "license", "required"),
    ],
)
def test_what_stands_under_desirable_is_not_called_required(
    spec_of: SpecOf, vocabulary: Vocabulary, title: str, facet: str, modality: str
) -> None:
    answer = written(spec_of, vocabulary, title, facet)
    lead = answer.answer.split("\n")[0]
    assert lead == f"{facet.capitalize()} for {title}, printed under DESIRABLE QUALIFICATIONS:"
    assert {fact.modality for fact in answer.facts} == {modality}


def test_license_outside_desirable_qualifications_is_required(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    answer = written(spec_of, vocabulary, "Election Services Coordinator", "license")
    assert answer.answer.startswith("License required for Election Services Coordinator:")


def test_joined_requirements_are_told_together(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    answer = written(spec_of, vocabulary, "WATER TREATMENT OPERATOR", "experience")
    lead, *lines = answer.answer.split("\n")
    assert lead == "Experience required for Water Treatment Operator, with what is joined to it:"
    assert [line[2:20] for line in lines] == ["One year as a Wate", "Two years of full-", "A Grade 2 Water Tr"]
    assert not re.search(r"; (?:and|or)(?: \[\d+\])?$", answer.answer)
    # Only the second names experience by that word; the others are shown and no fact of it.
    assert [fact.value[:9] for fact in answer.facts] == ["Two years"]


def test_ways_to_qualify_are_named_and_told_whole(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    answer = written(spec_of, vocabulary, "Emergency Management Coordinator", "education").answer
    assert answer.startswith(
        "Education required for Emergency Management Coordinator, as one of several ways to qualify:\n**Either I**\n"
    )
    either, other = answer.split("**Or II**")
    assert "Two years of experience in Marlow County service" in either
    assert "Three years of experience" in other
    assert "graduation from college" in other


def test_blank_is_cited_and_nothing_is_made_of_it(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    heading = written(spec_of, vocabulary, "MARINA ATTENDANT (SEASONAL)", "clearance")
    assert heading.status is Status.NOT_STATED
    assert "has “Clearances” with nothing after it" in heading.answer
    assert [c.quote.strip("#: ") for c in heading.citations] == ["Clearances"]


def test_blank_of_several_things_reads_well(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    answer = written(spec_of, vocabulary, "MARINA ATTENDANT (SEASONAL)", "clearance").answer
    assert answer.endswith("with nothing after it, and does not state the clearances. [1]")


@pytest.mark.parametrize(
    ("title", "facet", "asked", "says"),
    [
        ("PUBLIC SAFETY DISPATCHER II", "clearance", "may a felon apply?", "does not say that in these words."),
        ("Accountant II", "environment", "work from home", "does not say that in these words."),
        # A proof of identity is no license that is asked for.
        ("VESSEL TRAFFIC DISPATCHER", "license", "a driver's license?", "does not state the license."),
        ("VESSEL TRAFFIC DISPATCHER", "certificate", "", "does not state the certificate."),
    ],
)
def test_what_is_near_is_not_called_unstated(
    spec_of: SpecOf, vocabulary: Vocabulary, title: str, facet: str, asked: str, says: str
) -> None:
    answer = written(spec_of, vocabulary, title, facet, asked=asked)
    assert answer.status is Status.NOT_STATED
    assert answer.answer.split("\n")[0].endswith(says)


def test_grade_is_given_for_dollars_that_are_not(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    answer = written(spec_of, vocabulary, "PERMIT TECHNICIAN", "salary")
    assert "does not state the salary." in answer.answer
    assert "**45**, and no dollars. [1]" in answer.answer


def test_identity_names_title_and_code_as_printed(spec_of: SpecOf) -> None:
    writer = Writer()
    write_identity(writer, spec_of("PERMIT TECHNICIAN"))
    assert writer.lines == ["**M6203** is the class **PERMIT TECHNICIAN**. [1] [2]"]
    without_code = Writer()
    write_identity(without_code, spec_of("LIBRARY ASSISTANT, SENIOR"))
    assert without_code.lines == ["The class is **LIBRARY ASSISTANT, SENIOR**. [1]"]


def test_overview_has_the_first_of_what_it_does(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    writer = Writer()
    write_overview(writer, spec_of("Heavy Equipment Mechanic"), vocabulary)
    text = "\n".join(writer.lines)
    assert "**M3110**" in text
    assert "repairs and overhauls the graders" in text


def test_statements_that_fit_are_quoted_and_else_the_nearest(spec_of: SpecOf) -> None:
    spec = spec_of("PERMIT TECHNICIAN")
    one, other = spec.parsed.statements[5], spec.parsed.statements[6]
    fits, near, nothing = Writer(), Writer(), Writer()
    write_nearest_statements(fits, spec, [one], [other])
    write_nearest_statements(near, spec, [], [other])
    write_nearest_statements(nothing, spec, [], [])
    assert [line.split(" says")[0] for line in fits.lines[:1]] == ["The document on Permit Technician"]
    assert fits.citations[0].start == one.span.start
    assert "does not say that in these words." in near.lines[0]
    assert near.citations[0].start == other.span.start
    assert (len(nothing.lines), nothing.citations) == (1, [])


def test_choices_ask_the_question_with_the_class_named(spec_of: SpecOf) -> None:
    entries = tuple(spec_of("Accounting Technician", agency).entry for agency in ("marlow", "tern"))
    question = Question("code of acct tech?", Frame.FACT, choices=entries, mention="acct tech")
    answer = refusal.ambiguous(question)
    assert answer.status is Status.AMBIGUOUS
    assert [c.ask for c in answer.choices] == [
        "code of Accounting Technician (M2041)?",
        "code of Accounting Technician (3114)?",
    ]
    assert {c.agency.casefold() for c in answer.choices} == {"marlow county", "tern harbor port district"}


def test_choice_without_a_code_is_named_by_its_agency(spec_of: SpecOf) -> None:
    entry = spec_of("LIBRARY ASSISTANT, SENIOR").entry
    answer = refusal.ambiguous(Question("pay of the librarian", Frame.FACT, choices=(entry,), mention="the librarian"))
    assert answer.choices[0].ask == f"pay of Library Assistant, Senior of {entry.agency}"


def test_unknown_class_is_named_with_the_nearest(spec_of: SpecOf) -> None:
    entry = spec_of("PERMIT TECHNICIAN").entry
    answer = refusal.unknown_class(Question("x", Frame.FACT, mention="Permit Wizard", nearest=(entry,)))
    assert answer.status is Status.UNKNOWN_CLASS
    assert "“Permit Wizard”" in answer.answer
    assert [n.class_code for n in answer.nearest] == ["M6203"]
    assert refusal.unknown_class(Question("x", Frame.FACT)).answer == "No loaded class spec fits that."


def test_refusals_send_to_the_contact() -> None:
    assert "room 9" in refusal.out_of_scope("room 9").answer
    assert "room 9" in refusal.no_class_does((), "room 9").answer


def test_described_class_is_quoted_from_where_it_is_described(spec_of: SpecOf) -> None:
    spec = spec_of("LIBRARY ASSISTANT, SENIOR")
    said = [s for s in spec.parsed.statements if s.text.startswith("Library Page -")]
    answer = refusal.only_described(Question("x", Frame.FACT, mention="Library Page"), spec, said)
    assert answer.status is Status.UNKNOWN_CLASS
    assert "shelves returned materials" in answer.citations[0].quote


def test_ranked_classes_come_best_first_with_the_rest_as_nearest(spec_of: SpecOf, example_index: Index) -> None:
    asked = "prunes trees from an aerial lift and grinds stumps"
    ranked = example_index.rank_classes([asked], asked, Viewer(), limit=2)
    specs = [spec_of(found.entry.spec.title, found.entry.agency) for found in ranked]
    answer = write_ranked(list(zip(ranked, specs, strict=True)), 3, sure=True)
    assert answer.answer.startswith("The class whose document fits best is **Parks Maintenance Worker, Lead**. [1]")
    assert "Prunes trees" in answer.citations[1].quote
    assert [n.spec_id for n in answer.nearest] == [ranked[1].entry.spec_id]


def test_classes_that_the_same_words_speak_of_are_named_together(spec_of: SpecOf, example_index: Index) -> None:
    asked = "keeps the decks free of what could trip a person"
    ranked = example_index.rank_classes([asked], asked, Viewer(), limit=3)
    specs = [spec_of(found.entry.spec.title, found.entry.agency) for found in ranked]
    assert len({spec.entry.source_id for spec in specs}) == 1
    answer = write_ranked(list(zip(ranked, specs, strict=True)), 2, sure=False)
    assert answer.answer.count("Stands watch") == 1
    assert all(f"**{spec.entry.spec.title}**" in answer.answer for spec in specs)
    assert [near.spec_id for near in answer.nearest] == [spec.entry.spec_id for spec in specs[1:]]


def test_passages_are_called_no_complete_list(spec_of: SpecOf, example_index: Index) -> None:
    found = example_index.search("containment boom fuel spills", Viewer(), limit=2)
    specs = [spec_of(p.entry.spec.title, p.entry.agency) for p in found]
    answer = write_passages(list(zip(found, specs, strict=True)), "containment boom fuel spills")
    assert "not a complete list" in answer.answer
    first = answer.citations[0]
    assert first.source_id == found[0].entry.source_id
    assert found[0].span.start <= first.start < first.end <= found[0].span.end


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Weir Keeper [1](https://evil.example)", "Weir Keeper (1)(https://evil.example)"),
        (
            "![x](https://evil.example/p.png) <b>bold</b> <!-- a -->",
            "!(x)(https://evil.example/p.png) ‹b>bold‹/b> ‹!-- a -->",
        ),
        ("less < more [sic]", "less < more (sic)"),
    ],
)
def test_what_others_wrote_makes_no_marker_link_image_or_tag(given: str, expected: str) -> None:
    assert plain(given) == expected
