"""Findings, made of what a check found and where."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.citations import section_of
from assistant.class_view import Spec
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding, Origin
from vectorstore.spec import Span


def finding(
    spec: Spec,
    rule: Rule,
    message: str,
    span: Span | None = None,
    *,
    also: Sequence[Origin] = (),
    basis: str | None = None,
    severity: str = "",
    facet: str = "",
) -> Finding:
    """Return a finding of `rule` in `spec`: at `span`, or of the whole where something is missing: `facet`, if one is.

    `basis` and `severity` are the rule's own where none is given.
    """
    said = Finding(rule.key, severity or rule.severity, message, rule.basis if basis is None else basis)
    entry = spec.entry
    found = replace(
        said,
        spec_id=entry.spec_id,
        title=entry.spec.title,
        class_code=entry.spec.class_code,
        agency=entry.agency,
        source_id=entry.source_id,
        source=entry.source_name,
        facet=facet,
        also=tuple(also),
    )
    return found if span is None else _placed(found, spec, span)


def _placed(found: Finding, spec: Spec, span: Span) -> Finding:
    section = section_of(spec.parsed.sections, span)
    return replace(
        found,
        section=section.heading if section is not None else "",
        quote=spec.parsed.document.quote(span),
        start=span.start,
        end=span.end,
        line=span.line,
        page=span.page,
    )
