"""Turn spans into citations, and check every one before it leaves.

A quote is the source's own text at its span, never longer than 1,200
characters; a number of the answer stands in what the answer cites, or the
sentence that has it is left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation
from vectorstore.spec import CatalogEntry, Document, DocumentType, ParsedDocument, Section, Span, Statement

#: Longest quote of one citation, in characters.
LONGEST_QUOTE = 1200

_NUMBER = re.compile(r"\d[\d,.]*")
_MARKER = re.compile(r"\[\d+\]")
# A gap between two statements that only a space or a soft wrap fills.
_GAP = re.compile(r"[ \t]*\n?[ \t]*")
_LONG_LINE = 60
_NOTHING_PROVEN = "Nothing that the loaded documents prove answers this."


def cite(entry: CatalogEntry, parsed: ParsedDocument, span: Span, number: int) -> Citation:
    """Return the citation of `span`; the place that it supports in the answer is set when the answer is whole."""
    section = section_of(parsed.sections, span)
    return Citation(
        number=number,
        spec_id=entry.spec_id,
        title=entry.spec.title,
        class_code=entry.spec.class_code,
        agency=entry.agency,
        revision=entry.spec.revision,
        source_id=entry.source_id,
        source=entry.source_name,
        source_path=entry.source_path,
        section=section.heading if section else "",
        section_path=section.path if section else (),
        quote=parsed.document.quote(span),
        start=span.start,
        end=span.end,
        page=span.page,
        line=span.line,
        answer_start=0,
        answer_end=0,
        url=f"/specs/{entry.spec_id}?start={span.start}&end={span.end}#cite",
        effective=entry.spec.revision if entry.type is DocumentType.TABLE else "",
    )


def section_of(sections: Sequence[Section], span: Span) -> Section | None:
    """Return the innermost section that `span` begins in; None above the first."""
    inside = [s for s in sections if min(s.heading_span.start, s.body.start) <= span.start < max(s.end, s.body.end)]
    return inside[-1] if inside else None


def paragraphs(document: Document, statements: Iterable[Statement]) -> Iterator[Span]:
    """Yield what to quote for `statements`: sentences of one paragraph together, each quote short enough."""
    current: Span | None = None
    for statement in statements:
        for at, span in enumerate(statement.spans):
            if current is not None and at == 0 and not statement.marker and _joins(document, current, span):
                current = document.span(current.start, span.end)
                continue
            if current is not None:
                yield from shortened(document, current)
            current = span
    if current is not None:
        yield from shortened(document, current)


def _joins(document: Document, before: Span, after: Span) -> bool:
    gap = document.text[before.end : after.start]
    if not 0 < len(gap) <= 12 or after.end - before.start > LONGEST_QUOTE:
        return False
    if "\n" not in gap:
        return not gap.strip(" \t;andor")
    line = document.text[: before.end].rsplit("\n", 1)[-1]
    return bool(_GAP.fullmatch(gap)) and len(line) >= _LONG_LINE


def shortened(document: Document, span: Span) -> Iterator[Span]:
    """Yield `span`, cut where it is too long for one quote: after a sentence, else at a space."""
    start = span.start
    while span.end - start > LONGEST_QUOTE:
        window = document.text[start : start + LONGEST_QUOTE]
        cut = max(window.rfind(". ") + 1, window.rfind("; ") + 1)
        cut = cut if cut > LONGEST_QUOTE // 3 else max(window.rfind(" "), 1)
        yield document.span(start, start + cut)
        start += cut + len(document.text[start + cut : span.end]) - len(document.text[start + cut : span.end].lstrip())
    yield document.span(start, span.end)


def numbers(text: str) -> set[str]:
    """Return the numbers of `text`, without separators: `$88,218.00` is `88218`."""
    return {re.sub(r"[.,]+$", "", n).replace(",", "").removesuffix(".00") for n in _NUMBER.findall(text)}


def verified(answer: Answer, texts: Mapping[str, str], given: str) -> Answer:
    """Return `answer` without what its sources do not prove.

    `texts` are the canonical texts by source id; numbers of `given`, the
    question say, may be repeated. A citation whose quote is not the text at
    its span goes, and with it each line of the answer that cites it; so does
    a line with a number that nothing cited has.
    """
    kept = [c for c in answer.citations if _stands(c, texts)]
    gone = {c.number for c in answer.citations} - {c.number for c in kept}
    allowed = numbers(" ".join(_words(c) for c in kept)) | numbers(
        " ".join(f"{item.get('title')} {item.get('class_code')}" for item in answer.items)
    )
    allowed |= numbers(f"{given} {'' if answer.total is None else answer.total}")
    lines = [line for line in answer.answer.split("\n") if _proven(line, gone, allowed)]
    text = "\n".join(lines).strip() or _NOTHING_PROVEN
    facts = tuple(fact for fact in answer.facts if fact.number not in gone)
    return replace(answer, answer=text, citations=tuple(_placed(text, kept)), facts=facts)


def _stands(citation: Citation, texts: Mapping[str, str]) -> bool:
    text = texts.get(citation.source_id, "")
    return 0 < len(citation.quote) <= LONGEST_QUOTE and text[citation.start : citation.end] == citation.quote


def _words(citation: Citation) -> str:
    parts = (citation.quote, citation.title, citation.class_code, citation.agency, *citation.section_path)
    return " ".join((*parts, citation.revision, citation.effective))


def _proven(line: str, gone: set[int], allowed: set[str]) -> bool:
    if any(f"[{number}]" in line for number in gone):
        return False
    return numbers(_MARKER.sub(" ", line)) <= allowed


def _placed(text: str, citations: Iterable[Citation]) -> Iterator[Citation]:
    """Give each citation the line of the answer that cites it first."""
    for citation in citations:
        at = text.find(f"[{citation.number}]")
        start = text.rfind("\n", 0, max(at, 0)) + 1
        end = text.find("\n", max(at, 0))
        yield replace(citation, answer_start=start, answer_end=len(text) if end < 0 else end)
