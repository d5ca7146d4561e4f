"""The class that a bare level means beside one that somebody has worked in: "two years as X I … for level II?"."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.identity import newest
from assistant.lexicon import Lexicon
from assistant.qualify.credentials import Credentials
from assistant.titles import numeral, title_keys
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary


def leveled(mention: str, said: Credentials, lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[CatalogEntry, ...]:
    """Return the class of the level that `mention` is, of what `said` says was last worked in; none for no level."""
    number = numeral(mention.strip())
    worked = next((work for work in reversed(said.worked) if len(work.classes) == 1), None)
    if not number or worked is None:
        return ()
    own = newest(entry for entry in _entries(lexicon) if entry.class_id in worked.classes)
    wanted = {replace(key, numeral=number) for entry in own for key in title_keys(entry.spec.title, vocabulary)[:1]}
    fitting = (
        name.entry
        for name in lexicon.names
        if name.key in wanted and any(fold(name.entry.agency) == fold(entry.agency) for entry in own)
    )
    return tuple(newest(fitting)[:1])


def _entries(lexicon: Lexicon) -> Iterable[CatalogEntry]:
    return (name.entry for name in lexicon.names)
