"""A text that is in no catalog, as specs: read and parsed like a file."""

from assistant.class_view import Spec
from ingest.parse import parse
from ingest.readers import read
from vectorstore.spec import CatalogEntry, short_hash
from vectorstore.vocabulary import Vocabulary

#: Name of the file that a text is read as: Markdown reads plain text as well.
_NAME = "text.md"


def specs_of(text: str, vocabulary: Vocabulary, agency: str = "", name: str = _NAME) -> tuple[Spec, ...]:
    """Return the class specs that `text` is, with entries that stand in no catalog.

    `name` says by its ending how the text is read.

    Raises:
        ReadError: nothing can be read of it.
    """
    parsed = parse(read(text.encode(), name), name, agency, vocabulary)
    source_id = short_hash(parsed.document.document_id)
    return tuple(
        Spec(
            CatalogEntry(
                spec_id=short_hash(source_id, str(spec.ordinal)),
                class_id=short_hash("class", source_id, str(spec.ordinal)),
                source_id=source_id,
                source_name=name,
                source_path=name,
                agency=parsed.agency,
                type=parsed.type,
                spec=spec,
            ),
            parsed,
        )
        for spec in parsed.specs
    )
