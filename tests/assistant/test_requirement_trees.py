"""The and/or structure of requirements, as printed: in the examples, in sketches, and in real documents."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.qualify.nodes import All, Any, Leaf, Role, Tree, Unclear, leaves, signature
from assistant.qualify.tree import Asked, _chosen
from tests.assistant.growing import asked, spec_of
from tests.ingest.parsing import EXAMPLES, parsed, parsed_file, words
from vectorstore.spec import Modality, ParsedDocument

#: Read in the example documents by a person: the structure of each class's requirements.
EXAMPLES_READ = {
    "ANIMAL SERVICES OFFICER": "any(1,2)",
    "CRANE ELECTRICIAN": "unclear(1,2,3)",
    "LIBRARY ASSISTANT, SENIOR": "all(1,any(2,3),4)",
    "Accounting Technician": "all(1,2,3)",
    "Accounting Technician, Senior": "all(unclear(1,2,3,4),5)",
    "Accountant I": "all(1,2)",
    "Accountant I (Specialist)": "all(1,2,3)",
    "Accountant II": "all(1,any(2,3),4)",
    "Election Services Coordinator": "all(1,2,3)",
    "Heavy Equipment Mechanic": "all(any(1,all(2,3)),4,5,6)",
    "PUBLIC SAFETY DISPATCHER I": "all(any(1,2),3,4,5,6)",
    "PUBLIC SAFETY DISPATCHER II": "all(any(1,2),any(3,4),5,6,7,8,9)",
    "Emergency Management Coordinator": "all(any(1,all(2,3)),4,5,6)",
    "IRRIGATION SPECIALIST": "all(1,2,3)",
    "Water Treatment Operator Trainee": "all(1,2,3)",
    "Supervising Water Treatment Operator": "all(1,2,3)",
    "PARKS MAINTENANCE WORKER, LEAD": "all(1,2,3)",
    "PERMIT TECHNICIAN": "all(1,2,3,4)",
    "VESSEL TRAFFIC DISPATCHER": "any(1,all(2,3))",
    "WATER TREATMENT OPERATOR": "unclear(1,2,3)",
    "WATER TREATMENT OPERATOR, SENIOR": "all(1,2,3,4)",
    "ACCOUNTING TECHNICIAN": "all(1,2,3,4)",
    "BERTHING COORDINATOR": "all(1,any(2,3))",
    "Dredge Deckhand": "1",
    "Dredge Leverhand": "1",
    "Dredge Captain": "all(1,2)",
    "ENVIRONMENTAL COMPLIANCE INSPECTOR I": "all(1,2)",
    "ENVIRONMENTAL COMPLIANCE INSPECTOR II": "all(1,2,3)",
    "FERRY TERMINAL AGENT": "all(1,2,3,4)",
    "HARBOR PATROL OFFICER": "all(1,2,3,4)",
    "Information Systems Analyst": "all(1,2,3,4,5)",
    "Survey Aide": "all(1,2)",
    "Land Surveyor I": "all(any(1,2),3)",
    "Land Surveyor II": "all(1,2,3)",
    "Land Surveyor II (Hydrographic)": "all(1,2,3,4)",
    "MARINA ATTENDANT (SEASONAL)": "all(1,2,3,4)",
    "WHARF CARPENTER": "all(any(1,2),3,4,5,6)",
}

#: Read in twenty real documents that a seed chose: file, place of the class, structure, and what is printed beside it.
REAL_READ: dict[tuple[str, str, int], tuple[str, dict[str, int]]] = {
    ("la_bulletins", "SENIOR ELECTRICIAN  3864 102116 Rev 110216.txt", 0): ("1", {"defers": 2}),
    ("la_bulletins", "SENIOR ANIMAL CONTROL OFFICER 4316 111618.txt", 0): ("1", {"defers": 2}),
    ("la_bulletins", "AQUEDUCT AND RESERVOIR KEEPER 5813 063017 (1).txt", 0): ("any(1,2)", {"defers": 2}),
    ("la_bulletins", "CHIEF ADMINISTRATIVE ANALYST 1554 062416.txt", 0): ("any(1,2)", {"defers": 2}),
    ("la_bulletins", "MECHANICAL ENGINEERING DRAFTING TECHNICIAN 7551 121418.txt", 0): ("any(1,2)", {"defers": 2}),
    ("la_bulletins", "PILE DRIVER WORKER 3553 041417.txt", 0): ("1", {}),
    ("la_bulletins", "ELEVATOR REPAIR SUPERVISOR 032516 REVISED 040516.txt", 0): ("all(1,2,3)", {"defers": 2}),
    ("la_bulletins", "SUPERVISING CRIMINALIST 2235 030416.txt", 0): ("1", {"defers": 2}),
    ("la_bulletins", "CHIEF OF OPERATIONS 7258 042018 REV 051318.txt", 0): ("any(1,2)", {"defers": 2}),
    ("la_bulletins", "SANITATION SOLID RESOURCES MANAGER 4126 060515.txt", 0): ("any(1,2)", {"defers": 2}),
    ("ca_state", "5850.html", 0): ("all(any(1,2),3,4)", {"substitutes": 1}),
    ("ca_state", "1311.html", 0): ("any(1,2)", {"substitutes": 1}),
    ("ca_state", "9485.html", 3): ("any(1,2,3,4,all(5,any(6,7,8,9,10)))", {"substitutes": 1}),
    ("ca_state", "9777.html", 1): ("any(1,2)", {}),
    ("ca_state", "1480.html", 3): ("any(1,2)", {}),
    ("ca_state", "5225.html", 12): ("any(1,all(2,3))", {"substitutes": 2}),
    ("ca_state", "5365.html", 0): ("any(1,2,3)", {"defers": 1}),
    ("ca_state", "9529.html", 1): ("any(1,all(2,any(3,4,5,6,7),8))", {"substitutes": 2, "defers": 1}),
    ("ca_state", "4901.html", 0): ("any(1,all(2,3))", {"substitutes": 1, "defers": 1}),
    ("ca_state", "4885.html", 0): ("any(1,2,all(3,4))", {"substitutes": 1}),
    # Two conditions, and one of them said again in another sentence.
    ("ca_state", "5734.html", 4): ("all(1,2)", {}),
}

_HEAD = "CLERK\n\nClass Code: 1234\n\nREQUIREMENTS\n\n{}\n\nDUTIES\n\nFiles papers.\n"
#: Words that join conditions and belong to none.
_JOINTS = re.compile(r"\b(?:and|or|either)\b|[^\w]+", re.IGNORECASE)


def example_documents() -> list[ParsedDocument]:
    kinds = {".txt", ".md", ".html", ".docx", ".pdf"}
    return [parsed_file(path) for path in sorted(EXAMPLES.iterdir()) if path.suffix in kinds]


def all_leaves(found: Asked) -> list[Leaf]:
    return [*(leaves(found.tree) if found.tree is not None else ()), *found.conditions]


def sketched(*lines: str) -> Tree:
    tree = asked(parsed(_HEAD.format("\n".join(lines)))).tree
    assert tree is not None
    return tree


def test_every_example_has_the_structure_that_a_person_read() -> None:
    found = {}
    for document in example_documents():
        for spec in document.specs:
            tree = asked(document, spec.ordinal).tree
            if tree is not None:
                found.setdefault(spec.title, signature(tree))
    assert found == EXAMPLES_READ


@pytest.mark.parametrize("place", REAL_READ, ids=str)
def test_real_documents_have_the_structure_that_a_person_read(corpora: Path, place: tuple[str, str, int]) -> None:
    folder, name, ordinal = place
    wanted, beside = REAL_READ[place]
    found = asked(parsed_file(corpora / folder / name), ordinal)
    assert found.tree is not None
    assert signature(found.tree) == wanted
    roles = Counter(leaf.role.value for leaf in all_leaves(found))
    assert {role: roles[role] for role in ("substitutes", "defers") if roles[role]} == beside


def lost(document: ParsedDocument, ordinal: int) -> Iterator[str]:
    """Yield what the tree of a class loses of its requirements' statements, and what it quotes wrongly."""
    spec = spec_of(document, ordinal)
    found = asked(document, ordinal)
    text = document.document.text
    for leaf in all_leaves(found):
        if text[leaf.spans[0].start : leaf.spans[-1].end] != leaf.quote:
            yield f"no quote: {leaf.quote}"
    if found.tree is None:
        return
    kept = {at for leaf in leaves(found.tree) for span in leaf.spans for at in range(span.start, span.end)}
    for statement in spec.statements(_chosen(spec, words())):
        left = "".join(
            text[at] if at not in kept else " " for span in statement.spans for at in range(span.start, span.end)
        )
        if _JOINTS.sub("", left):
            yield f"lost: {left}"


