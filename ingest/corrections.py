"""Do to a document what the overrides say of its classes, so that every answer can still be cited.

What a person corrects stands in no line of the document. So a last section is
added to its canonical text, under a heading that says whose words they are,
and the corrected facts point there: `Class Code: J1010 (printed: J1001). Reason: …`.
The bytes, and so the document's id, stay as they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.dates import find_dates
from ingest.facts import revision
from ingest.money import find_amounts, find_period
from ingest.overrides import Chosen, ClassEntry
from vectorstore.folding import one_line
from vectorstore.spec import ClassSpec, Document, Fact, Modality, ParsedDocument, Section, Statement, line_starts
from vectorstore.vocabulary import Vocabulary

#: Heading of the section that is added.
HEADING = "Corrections by whoever keeps these specs"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the section that is added."""

    entry: ClassEntry
    ordinal: int
    """The class that it is of."""

    label: str
    text: str
    value: int
    """Offset of the value in `text`."""


def corrected(
    parsed: ParsedDocument, chosen: Sequence[Chosen], vocabulary: Vocabulary
) -> tuple[ParsedDocument, frozenset[ClassEntry]]:
    """Return `parsed` with what `chosen` say of its classes, and the entries of them that it was done for.

    `parsed` is not yet cut into chunks. Left out are those that correct what
    the document does not print.
    """
    lines: list[_Line] = []
    done: set[ClassEntry] = set()
    specs = list(parsed.specs)
    for one in chosen:
        for ordinal in one.ordinals:
            if one.entry.titles:
                specs[ordinal] = _also_called(specs[ordinal], one.entry.titles)
            elif (line := _line(parsed, one.entry, ordinal, vocabulary)) is not None:
                lines.append(line)
            else:
                continue
            done.add(one.entry)
    made = replace(parsed, specs=tuple(specs))
    return _with_section(made, lines, vocabulary) if lines else made, frozenset(done)


def _also_called(spec: ClassSpec, titles: Sequence[str]) -> ClassSpec:
    return replace(spec, aliases=tuple(dict.fromkeys((*spec.aliases, *titles))))


def _line(parsed: ParsedDocument, entry: ClassEntry, ordinal: int, vocabulary: Vocabulary) -> _Line | None:
    """Return the line for a correction; None where the document does not print what it corrects."""
    document, facts = parsed.document, [fact for fact in parsed.facts if _is_wrong(parsed, fact, entry, ordinal)]
    if entry.printed is not None and not facts:
        return None
    facet = vocabulary.facets[entry.facet]
    label = "Retired" if entry.facet == "abolished" else next((fact.label for fact in facts if fact.label), "")
    label = one_line(label) or facet.name[:1].upper() + facet.name[1:]
    opening = f"{parsed.specs[ordinal].title}, " if len(parsed.specs) > 1 else ""
    opening += f"{label}: "
    printed = "; ".join(one_line(document.quote(fact.span)) for fact in facts if fact.value)
    was = f" (printed: {printed})" if printed else " (not printed)" if entry.facet != "abolished" else ""
    return _Line(entry, ordinal, label, f"{opening}{entry.value}{was}. Reason: {entry.reason}.", len(opening))


def _is_wrong(parsed: ParsedDocument, fact: Fact, entry: ClassEntry, ordinal: int) -> bool:
    """Return whether `fact` is one that `entry` puts right for a class."""
    if fact.facet != entry.facet or not (not fact.applies_to or ordinal in fact.applies_to):
        return False
    return entry.printed is None or one_line(parsed.document.quote(fact.span)) == entry.printed


