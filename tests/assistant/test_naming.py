"""Every way to write a title, made from the catalog itself: the class is found, or offered among those that fit."""

import random
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.examples import Examples
from assistant.lexicon import Lexicon
from assistant.question import Question
from assistant.reading import Reader
from assistant.scan import facet_trie
from assistant.titles import title_keys
from tests.assistant.naming import FRAMES, Title, coded, meant, namings, strangers, title_of
from tests.assistant.test_hard_names import ENTRIES
from vectorstore.index import Index
from vectorstore.spec import CatalogEntry, Viewer
from vectorstore.vocabulary import Vocabulary, load

VOCABULARY = load()
WORK = ("clerk", "electrician", "planner", "surveyor", "dispatcher", "groundskeeper", "analyst")


@pytest.fixture(scope="module", params=["examples", pytest.param("invented", marks=pytest.mark.long)])
def entries(request: pytest.FixtureRequest, example_index: Index) -> Sequence[CatalogEntry]:
    return example_index.catalog.entries(Viewer()) if request.param == "examples" else ENTRIES


@pytest.fixture(scope="module")
def catalog_reader(entries: Sequence[CatalogEntry], vocabulary: Vocabulary, examples: Examples) -> Reader:
    return Reader(vocabulary, Lexicon(tuple(entries), vocabulary), facet_trie(vocabulary, ()), examples)


@pytest.fixture(scope="module")
def titles(entries: Sequence[CatalogEntry]) -> list[tuple[str, Title]]:
    given = (
        (entry.class_id, title_of(title)) for entry in entries for title in (entry.spec.title, *entry.spec.aliases)
    )
    return [(class_id, title) for class_id, title in given if title is not None]


def answered(question: Question) -> set[str]:
    return {entry.class_id for entry in question.entries or question.choices}


def test_every_way_to_write_a_title_means_its_class_or_asks(
    catalog_reader: Reader, titles: Sequence[tuple[str, Title]], vocabulary: Vocabulary
) -> None:
    short = {full: abbreviation for abbreviation, words in vocabulary.abbreviations.items() for full in words[:1]}
    chance, wrong, missed, tried = random.Random(5), [], [], 0
    for _, title in dict(titles).items():
        for naming in namings(title, short, catalog_reader.examples.is_word):
            fitting = meant(naming.key, titles)
            text = chance.choice(FRAMES).format(naming.text)
            got = answered(catalog_reader.read(text))
            tried += 1
            if fitting and not got & fitting:
                (wrong if got else missed).append((naming.kind, text))
    assert tried > 700
    assert wrong == []
    assert len(missed) <= 0.01 * tried, missed


def test_another_numeral_level_word_or_qualifier_is_no_class_here(
    catalog_reader: Reader, titles: Sequence[tuple[str, Title]]
) -> None:
    chance, blended = random.Random(6), []
    for _, title in dict(titles).items():
        for kind, text, key in strangers(title):
            if not meant(key, titles):
                question = catalog_reader.read(chance.choice(FRAMES).format(text))
                blended += [(kind, question.text)] if question.entries else []
    assert blended == []


def test_every_way_to_write_a_code_means_its_class(catalog_reader: Reader, entries: Sequence[CatalogEntry]) -> None:
    chance = random.Random(7)
    for entry in entries:
        alike = {other.class_id for other in entries if other.spec.class_code == entry.spec.class_code}
        for kind, text in coded(entry):
            question = chance.choice(FRAMES).format(text)
            assert answered(catalog_reader.read(question)) == alike, (kind, question)


@given(
    st.lists(st.sampled_from(WORK), min_size=2, max_size=3, unique=True),
    st.sampled_from(["Senior", "Chief", "Lead"]),
    st.sampled_from(["I", "II", "IV"]),
)
def test_a_title_turned_about_has_the_same_words_level_and_numeral(words: list[str], level: str, number: str) -> None:
    (straight,) = title_keys(f"{level} {' '.join(words)} {number}", VOCABULARY)
    for turned in permutations(words):
        (key,) = title_keys(f"{' '.join(turned)}, {level} {number}", VOCABULARY)
        assert (sorted(key.core), key.levels, key.numeral) == (sorted(straight.core), straight.levels, straight.numeral)
