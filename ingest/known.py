"""Which paragraphs the documents in the index have, so that boilerplate is known over many runs."""

from collections import Counter
from collections.abc import Collection, Mapping

from ingest.boilerplate import paragraphs
from vectorstore.catalog import Catalog
from vectorstore.spec import Viewer


def known_paragraphs(catalog: Catalog, agency: str, without: Collection[str]) -> tuple[Mapping[str, int], int]:
    """Return how many documents of `agency` each folded paragraph stands in, and how many documents there are.

    The sources whose ids are in `without` are left out: they are about to be replaced.
    """
    viewer = Viewer(agency=agency)
    standing: Counter[str] = Counter()
    sources = {entry.source_id for entry in catalog.entries(viewer)}.difference(without)
    for source_id in sources:
        if parsed := catalog.parsed(source_id, viewer):
            standing.update(paragraphs(parsed.statements))
    return standing, len(sources)
