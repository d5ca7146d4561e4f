"""Find where a question says a time, and what of it asks for a document: not every date does.

A date of the reader's own life ("I was born in 1990") asks for none, and one
that the calendar does not have for none that could be found.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.literals import Kind, Literal, Operator, ascii_digits, find_years
from assistant.when import When
from ingest.dates import find_impossible
from ingest.numbers import find_numbers
from vectorstore.folding import words
from vectorstore.vocabulary import Vocabulary

Place = tuple[int, int]
"""Start and end, in code points."""

_MARK = re.compile(r"[.,;:?!()]")
_AGES = ("oldest", "previous")
#: Stands for a document, but not behind "first": "the first one" is a place in a list.
_ONE = ("one",)
#: Words of the longest phrase about a time.
_WINDOW = 8


@dataclass(frozen=True, slots=True)
class Time:
    """What a question says of time."""

    when: When | None = None
    """The time that it asks about."""

    places: tuple[Place, ...] = ()
    """The words that say so and nothing else: they name neither class nor facet."""

    unclear: str = ""
    """What is written like a date and is none of the calendar."""


def find_time(text: str, literals: Sequence[Literal], vocabulary: Vocabulary) -> Time:
    """Return what `text`, whose literals are given, says of time."""
    dates = [literal for literal in literals if literal.kind is Kind.DATE]
    impossible = list(find_impossible(ascii_digits(text)))
    places = (*((date.start, date.end) for date in dates), *impossible)
    unclear = text[slice(*impossible[0])] if impossible else ""
    if asking := _asking(text, dates, vocabulary):
        dated = _of_dates(text, asking)
        single = dated.operator is Operator.IN and not dated.until
        now = next(_places(text, vocabulary.operators["and_now"]), None) if single else None
        # "Now and in October 2016" asks for both.
        then = replace(dated, operator=Operator.SINCE) if now else dated
        return Time(then, (*places, now) if now else places, unclear)
    when, place = (None, None) if places else _aged(text, vocabulary)
    return Time(when, (*places, place) if place else places, unclear)


def year_beside(text: str, classes: Sequence[Place], facets: Sequence[Place], *, alone: bool) -> Time:
    """Return the time of a bare year right beside one of `classes`, right behind one of `facets`, or all alone.

    The last where `alone` says that it may be; a year that counts something ("2000 hours") is none.
    """
    plain = ascii_digits(text)
    counted = {number.start for number in find_numbers(plain) if number.unit}
    for date in find_years(plain):
        gaps = [text[end : date.start] for _, end in (*classes, *facets)]
        gaps += [text[date.end : start] for start, _ in classes]
        beside = any(gap and not gap.strip(" ,") for gap in gaps) or (alone and len(words(text)) == 1)
        if len(date.iso) == 4 and beside and date.start not in counted:
            place = date.start, date.end
            return Time(When(date.iso, said=text[slice(*place)]), (place,))
    return Time()


def ages(text: str, vocabulary: Vocabulary) -> Iterator[Place]:
    """Yield where `text` has an adjective of age, if it speaks of a document or of what one says as well."""
    for age in _AGES:
        if any(True for _ in _places(text, _nouns(age, vocabulary))):
            yield from _places(text, vocabulary.operators[f"{age}_of"])


def age_around(text: str, named: Place, vocabulary: Vocabulary) -> Time:
    """Return the age of a document whose words stand around the class at `named`: "the first Clerk spec"."""
    said = words(text)
    before = [word for word in said if word[2] <= named[0]]
    behind = [word for word in said if word[1] >= named[1]]
    for age in _AGES:
        first = _ending(before, vocabulary.operators[f"{age}_of"])
        last = _beginning(behind, _nouns(age, vocabulary))
        if first is not None and last is not None:
            return Time(When(age=age, said=text[first:last]), ((first, before[-1][2]),))
    return Time()


def without(text: str, places: Sequence[Place]) -> str:
    """Return `text` with the stretches `places` blanked, its length unchanged: what is left says class and facet."""
    for start, end in places:
        # The mark keeps what stands on both sides apart.
        text = text[:start] + ";".ljust(end - start) + text[end:]
    return text


def restored(blanked: str, text: str, places: Sequence[Place]) -> str:
    """Return `blanked` with the stretches `places` as they stand in `text`."""
    for start, end in places:
        blanked = blanked[:start] + text[start:end] + blanked[end:]
    return blanked


def _of_dates(text: str, dates: Sequence[Literal]) -> When:
    first, last = sorted((dates[0], dates[-1]), key=lambda date: str(date.value))
    said = text[dates[0].start : dates[-1].end]
    if first is last:
        return When(str(first.value), first.operator, said=said)
    is_range = any(date.operator is Operator.UNTIL for date in dates)
    return When(str(first.value), first.operator, until=str(last.value), is_range=is_range, said=said)


def _asking(text: str, dates: Sequence[Literal], vocabulary: Vocabulary) -> list[Literal]:
    """The dates that do not stand in a clause about the reader's own life."""
    marks = [mark.start() for mark in _MARK.finditer(text)] if dates else []
    of_life = {bisect(marks, start) for start, _ in _places(text, vocabulary.operators["life"])} if dates else set()
    return [date for date in dates if bisect(marks, date.start) not in of_life]


