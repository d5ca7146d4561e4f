"""The words of a question, before deciding what is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.scan import PhraseTrie, facet_trie, find_phrases, tokenize
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary


@given(st.text(max_size=80))
def test_tokens_stand_where_they_say(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.raw != "" for token in tokens)
    assert [token.start for token in tokens] == sorted({token.start for token in tokens})
    assert " ".join(token.word for token in tokens if "$" not in token.raw) == fold(text)


def test_comma_before_a_word_is_known() -> None:
    tokens = tokenize("Clerk, Senior; or Clerk Senior, II")
    assert [token.raw for token in tokens if token.after_comma] == ["Senior", "II"]


def test_mark_that_parts_two_words_is_known() -> None:
    tokens = tokenize("torn pages, Clerk: hearing-test - Clerk (Typist) on-call Clerk")
    assert [token.raw for token in tokens if token.apart] == ["Clerk", "hearing", "Clerk", "Typist", "on"]


@pytest.mark.parametrize(
    ("text", "signs"), [("Clerk $$$?", ["$$$"]), ("the $ figure", ["$"]), ("$500 or $ 20", []), ("no money", [])]
)
def test_dollar_sign_without_an_amount_is_a_word(text: str, signs: list[str]) -> None:
    assert [token.raw for token in tokenize(text) if token.word == "dollar"] == signs


def trie(**meanings: str) -> PhraseTrie:
    made = PhraseTrie()
    for meaning, phrases in meanings.items():
        for phrase in phrases.split("|"):
            made.add(phrase, meaning)
    return made


def test_longest_phrase_wins_and_keeps_its_meanings_in_order() -> None:
    phrases = trie(salary="salary|salary range", grade="salary grade|salary range|range")
    found = find_phrases(tokenize("the Salary Ranges and salary of it"), phrases, frozenset({"the", "and", "of", "it"}))
    assert [(p.facets, p.first, p.last) for p in found] == [(("salary", "grade"), 1, 3), (("salary",), 4, 5)]


def test_phrase_that_breaks_off_is_none() -> None:
    assert trie(salary="rate of pay").longest(tokenize("rate of speed"), 0) is None


def test_phrase_of_plain_words_alone_is_weak() -> None:
    phrases = trie(duties="do|duties", salary="how much")
    found = find_phrases(tokenize("how much do the duties"), phrases, frozenset({"how", "much", "do", "the"}))
    assert [(p.facets, p.weak) for p in found] == [(("salary",), True), (("duties",), True), (("duties",), False)]


def test_trie_tells_its_words() -> None:
    assert trie(salary="rate of pay|pay", license="driver's licenses").words() == {
        *("rate", "of", "pay", "driver", "license")
    }


def test_every_synonym_and_own_label_can_be_asked_for(vocabulary: Vocabulary) -> None:
    phrases = facet_trie(vocabulary, ["label:uniform allowance", "heading:remote work"])
    for key, facet in vocabulary.facets.items():
        for synonym in facet.synonyms:
            found = phrases.longest(tokenize(synonym), 0)
            assert found is not None, synonym
            assert key in found[0], synonym
    meanings, last = phrases.longest(tokenize("Uniform allowances"), 0) or ((), 0)
    assert ("label:uniform allowance" in meanings, last) == (True, 2)


def test_single_word_of_a_heading_is_no_way_to_ask(vocabulary: Vocabulary) -> None:
    # "Notes" and "Schedule" head sections and tables; as single words of a question they say little.
    headings = {h for f in vocabulary.facets.values() for h in (*f.headings, *f.labels) if len(fold(h).split()) == 1}
    synonyms = {fold(s) for f in vocabulary.facets.values() for s in f.synonyms}
    only_printed = sorted(h for h in headings if fold(h) not in synonyms)
    assert only_printed
    assert all(facet_trie(vocabulary, []).longest(tokenize(h), 0) is None for h in only_printed)
