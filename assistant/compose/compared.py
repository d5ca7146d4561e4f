"""A comparison of classes as data: its rows, each with a cell for every class."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from assistant.class_view import Spec
from assistant.comparing import Cell, Result, Row
from assistant.compose.writer import shown_title
from vectorstore.spec import CatalogEntry, DocumentType, Fact, ParsedDocument, Span, Statement
from vectorstore.urls import cite_url

#: Row and class (by place) to the citations of what the text tells of it.
Numbers = Mapping[tuple[int, int], Sequence[int]]


def comparison(
    specs: Sequence[Spec],
    rows: Sequence[Row],
    numbers: Numbers | None = None,
    verdicts: Mapping[int, str] | None = None,
) -> dict[str, Any]:
    """Return the rows as data; `numbers` are those of the text's citations, `verdicts` what it says of the numbers."""
    return {
        "kind": "classes",
        "classes": [_side(spec) for spec in specs],
        "rows": [
            {
                "facet": row.facet,
                "name": row.name,
                "result": row.result.value,
                "only": [c.spec.entry.spec_id for c in row.cells if c.says] if row.result is Result.ONLY_ONE else [],
                "verdict": (verdicts or {}).get(at),
                "cells": [_cell(cell, (numbers or {}).get((at, place), ())) for place, cell in enumerate(row.cells)],
            }
            for at, row in enumerate(rows)
        ],
    }


def comparison_path(specs: Sequence[Spec]) -> str:
    """Return the path of the page that compares `specs` in everything."""
    return f"/compare?{urlencode([('spec', spec.entry.spec_id) for spec in specs])}"


def _side(spec: Spec) -> dict[str, Any]:
    entry = spec.entry
    return {"spec_id": entry.spec_id, "title": shown_title(entry), "class_code": entry.spec.class_code,
            "agency": entry.agency, "source_id": entry.source_id, "source": entry.source_name,
            "revision": entry.spec.revision}  # fmt: skip


def _cell(cell: Cell, numbers: Sequence[int]) -> dict[str, Any]:
    return {
        "spec_id": cell.spec.entry.spec_id,
        "headings": list(cell.headings),
        "values": [
            *(_fact(entry, parsed, fact) for entry, parsed, fact in cell.held),
            *(_statement(cell, told.statement, told.result) for told in cell.told),
        ],
        "numbers": list(numbers),
    }


def _fact(entry: CatalogEntry, parsed: ParsedDocument, fact: Fact) -> dict[str, Any]:
    effective = entry.spec.revision if entry.type is DocumentType.TABLE else None
    return {**_place(entry, parsed, fact.context), "printed": parsed.document.quote(fact.span), "value": fact.value,
            "low": fact.low, "high": fact.high, "period": fact.period, "qualifier": fact.qualifier,
            "effective": effective}  # fmt: skip


def _statement(cell: Cell, statement: Statement, result: Result) -> dict[str, Any]:
    document = cell.spec.parsed.document
    further = [{"quote": document.quote(span), "start": span.start, "end": span.end} for span in statement.spans[1:]]
    return {**_place(cell.spec.entry, cell.spec.parsed, statement.span), "further": further, "result": result.value,
            "modality": statement.modality.value,
            "amounts": [{"value": number.value, "unit": number.unit} for number in statement.numbers]}  # fmt: skip


def _place(entry: CatalogEntry, parsed: ParsedDocument, span: Span) -> dict[str, Any]:
    return {"quote": parsed.document.quote(span), "source_id": entry.source_id,
            "start": span.start, "end": span.end, "line": span.line, "page": span.page,
            "url": cite_url(entry.spec_id, span.start, span.end)}  # fmt: skip
