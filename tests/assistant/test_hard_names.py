"""Names that are hard to tell: levels, qualifiers, titles within titles, titles of common words, two agencies."""

import pytest

from assistant.examples import Examples
from assistant.lexicon import Lexicon
from assistant.question import Frame, Question
from assistant.reading import Reader
from assistant.scan import facet_trie
from vectorstore.spec import CatalogEntry, ClassSpec, DocumentType, Span
from vectorstore.vocabulary import Vocabulary

CITY, HARBOR = "City of Quillfort", "Osprey Bay Harbor District"

TITLES = {
    CITY: (
        "Accountant I", "Accountant I (Specialist)", "Accountant II", "Accountant III", "Account Manager, Harbor Fair",
        "Account Manager, Quarry Board", "Clerk", "Payroll Clerk", "Senior Payroll Clerk", "Position Control Clerk",
        "Class Specialist", "Duty Officer", "License Inspector", "Inspector", "Safety Officer", "Test Technician",
        "Manager I", "Manager II", "Electrician", "Crane Electrician", "Electrician Apprentice", "Head Cook", "Cook",
        "Assistant Planner", "Associate Planner", "Planner", "Principal Planner", "Chief Planner", "Deputy Planner",
        "Junior Drafter", "Journey Plumber", "Supervising Nurse", "Lead Gardener", "Gardener", "Gardener Trainee",
        "Drafting Services Technician", "Drafting Support Technician", "Database Administrator", "Part-Time Lifeguard",
        "Director of Parks", "Parks Worker", "Harbor Patrol Officer", "Animal Services Officer", "Librarian",
        "Emergency Medical Services (EMS) Educator", "Office Technician",
    ),
    HARBOR: ("Accounting Technician", "Clerk", "Wharf Porter"),
}  # fmt: skip


def entry(title: str, code: str, agency: str) -> CatalogEntry:
    spec = ClassSpec(0, title, Span(0, len(title), 1), code)
    name = f"{title} {agency}"
    return CatalogEntry(name, f"class {name}", name, name, name, agency, DocumentType.SPECIFICATION, spec)


ENTRIES = tuple(
    entry(title, f"Q{2100 + 10 * at + (agency == HARBOR)}", agency)
    for agency, titles in TITLES.items()
    for at, title in enumerate(titles)
)


@pytest.fixture(scope="module")
def reader(vocabulary: Vocabulary, examples: Examples) -> Reader:
    old = {f"class Librarian {CITY}": ("Keeper of Books",)}
    return Reader(vocabulary, Lexicon(ENTRIES, vocabulary, titles=old), facet_trie(vocabulary, ()), examples)


