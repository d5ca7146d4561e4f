"""Find the classes that a spec only describes in passing: the lower levels told apart in a senior spec."""

import re
from collections.abc import Sequence

from vectorstore.folding import fold
from vectorstore.spec import ClassSpec, Described, Section, Statement
from vectorstore.vocabulary import Vocabulary

_MOST_WORDS = 8
_KINDS = frozenset({"distinguishing", "levels"})
_WORD = r"(?:[A-Z][\w/&.'’()-]*|[IVX]+)"
# "Library Assistant - This classification …", "Library Assistant: …", "Library Assistant is the …"
_LEAD = re.compile(
    rf"^(?:The\s+)?(?P<title>{_WORD}(?:,?\s+(?:(?:of|and|the|for|to)\s+){{0,2}}{_WORD})*)"
    r"\s*(?:[-–—:]\s*(?=[A-Z])|\s(?:is|are)\s(?:the|a|an)\b)"
)


def described(
    sections: Sequence[Section], statements: Sequence[Statement], specs: Sequence[ClassSpec], vocabulary: Vocabulary
) -> tuple[Described, ...]:
    """Return the classes besides `specs` that sections which tell classes apart open a statement with."""
    function = vocabulary.words["function"]
    own = [frozenset(fold(title).split()) for spec in specs for title in (spec.title, *spec.aliases)]
    kinds = {section.ordinal: section.kind for section in sections}
    found: dict[str, Described] = {}
    for statement in statements:
        match = _LEAD.match(statement.text) if kinds[statement.section] in _KINDS else None
        if match is None:
            continue
        words = frozenset(fold(match["title"]).split())
        if words <= function or len(words) > _MOST_WORDS or any(_same(words, title, vocabulary) for title in own):
            continue
        found.setdefault(fold(match["title"]), Described(match["title"], statement.span))
    return tuple(found.values())


def _same(words: frozenset[str], title: frozenset[str], vocabulary: Vocabulary) -> bool:
    """Whether `words` are the title or a short form of it; without its level they name another class."""
    return words <= title and not any(word in vocabulary.levels for word in title - words)
