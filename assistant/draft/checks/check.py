"""Check specs by the rules of their agencies."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.class_view import Spec
from assistant.draft.checks import (
    ladder_qualifications,
    level_out_of_line,
    missing_section,
    title_out_of_line,
)
from assistant.draft.checks.context import Context
from assistant.draft.checks.own_rules import SEVERITIES
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding

Check = Callable[[Spec, Rule, Context], Iterator[Finding]]

#: Rule to what checks it.
CHECKS: Mapping[str, Check] = {
    "missing_section": missing_section.check,
    "title_out_of_line": title_out_of_line.check,
    "level_out_of_line": level_out_of_line.check,
    "ladder_qualifications": ladder_qualifications.check,
}


def check_specs(specs: Sequence[Spec], context: Context, only: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what is found in `specs` by the rules `only`, by default all, of their agencies.

    In the order of `specs`, and of each what matters most first, and then as it
    stands in the document. What several classes of one document share is one
    finding.
    """
    return _merged([one for spec in specs for one in sorted(_findings(spec, context, only), key=_rank)])


def _findings(spec: Spec, context: Context, only: Collection[str]) -> Iterator[Finding]:
    for key, rule in context.rules.of(spec.entry.agency).items():
        if (not only or key in only) and spec.entry.type in rule.documents:
            yield from CHECKS[key](spec, rule, context)


def _rank(found: Finding) -> tuple[int, int, int]:
    return SEVERITIES.index(found.severity), found.start, found.end


def _merged(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Merge what is found at one place of one document for several of its classes; the message says for how many."""
    same: dict[tuple[str, str, int, int, str], list[Finding]] = {}
    for one in found:
        same.setdefault((one.rule, one.source_id, one.start, one.end, one.message), []).append(one)
    return tuple(_of_classes(alike) for alike in same.values())


def _of_classes(alike: Sequence[Finding]) -> Finding:
    first, classes = alike[0], len({one.spec_id for one in alike})
    return (
        first if classes == 1 else replace(first, message=f"{first.message} So for {classes} classes of the document.")
    )