def _with_section(parsed: ParsedDocument, lines: Sequence[_Line], vocabulary: Vocabulary) -> ParsedDocument:
    """Return `parsed` with the lines added to its text, and their facts in place of those that they put right."""
    was = parsed.document
    # What was cut from the text before keeps its offsets: it stays, up to its last line end.
    before = was.text + ("\n" if was.text.endswith("\n") else "\n\n")
    heading_at, body_at = len(before), len(before) + len(HEADING) + 1
    text = before + "\n".join([HEADING, *(line.text for line in lines)]) + "\n"
    pages = (*was.page_starts, heading_at) if was.page_starts else ()
    document = replace(was, text=text, line_starts=line_starts(text), page_starts=pages)
    section = _section(document, heading_at, len(parsed.sections))
    statements, facts, specs = list(parsed.statements), list(parsed.facts), list(parsed.specs)
    at = body_at
    for line in lines:
        facts = list(_without(facts, parsed, line))
        statements.append(_statement(document, line, at, len(statements), section.ordinal, len(specs)))
        facts += _facts(document, line, at, len(specs), vocabulary)
        specs[line.ordinal] = _renamed(specs[line.ordinal], document, line, at)
        at += len(line.text) + 1
    dated = {line.ordinal for line in lines if vocabulary.facets[line.entry.facet].value == "date"}
    specs = [replace(s, revision=revision(facts, s.ordinal)) if s.ordinal in dated else s for s in specs]
    sections = (*(replace(s, end=heading_at) if s.end >= len(was.text) else s for s in parsed.sections), section)
    said, known = tuple(statements), tuple(facts)
    return replace(parsed, document=document, specs=tuple(specs), sections=sections, statements=said, facts=known)


def _section(document: Document, at: int, ordinal: int) -> Section:
    """Return the section of corrections, whose heading is at `at` and which ends with the text."""
    return Section(
        ordinal=ordinal,
        parent=None,
        heading=HEADING,
        kind="",
        path=(HEADING,),
        heading_span=document.span(at, at + len(HEADING)),
        body=document.span(at + len(HEADING) + 1, len(document.text) - 1),
        end=len(document.text),
    )


def _without(facts: Sequence[Fact], parsed: ParsedDocument, line: _Line) -> Iterator[Fact]:
    """Yield the facts without what a line puts right; one of several classes stays with the others."""
    for fact in facts:
        if fact.span.start >= len(parsed.document.text) or not _is_wrong(parsed, fact, line.entry, line.ordinal):
            yield fact
            continue
        others = tuple(o for o in fact.applies_to or range(len(parsed.specs)) if o != line.ordinal)
        if others:
            yield replace(fact, applies_to=others)


def _facts(document: Document, line: _Line, at: int, classes: int, vocabulary: Vocabulary) -> Iterator[Fact]:
    entry = line.entry
    start = at + line.value
    span, context = document.span(start, start + len(entry.value)), document.span(at, at + len(line.text))
    of = (line.ordinal,) if classes > 1 or entry.facet == "title" else ()
    value = entry.value
    if vocabulary.facets[entry.facet].value == "date":
        value = next((found.iso for found in find_dates(value)), value)
    amounts = list(find_amounts(entry.value)) if entry.facet == "salary" else []
    words = {key: names for key, names in vocabulary.document.items() if key.startswith("per_")}
    period = find_period([entry.value, line.label], words)
    for amount in amounts:
        part = document.span(start + amount.start, start + amount.end)
        printed = one_line(document.quote(part))
        yield Fact(
            "salary", line.label, printed, part, context, Modality.STATED, amount.low, amount.high, period, "", of
        )
    if not amounts:
        yield Fact(entry.facet, line.label, value, span, context, applies_to=of)


def _statement(document: Document, line: _Line, at: int, ordinal: int, section: int, classes: int) -> Statement:
    return Statement(
        ordinal=ordinal,
        section=section,
        spans=(document.span(at, at + len(line.text)),),
        text=line.text,
        facets=(line.entry.facet,),
        modality=Modality.STATED,
        applies_to=(line.ordinal,) if classes > 1 else (),
    )


def _renamed(spec: ClassSpec, document: Document, line: _Line, at: int) -> ClassSpec:
    """Return the spec with the code or title that a line gives it."""
    start = at + line.value
    if line.entry.facet == "title":
        span = document.span(start, start + len(line.entry.value))
        return replace(spec, title=line.entry.value, title_span=span)
    return replace(spec, class_code=line.entry.value) if line.entry.facet == "class_code" else spec