def test_no_word_of_the_examples_requirements_is_lost() -> None:
    lacking = [
        one for document in example_documents() for spec in document.specs for one in lost(document, spec.ordinal)
    ]
    assert lacking == []


@pytest.mark.long
@pytest.mark.parametrize(("folder", "kind"), [("la_bulletins", "*.txt"), ("ca_state", "*.html")])
def test_no_word_of_real_requirements_is_lost(corpora: Path, folder: str, kind: str) -> None:
    documents = [parsed_file(path) for path in sorted((corpora / folder).glob(kind))]
    assert len(documents) > 70
    assert [one for document in documents for spec in document.specs for one in lost(document, spec.ordinal)] == []


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["1. Two years as a Clerk; or", "2. Graduation from college."], "any(1,2)"),
        (["1. Two years as a Clerk; and", "2. A valid license; and", "3. A typing certificate."], "all(1,2,3)"),
        (["1. Two years as a Clerk; or", "2. One year as a Typist; and", "3. A license."], "unclear(1,2,3)"),
        (["1. Two years as a Clerk; or", "2. One year as a Typist.", "3. A valid license."], "all(any(1,2),3)"),
        (["1. Two years as a Clerk, and", "a. A course in filing; or", "b. A course in typing."], "all(1,any(2,3))"),
        (["1. Two years as a Clerk", "OR", "2. Graduation from college."], "any(1,2)"),
        (["1. A license; and either", "2. A year as a Clerk; or", "3. A year as a Typist."], "all(1,any(2,3))"),
        (["Graduation from college or four years of clerical experience."], "any(1,2)"),
        (["Graduation from college and four years of clerical experience."], "all(1,2)"),
        (["Experience in filing or typing."], "1"),
        (["Two years of experience, one year of which was in filing or in typing."], "1"),
        (["Completion of 12 semester units or 18 quarter units in filing."], "1"),
        (["Completion of high school, 18 semester units of filing, and two years of filing."], "all(1,2,3)"),
        (["Two years of filing, one year as a Clerk, and graduation from college."], "all(1,2)"),
        (["Four years of filing, or completion of a course and one year of filing."], "any(1,all(2,3))"),
    ],
)
def test_sketches_are_joined_as_printed(lines: list[str], wanted: str) -> None:
    assert signature(sketched(*lines)) == wanted


