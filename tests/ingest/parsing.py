"""What the tests of the parser share: the vocabulary, a quick way to parse a text, and the examples."""

from functools import cache
from pathlib import Path

import ingest.examples
from ingest.lines import Line, read_lines
from ingest.outline import sections
from ingest.parse import parse
from ingest.readers import read
from vectorstore import vocabulary
from vectorstore.spec import Document, Fact, ParsedDocument, Section, Statement
from vectorstore.vocabulary import Vocabulary

EXAMPLES = Path(ingest.examples.__file__).parent
CORPORA = Path(__file__).parents[3] / "shared" / "corpora"

#: Word pieces of the real embedder's window.
WINDOW = 256


@cache
def words() -> Vocabulary:
    """The shipped vocabulary."""
    return vocabulary.load()


def example_files() -> list[Path]:
    """The example documents, by name."""
    return sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".md"})


def count(text: str) -> int:
    """A stand-in for the embedder's count of word pieces, where what is under test is no chunk."""
    return len(text.split()) * 4 // 3


def document(text: str, name: str = "spec.txt") -> Document:
    """Read `text` as the bytes of a file."""
    return read(text.encode(), name)


def parsed(text: str, name: str = "spec.txt") -> ParsedDocument:
    """Parse `text` as the bytes of a file."""
    return parsed_bytes(text.encode(), name)


def parsed_bytes(content: bytes, name: str) -> ParsedDocument:
    """Parse the bytes of a file."""
    return parse(read(content, name), name, "", words(), count, WINDOW)


@cache
def parsed_file(path: Path) -> ParsedDocument:
    """Parse a file, once."""
    return parsed_bytes(path.read_bytes(), path.name)


def outline(text: str, name: str = "spec.txt") -> tuple[Document, list[Line], tuple[Section, ...]]:
    """Return document, lines and sections of `text`."""
    read_document = document(text, name)
    lines = list(read_lines(read_document))
    return read_document, lines, sections(read_document, lines, words())


def fact(result: ParsedDocument, facet: str) -> Fact:
    """Return the only fact of `facet`."""
    (found,) = [fact for fact in result.facts if fact.facet == facet]
    return found


def statement(result: ParsedDocument, words: str) -> Statement:
    """Return the only statement whose text contains `words`."""
    (found,) = [statement for statement in result.statements if words in statement.text]
    return found


def section(result: ParsedDocument, heading: str) -> Section:
    """Return the only section with this heading."""
    (found,) = [section for section in result.sections if section.heading == heading]
    return found
