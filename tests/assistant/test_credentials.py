"""What readers say of themselves, in the words of many: schooling, work, licenses, age."""

import pytest

from assistant.qualify.asking import Qualifier
from assistant.qualify.credentials import Credentials, Lacking, Learned
from assistant.reading import Reader


@pytest.fixture(scope="module")
def qualifier(reader: Reader) -> Qualifier:
    return reader.qualifier


def said(qualifier: Qualifier, *texts: str) -> Credentials:
    return qualifier.credentials(texts)


@pytest.mark.parametrize(
    ("text", "level", "field"),
    [
        ("I have an AA", "associate degree", ""),
        ("with an A.A. in accounting", "associate degree", "accounting"),
        ("I've got my associate's in water technology", "associate degree", "water technology"),
        ("I have a bachelor’s degree in finance and no license", "bachelor's degree", "finance"),
        ("I graduated from college with a major in biology", "bachelor's degree", "biology"),
        ("BS in civil engineering", "bachelor's degree", "civil engineering"),
        ("I have a GED", "high school diploma or GED", ""),
        ("high school diploma only", "high school diploma or GED", ""),
        ("a master's in public administration", "master's degree", "public administration"),
        ("I have an MBA", "master's degree", ""),
        ("I have a JD", "law degree", ""),
        ("PhD in chemistry", "doctorate", "chemistry"),
    ],
)
def test_schooling_is_read_with_its_field(qualifier: Qualifier, text: str, level: str, field: str) -> None:
    (learned,) = said(qualifier, text).learned
    assert (learned.level, learned.field) == (level, field)


def test_a_part_of_an_experience_has_its_own_amount(qualifier: Qualifier) -> None:
    whole, part = said(qualifier, "three years as a Survey Aide, one of them as chief of a crew").worked
    assert (whole.months, whole.title) == (36, "Survey Aide")
    assert (part.months, part.kind) == (12, "chief of a crew")


def test_who_is_not_licensed_has_no_license(qualifier: Qualifier) -> None:
    (held,) = said(qualifier, "I am not a licensed surveyor").licensed
    assert (held.kind, held.has) == ("licensed surveyor", False)


def test_schooling_that_is_denied_is_none(qualifier: Qualifier) -> None:
    assert not said(qualifier, "I don't have a bachelor's degree").learned


@pytest.mark.parametrize(
    ("text", "months", "kind", "title"),
    [
        ("three years as an Accountant I", 36, "Accountant I", "Accountant I"),
        ("3 yrs as an Accountant I, do I qualify?", 36, "Accountant I", "Accountant I"),
        ("I've been an Accountant I for eighteen months", 18, "Accountant I", "Accountant I"),
        ("18 mos. as Survey Aide", 18, "Survey Aide", "Survey Aide"),
        ("I worked as a Survey Aide for a year", 12, "Survey Aide", "Survey Aide"),
        ("2 years of full-time paid clerical experience", 24, "full-time paid clerical experience", ""),
        ("two years full-time as a Survey Aide", 24, "Survey Aide", "Survey Aide"),
        ("5 years experience", 60, "", ""),
        ("six months of work on deck, and an AA", 6, "work on deck", ""),
        ("would 2 years as a Survey Aide be enough", 24, "Survey Aide", "Survey Aide"),
        ("4 years in vessel traffic and a bachelor's", 48, "in vessel traffic", ""),
    ],
)
def test_experience_is_read_with_its_kind(
    qualifier: Qualifier, text: str, months: float, kind: str, title: str
) -> None:
    (worked,) = said(qualifier, text).worked
    assert (round(worked.months), worked.kind, worked.title) == (months, kind, title)


def test_a_title_of_two_agencies_names_several_classes(qualifier: Qualifier) -> None:
    (worked,) = said(qualifier, "3 years as an Accounting Technician").worked
    assert len(worked.classes) == 2
    assert worked.title == ""


