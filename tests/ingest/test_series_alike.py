"""A series says the same in whatever format it is written: its classes, what speaks of each, and their facts."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.ingest.parsing import parsed_bytes
from tests.ingest.properties import check
from tests.ingest.series_sketches import WRITERS, Series, serieses
from vectorstore.spec import ParsedDocument


def read(series: Series, extension: str) -> ParsedDocument:
    result = parsed_bytes(WRITERS[extension](series), f"series{extension}")
    check(result)
    return result


def said(result: ParsedDocument) -> dict[str, Any]:
    """Return what a document says of which class."""
    return {
        "classes": [(one.title, one.class_code, one.revision, one.series.upper()) for one in result.specs],
        "sections": [([part.upper() for part in s.path], s.kind, s.applies_to) for s in result.sections if s.heading],
        "statements": [(one.text, one.facets, one.modality, one.applies_to) for one in result.statements],
        "facts": sorted((f.facet, f.value, f.applies_to) for f in result.facts),
    }


def expected(series: Series) -> list[tuple[str, str]]:
    return [(title, code) for _, code, title in series.codes]


def compare(extension: str, series: Series) -> None:
    written, text = said(read(series, extension)), said(read(series, ".txt"))
    assert [(title, code) for title, code, *_ in written["classes"]] == expected(series)
    assert written == text


@pytest.fixture(params=[extension for extension in WRITERS if extension != ".txt"])
def extension(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(series=serieses())
def test_a_series_says_the_same_in_every_format(extension: str, series: Series) -> None:
    compare(extension, series)


@pytest.mark.long
@settings(deadline=None, max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(series=serieses())
def test_serieses_say_the_same_in_every_format_at_length(extension: str, series: Series) -> None:
    compare(extension, series)
