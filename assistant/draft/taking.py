"""Take lines out of specs: verbatim, each with where it stands."""

from collections.abc import Sequence

from assistant.citations import section_of
from assistant.class_view import Spec
from assistant.draft.values import Line, Origin, Provenance
from vectorstore.folding import one_line
from vectorstore.spec import Span, Statement


def taken(spec: Spec, statement: Statement, line_id: str) -> Line:
    """Return the line that `statement` of `spec` is, with the very words of its spans."""
    origins = origins_of(spec, statement.spans)
    return Line(
        line_id=line_id,
        text=said(origins),
        provenance=Provenance.TAKEN,
        sources=origins,
        depth=statement.depth,
        joint=statement.group,
    )


def origins_of(spec: Spec, spans: Sequence[Span]) -> tuple[Origin, ...]:
    """Return where `spans` stand in the document of `spec`."""
    return tuple(_origin(spec, span) for span in spans)


def said(origins: Sequence[Origin]) -> str:
    """Return the words of `origins` on one line."""
    return one_line(" ".join(origin.quote for origin in origins))


def _origin(spec: Spec, span: Span) -> Origin:
    entry, section = spec.entry, section_of(spec.parsed.sections, span)
    return Origin(
        spec_id=entry.spec_id,
        source_id=entry.source_id,
        title=entry.spec.title,
        class_code=entry.spec.class_code,
        agency=entry.agency,
        revision=entry.spec.revision,
        source=entry.source_name,
        section=section.heading if section else "",
        quote=spec.parsed.document.quote(span),
        start=span.start,
        end=span.end,
        line=span.line,
        page=span.page,
    )
