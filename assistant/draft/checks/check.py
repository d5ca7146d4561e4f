"""Check specs by the rules of their agencies."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.class_view import Spec
from assistant.draft.checks import (
    duplicates,
    empty_section,
    flsa_without_basis,
    gendered_wording,
    ladder_qualifications,
    level_out_of_line,
    license_stated_two_ways,
    long_sentence,
    missing_section,
    no_code,
    outline_gap,
    physical_missing,
    stale_reference,
    title_out_of_line,
    unknown_code,
    unknown_grade,
)
from assistant.draft.checks.context import Context
from assistant.draft.checks.own_rules import SEVERITIES
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding
from vectorstore.spec import DocumentType

Check = Callable[[Spec, Rule, Context], Iterator[Finding]]

#: Rule to what checks it.
CHECKS: Mapping[str, Check] = {
    "missing_section": missing_section.check,
    "outline_gap": outline_gap.check,
    "empty_section": empty_section.check,
    "no_code": no_code.check,
    "unknown_code": unknown_code.check,
    "unknown_grade": unknown_grade.check,
    "flsa_without_basis": flsa_without_basis.check,
    "physical_missing": physical_missing.check,
    "gendered_wording": gendered_wording.check,
    "license_stated_two_ways": license_stated_two_ways.check,
    "long_sentence": long_sentence.check,
    "near_duplicate": duplicates.check,
    "title_out_of_line": title_out_of_line.check,
    "level_out_of_line": level_out_of_line.check,
    "ladder_qualifications": ladder_qualifications.check,
    "stale_reference": stale_reference.check,
}


def check_specs(specs: Sequence[Spec], context: Context, only: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what is found in `specs` by the rules `only`, by default all, of their agencies.

    In the order of `specs`, and of each what matters most first, and then as it
    stands in the document. What several classes of one document share is one
    finding.
    """
    return merged([one for spec in specs for one in found_in(spec, context, only)])


def found_in(spec: Spec, context: Context, only: Collection[str] = ()) -> list[Finding]:
    """Return what is found in one class, what matters most first, and then as it stands in the document."""
    return sorted(_findings(spec, context, only), key=_rank)


def _findings(spec: Spec, context: Context, only: Collection[str]) -> Iterator[Finding]:
    kind = _type(spec)
    for key, rule in context.rules.of(spec.entry.agency).items():
        if (not only or key in only) and kind in rule.documents:
            yield from CHECKS[key](spec, rule, context)


def _type(spec: Spec) -> DocumentType:
    """The type of a class's document; a class that was abolished has a stub, whatever else still stands there."""
    is_abolished = any(fact.value for fact in spec.facts("abolished"))
    return DocumentType.STUB if is_abolished else spec.entry.type


def _rank(found: Finding) -> tuple[int, int, int]:
    return SEVERITIES.index(found.severity), found.start, found.end


def merged(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return `found` with what is of several classes at one place of their document as one, which says how many."""
    same: dict[tuple[str, str, int, int, str], list[Finding]] = {}
    for one in found:
        same.setdefault((one.rule, one.source_id, one.start, one.end, one.message), []).append(one)
    return tuple(_of_classes(alike) for alike in same.values())


def _of_classes(alike: Sequence[Finding]) -> Finding:
    first, classes = alike[0], len({one.spec_id for one in alike})
    return (
        first if classes == 1 else replace(first, message=f"{first.message} So for {classes} classes of the document.")
    )
