"""One license that a document asks for in two ways: how strongly, of which class, or when."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.checks.worded import lowered
from assistant.draft.taking import origins_of
from assistant.draft.values import Finding
from assistant.likeness import own_statements
from vectorstore.spec import Modality, Statement
from vectorstore.vocabulary import phrases


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one statement says of one kind of license."""

    statement: Statement
    classes: frozenset[str]
    """Classes of the license that are named; empty where none is."""

    times: frozenset[str]
    """When it is needed; empty where that is not said."""

    of_some: bool
    """Of some positions or persons alone, or one way of several."""


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield each kind of license that two statements of a class ask for otherwise, at the second of them."""
    for kind, claims in _claims(spec, rule, context).items():
        for before, after in combinations(claims, 2):
            if message := _differs(kind, after, before, rule, context):
                yield finding(spec, rule, message, after.statement.span, also=origins_of(spec, before.statement.spans))
                break


def _claims(spec: Spec, rule: Rule, context: Context) -> Mapping[str, Sequence[_Claim]]:
    """What the statements of a class ask for, by kind of license, in reading order."""
    found: dict[str, list[_Claim]] = defaultdict(list)
    mentions = phrases(rule.words["mentions"])
    some = phrases(rule.words["some_positions"])
    classes = set(rule.parameters["classes"])
    for one in own_statements(spec):
        if one.modality is Modality.DESCRIBED or not {"license", "certificate"} & set(one.facets):
            continue
        text = lowered(one.text)
        if mentions.search(text):
            continue
        terms = context.vocabulary.license_terms(text)
        times = frozenset(row["when"] for row in rule.parameters["times"] if phrases(row["words"]).search(text))
        claim = _Claim(one, terms & classes, times, bool(some.search(text)) or one.group == "or")
        for kind in terms & set(rule.parameters["kinds"]):
            found[kind].append(claim)
    return found


def _differs(kind: str, here: _Claim, there: _Claim, rule: Rule, context: Context) -> str:
    """Return how two claims contradict each other, in words; empty where they do not."""
    license_ = rule.parameters["kinds"][kind]
    strong, weak = here.statement.modality, there.statement.modality
    comparable = not (here.classes and there.classes and here.classes != there.classes)
    if strong is not weak and comparable and _is_plain(here, there):
        names = rule.parameters["strengths"]
        return rule.message.format(license=license_, here=names[strong], there=names[weak])
    if here.of_some or there.of_some or Modality.REQUIRED is not strong or strong is not weak:
        return ""
    # A higher class that is needed later comes on top.
    if not comparable and here.times == there.times:
        return rule.messages["classes"].format(here=_and(here.classes, rule), there=_and(there.classes, rule))
    if comparable and here.times and there.times and not here.times & there.times:
        told = {"here": " or ".join(sorted(here.times)), "there": " or ".join(sorted(there.times))}
        return rule.messages["time"].format(license=license_, **told)
    return ""


def _is_plain(*claims: _Claim) -> bool:
    """Whether what is required is so of everybody, and what is less than required names no class of its own."""
    required = [one for one in claims if one.statement.modality is Modality.REQUIRED]
    others = [one for one in claims if one.statement.modality is not Modality.REQUIRED]
    return bool(required) and not required[0].of_some and all(one.classes <= required[0].classes for one in others)


def _and(classes: frozenset[str], rule: Rule) -> str:
    return " and ".join(sorted(rule.parameters["classes"][one] for one in classes))
