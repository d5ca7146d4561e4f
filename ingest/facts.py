"""Collect the typed facts of a class spec, each with the span it stands at.

They come from labels, from sections that are nothing but a value ("FLSA
Status"), and from the amounts of salary sections. A label that the vocabulary
does not know is kept under its own name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.blocks import Block, blocks
from ingest.dates import find_dates
from ingest.labelled import Labelled
from ingest.lines import Line
from ingest.money import Amount, find_amounts, find_period, find_place
from ingest.series import classes_at
from ingest.shared_title import parts_of
from ingest.wrapping import read_wrapping
from vectorstore.folding import fold, one_line
from vectorstore.spec import OWN_LABEL, ClassSpec, Document, Fact, Section, Span
from vectorstore.vocabulary import Vocabulary

_MONEY_FACETS = frozenset({"salary", "grade"})
#: Shapes of values that are one word each.
_CODED = frozenset({"code", "grade"})
# "From 8:00 a.m. Friday, November 30, 2018 to 11:59 p.m., Thursday, December 13, 2018"
_UNTIL = re.compile(r"\b(?:to|through|until|till|and ending|and ends)\b|^\s*[-–—]", re.IGNORECASE)
# What a salary section names in place of dollars: "23", "Range 23", "Classified 17 (steps A-E)".
_GRADE = re.compile(r"(?=.*\d)[\w #&/(),-]{1,40}")
_VERSION_DATES = ("opened", "revised", "title_changed", "adopted", "effective", "approved", "established")


def facts(
    document: Document,
    lines: Sequence[Line],
    sections: Sequence[Section],
    labels: Sequence[Labelled],
    specs: Sequence[ClassSpec],
    vocabulary: Vocabulary,
) -> tuple[Fact, ...]:
    """Return the facts of `document`: title first, then in the order in which they are printed."""
    titles = [_title(spec) for spec in specs if spec.title_span.end > spec.title_span.start]
    wrapping = read_wrapping(document, lines)
    labelled = {label.context_start for label in labels}
    found: list[Fact] = []
    for label in labels:
        if label.facet not in {"title", "agency"}:
            classes = label.applies_to or classes_at(sections, label.context_start)
            found += _speaking_of(classes, _of_label(document, label, specs, vocabulary))
    for section in sections:
        if section.kind:
            inside = blocks(document, lines, section.body.start, section.body.end, wrapping)
            unlabelled = [block for block in inside if block.offsets[0] not in labelled]
            found += _speaking_of(section.applies_to, _of_section(document, section, unlabelled, vocabulary))
    return (*titles, *sorted(found, key=lambda fact: fact.span.start))


def _speaking_of(classes: tuple[int, ...], found: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts, of `classes` where they do not say themselves of which."""
    return (replace(fact, applies_to=fact.applies_to or classes) for fact in found)


def revision(found: Sequence[Fact], ordinal: int) -> str:
    """Return the newest date that the facts of class `ordinal` give its document; empty where none does."""
    dates = [
        f.value for f in found if f.facet in _VERSION_DATES and f.value and ordinal in (f.applies_to or (ordinal,))
    ]
    return max(dates, default="")


def _title(spec: ClassSpec) -> Fact:
    return Fact("title", "", spec.title, spec.title_span, spec.title_span, applies_to=(spec.ordinal,))


def _of_label(
    document: Document, label: Labelled, specs: Sequence[ClassSpec], vocabulary: Vocabulary
) -> Iterator[Fact]:
    facet = label.facet or OWN_LABEL + fold(label.label)
    span = document.span(label.start, label.end)
    context = document.span(label.context_start, label.context_end)
    if label.blank:
        yield Fact(facet, label.label, "", span, context)
        return
    printed = document.quote(span)
    if facet in _MONEY_FACETS and (amounts := list(find_amounts(printed))):
        period_texts = [printed, label.label]
        own = parts_of(printed, [spec.title for spec in specs], coded=False) if len(specs) > 1 else []
        for amount in amounts:
            classes = tuple(at for at, part in own if part.start <= amount.start < part.end)
            found = _salary(document, label.label, amount, label.start, context, period_texts, printed, vocabulary)
            yield replace(found, applies_to=classes)
        return
    if facet in _MONEY_FACETS:
        facet = "grade"
    yield from _for_levels(document, facet, label, printed, context, specs, vocabulary)


