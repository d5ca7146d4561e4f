"""What holds of every parsed document, whatever it says: the checks that examples, fuzz and real documents share."""

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from vectorstore.spec import Chunk, Document, Fact, ParsedDocument, Section, Span, Statement, line_starts

# What a statement's text leaves out of its span: white space, and the markup of emphasis.
_LEFT_OUT = re.compile(r"[\s*_`]")
# Between a section's text and the next heading's words: white space, markup, the heading's number.
_BETWEEN = re.compile(r"[\s*_#>`|]*(?:(?:[IVX]{1,4}|\d{1,2}|[A-Z])[.)]\s+)?[\s*_#>`|]*")


def check(result: ParsedDocument) -> None:
    """Check all that is here but the length of chunks."""
    for span in all_spans(result):
        check_span(result.document, span)
    check_tiling(result.document, result.sections)
    for statement in result.statements:
        check_statement(result, statement)
    check_apart(result.statements)
    for fact in result.facts:
        check_fact(result.document, fact)
    for statement in result.statements:
        check_covered(result.chunks, statement)
    assert [s.ordinal for s in result.specs] == list(range(len(result.specs))) != []


def all_spans(result: ParsedDocument) -> Iterator[Span]:
    """Yield every span that a document keeps."""
    yield from (span for section in result.sections for span in (section.heading_span, section.body))
    yield from (span for statement in result.statements for span in statement.spans)
    yield from (number.span for statement in result.statements for number in statement.numbers)
    yield from (span for fact in result.facts for span in (fact.span, fact.context))
    yield from (spec.title_span for spec in result.specs)
    yield from (other.span for other in result.described)
    yield from (chunk.span for chunk in result.chunks)


def check_span(document: Document, span: Span) -> None:
    """A span lies in the text and tells its line."""
    assert 0 <= span.start <= span.end <= len(document.text)
    assert line_starts(document.text)[span.line - 1] <= span.start
    assert document.text.count("\n", 0, span.start) == span.line - 1


def check_tiling(document: Document, sections: tuple[Section, ...]) -> None:
    """Each section goes up to the next heading, and over all that is inside it."""
    headed = [section for section in sections if section.heading]
    for section, following in zip_longest(headed, headed[1:]):
        begins = following.heading_span.start if following else len(document.text)
        assert section.heading_span.end <= section.body.start <= section.body.end <= begins
        assert _BETWEEN.fullmatch(document.text, section.body.end, begins)
        assert _printed(document.quote(section.heading_span)) == _printed(section.heading) != ""
        assert section.path[-1] == section.heading
        if section.parent is not None:
            around = sections[section.parent]
            assert around.ordinal < section.ordinal
            assert around.end >= section.end
            assert section.path[:-1] == around.path
    assert [section.ordinal for section in sections] == list(range(len(sections)))
    assert not headed or max(section.end for section in headed) == len(document.text)


def check_statement(result: ParsedDocument, statement: Statement) -> None:
    """A statement's text is what its spans quote, white space and markup aside, inside its section."""
    body = result.sections[statement.section].body
    assert statement.text.strip() == statement.text != ""
    assert all(body.start <= span.start < span.end <= body.end for span in statement.spans)
    quoted = "".join(result.document.quote(span) for span in statement.spans)
    assert _printed(quoted) == _printed(statement.text)
    for number in statement.numbers:
        assert any(span.start <= number.span.start < span.end for span in statement.spans)


def check_apart(statements: tuple[Statement, ...]) -> None:
    """Statements stand one after the other."""
    spans = [span for statement in statements for span in statement.spans]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert [statement.ordinal for statement in statements] == list(range(len(statements)))


def check_fact(document: Document, fact: Fact) -> None:
    """A fact stands within what is quoted for it; only a blank has no value."""
    assert fact.context.start <= fact.span.start <= fact.span.end <= fact.context.end
    assert fact.value == "" or document.quote(fact.span).strip()
    assert (fact.low is None) == (fact.high is None)


def check_covered(chunks: tuple[Chunk, ...], statement: Statement) -> None:
    """Every statement can be found by a chunk of its section."""
    own = [chunk for chunk in chunks if chunk.section == statement.section]
    start, end = statement.spans[0].start, statement.spans[-1].end
    assert any(chunk.span.start <= start and end <= chunk.span.end for chunk in own)


def _printed(text: str) -> str:
    return _LEFT_OUT.sub("", text)
