"""Full text finds words in all their forms, and nothing that a reader types is syntax."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vectorstore.documents import parsed, source
from vectorstore import lexical
from vectorstore.index import Index
from vectorstore.lexical import CHUNKS, INDEXES, SECTIONS, CommonWords, query_words
from vectorstore.spec import Viewer

ANYBODY = Viewer()

HOSTILE = [
    *('"', '""', "'", "NEAR(", "a NEAR b", "text: hives", "hives*", "hives AND NOT honey", "^hives", "{text} : x"),
    *("-hives", "(((", "chunk_words", "' OR 1=1 --", "\x00", "hives\x00honey", "𝔥𝔦𝔳𝔢𝔰", "\ud800", "%", "hives + honey"),
    *("a" * 5000, "x " * 5000, ":", "OR", "AND", "NOT"),
]


def found(index: Index, query: str, limit: int = 50) -> list[str]:
    """Titles of the chunks that full text alone finds, best first."""
    with index._database.read() as connection:
        hits = CHUNKS.search(connection, query_words(query), limit)
        keys = {row[0]: row[1] for row in connection.exec_driver_sql("SELECT id, text FROM chunks")}
    assert [score for _, score in hits] == sorted((score for _, score in hits), reverse=True)
    return [keys[chunk_id].split(" > ")[0] for chunk_id, _ in hits]


@pytest.mark.parametrize("query", ["harvest", "harvesting", "HARVESTED", "hárvests", "honey harvests?"])
def test_a_word_is_found_in_all_its_forms(library: Index, query: str) -> None:
    assert found(library, query)[0] == "Bee Keeper"


def test_the_title_before_the_text_is_found_too(library: Index) -> None:
    assert set(found(library, "mechanic")) == {"Lift Mechanic"}


def test_boilerplate_is_not(library: Index) -> None:
    assert found(library, "everybody welcome apply") == []


def test_sections_are_those_that_describe_the_work(library: Index) -> None:
    with library._database.read() as connection:
        assert SECTIONS.search(connection, ["years"], 10) == []
        assert len(SECTIONS.search(connection, ["honey"], 10)) == 1


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_is_syntax(library: Index, query: str) -> None:
    found(library, query)
    library.search(query, ANYBODY)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=60))
def test_no_text_at_all_is_syntax(library: Index, query: str) -> None:
    assert found(library, f"{query} honey")[:1] in (["Bee Keeper"], found(library, query)[:1])


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(categories=["P", "S", "Z", "Cc"]), max_size=30))
def test_a_query_without_words_finds_nothing(library: Index, query: str) -> None:
    assert query_words(query) == []
    assert found(library, query) == []


def test_only_function_words_are_still_words(library: Index) -> None:
    assert query_words("The of the") == ["the", "of"]
    assert query_words("the hives of the Park") == ["hives", "park"]


def test_a_search_may_be_told_which_sources_to_look_at(library: Index) -> None:
    with library._database.read() as connection:
        everywhere = CHUNKS.search(connection, ["years"], 10)
        some = CHUNKS.search(connection, ["years"], 10, [source("specs/Bee Keeper.txt").source_id, "nobody"])
    assert (len(everywhere), len(some)) == (4, 1)
    assert some[0] in everywhere


class TestCommonWords:
    @pytest.fixture
    def common(self, monkeypatch: pytest.MonkeyPatch) -> CommonWords:
        """As if there were documents without number: a word in all eight chunks is common, and one in four."""
        monkeypatch.setattr(lexical, "_COMMON", 4)
        return CommonWords(CHUNKS)

    @pytest.mark.parametrize(
        ("words", "left"),
        [
            (["years", "honey"], ["honey"]),
            (["years"], ["years"]),
            (["years", "unheard"], ["years", "unheard"]),
            (["honey", "unheard"], ["honey", "unheard"]),
            ([], []),
        ],
    )
    def test_they_are_left_out_where_others_find_something(
        self, library: Index, common: CommonWords, words: list[str], left: list[str]
    ) -> None:
        with library._database.read() as connection:
            assert common.without(connection, words, documents=3) == left
            assert common.without(connection, words, documents=3) == left

    def test_they_are_counted_anew_when_the_index_has_grown(self, library: Index, common: CommonWords) -> None:
        with library._database.read() as connection:
            assert common.without(connection, ["years", "honey"], documents=3) == ["honey"]
            assert common.without(connection, ["years", "honey"], documents=9) == ["years", "honey"]


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=20)), max_size=6))
def test_after_any_writes_it_holds_exactly_the_chunks_that_are_there(
    index: Index, writes: list[tuple[str, str]]
) -> None:
    for path, duty in writes:
        if duty:
            index.put(source(path), parsed("Ferry Pilot", "", (duty,)), parsing="p1")
        else:
            index.remove(source(path).source_id)
    with index._database.write() as connection:
        assert [one.is_sound(connection) for one in INDEXES] == [True, True]