def _aged(text: str, vocabulary: Vocabulary) -> tuple[When | None, Place | None]:
    """The age of a document that `text` names, and the words that say no more than that."""
    for age in _AGES:
        if place := next(_places(text, vocabulary.operators[age]), None):
            return When(age=age, said=text[slice(*place)]), place
        for at, word in enumerate(said := words(text)):
            first = _ending(said[max(0, at - _WINDOW) : at + 1], vocabulary.operators[f"{age}_of"])
            behind = said[at + 1 : at + 1 + _WINDOW]
            last = _beginning(behind, _nouns(age, vocabulary)) if first is not None else None
            if first is not None and last is not None:
                return When(age=age, said=text[first:last]), (first, word[2])
    if (start := _past_ending(text, vocabulary)) is not None:
        place = start, len(text.rstrip(" ?!."))
        return When(age="previous", said=text[slice(*place)]), place
    return None, None


def _past_ending(text: str, vocabulary: Vocabulary) -> int | None:
    """Where "before" ends a question about what was, None where it does not."""
    said = words(text)
    start = _ending(said, vocabulary.operators["previous_ending"])
    known = {word for word, _, _ in said}
    now = vocabulary.words["polar"] - vocabulary.words["past"]
    return start if len(said) > 1 and not known & (now | vocabulary.words["self"]) else None


def _nouns(age: str, vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """What an adjective of `age` stands before."""
    documents = [phrase for phrase in vocabulary.operators["documents"] if phrase != _ONE]
    return [*documents, *(vocabulary.operators["aged"] if age == "previous" else ())]


_Words = Sequence[tuple[str, int, int]]


def _ending(said: _Words, phrases: Sequence[tuple[str, ...]]) -> int | None:
    """Where the longest of `phrases` that `said` ends with begins."""
    fits = [len(phrase) for phrase in phrases if tuple(word for word, _, _ in said[-len(phrase) :]) == phrase]
    return said[-max(fits)][1] if fits else None


def _beginning(said: _Words, phrases: Sequence[tuple[str, ...]]) -> int | None:
    """Where the longest of `phrases` that `said` begins with ends."""
    fits = [len(phrase) for phrase in phrases if tuple(word for word, _, _ in said[: len(phrase)]) == phrase]
    return said[max(fits) - 1][2] if fits else None


def _places(text: str, phrases: Sequence[tuple[str, ...]]) -> Iterator[Place]:
    """Yield where one of `phrases` stands, the longest of those that begin with a word."""
    begins = {phrase[0] for phrase in phrases}
    said = words(text)
    for at, (word, start, _) in enumerate(said):
        if word in begins and (end := _beginning(said[at : at + _WINDOW], phrases)) is not None:
            yield start, end
