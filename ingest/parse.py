"""One way from a document to its classes: outline, labels, statements, facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.alternatives import with_alternatives
from ingest.class_blocks import find_class_blocks, without_other_codes
from ingest.class_columns import Columns, read_columns
from ingest.classlist import ClassList, find_class_list
from ingest.classrows import read_class_rows
from ingest.described import described
from ingest.facts import facts, revision
from ingest.header import Header, header_names, read_header
from ingest.labelled import Labelled
from ingest.labels import find_labels
from ingest.lines import Line, read_lines
from ingest.naming import Naming
from ingest.outline import sections as outline
from ingest.series import scoped
from ingest.shared_title import titles_of
from ingest.statements import statements as cut_statements
from ingest.tables import Table, find_tables
from ingest.values import value_offsets
from vectorstore.folding import fold
from vectorstore.spec import ClassSpec, Described, Document, DocumentType, Fact, ParsedDocument, Section, Statement
from vectorstore.vocabulary import Vocabulary

_RECRUITMENT = frozenset({"closes", "selection", "application"})
_SAYS_WORK = frozenset({"duties", "definition", "scope", "levels"})


def parse(document: Document, name: str, agency: str, vocabulary: Vocabulary) -> ParsedDocument:
    """Return everything that ingestion learns of one document, but for its chunks: see `chunks.with_chunks`.

    `name` is its file's base name and `agency` the one that whoever ingests
    gave, or empty.
    """
    lines = read_lines(document)
    tables = find_tables(document, lines, vocabulary)
    listed = find_class_list(document, lines, tables, vocabulary)
    naming = Naming(listed.titles(document), vocabulary) if listed else None
    knew, header_end = naming is not None, 0
    read = _read(document, lines, name, vocabulary, tables, listed, naming)
    # Only labels tell of classes that are not listed; headings can name these once they are known.
    if naming is None and (listed := find_class_blocks(document, lines, read.labels, read.sections, vocabulary)):
        naming = Naming(listed.titles(document), vocabulary)
    elif naming is None and len(read.header.specs) > 1:
        naming, header_end = Naming([spec.title for spec in read.header.specs], vocabulary), read.header_end
    if naming is not None and not knew:
        read = _read(document, lines, name, vocabulary, tables, listed, naming, header_end)
    sections, header = read.sections, read.header
    labels = without_other_codes(document, read.labels, sections, header.specs)
    labels = [label for label in labels if label.facet or not _names_class(label, header.specs, ())]
    values = value_offsets(document, lines, sections, labels, read.header_end, vocabulary, read.rows)
    columns = read_columns(document, lines, naming, vocabulary) if naming else Columns()
    values = sorted([*values, *columns.heads])
    names = header_names(document, header, vocabulary)
    statements = cut_statements(document, lines, sections, values, names, vocabulary, naming, columns)
    passing = described(sections, statements, header.specs, vocabulary)
    labels = [label for label in labels if label.facet or not _names_class(label, header.specs, passing)]
    found = facts(document, lines, sections, labels, header.specs, vocabulary)
    specs = tuple(replace(spec, revision=revision(found, spec.ordinal)) for spec in header.specs)
    return ParsedDocument(
        document=document,
        agency=agency or header.agency,
        type=_type(sections, statements, found),
        specs=specs,
        sections=sections,
        statements=statements,
        facts=found,
        chunks=(),
        described=passing,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read of a document before its statements."""

    sections: tuple[Section, ...]
    labels: list[Labelled]
    header: Header
    header_end: int
    """Offset of the first heading."""

    rows: Mapping[int, Sequence[Labelled]]
    """Rows of tables over classes, by the index of their line."""


def _read(
    document: Document,
    lines: Sequence[Line],
    name: str,
    vocabulary: Vocabulary,
    tables: Sequence[Table],
    listed: ClassList | None,
    naming: Naming | None,
    header_end: int = 0,
) -> _Read:
    blocks = listed.heads if listed else frozenset()
    sections = outline(document, lines, vocabulary, naming, blocks, header_end)
    if naming is not None:
        sections = scoped(sections, naming, vocabulary)
    sections = with_alternatives(sections, vocabulary)
    rows = read_class_rows(document, tables, listed, naming, vocabulary) if listed and naming and not blocks else {}
    header_end = next((s.heading_span.start for s in sections if s.heading), len(document.text))
    labels = find_labels(document, lines, sections, vocabulary, rows)
    header = read_header(document, lines, labels, header_end, name, vocabulary, listed)
    return _Read(sections, labels, header, header_end, rows)


def _names_class(label: Labelled, specs: Sequence[ClassSpec], passing: Sequence[Described]) -> bool:
    """Whether a label's words are the title of a class: what follows tells of that class and is no value."""
    words = sorted(fold(label.label).split())
    own = [title for spec in specs for title in (spec.title, *spec.aliases)]
    titles = [*own, *(title for shared in own for title in titles_of(shared))] + [other.title for other in passing]
    return any(words == sorted(fold(title).split()) for title in titles)


def _type(sections: Sequence[Section], statements: Sequence[Statement], found: Sequence[Fact]) -> DocumentType:
    kinds = {section.kind for section in sections}
    if any(fact.facet == "opened" for fact in found) or len(kinds & _RECRUITMENT) > 1:
        return DocumentType.BULLETIN
    abolished = any("abolished" in statement.facets for statement in statements)
    if not kinds & _SAYS_WORK and (abolished or any(fact.facet == "abolished" for fact in found)):
        return DocumentType.STUB
    return DocumentType.SPECIFICATION