def test_ambiguous_mix_keeps_its_joints_and_both_readings() -> None:
    tree = sketched("1. Two years as a Clerk; or", "2. One year as a Typist; and", "3. A valid license.")
    assert isinstance(tree, Unclear)
    assert tree.joints == ("or", "and")
    assert [signature(reading) for reading in tree.readings] == ["any(1,all(2,3))", "all(any(1,2),3)"]


def test_substitution_belongs_to_the_item_that_it_names() -> None:
    tree = sketched(
        "1. Two years as a Clerk; or",
        "2. Four years as a Typist.",
        "A certificate may be substituted for one year of Requirement #1.",
    )
    assert isinstance(tree, Any)
    assert [[leaf.role for leaf in part.remarks] for part in tree.parts] == [[Role.SUBSTITUTES], []]


def test_preferred_and_possible_conditions_keep_their_strength() -> None:
    tree = sketched("Two years as a Clerk.", "A degree is preferred.", "Some positions may require a driver's license.")
    assert isinstance(tree, All)
    assert [part.modality for part in tree.parts if isinstance(part, Leaf)] == [
        Modality.REQUIRED,
        Modality.PREFERRED,
        Modality.MAY_BE_REQUIRED,
    ]


def test_conditions_elsewhere_come_with_where_they_stand() -> None:
    (document,) = [one for one in example_documents() if one.specs[0].title == "VESSEL TRAFFIC DISPATCHER"]
    found = asked(document)
    headings = [document.sections[leaf.section].heading for leaf in found.conditions]
    assert headings == ["", "NOTES", "NOTES", "APPOINTMENT IS SUBJECT TO"]
    assert "current Port District employees only" in found.conditions[0].quote


def test_who_may_file_sooner_is_kept_as_such() -> None:
    (document,) = [
        one
        for one in example_documents()
        if one.specs[0].title == "CRANE ELECTRICIAN" and one.specs[0].revision > "2016"
    ]
    deferring = [leaf for leaf in asked(document).conditions if leaf.role is Role.DEFERS]
    assert [leaf.text.split()[0] for leaf in deferring] == ["Those"]