@pytest.mark.parametrize(
    ("text", "kind", "terms", "has"),
    [
        ("I have a driver's license", "driver's license", {"driver"}, True),
        ("and a class A license", "class a license", {"driver", "commercial", "class_a"}, True),
        ("I have no license", "license", set(), False),
        ("I don't have a driver's license", "driver's license", {"driver"}, False),
        ("without a valid driver's license", "valid driver's license", {"driver"}, False),
        ("I can't drive", "driving", {"driver"}, False),
        ("I hold a CPR certificate", "cpr certificate", {"cpr"}, True),
    ],
)
def test_licenses_are_had_or_not(qualifier: Qualifier, text: str, kind: str, terms: set[str], has: bool) -> None:
    (held,) = said(qualifier, text).licensed
    assert (held.kind, held.terms, held.has) == (kind, terms, has)


def test_a_class_that_is_named_for_a_permit_is_no_permit(qualifier: Qualifier) -> None:
    assert not said(qualifier, "am I qualified for Permit Technician with an AA").licensed


@pytest.mark.parametrize(
    ("text", "age"),
    [("I'm 19", 19), ("I am 22 years old", 22), ("a 17-year-old", 17), ("aged 30", 30), ("I'm 18 months in", None)],
)
def test_age_is_read(qualifier: Qualifier, text: str, age: int | None) -> None:
    assert said(qualifier, text).age == age


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("I have a felony", True),
        ("I was convicted of a felony", True),
        ("never convicted of a felony", False),
        ("", None),
    ],
)
def test_convictions_are_had_or_not(qualifier: Qualifier, text: str, barred: bool | None) -> None:
    assert said(qualifier, text).barred is barred


@pytest.mark.parametrize(
    ("text", "employed"),
    [
        ("I'm a current employee", True),
        ("I am not a current employee", False),
        ("I'm an outside applicant", False),
        ("I have an AA", None),
    ],
)
def test_employees_say_so(qualifier: Qualifier, text: str, employed: bool | None) -> None:
    assert said(qualifier, text).employed is employed


def test_typing_and_units_are_read(qualifier: Qualifier) -> None:
    assert said(qualifier, "I type 45 wpm").typing == 45
    assert said(qualifier, "I have 12 semester units in surveying").units == ((12, "12 semester units in surveying"),)


def test_what_is_said_later_adds_and_replaces(qualifier: Qualifier) -> None:
    both = said(qualifier, "I have an AA and 2 years as a Survey Aide, I'm 19", "and with a bachelor's?", "I'm 21")
    assert [one.level for one in both.learned] == ["associate degree", "bachelor's degree"]
    assert (both.rank, both.age, len(both.worked)) == (40, 21, 1)


def test_a_bare_amount_is_of_the_work_spoken_of_before(qualifier: Qualifier) -> None:
    (worked,) = said(qualifier, "I have 2 years as a Survey Aide", "and with 4 years?").worked
    assert (worked.months, worked.title) == (48, "Survey Aide")


@pytest.mark.parametrize(
    ("text", "of_all"),
    [
        ("Do I qualify for Crane Electrician with two years at sea?", False),
        ("Would 2 years as a Survey Aide be enough for Land Surveyor I?", False),
        ("I've been a clerk for 3 years, is that enough for Accountant I?", False),
        ("can I apply for Accountant I with an AA and my 2 years as a Survey Aide", False),
        ("What am I missing for Accountant II?", False),
        ("Can I become an Animal Services Officer with a felony conviction?", False),
        ("im 15, can i be a marina attendant", False),
        ("am I eligible for Accountant II", False),
        ("which classes do I qualify for with an AA", True),
        ("what jobs can I get with a high school diploma", True),
        ("Which classes do I qualify for? I have 2 years as a Survey Aide and know the Crane Electrician.", True),
    ],
)
def test_questions_about_oneself(qualifier: Qualifier, text: str, of_all: bool) -> None:
    asks = qualifier.asks(text)
    assert asks is not None
    assert asks.of_all is of_all


