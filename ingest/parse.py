"""One way from a document to its classes: outline, labels, statements, facts."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.class_blocks import without_other_codes
from ingest.class_columns import Columns, read_columns
from ingest.described import described
from ingest.facts import facts, revision
from ingest.header import header_names
from ingest.labelled import Labelled
from ingest.lines import read_lines
from ingest.shared_title import titles_of
from ingest.skeleton import read_skeleton
from ingest.statements import statements as cut_statements
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
    read = read_skeleton(document, lines, name, vocabulary)
    sections, header, naming = read.sections, read.header, read.naming
    labels = _without_names(without_other_codes(document, read.labels, sections, header.specs), header.specs)
    values = value_offsets(document, lines, sections, labels, read.header_end, vocabulary, read.rows)
    columns = read_columns(document, lines, naming, vocabulary) if naming else Columns()
    names, apart = header_names(document, header, vocabulary), sorted([*values, *columns.heads])
    statements = cut_statements(document, lines, sections, apart, names, vocabulary, naming, columns)
    passing = described(sections, statements, header.specs, vocabulary)
    labels = _without_names(labels, header.specs, passing)
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


def _without_names(
    labels: Sequence[Labelled], specs: Sequence[ClassSpec], passing: Sequence[Described] = ()
) -> list[Labelled]:
    """Leave out the labels that are the titles of classes, of these or of those described in passing."""
    return [label for label in labels if label.facet or not _names_class(label, specs, passing)]


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
