"""Hold a class table against the specs of its agency: titles, codes, and what both state."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ingest.classtable.report import Difference, Differences, NamedClass
from vectorstore.catalog import Catalog
from vectorstore.classtables import Rows
from vectorstore.folding import fold
from vectorstore.joining import agency_key
from vectorstore.roster import Live
from vectorstore.spec import CatalogEntry, DocumentType, ParsedDocument, Source, Viewer

#: What is not compared: a title has its own rule, a code is what rows are found by, pay is not of one date.
_APART = frozenset({"title", "class_code", "salary", "grade"})


def differences(source: Source, parsed: ParsedDocument, catalog: Catalog) -> Differences:
    """Return how the table `parsed`, stored or not, differs from the newest specs of its agency."""
    view = catalog.roster().view(Viewer())
    rows = tuple(CatalogEntry(str(spec.ordinal), "", source.source_id, source.name, source.path, parsed.agency,
                              DocumentType.TABLE, spec) for spec in parsed.specs)  # fmt: skip
    live = Live(source.source_id, "", "", agency_key(parsed.agency), rows, source.path, True)
    lookup = Rows(view.entries, {**view.by_source, live.source_id: live}, (live,))
    current = [entry for entry in view.entries if entry.spec_id in view.current]
    own = [(entry, lookup.of(entry)) for entry in current]
    known = [(entry, found) for entry, found in own if found]
    is_of_codes = any(row.spec.class_code for row in rows)
    first_seen = {row.spec.class_code: row for row in reversed(lookup.unlisted)}
    return Differences(
        found=(*_titles(known, lookup), *_values(known, parsed, catalog)),
        unknown_codes=tuple(_named(row, row.spec.title_span.line) for row in reversed(first_seen.values())),
        without_row=tuple(
            _named(entry)
            for entry, found in own
            if not found and entry.spec.class_code and lookup.agency_of(entry) == live.agency and is_of_codes
        ),
    )


_Known = Sequence[tuple[CatalogEntry, Sequence[CatalogEntry]]]


def _titles(known: _Known, lookup: Rows) -> Iterator[Difference]:
    for entry, rows in known:
        for title in dict.fromkeys(row.spec.title for row in rows if lookup.titles_differ(entry, row)):
            row = next(row for row in rows if row.spec.title == title)
            yield _difference("title", entry, row.spec.title_span.line, title, entry.spec.title)


def _values(known: _Known, parsed: ParsedDocument, catalog: Catalog) -> Iterator[Difference]:
    """Yield where a spec states a facet, and no row of the class says the same."""
    said: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for fact in parsed.facts:
        if fact.facet not in _APART and ":" not in fact.facet:
            for ordinal in fact.applies_to:
                said[fact.facet, ordinal].append((fact.value, fact.span.line))
    for facet in dict.fromkeys(facet for facet, _ in said):
        stated = _stated(facet, catalog)
        for entry, rows in known:
            cells = [cell for row in rows for cell in said.get((facet, row.spec.ordinal), ())]
            values = {fold(value): value for value in stated.get(entry.spec_id, ())}
            if cells and values and not values.keys() & {fold(value) for value, _ in cells}:
                yield _difference(facet, entry, cells[0][1], cells[0][0], "; ".join(values.values()))


def _stated(facet: str, catalog: Catalog) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for entry, fact in catalog.stated.facts(facet, Viewer()):
        if fact.value:
            found[entry.spec_id].append(fact.value)
    return found


def _difference(facet: str, entry: CatalogEntry, line: int, table: str, spec: str) -> Difference:
    return Difference(facet, entry.spec.class_code, line, table, spec, entry.source_path)


def _named(entry: CatalogEntry, line: int = 0) -> NamedClass:
    return NamedClass(entry.spec.class_code, entry.spec.title, line)
