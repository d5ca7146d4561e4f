"""Find what the documents of many classes say in given words."""

from collections.abc import Iterator

from assistant.conditions import Mentioned
from assistant.likeness import beginnings, is_worded
from assistant.phrases import Phrases
from assistant.proof import Proof, Proofs
from assistant.titles import numeral
from vectorstore.folding import fold
from vectorstore.lines import Line
from vectorstore.spec import CatalogEntry

#: Words of a title that has a shorter form.
_SHORTENED = 2


def is_anywhere(condition: Mentioned, field: Proofs) -> bool:
    """Return whether any document has the phrase of `condition` word for word."""
    return next(worded(condition.phrase, field), None) is not None


def worded(phrase: str, field: Proofs) -> Iterator[tuple[Line | None, Proof]]:
    """Yield what has `phrase` word for word: statements, and titles of classes that it is only a part of."""
    phrases = Phrases.of_phrase(phrase, field)
    yield from lines(phrases, field)
    for entry in field.entries.values() if not phrases.is_title else ():
        if any(phrases.stands_in(title) for title in (entry.spec.title, *entry.spec.aliases)):
            yield None, Proof(entry)


def apart(phrase: str, field: Proofs) -> Iterator[tuple[Line | None, Proof]]:
    """Yield the statements that have all words of `phrase`, in any order and by the beginnings of their stems."""
    plain = field.vocabulary.words["function"]
    wanted = " ".join(word for word in fold(phrase).split() if word not in plain)
    begins = beginnings(wanted)
    for entry, line in field.catalog.lines.saying(begins, field.viewer) if begins else ():
        if entry.spec_id in field.entries and is_worded(wanted, line.statement.text):
            yield line, Proof(entry, line.statement.span, near=phrase)


def lines(phrases: Phrases, field: Proofs) -> Iterator[tuple[Line, Proof]]:
    """Yield the statements that have one of `phrases`."""
    for entry, line in field.catalog.lines.saying(phrases.some_words, field.viewer):
        if entry.spec_id in field.entries and phrases.stands_in(line.statement.text):
            yield line, Proof(entry, line.statement.span, near=phrases.near)


def short_title(title: str, field: Proofs) -> str:
    """Return the last words of a title with a numeral that no other title ends with; empty for none."""
    words = fold(title).split()
    if len(words) <= _SHORTENED or not numeral(words[-1]):
        return ""
    others = [fold(entry.spec.title).split() for entry in field.entries.values()]
    short = words[-2:]
    return " ".join(title.split()[-2:]) if all(other == words for other in others if other[-2:] == short) else ""


def is_of_series(entry: CatalogEntry, title: str) -> bool:
    """Return whether a class has the name of another but for its numeral."""
    return fold(entry.spec.title).split()[:-1] == fold(title).split()[:-1]
