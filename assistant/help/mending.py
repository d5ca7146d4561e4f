"""Mend the words of a message towards the class and the facets that a model proposes, where they resemble those.

A model may know that "accting" is accounting. Code says whether it can be:
letters left out or mistaken, in a word that is none. The ordinary reader then
reads the mended message with all its rules, so that a level, a numeral, an
agency or a further word of a title is never talked away.
"""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from assistant.identity import newest
from assistant.marks import bare
from assistant.reading import Reader
from assistant.scan import Token
from assistant.scanner import Scan
from vectorstore.folding import fold, singular, words
from vectorstore.spec import CatalogEntry

#: Letters of the shortest word that may be a slip or a short form.
_SHORTEST = 3
#: Share of letters that a slip has in their place.
_ALIKE = 0.7


def mended(text: str, entry: CatalogEntry, facets: Iterable[str], reader: Reader) -> str:
    """Return `text` with the words that nothing explains replaced by those of the class that they resemble.

    What resembles no word of any title may be a word of the facets.
    """
    scan = reader.scanner.scan(text)
    title = [word for word, _, _ in words(entry.spec.title) if word not in reader.vocabulary.levels]
    synonyms = (phrase for key in facets for phrase in reader.vocabulary.facets[key].synonyms)
    asked = [*dict.fromkeys(word for phrase in synonyms for word in fold(phrase).split())]
    slips = [token for at in scan.residual if _is_slip(token := scan.tokens[at], reader)]
    for token in reversed(slips):
        known = title if _likest(token, reader.lexicon.by_word) else asked
        if len(likest := _likest(token, known)) == 1:
            text = f"{text[: token.start]}{likest[0]}{text[token.end :]}"
    return text


def alike(scan: Scan, reader: Reader) -> tuple[CatalogEntry, ...]:
    """Return the classes whose titles have words of the message, or words that its slips resemble, likest first."""
    lexicon = reader.lexicon
    said = {token.word for token in scan.tokens if token.word in lexicon.by_word} | meant_by_slips(scan, reader)
    return newest(lexicon.names[at].entry for at in lexicon.likely(said))


def meant_by_slips(scan: Scan, reader: Reader) -> set[str]:
    """Return the words of titles that the slips and short forms of a message resemble."""
    slips = [token for at in scan.residual if _is_slip(token := scan.tokens[at], reader)]
    return {word for token in slips for word in reader.lexicon.by_word if resembles(_plain(token), word)}


def _is_slip(token: Token, reader: Reader) -> bool:
    """Whether a token is no word of its own, and so may be a slip of the pen or a short form of one."""
    raw = bare(token.raw)
    known = token.word in reader.lexicon.known or reader.examples.is_word(raw)
    return len(raw) >= _SHORTEST and raw.isalpha() and not known


def _likest(token: Token, known: Iterable[str]) -> list[str]:
    """The words of `known` that a token resembles most."""
    raw = _plain(token)
    likeness = {word: OSA.normalized_similarity(raw, word) for word in known if resembles(raw, word)}
    return [word for word, alike in likeness.items() if alike == max(likeness.values())]


def _plain(token: Token) -> str:
    return singular(bare(token.raw))


def resembles(word: str, known: str) -> bool:
    """Return whether `word` may be `known` with letters left out or mistaken; both begin alike."""
    if word == known or not known or word[0] != known[0] or len(known) <= _SHORTEST:
        return False
    letters = iter(known)
    shortened = len(word) < len(known) and all(letter in letters for letter in word)
    return shortened or OSA.normalized_similarity(word, known) >= _ALIKE
