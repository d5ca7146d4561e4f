"""Mark boilerplate anew in documents that were read when there were more or fewer to compare with.

Else it would depend on the order of ingestions what is boilerplate, and an
index that grew file by file would answer otherwise than one made at once.
"""

from collections import Counter
from collections.abc import Iterator, Set

from ingest.boilerplate import SHORTEST, least_documents, mark, paragraph
from ingest.known import known_paragraphs
from vectorstore.catalog import Catalog
from vectorstore.spec import Viewer
from vectorstore.writing import Entry

# Documents that are stored again together.
_TOGETHER = 16


def resettled(catalog: Catalog, agency: str, spared: Set[str]) -> Iterator[list[Entry]]:
    """Yield, some at a time, the documents of `agency` whose marks are not what they would be now, marked anew.

    They are to be stored before the next are asked for. Statements of the
    facets `spared` are never boilerplate.
    """
    parsings = {state.source_id: state.parsing for state in catalog.sources()}
    wrong = _wrongly_marked(catalog, agency, spared)
    for start in range(0, len(wrong), _TOGETHER):
        page = wrong[start : start + _TOGETHER]
        sources = [catalog.source(source_id, Viewer()) for source_id in page]
        parsed = [catalog.parsed(source_id, Viewer()) for source_id in page]
        there = [(one, text) for one, text in zip(sources, parsed, strict=True) if one is not None and text is not None]
        known, total = known_paragraphs(catalog, agency, {source.source_id for source, _ in there})
        marked = mark([text for _, text in there], known, total, spared)
        yield [Entry(source, text, parsings[source.source_id]) for (source, _), text in zip(there, marked, strict=True)]


def _wrongly_marked(catalog: Catalog, agency: str, spared: Set[str]) -> list[str]:
    viewer = Viewer(agency=agency)
    said = [
        (source, paragraph(text), facets, marked)
        for source, text, facets, marked in catalog.stated.boilerplate(viewer, SHORTEST)
    ]
    standing = Counter(text for _, text in {(source, text) for source, text, _, _ in said})
    least = least_documents(len({entry.source_id for entry in catalog.entries(viewer)}))
    wrong = {
        source
        for source, text, facets, marked in said
        if marked != (standing[text] >= least and spared.isdisjoint(facets))
    }
    return sorted(wrong)
