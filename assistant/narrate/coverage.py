"""Judge whether sentences say all of an exhibit that binds: half of a requirement is another requirement."""

from collections.abc import Iterable

from assistant.answer import Citation
from assistant.citations import numbers
from assistant.compose.writer import plain
from assistant.narrate.exhibit import Exhibit, Unit
from vectorstore.folding import fold
from vectorstore.spec import Modality

_BINDING = frozenset({Modality.REQUIRED, Modality.MAY_BE_REQUIRED, Modality.PREFERRED, Modality.NOT_REQUIRED})
#: Share of a unit's words, little ones among them, that sentences have which say all of it.
_MOST = 0.6
#: Share of the words of what the catalog states: a bare amount leaves out its period and its date.
_STATED = 0.5
#: Share of the words of all that is described, below which too little of it is told: the last of seven duties.
_ENOUGH = 0.4


def covers(exhibit: Exhibit, sentences: Iterable[str], *, whole: bool = False) -> bool:
    """Return whether `sentences`, which cite `exhibit`, say what of it must not be left out.

    What is only described may be told in part, unless `whole`, and not by a small part of it;
    where nothing is said of it at all, nothing is covered.
    """
    said = list(sentences)
    have, counted = frozenset(fold(" ".join(said)).split()), numbers(" ".join(said))
    asked = _BINDING | {Modality.DESCRIBED} if whole else _BINDING
    binding = [unit for unit in exhibit.units if unit.modality in asked]
    described = frozenset(fold(" ".join(u.text for u in exhibit.units if u.modality is Modality.DESCRIBED)).split())
    enough = len(described & have) >= _ENOUGH * len(described)
    stated = not exhibit.states or any(_shares(text, have, _STATED) for text in exhibit.states)
    return bool(said) and enough and stated and all(_has(unit, have, counted) for unit in binding)


def titles(citation: Citation, sentence: str) -> bool:
    """Return whether `sentence` has the title of the class of `citation`, its words in any order."""
    return frozenset(fold(citation.title).split()) <= frozenset(fold(sentence).split())


def names(citation: Citation, sentences: Iterable[str]) -> bool:
    """Return whether `citation` only gives the title of its class, and one of `sentences` has it."""
    if frozenset(fold(plain(citation.quote)).split()) != frozenset(fold(citation.title).split()):
        return False
    return any(titles(citation, said) for said in sentences)


def _has(unit: Unit, have: frozenset[str], counted: set[str]) -> bool:
    return _shares(unit.text, have, _MOST) and numbers(unit.text) <= counted


def _shares(text: str, have: frozenset[str], least: float) -> bool:
    words = frozenset(fold(text).split())
    return len(words & have) >= least * len(words)
