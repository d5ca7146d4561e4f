"""The class that a bare level means beside one that somebody has worked in: "two years as X I … for level II?"."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.identity import newest
from assistant.lexicon import Lexicon
from assistant.qualify.credentials import Credentials
from assistant.titles import numeral, title_keys
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Level:
    """What a question says of the class that it asks about, and nothing else of its name."""

    words: str
    """The words that may be a numeral; empty for none."""

    names: frozenset[str] = frozenset()
    """Names of levels: `associate`."""


def leveled(level: Level, said: Credentials, lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[CatalogEntry, ...]:
    """Return the class of `level` beside the one that `said` says was last worked in; none for no level.

    The class that was worked in may have no document where a level is named: "as an Assistant Planner … the associate".
    """
    number = numeral(level.words.strip())
    worked = said.worked[-1] if said.worked else None
    if worked is None or not (number or level.names):
        return ()
    own = newest(entry for entry in _entries(lexicon) if entry.class_id in worked.classes)
    titles = [entry.spec.title for entry in own] if len(worked.classes) == 1 else [worked.kind] if level.names else []
    keys = [key for title in titles for key in title_keys(title, vocabulary)[:1]]
    wanted = {replace(key, numeral=number or key.numeral, levels=level.names or key.levels) for key in keys}
    fitting = (
        name.entry
        for name in lexicon.names
        if name.key in wanted and (not own or any(fold(name.entry.agency) == fold(entry.agency) for entry in own))
    )
    found = newest(fitting)
    return found[:1] if own or len(found) == 1 else ()


def _entries(lexicon: Lexicon) -> Iterable[CatalogEntry]:
    return (name.entry for name in lexicon.names)
