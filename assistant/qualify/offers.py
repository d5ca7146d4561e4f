"""What may be substituted for a condition: whether a reader has it, and how much of the condition it stands for."""

import re
from dataclasses import dataclass, replace

from assistant.qualify.check import verdict
from assistant.qualify.credentials import Credentials
from assistant.qualify.need import Kind, Need, Needs
from assistant.qualify.needs import LICENSE, needs_of
from assistant.qualify.nodes import Leaf, Role
from assistant.qualify.titles import Titles
from assistant.qualify.verdicts import State, Verdict
from assistant.qualify.work_needs import MONTHS
from ingest.numbers import find_numbers
from vectorstore.vocabulary import Vocabulary

_FACETS = ("education", "experience", "license", "certificate")
_WORK = re.compile(r"\b(?:experience|work|employment|service|employed)\b")
_STUDY = re.compile(
    r"\b(?:education|college|school|degrees?|units?|courses?|coursework|training|academic|graduates?|graduation|study|"
    r"apprenticeship|master's|bachelor's|doctorate|diploma|curriculum|program)\b"
)
_SPARE = re.compile(r"\b(?:additional|excess|further|extra|other)\b")
_WHOLE = re.compile(
    r"(?:all of )?(?:the|this|any|all)?\s*(?:required |above |above-mentioned |specified )*(?P<of>[\w' ]+)"
)
_SOME = re.compile(r"\s*of\s+(?:the|this)?\s*(?:required |above |qualifying |general )*experience")
_MOST = re.compile(r"\b(?:up to|maximum|not more than|no more than|not to exceed)\b")
_RATE = re.compile(r"\b(?:year for year|year-for-year|basis|each|for every|per|rate)\b")
_KINDS = {"education": Kind.EDUCATION, "degree": Kind.EDUCATION, "experience": Kind.EXPERIENCE}


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be substituted for a condition."""

    needs: Needs
    """What it asks for."""

    kinds: frozenset[Kind]
    """The sorts of things that it speaks of; empty where its words name none."""

    of: frozenset[Kind]
    """What it stands for; empty where that is not plain."""

    months: float | None = None
    """So many months of experience; None for all that is asked for."""

    most: bool = False
    """It stands for that much at most."""


def offer_of(leaf: Leaf, vocabulary: Vocabulary, titles: Titles, agency: str) -> Offer:
    """Return what a printed substitution asks for and stands for."""
    text = leaf.text.replace("’", "'")
    match = vocabulary.qualify["substitution_of"].search(text.lower())
    if match is None:
        return Offer(Needs((), False), _kinds_in(text), frozenset())
    offered = text[: match.start()].strip(' ([*“"')
    asking = replace(leaf, text=offered, quote=offered, role=Role.ASKS, facets=_FACETS, remarks=())
    needs = needs_of(asking, vocabulary, titles, agency)
    if len(needs.each) > 1 or _SPARE.search(offered.lower()):
        # More experience than is asked for is no experience of its own.
        needs = Needs((), False)
    of, months, most = _stands_for(text[match.end() :].lower().strip(" .)]"))
    return Offer(needs, _kinds_in(offered), of, months, most)


def _stands_for(text: str) -> tuple[frozenset[Kind], float | None, bool]:
    """What a substitution is for, how many months of it (None for all), and whether that is the most."""
    most, rate = bool(_MOST.search(text)), bool(_RATE.search(text))
    number = next((n for n in find_numbers(text) if n.unit in MONTHS), None)
    if rate:
        return frozenset(), None, most
    if number is not None:
        fits = _SOME.fullmatch(text[number.end :]) and not _MOST.sub("", text[: number.start]).strip(" a")
        of = frozenset({Kind.EXPERIENCE}) if fits else frozenset[Kind]()
        return of, number.value * MONTHS[number.unit], most
    whole = _WHOLE.fullmatch(text)
    words = whole["of"].split() if whole and not most else []
    named = [_KINDS[word] for word in words if word in _KINDS]
    plain = all(word in _KINDS or word in ("and", "the", "required") for word in words)
    return frozenset(named) if plain else frozenset(), None, most


def _kinds_in(text: str) -> frozenset[Kind]:
    lower = text.lower()
    named = ((Kind.EXPERIENCE, _WORK), (Kind.EDUCATION, _STUDY), (Kind.LICENSE, LICENSE))
    return frozenset(kind for kind, pattern in named if pattern.search(lower))


def reaches(offer: Offer, said: Credentials) -> State:
    """Return whether a reader has what is offered: met for surely, not met for surely not by what they say."""
    told = {
        Kind.EXPERIENCE: bool(said.worked or said.trained),
        Kind.EDUCATION: bool(said.learned or said.trained or any(count for count, _ in said.units)),
        Kind.LICENSE: any(one.has for one in said.licensed),
    }
    if offer.kinds and not any(told[kind] for kind in offer.kinds):
        return State.NOT_MET
    if not offer.needs.each:
        return State.CANNOT_TELL
    found = verdict(offer.needs, said)
    if found.state is State.CANNOT_TELL and not found.said and offer.kinds == {Kind.LICENSE}:
        return State.NOT_MET
    return found.state


def with_credit(needs: Needs, months: float) -> Needs:
    """Return `needs` with so many months less of the experience that it asks for as a whole."""
    first = needs.each[0]
    return replace(needs, each=(replace(first, amount=max(first.amount - months, 0.0)), *needs.each[1:]))


def stands_for(offer: Offer, each: tuple[Need, ...]) -> bool:
    """Return whether an offer surely stands for conditions of those kinds."""
    kinds = {Kind.EDUCATION if need.kind is Kind.UNITS else need.kind for need in each}
    return bool(kinds) and kinds <= offer.of


@dataclass(frozen=True, slots=True)
class Taken:
    """How a condition stands with what is offered for it."""

    state: State
    reason: str
    leaves: tuple[Leaf, ...] = ()
    said: tuple[str, ...] = ()


def taken(
    needs: tuple[Needs, ...], offers: list[tuple[Leaf, Offer]], before: State, said: Credentials, *, lone: bool
) -> Taken | None:
    """Return how conditions of `needs` stand with `offers`; None where these change nothing.

    `before` is how they stand by themselves; `lone` says that they are one condition, whose experience may be
    counted as less.
    """
    each = tuple(need for one in needs for need in one.each)
    reached = [(leaf, offer, reaches(offer, said)) for leaf, offer in offers]
    for leaf, offer, state in reached:
        if state is State.MET and offer.months is None and stands_for(offer, each):
            words = verdict(offer.needs, said).said
            return Taken(State.MET, "what may be substituted for it is met", (leaf,), words)
    open_ones = tuple(leaf for leaf, _, state in reached if state is not State.NOT_MET)
    if lone and open_ones and each and each[0].kind is Kind.EXPERIENCE:
        return _credited(needs[0], reached, open_ones, said)
    if before is State.NOT_MET and open_ones:
        return Taken(State.CANNOT_TELL, "something may stand in for it", open_ones)
    return None


def _credited(
    needs: Needs, reached: list[tuple[Leaf, Offer, State]], open_ones: tuple[Leaf, ...], said: Credentials
) -> Taken | None:
    """How experience stands with so much of it counted as done: for sure, and at the most."""
    plain = [(leaf, offer) for leaf, offer, state in reached if state is State.MET and _is_amount(offer)]
    sure = max((offer.months or 0.0 for _, offer in plain if not offer.most), default=0.0)
    least = _verdict(needs, sure, said)
    if sure and least.state is State.MET:
        leaves = tuple(leaf for leaf, offer in plain if not offer.most and offer.months == sure)
        return Taken(State.MET, "kind and amount agree, with what may be substituted", leaves, least.said)
    limits = [offer.months for _, offer, state in reached if state is not State.NOT_MET]
    known = all(months is not None for months in limits)
    most = _verdict(needs, sum(months or 0.0 for months in limits), said) if known else None
    if verdict(needs, said).state is not State.NOT_MET or (most is not None and most.state is State.NOT_MET):
        return None
    return Taken(State.CANNOT_TELL, "something may stand in for it", open_ones)


def _is_amount(offer: Offer) -> bool:
    return offer.months is not None and Kind.EXPERIENCE in offer.of


def _verdict(needs: Needs, months: float, said: Credentials) -> Verdict:
    return verdict(with_credit(needs, months), said)
