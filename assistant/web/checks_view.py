"""What the page of checks shows: how much each rule found, and the findings of one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.compose.writer import cased
from assistant.draft.checks.rules import Rules
from assistant.draft.values import Finding
from assistant.service.urls import cite_url, spec_url
from assistant.web.draft_view import SEVERITIES
from vectorstore.folding import fold


@dataclass(frozen=True, slots=True)
class RuleRow:
    """How much one rule found."""

    name: str
    severity: str
    """The one that it mostly has."""

    count: int
    classes: int
    basis: str
    """Where the rule comes from; empty where nowhere is."""

    url: str
    """Path of the page with what it found."""

    is_shown: bool


@dataclass(frozen=True, slots=True)
class AgencyChip:
    """How much was found of one agency."""

    name: str
    count: int
    url: str
    is_shown: bool


def path(agency: str, rule: str, *, offset: int = 0, base: str = "/checks") -> str:
    """Return the path of the page of what `rule` found in the specs of `agency`; empty for all of them."""
    given = {"agency": agency, "rule": rule, "offset": str(offset or "")}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"{base}?{query}" if query else base


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return `findings` by severity, and within one as they come."""
    return sorted(findings, key=lambda one: SEVERITIES.index(one.severity))


def narrowed(findings: Iterable[Finding], agency: str, rule: str) -> list[Finding]:
    """Return those of `agency` and `rule`; all where they are empty."""
    key = fold(agency)
    return [one for one in findings if (not key or fold(one.agency) == key) and (not rule or one.rule == rule)]


def rule_rows(findings: Sequence[Finding], rules: Rules, agency: str, shown: str) -> tuple[RuleRow, ...]:
    """Return how much each rule found, in the order of the rules; rules that found nothing are left out."""
    by_rule: dict[str, list[Finding]] = {}
    for one in findings:
        by_rule.setdefault(one.rule, []).append(one)
    known = {**rules.common, **rules.of(agency)}
    return tuple(
        RuleRow(
            _name(known[key].name if key in known else key.replace("_", " ")),
            Counter(one.severity for one in found).most_common(1)[0][0],
            len(found),
            len({one.spec_id for one in found}),
            found[0].basis,
            path(agency, key),
            key == shown,
        )
        for key, found in sorted(by_rule.items(), key=lambda item: (*known, item[0]).index(item[0]))
    )


def _name(rule: str) -> str:
    return f"{rule[:1].upper()}{rule[1:]}"


def agency_chips(findings: Iterable[Finding], rule: str, shown: str) -> tuple[AgencyChip, ...]:
    """Return how much was found of each agency that is named, however its name is cased."""
    names = {fold(one.agency): cased(one.agency) for one in findings}
    counts = Counter(fold(one.agency) for one in findings)
    return tuple(
        AgencyChip(name, counts[key], path(name, rule), key == fold(shown))
        for key, name in sorted(names.items())
        if key
    )


def place_url(one: Finding) -> str:
    """Return the path of the place of a finding: its words, or the page of its spec."""
    return cite_url(one.spec_id, one.start, one.end) if one.quote else spec_url(one.spec_id)
