"""Read whose class a document describes: title, aliases, agency, and the codes of its levels."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ingest.classlist import ClassList
from ingest.labelled import Labelled
from ingest.lines import Line
from ingest.shared_title import shared_classes
from vectorstore.folding import fold, one_line
from vectorstore.spec import ClassSpec, Document
from vectorstore.vocabulary import Vocabulary

_MARKS = " \t*_#|"
_SEPARATED = re.compile(r"\s{3,}|\t+")
_CODE = re.compile(r"(?<![A-Za-z])[A-Za-z]{0,4}[- ]?\d[\w.-]*")
_PARENTHESIZED = re.compile(r"^\((?P<inside>.*)\)\W*$")
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the first section."""

    agency: str
    """As printed; empty where the header names none."""

    specs: tuple[ClassSpec, ...]
    """The classes of the document, without their revision; at least one."""


def read_header(
    document: Document,
    lines: Sequence[Line],
    labels: Sequence[Labelled],
    header_end: int,
    name: str,
    vocabulary: Vocabulary,
    listed: ClassList | None = None,
) -> Header:
    """Return agency and classes of `document`.

    `labels` are the document's; `name` is its file's, which names the class
    where no line does. Of a series, `listed` has the classes, and the title is the series's.
    """
    parts = list(_parts(document.text, lines, labels, header_end, vocabulary))
    agency = next((one_line(document.text[a:b]) for a, b in parts if _is_agency(document.text[a:b], vocabulary)), "")
    title = _labelled_title(labels) or next(
        ((a, b) for a, b in parts if _may_be_title(document.text[a:b], vocabulary)), None
    )
    if listed:
        titles = [(a, b) for a, b in parts if _may_be_title(document.text[a:b], vocabulary)]
        series = _series_title(document.text, labels, titles, listed, vocabulary)
        return Header(agency, tuple(_of_list(document, listed, series)))
    aliases = tuple(_aliases(document.text, parts, labels, vocabulary))
    codes = [label for label in labels if label.facet == "class_code" and not label.blank]
    if title is None:
        return Header(agency, (_untitled(document, name, codes[0] if codes else None),))
    titles = _stacked(document.text, title, parts)
    above = [label for label in codes if label.context_start < header_end]
    return Header(agency, tuple(_specs(document, titles, above or codes[:1], aliases)))