def titles(question: Question) -> list[str]:
    return [found.spec.title for found in question.entries]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("what does an accountant i need", "Accountant I"),
        ("for the accountant i can a degree replace experience", "Accountant I"),
        ("do accountants i need a degree?", "Accountant I"),
        ("accountant i's pay", "Accountant I"),
        ("the second level accountant's duties", "Accountant II"),
        ("what does a level 3 accountant earn", "Accountant III"),
        ("accountant (specialist) i duties", "Accountant I (Specialist)"),
        ("specialist accountant I license", "Accountant I (Specialist)"),
        ("Account Manager, Harbor Fair: education?", "Account Manager, Harbor Fair"),
        ("what does the account manager for the quarry board earn", "Account Manager, Quarry Board"),
        ("harbor fair account manager salary", "Account Manager, Harbor Fair"),
        ("senior payroll clerk pay", "Senior Payroll Clerk"),
        ("Payroll Clerk, Seniro license", "Senior Payroll Clerk"),
        ("payroll clerk pay", "Payroll Clerk"),
        ("what does a position control clerk do", "Position Control Clerk"),
        ("class specialist education", "Class Specialist"),
        ("tell me about the duty officer", "Duty Officer"),
        ("what are a duty officer's duties", "Duty Officer"),
        ("what does a license inspector earn", "License Inspector"),
        ("does an inspector need a license?", "Inspector"),
        ("is a license needed by the inspector", "Inspector"),
        ("the safety officer's working conditions", "Safety Officer"),
        ("what test must a test technician pass", "Test Technician"),
        ("manager i salary", "Manager I"),
        ("what does a manager 2 make", "Manager II"),
        ("crane electrician's pay", "Crane Electrician"),
        ("electrician pay", "Electrician"),
        ("apprentice electrician hours", "Electrician Apprentice"),
        ("head cook duties", "Head Cook"),
        ("cook, head: duties?", "Head Cook"),
        ("Is a planner exempt?", "Planner"),
        ("asst planner salary", "Assistant Planner"),
        ("prin. planner salary", "Principal Planner"),
        ("planner, chief: pay", "Chief Planner"),
        ("deputy planner license", "Deputy Planner"),
        ("jr drafter pay", "Junior Drafter"),
        ("journeyman plumber license", "Journey Plumber"),
        ("journey level plumber license", "Journey Plumber"),
        ("nurse, supervising - overtime?", "Supervising Nurse"),
        ("who leads the lead gardener", "Lead Gardener"),
        ("gardener (trainee) experience", "Gardener Trainee"),
        ("data base administrator degree", "Database Administrator"),
        ("database admin degree", "Database Administrator"),
        ("part time lifeguard pay", "Part-Time Lifeguard"),
        ("parttime lifeguards pay", "Part-Time Lifeguard"),
        ("parks director salary", "Director of Parks"),
        ("director of the parks salary", "Director of Parks"),
        ("what did the keeper of books earn", "Librarian"),
        ("EMS educator pay", "Emergency Medical Services (EMS) Educator"),
        ("does the wharf porter of osprey bay lift boxes", "Wharf Porter"),
        ("salary of a payroll\u200b clerk", "Payroll Clerk"),
        ("salary of a pay\u200broll clerk", "Payroll Clerk"),
        ("\U0001f4b0 payroll \U0001f4cb clerk salary?", "Payroll Clerk"),
        ("salary of the Pâyroll Clérk", "Payroll Clerk"),
        ("salary of the ｐａｙｒｏｌｌ ｃｌｅｒｋ", "Payroll Clerk"),
        ("what does a paryoll celrk earn", "Payroll Clerk"),
        ("class Q02140 duties", "Account Manager, Harbor Fair"),
        ("q-2140 duties", "Account Manager, Harbor Fair"),
        ("2140", "Account Manager, Harbor Fair"),
        ("what did Accountant II earn in 2140", "Accountant II"),
        ("does an HPO need a license", "Harbor Patrol Officer"),
        ("PCCs pay", "Position Control Clerk"),
        ("accountant IIs pay", "Accountant II"),
        ("what do accountant iis earn", "Accountant II"),
        ("Accountant \u2162 pay", "Accountant III"),
        ("what does an officer with harbor patrol earn", "Harbor Patrol Officer"),
        ("officer at the harbor patrol: pay", "Harbor Patrol Officer"),
        ("accountant 2 years experience enough? I mean the accountant ii", "Accountant II"),
    ],
)
def test_one_class_is_meant(reader: Reader, text: str, title: str) -> None:
    question = reader.read(text)
    assert titles(question) == [title], [found.spec.title for found in question.choices or question.nearest]


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("accountant salary", {"Accountant I", "Accountant I (Specialist)", "Accountant II", "Accountant III"}),
        ("can an accountant i know apply", {"Accountant I", "Accountant II", "Accountant III"}),
        ("account manager license", {"Account Manager, Harbor Fair", "Account Manager, Quarry Board"}),
        ("drafting technician pay", {"Drafting Services Technician", "Drafting Support Technician"}),
        ("the manager's salary", {"Manager I", "Manager II"}),
        ("clerk license", {"Clerk"}),
        ("how long is the specialist's appointment", {"Accountant I (Specialist)", "Class Specialist"}),
        ("compare accountant and payroll clerk", {"Accountant I", "Accountant I (Specialist)", "Accountant II"}),
        ("Payroll Clerk Q2140 salary", {"Payroll Clerk", "Account Manager, Harbor Fair"}),
    ],
)  # fmt: skip
def test_several_fit_and_are_offered(reader: Reader, text: str, choices: set[str]) -> None:
    question = reader.read(text)
    assert question.entries == ()
    assert len(question.choices) > 1
    assert {found.spec.title for found in question.choices} & choices == choices


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("accountant iv salary", "Accountant III"),
        ("what does an Accountant 5 earn", "Accountant III"),
        ("fourth level accountant pay", "Accountant III"),
        ("Chief Harbor Patrol Officer pay", "Harbor Patrol Officer"),
        ("senior electrician pay", "Electrician"),
        ("Chief Deputy Planner license", "Deputy Planner"),
        ("nurse salary", "Supervising Nurse"),
        ("plumber license", "Journey Plumber"),
        ("what does a dog walker earn", ""),
        ("what does a license clerk earn", "Clerk"),
        ("what does a hydraulic electrician earn", "Electrician"),
        ("Wharf Porter II pay", "Wharf Porter"),
        ("what does Quillfort's wharf porter earn", "Wharf Porter"),
        ("osprey bay harbor district payroll clerk pay", "Payroll Clerk"),
        ("class Q9999 salary", ""),
        ("what does a DST earn", ""),
        ("what is Q9140", ""),
    ],
)
def test_no_class_is_meant(reader: Reader, text: str, nearest: str) -> None:
    question = reader.read(text)
    assert (titles(question), question.choices) == ([], ())
    assert question.frame is not Frame.OUT_OF_SCOPE
    assert not nearest or nearest in [found.spec.title for found in question.nearest]


