"""Choose what of a class spec answers for a facet, straight from the catalog.

Facts first, then the statements that bind, then the facet's own sections,
then statements whose words speak of it, then the facets that answer for it.
Nothing found is a result, too: a heading with nothing below it, or nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.class_view import Spec
from assistant.spoken import blank_of, headed, kept, narrowed, of_class, speaking, spoken, telling, whole
from assistant.terms import named_terms, names_each, speaks
from vectorstore.spec import CatalogEntry, Fact, Modality, ParsedDocument, Section, Statement, speaks_of
from vectorstore.vocabulary import Vocabulary, phrases
from vectorstore.vocabulary_rows import Facet

_BINDING = frozenset({Modality.REQUIRED, Modality.MAY_BE_REQUIRED, Modality.PREFERRED, Modality.NOT_REQUIRED})
_CONDITIONS = ("license", "certificate", "clearance", "age", "testing")
_OF_WORK = frozenset({"supervision", "supervision_exercised"})
_QUALIFYING = ("education", "experience", "license", "certificate")


class Found(StrEnum):
    """How a spec answers for a facet."""

    FACT = "fact"
    STATEMENTS = "statements"
    SECTION = "section"
    BLANK = "blank"
    """A heading or label with nothing after it."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a spec has on a facet."""

    entry: CatalogEntry
    parsed: ParsedDocument
    facet: Facet
    found: Found
    facts: tuple[Fact, ...] = ()
    statements: tuple[Statement, ...] = ()
    conditions: tuple[Statement, ...] = ()
    """Statements elsewhere that bind as well: a license in the notes below the requirements."""
    blank: Fact | Section | None = None
    near: tuple[Statement, ...] = ()
    """For a refusal: the nearest thing that the spec does say."""
    kind: str = ""
    """The narrower kind, as a question names it, that nothing states."""
    grade: tuple[Fact, ...] = ()
    """For dollars that are not stated: the grade that is."""
    ways: tuple[Section, ...] = ()
    """What heads the ways to qualify, "Either I" and "Or II", that the statements are a part of."""

    @property
    def states(self) -> bool:
        """Whether the spec says what is asked."""
        return self.found not in (Found.NOTHING, Found.BLANK)

    @property
    def told(self) -> bool:
        """Whether a refusal has more to cite than that nothing is there."""
        return self.blank is not None or bool(self.grade or self.kind)

    @property
    def speaks(self) -> bool:
        """Whether the nearest that a refusal cites does speak of the facet, and is more than a mention of it."""
        return any(
            not self.facet.binds or s.modality is not Modality.DESCRIBED or "substitution" in s.facets
            for s in self.near
        )

    @property
    def all_statements(self) -> tuple[Statement, ...]:
        """The statements that answer, wherever they stand."""
        return (*self.statements, *self.conditions)

    def narrowed(self, statements: Sequence[Statement]) -> "Evidence | None":
        """Return the evidence with only `statements`, or None for no statement."""
        if not statements:
            return None
        found = Found.STATEMENTS if self.facet.binds else Found.SECTION
        statements = whole(Spec(self.entry, self.parsed), statements, self.ways)
        return replace(self, found=found, statements=statements, conditions=())


def gather(spec: Spec, asked: Sequence[str], question: str, vocabulary: Vocabulary) -> Evidence:
    """Return the evidence for the first facet of `asked` that the spec answers for.

    `question` is searched for narrower things (a *driver's* license): then
    only statements that speak of the same one count.
    """
    found = (_of_facet(spec, _facet(key, vocabulary), question, vocabulary) for key in asked)
    tried = [_in_whole(spec, evidence, vocabulary) for evidence in found]
    answered = next((e for e in tried if e.found not in (Found.NOTHING, Found.BLANK)), None)
    blank = next((e for e in tried if e.found is Found.BLANK), None)
    return answered or blank or tried[0]


