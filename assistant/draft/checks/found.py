"""Findings, made of what a check found and where."""

from collections.abc import Sequence

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
) -> Finding:
    """Return a finding of `rule` in `spec`: at `span`, or of the whole where something is missing.

    `basis` and `severity` are the rule's own where none is given.
    """
    entry = spec.entry
    section = section_of(spec.parsed.sections, span) if span is not None else None
    return Finding(
        rule=rule.key,
        severity=severity or rule.severity,
        message=message,
        basis=rule.basis if basis is None else basis,
        spec_id=entry.spec_id,
        title=entry.spec.title,
        class_code=entry.spec.class_code,
        agency=entry.agency,
        source_id=entry.source_id,
        source=entry.source_name,
        section=section.heading if section is not None else "",
        quote=spec.parsed.document.quote(span) if span is not None else "",
        start=span.start if span is not None else 0,
        end=span.end if span is not None else 0,
        line=span.line if span is not None else 0,
        page=span.page if span is not None else None,
        also=tuple(also),
    )
