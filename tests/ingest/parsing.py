"""What the tests of the parser share: the vocabulary, ways to parse a text, and the examples."""

from functools import cache
from pathlib import Path

import ingest
from ingest.blocks import Block, blocks
from ingest.chunks import with_chunks
from ingest.lines import read_lines
from ingest.parse import parse
from ingest.readers import read
from ingest.wrapping import read_wrapping
from vectorstore import vocabulary
from vectorstore.spec import Document, Fact, ParsedDocument, Section, Span, Statement
from vectorstore.vocabulary import Vocabulary

EXAMPLES = Path(ingest.__file__).parent / "examples"

#: Word pieces of the real embedder's window.
WINDOW = 256


@cache
def words() -> Vocabulary:
    """The shipped vocabulary."""
    return vocabulary.load()


def example_files() -> list[Path]:
    """The example documents, by name."""
    return sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".md", ".html"})


def count(text: str) -> int:
    """A stand-in for the embedder's count of word pieces, where chunks are not under test."""
    return len(text.split()) * 4 // 3


def document(text: str, name: str = "spec.txt") -> Document:
    """Read `text` as the bytes of a file."""
    return read(text.encode(), name)


def parsed(text: str, name: str = "spec.txt") -> ParsedDocument:
    """Parse `text` as the bytes of a file."""
    return parsed_bytes(text.encode(), name)


def parsed_bytes(content: bytes, name: str) -> ParsedDocument:
    """Parse the bytes of a file."""
    return with_chunks(parse(read(content, name), name, "", words()), count, WINDOW)


@cache
def parsed_file(path: Path) -> ParsedDocument:
    """Parse a file, once."""
    return parsed_bytes(path.read_bytes(), path.name)


def all_blocks(text: str, name: str = "spec.txt") -> tuple[Document, list[Block]]:
    """Return the document of `text` and its blocks, as below a heading."""
    made = document(text, name)
    lines = read_lines(made)
    return made, blocks(made, lines, 0, len(made.text), read_wrapping(made, lines))


def lines_of(made: Document, span: Span) -> tuple[int, int]:
    """First and last line of a span, from 1."""
    return span.line, made.span(max(span.start, span.end - 1), span.end).line


def fact(result: ParsedDocument, facet: str) -> Fact:
    """Return the only fact of `facet`."""
    (found,) = [fact for fact in result.facts if fact.facet == facet]
    return found


def statement(result: ParsedDocument, part: str) -> Statement:
    """Return the only statement whose text contains `part`."""
    (found,) = [statement for statement in result.statements if part in statement.text]
    return found


def section(result: ParsedDocument, heading: str) -> Section:
    """Return the only section with this heading."""
    (found,) = [section for section in result.sections if section.heading == heading]
    return found