def _in_whole(spec: Spec, evidence: Evidence, vocabulary: Vocabulary) -> Evidence:
    """Add what is joined to the statements that bind, and the other ways to qualify: half an alternative is false."""
    near = tuple(spec.joined(evidence.near)) if evidence.near else ()
    asks = any(statement.modality is not Modality.DESCRIBED for statement in evidence.statements)
    ways = spec.ways(evidence.statements, frozenset(vocabulary.document["alternatives"])) if asks else ()
    binds = evidence.found is Found.STATEMENTS and evidence.facet.binds and asks
    statements = whole(spec, spec.joined(evidence.statements), ways) if binds else evidence.statements
    return replace(evidence, statements=statements, near=near, ways=ways)


def _date_of(spec: Spec, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """The date under another label that the document is of: the day on which it was approved, or opened."""
    dated = (facet.key for facet in vocabulary.facets.values() if facet.value == "date" and facet.key != "established")
    return tuple(f for key in dated for f in spec.facts(key) if f.value and f.value == spec.entry.spec.revision)[:1]


def _facet(key: str, vocabulary: Vocabulary) -> Facet:
    known = vocabulary.facets.get(key)
    return known if known is not None else Facet(key, key.split(":", 1)[-1])


def _of_facet(spec: Spec, facet: Facet, question: str, vocabulary: Vocabulary) -> Evidence:
    stated = tuple(f for f in spec.facts(facet.key) if f.value)
    terms = named_terms(facet, question)
    if stated and not terms:
        return Evidence(spec.entry, spec.parsed, facet, Found.FACT, facts=stated)
    if facet.key == "requirements":
        return _requirements(spec, facet, vocabulary)
    evidence = (
        _bound(spec, facet, terms, vocabulary)
        if facet.binds
        else _of_terms(_own_section(spec, facet, vocabulary), terms)
    )
    if facet.key == "revised" and evidence.found is Found.NOTHING and (dated := _date_of(spec, vocabulary)):
        return Evidence(spec.entry, spec.parsed, facet, Found.FACT, facts=dated)
    if evidence.found in (Found.NOTHING, Found.BLANK) and stated:
        return Evidence(spec.entry, spec.parsed, facet, Found.NOTHING, near=evidence.near)
    return evidence


def _of_terms(evidence: Evidence, terms: Sequence[re.Pattern[str]]) -> Evidence:
    """Keep the statements that speak of the narrower thing asked for."""
    if not terms or not evidence.statements:
        return evidence
    fitting = tuple(s for s in evidence.statements if speaks(evidence.parsed, s, terms))
    if fitting:
        return replace(evidence, statements=fitting)
    return replace(evidence, found=Found.NOTHING, statements=(), near=evidence.statements[:2])


def _bound(spec: Spec, facet: Facet, terms: Sequence[re.Pattern[str]], vocabulary: Vocabulary) -> Evidence:
    """Return what binds: the facet's statements wherever they stand, mere mentions left out."""
    ordinal = spec.entry.spec.ordinal
    said = spoken(spec, facet, vocabulary)
    binding = [s for s in said if s.modality in _BINDING or s.modality is Modality.STATED]
    chosen = [s for s in said if binds(s, spec.parsed.sections[s.section].heading, facet, terms)]
    # What may stand in for a requirement is no requirement, and all there is on what was asked for by name.
    offered = [s for s in said if terms and "substitution" in s.facets and speaks(spec.parsed, s, terms)]
    if chosen or offered:
        return Evidence(spec.entry, spec.parsed, facet, Found.STATEMENTS, statements=tuple(chosen or offered))
    # Below half of a heading that covers two facets, what speaks of the other one is near.
    other = [s for s in spec.parsed.statements if facet.key in s.facets and speaks_of(s.applies_to, ordinal)]
    near = tuple((binding or said or other)[:2])
    if not near and (section := _own_section(spec, facet, vocabulary)).found is not Found.NOTHING:
        return section
    return Evidence(spec.entry, spec.parsed, facet, Found.NOTHING, near=near)


def binds(statement: Statement, heading: str, facet: Facet, terms: Sequence[re.Pattern[str]]) -> bool:
    """Whether a statement on `facet`, below `heading`, says how far what has all of `terms` is asked for."""
    if statement.modality is Modality.STATED:
        return True
    if statement.modality not in _BINDING:
        return False
    if names_each(heading, statement, terms):
        return True
    # "License: not required" speaks of each kind of license.
    every = (phrases(words) for words in facet.terms.values())
    return statement.modality is Modality.NOT_REQUIRED and not any(names_each(heading, statement, [t]) for t in every)


def _own_section(spec: Spec, facet: Facet, vocabulary: Vocabulary) -> Evidence:
    """Return the facet's sections, else what speaks of it, else the facets that answer for it, else its blank."""
    own = spec.sections(facet.key)
    statements = telling(spec.statements(part for section in own for part in kept(spec, section, vocabulary)))
    if own_words := narrowed(statements, facet, vocabulary):
        return Evidence(spec.entry, spec.parsed, facet, Found.SECTION, statements=own_words)
    for other in facet.prefers:
        around = spec.statements(part for s in spec.sections(other) for part in kept(spec, s, vocabulary))
        if own_words := speaking(around, facet, vocabulary):
            return Evidence(spec.entry, spec.parsed, facet, Found.SECTION, statements=own_words)
    said = tuple(
        s
        for s in spec.parsed.statements
        if facet.key in s.facets
        and speaks_of(s.applies_to, spec.entry.spec.ordinal)
        # "One year of it as a lead" is asked of who applies, and tells nothing of the work.
        and not (facet.key in _OF_WORK and s.modality in _BINDING)
    )
    if said:
        return Evidence(spec.entry, spec.parsed, facet, Found.STATEMENTS, statements=said)
    blank = blank_of(spec, facet, (*own, *(headed(spec, facet, vocabulary) if facet.binds else ())))
    if blank is not None:
        return Evidence(spec.entry, spec.parsed, facet, Found.BLANK, blank=blank)
    for other in facet.includes:
        statements = spec.statements(spec.sections(other)) or spec.statements(of_class(spec, other, vocabulary))
        if statements:
            return Evidence(spec.entry, spec.parsed, facet, Found.SECTION, statements=statements)
    grade = tuple(f for f in spec.facts("grade") if f.value) if facet.key == "salary" else ()
    return Evidence(spec.entry, spec.parsed, facet, Found.NOTHING, grade=grade)


def _requirements(spec: Spec, facet: Facet, vocabulary: Vocabulary) -> Evidence:
    """Return what the class asks for: its requirements, education, experience and license, in reading order.

    What the sections of knowledge and abilities ask for comes only where
    nothing else does. Conditions that stand elsewhere are added as such.
    """
    own = [part for section in spec.sections("requirements") for part in kept(spec, section, vocabulary)]
    own = [part for part in own if part.kind not in ("knowledge", "skills", "abilities", "desirable")]
    others = [section for kind in _QUALIFYING for section in spec.sections(kind)]
    chosen = sorted({s.ordinal: s for s in (*own, *others)}.values(), key=lambda s: s.ordinal)
    statements = spec.statements(chosen)
    if not statements:
        statements = spec.statements(s for kind in facet.includes for s in spec.sections(kind))
    if not statements:
        section = next(iter(spec.sections("desirable")), None)
        statements = spec.statements(kept(spec, section, vocabulary)) if section else ()
    if not statements:
        blank = next(filter(spec.is_blank, spec.sections("requirements")), None)
        return Evidence(spec.entry, spec.parsed, facet, Found.BLANK if blank else Found.NOTHING, blank=blank)
    taken = {s.ordinal for s in statements}
    conditions = tuple(
        s
        for s in spec.parsed.statements
        if s.ordinal not in taken
        and s.modality in (Modality.REQUIRED, Modality.MAY_BE_REQUIRED)
        and any(kind in s.facets for kind in _CONDITIONS)
        and speaks_of(s.applies_to, spec.entry.spec.ordinal)
        and not s.boilerplate
    )
    return Evidence(spec.entry, spec.parsed, facet, Found.SECTION, statements=statements, conditions=conditions)
