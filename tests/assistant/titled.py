"""Classes of an invented agency, known by their titles alone."""

from vectorstore.spec import CatalogEntry, ClassSpec, DocumentType, Modality, Span, Statement

AGENCY = "Quill County"


def entry(title: str, *, agency: str = AGENCY, source: str = "", ordinal: int = 0, series: str = "") -> CatalogEntry:
    """Return a class of that title, alone in its document or of a series in document `source`."""
    spec = ClassSpec(ordinal, title, Span(0, len(title), 1), "", series=series)
    key = f"{agency}/{title}"
    return CatalogEntry(key, key, source or key, "q.txt", "q.txt", agency, DocumentType.SPECIFICATION, spec)


def statement(text: str, *facets: str, ordinal: int = 0, modality: Modality = Modality.REQUIRED) -> Statement:
    """Return a statement that stands alone."""
    return Statement(ordinal, 0, (Span(0, len(text), 1),), text, facets=facets, modality=modality)
