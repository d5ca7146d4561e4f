"""Which class a question means: exactly one, several, or none."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.codes import find_codes
from assistant.identity import Candidate, Match, Mention, find_mentions, nearest, settle
from assistant.lexicon import Lexicon, Name
from assistant.reading import Reader
from assistant.scan import tokenize
from assistant.spacing import respaced
from vectorstore.spec import CatalogEntry, ClassSpec, DocumentType, Span
from vectorstore.vocabulary import load

VOCABULARY = load()
PLAIN = VOCABULARY.words["function"] | VOCABULARY.words["filler"]


def entry(
    title: str, code: str = "", agency: str = "Marlow County", revision: str = "", number: int = 0
) -> CatalogEntry:
    spec = ClassSpec(0, title, Span(0, len(title), 1), code, revision=revision)
    name = f"{title} {agency} {revision}"
    class_id = f"class {number}" if number else f"class {title} {agency}"
    return CatalogEntry(name, class_id, f"source {name}", name, name, agency, DocumentType.SPECIFICATION, spec)


CLASSES = (
    entry("Accounting Technician", "M2041"),
    entry("Accounting Technician, Senior", "M2042"),
    entry("Accounting Technician", "3114", "Tern Harbor Port District"),
    entry("Accountant I", "M2048"),
    entry("Accountant I (Specialist)", "M2049"),
    entry("Accountant II", "M2051"),
    entry("Water Treatment Operator", "M7310"),
    entry("Water Treatment Operator Trainee", "M7308"),
    entry("Supervising Water Treatment Operator", "M7314"),
    entry("Harbor Patrol Officer", "3207"),
    entry("Animal Services Officer", "0472"),
    entry("Library Assistant", "M5101"),
    entry("Chief of Police", "M9001"),
)
LEXICON = Lexicon(CLASSES, VOCABULARY)


def meant(text: str, lexicon: Lexicon = LEXICON) -> Mention:
    tokens = respaced(tokenize(text), lexicon.known, lexicon.joined)
    found = find_mentions(tokens, lexicon, lambda at: tokens[at].word in PLAIN or tokens[at].word in VOCABULARY.levels)
    return settle(found)


def codes(mention: Mention) -> list[str]:
    return sorted(candidate.entry.spec.class_code for candidate in mention.candidates)


def test_a_class_answers_to_its_old_titles() -> None:
    clerk = entry("Records Clerk", "M1")
    lexicon = Lexicon((clerk, entry("Clerk", "M2")), VOCABULARY, titles={clerk.class_id: ("Microfilm Technician",)})
    assert [c.entry for c in meant("microfilm technician", lexicon).candidates] == [clerk]
    assert [c.entry for c in meant("records clerk", lexicon).candidates] == [clerk]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what is an Accounting Technician, Senior", ["M2042"]),
        ("the senior accounting technician", ["M2042"]),
        ("sr. acct. tech", ["M2042"]),
        ("the acounting technicien senior", ["M2042"]),
        ("Accounting Technician", ["3114", "M2041"]),
        ("Accountant I", ["M2048"]),
        ("accountant 2", ["M2051"]),
        ("Accountant I (Specialist)", ["M2049"]),
        ("accountant I specialist", ["M2049"]),
        ("can an accountant i know apply", ["M2048", "M2049", "M2051"]),
        ("Accountant", ["M2048", "M2049", "M2051"]),
        ("watertreatment operator", ["M7310"]),
        ("Water Treatment Operator Trainee", ["M7308"]),
        ("supervising water treatment operator", ["M7314"]),
        ("harbor patrol", ["3207"]),
        ("who leads harbor patrol officers", ["3207"]),
        ("asst. water treatment operator", []),
        ("patrol officers", ["3207"]),
        ("chief of police", ["M9001"]),
    ],
)
def test_mention_means(text: str, expected: list[str]) -> None:
    assert codes(meant(text)) == expected


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Accountant III", "Accountant I"),
        ("Senior Harbor Patrol Officer", "Harbor Patrol Officer"),
        ("Harbor Patrol Officer II", "Harbor Patrol Officer"),
        ("Library Assistant, Senior", "Library Assistant"),
        ("Principal Accounting Technician", "Accounting Technician"),
        ("Hydroelectric Water Treatment Operator", "Water Treatment Operator"),
        ("Harbor Patrol Officer of Dredging", "Harbor Patrol Officer"),
    ],
)
def test_another_level_numeral_or_word_is_another_class(text: str, near: str) -> None:
    mention = meant(text)
    assert mention.candidates == ()
    assert near in [found.spec.title for found in mention.nearest]


@given(
    st.sampled_from(LEXICON.names),
    st.sampled_from(["", *sorted(VOCABULARY.levels)]),
    st.sampled_from(["", "I", "II", "III", "IV"]),
)
def test_no_class_of_another_level_or_numeral_is_meant(name: Name, level: str, numeral: str) -> None:
    """A level is never matched loosely, and a numeral only where the mention leaves it out."""
    words = " ".join(word for word in (level, *name.key.core, *name.key.qualifier, numeral) if word)
    levels = {VOCABULARY.levels[level][0]} if level else set()
    for candidate in meant(words).candidates:
        keys = [other.key for other in LEXICON.names if other.entry == candidate.entry]
        # "Assistant" is the work itself in "Library Assistant".
        assert any(key.levels == levels or levels <= set(key.core) for key in keys)
        said = [token.raw.lower() for token in tokenize(words)[candidate.first : candidate.last]]
        within = numeral.lower() if numeral.lower() in said else ""
        assert any(key.numeral == within or not within for key in keys)
        if candidate.match is Match.EXACT:
            assert any(key.numeral == within for key in keys)


def test_two_classes_of_one_question_are_each_found(reader: Reader) -> None:
    scan = reader.scanner.scan("Accountant I or Harbor Patrol Officer or Permit Technician")
    assert [mention.candidates[0].entry.spec.title.title() for mention in scan.mentions] == [
        "Accountant I",
        "Harbor Patrol Officer",
        "Permit Technician",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("what is M2042", "M2042"),
        ("m2042?", "M2042"),
        ("class M 2042", "M2042"),
        ("2042", "M2042"),
        ("472", "0472"),
        ("who is 00472", "0472"),
        ("what is M9999", None),
        ("42 employees", None),
        ("M", None),
    ],
)
def test_code_is_found_as_people_write_it(text: str, code: str | None) -> None:
    found = list(find_codes(text, tokenize(text), LEXICON))
    assert [codes(one.mention) for one in found] == ([] if code is None else [[code]])
    assert all(one.mention.by_code for one in found)


def test_word_that_stands_apart_makes_no_other_class() -> None:
    assert codes(meant("torn pages, Library Assistant")) == ["M5101"]
    assert codes(meant("torn Library Assistant")) == []


def test_newest_document_of_a_class_stands_for_it() -> None:
    old, new = entry("Clerk", "1", revision="2011", number=7), entry("Clerk", "1", revision="2019-02", number=7)
    for order in ((old, new), (new, old)):
        lexicon = Lexicon(order, VOCABULARY)
        assert [c.entry for c in meant("Clerk", lexicon).candidates] == [new]
        assert nearest("clark", order) == (new,)


def test_former_title_is_a_name_of_the_class() -> None:
    known = entry("Harbor Patrol Officer")
    renamed = replace(known, spec=replace(known.spec, aliases=("Wharf Constable",)))
    assert [c.entry for c in meant("wharf constable", Lexicon((renamed,), VOCABULARY)).candidates] == [renamed]


def test_exact_spelling_outweighs_a_likeness() -> None:
    lexicon = Lexicon((entry("Planner"), entry("Planter")), VOCABULARY)
    assert [c.entry.spec.title for c in meant("Planter", lexicon).candidates] == ["Planter"]


def test_nothing_named_is_nothing_meant() -> None:
    assert settle([]) == Mention()
    assert meant("how are you today") == Mention()
    assert nearest("xyzzy", CLASSES) == ()


def test_nearest_are_at_most_five_and_the_likest_first() -> None:
    found = nearest("water treatment operater", CLASSES)
    assert found[0].spec.title == "Water Treatment Operator"
    assert len(found) <= 5
    assert len(nearest("officer technician accountant operator assistant", CLASSES)) == 5


def test_candidate_spans_its_words() -> None:
    tokens = tokenize("pay of the Senior Accounting Technician please")
    found: Sequence[Candidate] = meant("pay of the Senior Accounting Technician please").candidates
    assert [t.raw for t in tokens[found[0].first : found[0].last]] == ["Senior", "Accounting", "Technician"]
