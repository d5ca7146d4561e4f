"""Complete the name of a class that leaves out what the class beside it begins with: "a Harbor Pilot or a captain"."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.identity import Match, Mention, newest
from assistant.lexicon import Lexicon
from assistant.scanner import Scan
from assistant.titles import TitleKey
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry


def completed(scan: Scan, named: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """Return the mentions `named`; one of a single word, no whole title, as the class that ends so beside another.

    "Does a Harbor Pilot outrank a captain" asks of the Harbor Captain, where there is one.
    """
    return [_completed(scan, mention, named, lexicon) for mention in named]


def _completed(scan: Scan, mention: Mention, named: Sequence[Mention], lexicon: Lexicon) -> Mention:
    whole = any(candidate.match is Match.EXACT for candidate in mention.candidates)
    if whole or mention.by_code or mention.last - mention.first > 1:
        return mention
    word = scan.tokens[mention.first].word
    for other in named:
        beside = _beside(other, word, lexicon) if other is not mention else ()
        if len(beside) == 1:
            made = replace(mention.candidates[0], entry=beside[0], match=Match.EXACT)
            return replace(mention, candidates=(made,))
    return mention


def _beside(other: Mention, word: str, lexicon: Lexicon) -> tuple[CatalogEntry, ...]:
    """The class that differs from the one of `other` in the last word of its title alone, which is `word`."""
    if len(other.candidates) != 1:
        return ()
    entry = other.candidates[0].entry
    wanted = (_ending(key, word) for key in lexicon.keys[entry.spec_id] if len(key.core) > 1)
    found = (e for key in wanted for e in lexicon.by_key.get(key, ()) if fold(e.agency) == fold(entry.agency))
    return newest(found)


def _ending(key: TitleKey, word: str) -> TitleKey:
    return replace(key, core=(*key.core[:-1], word))