def _stacked(text: str, title: tuple[int, int], parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the title with those on the lines below it that begin with its word, or end with it."""
    found = [title]
    for start, end in parts[parts.index(title) + 1 :] if title in parts else ():
        first, other = fold(text[title[0] : title[1]]).split(), fold(text[start:end]).split()
        if (
            text[found[-1][1] : start].strip(_MARKS + "\n")
            or not other
            or (first[0] != other[0] and first[-1] != other[-1])
        ):
            break
        found.append((start, end))
    return found


def _series_title(
    text: str,
    labels: Sequence[Labelled],
    printed: Sequence[tuple[int, int]],
    listed: ClassList,
    vocabulary: Vocabulary,
) -> str:
    """Return the title of a series: no title of its classes, and no label such as the head of their table has."""
    labelled = _labelled_title(labels)
    found = [one for one in [labelled] if one and one not in listed.titled] or [*printed]
    if listed.in_blocks:
        # What stands above the blocks may as well be the agency: the classes share a word with their series.
        words = {word for start, end in listed.titled for word in fold(text[start:end]).split()}
        found = [one for one in found if one not in listed.titled]
        found = [(a, b) for a, b in found if not words.isdisjoint(fold(text[a:b]).split())]
    return next((one_line(text[a:b]) for a, b in found if not vocabulary.label(text[a:b])), "")


def header_names(document: Document, header: Header, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the folded words of a header's lines that name the class, its agency or the kind of document."""
    kinds = {fold(kind) for kind in vocabulary.document["kinds"]}
    names = {fold(document.quote(spec.title_span)) for spec in header.specs} | {fold(header.agency)}
    names |= {fold(spec.series) for spec in header.specs if spec.series}
    return frozenset({*names, *kinds, *(f"{name} {kind}" for name in names for kind in kinds)})


def _parts(
    text: str, lines: Sequence[Line], labels: Sequence[Labelled], end: int, vocabulary: Vocabulary
) -> Iterator[tuple[int, int]]:
    """Yield what the header prints beside its labels, line by line, columns apart."""
    starts = sorted(label.context_start for label in labels)
    reached = list(accumulate(sorted(label.context_end for label in labels), max))
    for line in lines:
        if line.blank or line.running or line.start >= end:
            continue
        before = bisect_left(starts, line.start)
        if before and reached[before - 1] > line.start:
            continue
        stop = min([line.end, *starts[before : before + 1]])
        start = line.start
        for gap in [*_SEPARATED.finditer(text, line.start, stop), None]:
            last = gap.start() if gap else stop
            yield from _without_kind(text, *_trimmed(text, start, last), vocabulary)
            start = gap.end() if gap else stop


def _without_kind(text: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Yield the part without words such as "class specification" at its end."""
    words = text[start:end]
    for kind in sorted(vocabulary.document["kinds"], key=len, reverse=True):
        match = re.search(rf"(?:^|\s|-){re.escape(kind)}s?\W*$", words, re.IGNORECASE)
        if match:
            end = start + match.start()
            break
    if text[start:end].strip(_MARKS):
        yield _trimmed(text, start, end)


def _labelled_title(labels: Sequence[Labelled]) -> tuple[int, int] | None:
    return next(((x.start, x.end) for x in labels if x.facet == "title" and not x.blank), None)


def _is_agency(words: str, vocabulary: Vocabulary) -> bool:
    """Whether `words` name an agency; "Lieutenant, Harbor Authority" names a class of one."""
    folded, first = fold(words), words.split(",")[0]
    if any(folded.startswith(f"{fold(start)} ") for start in vocabulary.document["agency_starts"]):
        return True
    ends = any(folded.endswith(f" {fold(end)}") for end in vocabulary.document["agency_ends"])
    return ends and (first == words or _is_agency(first, vocabulary))


def _may_be_title(words: str, vocabulary: Vocabulary) -> bool:
    return (
        len(words) <= _LONGEST_TITLE
        and sum(c.isalpha() for c in words) >= 3
        and words[0].isupper()
        and not words.endswith((".", ";", ","))
        and not _PARENTHESIZED.match(words)
        and not _is_agency(words, vocabulary)
    )


def _aliases(
    text: str, parts: Sequence[tuple[int, int]], labels: Sequence[Labelled], vocabulary: Vocabulary
) -> Iterator[str]:
    """Yield the other titles that the header gives: "(Class Title of …)", "Former Title: …"."""
    cues = sorted((fold(cue) for cue in vocabulary.document["aliases"]), key=len, reverse=True)
    for start, end in parts:
        inside = _PARENTHESIZED.match(text[start:end])
        words = inside["inside"] if inside else text[start:end]
        cue = next((cue for cue in cues if fold(words).startswith(f"{cue} ")), None)
        if cue is not None:
            yield " ".join(words.split()[len(cue.split()) :]).strip(" :")
    for label in labels:
        if fold(label.label) in cues and not label.blank:
            yield one_line(text[label.start : label.end])


def _specs(
    document: Document, titles: Sequence[tuple[int, int]], codes: Sequence[Labelled], aliases: tuple[str, ...]
) -> Iterator[ClassSpec]:
    """Yield the class, or several where titles and codes both name them."""
    words = [one_line(document.text[start:end]) for start, end in titles]
    printed = [document.text[code.start : code.end] for code in codes]
    shared = shared_classes(words, printed)
    for ordinal, one in enumerate(shared):
        own = titles[words.index(one.title)] if one.title in words else titles[0]
        yield ClassSpec(ordinal, one.title, document.span(*own), one.code, aliases)
    if not shared:
        yield ClassSpec(0, words[0], document.span(*titles[0]), _first_code(printed[0] if printed else ""), aliases)


def _of_list(document: Document, listed: ClassList, series: str) -> Iterator[ClassSpec]:
    """Yield the classes that a series document lists."""
    for ordinal, (title, one) in enumerate(zip(listed.titles(document), listed.classes, strict=True)):
        code = one_line(document.text[one.code[0] : one.code[1]])
        yield ClassSpec(ordinal, title, document.span(*one.title), code, series=series)


def _first_code(printed: str) -> str:
    match = _CODE.search(printed)
    return match[0] if match else ""


def _untitled(document: Document, name: str, code: Labelled | None) -> ClassSpec:
    stem = one_line(re.sub(r"\.\w+$", "", name).replace("_", " "))
    printed = document.text[code.start : code.end] if code else ""
    return ClassSpec(0, stem, document.span(0, 0), _first_code(printed))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in _MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _MARKS + ":" or text[end - 1].isspace()):
        end -= 1
    return start, end
