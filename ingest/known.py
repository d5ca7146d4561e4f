"""Which paragraphs the documents in the index have, so that boilerplate is known over many runs."""

from collections import Counter
from collections.abc import Collection, Mapping

from ingest.boilerplate import SHORTEST, paragraph
from vectorstore.catalog import Catalog
from vectorstore.spec import Viewer


def known_paragraphs(catalog: Catalog, agency: str, without: Collection[str]) -> tuple[Mapping[str, int], int]:
    """Return how many documents of `agency` each folded paragraph stands in, and how many documents there are.

    The sources whose ids are in `without` are left out: they are about to be replaced.
    """
    viewer = Viewer(agency=agency)
    sources = {entry.source_id for entry in catalog.entries(viewer)}.difference(without)
    standing = {(source, paragraph(text)) for source, text in catalog.stated.statement_texts(viewer, SHORTEST)}
    return Counter(text for source, text in standing if source in sources), len(sources)