@pytest.mark.parametrize(
    "text",
    [
        "How do I qualify for Vessel Traffic Dispatcher?",
        "Is two years required for Accountant II?",
        "is a high school diploma enough for Permit Technician",
        "can my 3 years of experience be substituted for the degree of Accountant II?",
        "What do I need to qualify for Accountant II?",
        "will my reclassification be approved, I have 3 years as Accountant I",
        "Which class repairs container cranes?",
    ],
)
def test_questions_about_something_else(qualifier: Qualifier, text: str) -> None:
    assert qualifier.asks(text) is None


def test_schooling_that_is_said_later_is_lacking_no_more() -> None:
    lacking = Credentials(lacking=Lacking(rank=30, said=("no degree",)), said=("no degree",))
    later = Credentials(learned=(Learned("degree", 30, "", "a degree"),), said=("a degree",))
    assert lacking.with_more(later).lacking.rank is None
    lower = Credentials(learned=(Learned("some college", 20, "", "some college"),), said=("some college",))
    assert lacking.with_more(lower).lacking.rank == 30


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("two and a half years of filing", 30),
        ("a year and a half of filing", 18),
        ("3 1/2 years of filing", 42),
        ("half a year of filing", 6),
        ("2000 paid hours of filing", 2000 * 12 / 2080),
    ],
)
def test_amounts_are_counted_however_they_are_said(qualifier: Qualifier, text: str, months: float) -> None:
    (worked,) = said(qualifier, text).worked
    assert worked.months == pytest.approx(months)


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("I never went to college", 20),
        ("no degree", 30),
        ("I don't have a degree", 30),
        ("I don't have a bachelor's degree", 40),
        ("no bachelor's in accounting", None),
        ("I have an AA", None),
    ],
)
def test_schooling_that_somebody_lacks(qualifier: Qualifier, text: str, rank: int | None) -> None:
    assert said(qualifier, text).lacking.rank == rank


def test_work_that_somebody_never_did(qualifier: Qualifier) -> None:
    lacking = said(qualifier, "five years of filing, none in government, no supervisory experience").lacking
    assert lacking.public
    assert [words for _, words in lacking.kinds] == ["no supervisory experience"]


@pytest.mark.parametrize(
    ("text", "kind", "months"),
    [
        ("I finished a four-year apprenticeship as a pile driver worker", "pile driver worker", 48),
        ("I did a marine electrician apprenticeship", "marine electrician", None),
        ("completed my 3 year apprenticeship in plumbing and have an AA", "plumbing", 36),
    ],
)
def test_apprenticeships_are_read_with_their_trade(
    qualifier: Qualifier, text: str, kind: str, months: float | None
) -> None:
    (trained,) = said(qualifier, text).trained
    assert (trained.kind, trained.months) == (kind, months)


def test_who_never_finished_an_apprenticeship_has_none(qualifier: Qualifier) -> None:
    assert not said(qualifier, "I am not through with an apprenticeship").trained


def test_hours_of_study_are_units_in_the_readers_words(qualifier: Qualifier) -> None:
    assert said(qualifier, "nine semester hours of surveying").units == ((9, "nine semester hours of surveying"),)
    assert said(qualifier, "no college units").units == ((0, "no college units"),)


def test_what_somebody_is_says_the_license(qualifier: Qualifier) -> None:
    (held,) = said(qualifier, "I am a Certified Public Accountant").licensed
    assert (held.kind, held.has) == ("certified public accountant", True)
    (denied,) = said(qualifier, "I'm not a CPA").licensed
    assert not denied.has


def test_a_degree_may_be_of_any_level(qualifier: Qualifier) -> None:
    (learned,) = said(qualifier, "I have a degree in biology").learned
    assert (learned.open, learned.field) == (True, "biology")
