"""Findings of all rules: in order, at their places, with nothing made up; the examples are known by hand."""

from collections import Counter

import pytest

from assistant.draft.checks.check import check_specs
from assistant.draft.checks.context import Context
from assistant.draft.checks.own_rules import SEVERITIES
from assistant.draft.checks.pasted import specs_of
from assistant.draft.checks.rules import shipped
from assistant.draft.values import Finding
from tests.assistant.draft.checks.conftest import SOUND


@pytest.fixture(scope="module")
def everything(context: Context) -> tuple[Finding, ...]:
    return check_specs(context.specs, context)


def test_a_sound_spec_has_no_findings(context: Context) -> None:
    assert check_specs(specs_of(SOUND, context.vocabulary), context) == ()


def test_every_quote_stands_where_the_finding_says(everything: tuple[Finding, ...], context: Context) -> None:
    texts = {spec.entry.source_id: spec.parsed.document for spec in context.specs}
    quoted = [one for one in everything if one.quote]
    assert quoted
    for one in quoted:
        document = texts[one.source_id]
        assert document.text[one.start : one.end] == one.quote
        assert document.span(one.start, one.end).line == one.line
    assert all((one.start, one.end, one.line) == (0, 0, 0) for one in everything if not one.quote)


def test_of_each_spec_what_matters_most_comes_first(everything: tuple[Finding, ...]) -> None:
    by_spec: dict[str, list[int]] = {}
    for one in everything:
        by_spec.setdefault(one.spec_id, []).append(SEVERITIES.index(one.severity))
    assert all(ranks == sorted(ranks) for ranks in by_spec.values())
    assert len({rank for ranks in by_spec.values() for rank in ranks}) == 3


def test_the_examples_have_the_errors_and_warnings_that_they_are_known_for(everything: tuple[Finding, ...]) -> None:
    own = {"missing_section", "empty_section", "no_code", "license_stated_two_ways", "gendered_wording"}
    found = Counter((one.rule, one.title) for one in everything if one.rule in own)
    assert found == {
        ("empty_section", "Accounting Technician"): 1,
        ("empty_section", "ACCOUNTING TECHNICIAN"): 1,
        ("empty_section", "MARINA ATTENDANT (SEASONAL)"): 1,
        ("empty_section", "PUBLIC SAFETY DISPATCHER I"): 1,
        ("no_code", "LIBRARY ASSISTANT, SENIOR"): 1,
        ("no_code", "PARKS MAINTENANCE WORKER, LEAD"): 1,
    }


def test_the_rules_that_are_named_are_checked_alone(context: Context) -> None:
    found = check_specs(context.specs, context, {"no_code"})
    assert {one.rule for one in found} == {"no_code"}


def test_rules_of_law_say_which(everything: tuple[Finding, ...]) -> None:
    of_law = {"missing_section", "flsa_without_basis", "physical_missing", "gendered_wording"}
    rows = shipped()
    for key in of_law:
        basis = rows[key]["basis"] or rows[key]["required"][0]["basis"]
        assert "CFR" in basis or "U.S.C." in basis
    assert all(one.basis for one in everything if one.rule in of_law)