def _for_levels(
    document: Document,
    facet: str,
    label: Labelled,
    printed: str,
    context: Span,
    specs: Sequence[ClassSpec],
    vocabulary: Vocabulary,
) -> Iterator[Fact]:
    """Yield one fact, or one for each class of a document that describes several: "3511 (I), 3512 (II)"."""
    known = vocabulary.facets.get(facet)
    coded = known is not None and known.value in _CODED
    parts = parts_of(printed, [spec.title for spec in specs], coded=coded) if len(specs) > 1 else []
    if not parts:
        yield Fact(
            facet, label.label, _normal(facet, printed, vocabulary), document.span(label.start, label.end), context
        )
        return
    for ordinal, part in parts:
        first, last = label.start + part.start, label.start + part.end
        value = _normal(facet, document.text[first:last], vocabulary)
        yield Fact(facet, label.label, value, document.span(first, last), context, applies_to=(ordinal,))


def _normal(facet: str, printed: str, vocabulary: Vocabulary) -> str:
    """Return a value in its normal form: an ISO date for a date, folded white space for anything else."""
    known = vocabulary.facets.get(facet)
    if known is not None and known.value == "date":
        found = next(find_dates(printed), None)
        if found is not None:
            return found.iso
    return one_line(printed)


def _of_section(
    document: Document, section: Section, inside: Sequence[Block], vocabulary: Vocabulary
) -> Iterator[Fact]:
    """Yield what a section says that is nothing but a value, or a list of amounts."""
    if section.kind == "closes":
        yield from _deadlines(document, section, inside)
        return
    if not vocabulary.facets[section.kind].value:
        return
    if not inside:
        yield Fact(section.kind, section.heading, "", section.heading_span, section.heading_span)
        return
    salaries = list(_salaries(document, section, inside, vocabulary)) if section.kind in _MONEY_FACETS else []
    if salaries:
        yield from salaries
        return
    facet = "grade" if section.kind in _MONEY_FACETS else section.kind
    if section.kind == "salary" and not _GRADE.fullmatch(inside[0].text):
        return
    span = inside[0].spans(document, 0, len(inside[0].text))[0]
    context = document.span(section.heading_span.start, span.end)
    yield Fact(facet, section.heading, _normal(facet, document.quote(span), vocabulary), span, context)


def _salaries(document: Document, section: Section, inside: Sequence[Block], vocabulary: Vocabulary) -> Iterator[Fact]:
    for block in inside:
        for context in block.spans(document, 0, len(block.text)):
            printed = document.quote(context)
            for amount in find_amounts(printed):
                texts = [printed, section.heading]
                yield _salary(document, section.heading, amount, context.start, context, texts, printed, vocabulary)


def _salary(
    document: Document,
    label: str,
    amount: Amount,
    offset: int,
    context: Span,
    period_texts: Sequence[str],
    sentence: str,
    vocabulary: Vocabulary,
) -> Fact:
    span = document.span(offset + amount.start, offset + amount.end)
    words = {key: names for key, names in vocabulary.document.items() if key.startswith("per_")}
    return Fact(
        facet="salary",
        label=label,
        value=one_line(document.quote(span)),
        span=span,
        context=context,
        low=amount.low,
        high=amount.high,
        period=find_period(period_texts, words),
        qualifier=find_place(sentence[: amount.start]) or ("flat-rated" if amount.flat else ""),
    )


def _deadlines(document: Document, section: Section, inside: Sequence[Block]) -> Iterator[Fact]:
    """Yield the last day of each filing period that the first paragraphs name."""
    windows = 0
    for block in inside:
        for span in block.spans(document, 0, len(block.text)):
            printed = document.quote(span)
            days = [d for d in find_dates(printed) if len(d.iso) == 10]
            last = [b for a, b in pairwise(days) if _UNTIL.search(printed[a.end : b.start])]
            if not last and windows == 0:
                last = days[:1]
            for day in last:
                windows += 1
                found = document.span(span.start + day.start, span.start + day.end)
                yield Fact("closes", section.heading, day.iso, found, span)