@pytest.mark.parametrize(
    ("text", "name", "agency"),
    [
        ("Accountant II at the harbor district", "Accountant II", HARBOR),
        ("is there a payroll clerk at osprey bay?", "payroll clerk", HARBOR),
        ("payroll clerk for the Harbor District: exempt?", "payroll clerk", HARBOR),
        ("wharf porter of Quillfort", "wharf porter", CITY),
        ("Does the City of Quillfort have a wharf porter?", "wharf porter", CITY),
        ("City of Quillfort porter license", "porter", CITY),
    ],
)
def test_class_of_another_agency_is_not_answered(reader: Reader, text: str, name: str, agency: str) -> None:
    question = reader.read(text)
    assert (titles(question), question.choices) == ([], ())
    assert (question.mention, question.agency) == (name, agency)


@pytest.mark.parametrize(
    ("text", "title", "agency"),
    [
        ("clerk of the city, salary", "Clerk", CITY),
        ("what does Quillfort pay a clerk", "Clerk", CITY),
        ("the osprey bay clerk", "Clerk", HARBOR),
        ("obhd clerk salary", "Clerk", HARBOR),
        ("salary of a clerk at the harbor district", "Clerk", HARBOR),
        ("Osprey Bay Harbor District's accounting technician", "Accounting Technician", HARBOR),
    ],
)
def test_agency_decides_between_two_of_one_title(reader: Reader, text: str, title: str, agency: str) -> None:
    question = reader.read(text)
    assert [(found.spec.title, found.agency) for found in question.entries] == [(title, agency)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("accountant i vs crane electrician", ["Accountant I", "Crane Electrician"]),
        ("compare Planner, Chief Planner and Deputy Planner", ["Planner", "Chief Planner", "Deputy Planner"]),
        ("difference between Accountant I and II", ["Accountant I", "Accountant II"]),
        ("Accountant I, II or III?", ["Accountant I", "Accountant II", "Accountant III"]),
        ("compare Q2140 and Q2170", ["Account Manager, Harbor Fair", "Payroll Clerk"]),
        ("compare 2140 and 2170", ["Account Manager, Harbor Fair", "Payroll Clerk"]),
        ("difference between Q2140 and the crane electrician", ["Account Manager, Harbor Fair", "Crane Electrician"]),
        ("electrician or crane electrician: who earns more", ["Electrician", "Crane Electrician"]),
    ],
)
def test_classes_side_by_side(reader: Reader, text: str, expected: list[str]) -> None:
    assert titles(reader.read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Is the accountant 2 (I mean Accountant II) exempt",
        "payroll clerk, I repeat: the payroll clerks, salary",
        "Payroll Clerk, class code Q2170, duties",
        "Q2170 salary, that is the payroll clerk's",
    ],
)
def test_a_class_named_twice_is_one(reader: Reader, text: str) -> None:
    assert len(titles(reader.read(text))) == 1


def test_a_title_in_a_very_long_message_is_found(reader: Reader) -> None:
    prose = "My family came here from another town and my cousin told me that people like it here. " * 25
    question = reader.read(f"{prose} So what does a crane electrician earn? {prose}")
    assert len(question.text) > 3900
    assert titles(question) == ["Crane Electrician"]
