"""Slips and short forms stand for words that they resemble, and no real word stands for another."""

import pytest

from assistant.examples import Examples
from assistant.help.mending import mended, resembles
from assistant.lexicon import Lexicon
from assistant.reading import Reader
from assistant.scan import facet_trie
from tests.assistant.titled import entry
from vectorstore.vocabulary import Vocabulary

TECHNICIAN = entry("Accounting Technician, Senior")
ENTRIES = (TECHNICIAN, entry("Crane Operator"), entry("Fire Captain"))


@pytest.fixture(scope="module")
def reader(vocabulary: Vocabulary, examples: Examples) -> Reader:
    return Reader(vocabulary, Lexicon(ENTRIES, vocabulary), facet_trie(vocabulary, ()), examples)


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("accting", "accounting"),
        ("mgr", "manager"),
        ("tchncn", "technician"),
        ("elcrticla", "electrical"),
        ("pathologst", "pathologist"),
    ],
)
def test_a_word_with_letters_left_out_or_mistaken_resembles_it(word: str, known: str) -> None:
    assert resembles(word, known)


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("captain", "captain"),  # It is that word.
        ("ptain", "captain"),  # It begins otherwise.
        ("zookeeper", "zoologist"),
        ("podiatrist", "porter"),
    ],
)
def test_another_word_does_not(word: str, known: str) -> None:
    assert not resembles(word, known)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("accting tchncn salary", "accounting technician salary"),
        ("what does the accting tchncns' lead do", "what does the accounting technician' lead do"),
        ("fire tchncn salary", "fire technician salary"),  # A real word stays: it names another class.
        ("snr accting tech", "snr accounting tech"),  # A level is never mended to.
        ("crane operator salary", "crane operator salary"),
        ("cranne oprtr", "cranne oprtr"),  # Words of another class are not this one's.
    ],
)
def test_only_what_resembles_the_class_is_mended(said: str, meant: str, reader: Reader) -> None:
    assert mended(said, TECHNICIAN, (), reader) == meant


def test_a_word_of_a_facet_is_mended_where_it_resembles_no_title(reader: Reader) -> None:
    assert mended("accting tchncn class cde", TECHNICIAN, ("class_code",), reader) == "accounting technician class code"
    assert mended("accting tchncn cptn", TECHNICIAN, ("class_code",), reader) == "accounting technician cptn"
