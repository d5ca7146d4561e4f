"""What a parsed document asks for, without an index."""

from assistant.class_view import Spec
from assistant.qualify.tree import Asked, asked_of
from tests.ingest.parsing import words
from vectorstore.spec import CatalogEntry, ParsedDocument


def spec_of(parsed: ParsedDocument, ordinal: int = 0) -> Spec:
    """Return one class of a parsed document, as a catalog would have it."""
    spec = parsed.specs[ordinal]
    entry = CatalogEntry(f"spec-{ordinal}", f"class-{ordinal}", "source", "file", "file", "", parsed.type, spec)
    return Spec(entry, parsed)


def asked(parsed: ParsedDocument, ordinal: int = 0) -> Asked:
    """Return what one class of a parsed document asks for."""
    return asked_of(spec_of(parsed, ordinal), words())
