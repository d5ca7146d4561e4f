"""A spec says the same in whatever format it is written: sections, statements and facts are equal."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from ingest.readers.formats import MEDIA_TYPES
from tests.ingest.parsing import parsed_bytes
from tests.ingest.properties import check
from tests.ingest.sketch_writers import WRITERS
from tests.ingest.sketches import Sketch, sketches
from vectorstore.spec import ParsedDocument

OTHERS = [extension for extension in WRITERS if extension != ".txt"]


def read(sketch: Sketch, extension: str) -> ParsedDocument:
    result = parsed_bytes(WRITERS[extension](sketch), f"spec{extension}")
    check(result)
    return result


def said(result: ParsedDocument) -> dict[str, Any]:
    """Return what a document says, without where it says it and the form of its markers."""
    return {
        "agency": result.agency,
        "type": result.type,
        "specs": [(spec.title, spec.class_code, spec.revision) for spec in result.specs],
        "sections": [(section.path, section.kind, section.parent) for section in result.sections],
        "statements": [
            (one.section, one.text, one.depth, one.facets, one.modality, one.group, numbers(one.numbers))
            for one in result.statements
        ],
        "facts": sorted(
            (fact.facet, fact.label, fact.value, fact.modality, fact.low, fact.high, fact.period, fact.qualifier)
            for fact in result.facts
        ),
    }


def numbers(found: Any) -> list[tuple[float, str]]:  # noqa: ANN401
    return [(number.value, number.unit) for number in found]


def compare(sketch: Sketch, extension: str) -> None:
    assert said(read(sketch, extension)) == said(read(sketch, ".txt"))


@pytest.fixture(params=OTHERS)
def extension(request: pytest.FixtureRequest) -> str:
    if request.param not in MEDIA_TYPES:
        pytest.skip(f"no reader takes {request.param} yet")
    return str(request.param)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sketch=sketches())
def test_a_spec_says_the_same_in_every_format(extension: str, sketch: Sketch) -> None:
    compare(sketch, extension)


@pytest.mark.long
@settings(deadline=None, max_examples=1_000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sketch=sketches())
def test_specs_say_the_same_in_every_format_at_length(extension: str, sketch: Sketch) -> None:
    compare(sketch, extension)
