"""What of a class's document speaks of a facet: its sections, what stands below half of a heading, its own words."""

from collections.abc import Sequence

from assistant.class_view import Spec
from vectorstore.spec import Fact, Modality, Section, Statement, speaks_of
from vectorstore.vocabulary import Vocabulary
from vectorstore.vocabulary_rows import Facet


def spoken(spec: Spec, facet: Facet, vocabulary: Vocabulary) -> list[Statement]:
    """Return what speaks of a facet that binds: by its words or heading, not by half of a heading that covers two."""
    ordinal, sections = spec.entry.spec.ordinal, spec.parsed.sections
    mine = (s for s in spec.parsed.statements if speaks_of(s.applies_to, ordinal))
    # What a section of another class says of none is none of this one's.
    own = {s.ordinal for s in sections if speaks_of(s.applies_to, ordinal)}
    return [
        s
        for s in mine
        if is_spoken(s, sections[s.section].heading, sections[s.section].kind, facet, vocabulary)
        and (facet.key in s.facets or s.section in own)
    ]


def is_spoken(statement: Statement, heading: str, kind: str, facet: Facet, vocabulary: Vocabulary) -> bool:
    """Whether a statement below `heading`, of a section that means `kind`, speaks of a facet that binds."""
    cue = vocabulary.cues.get(facet.key)
    if statement.modality is Modality.STATED and kind and cue is not None and cue.search(heading.lower()):
        return True
    return facet.key in statement.facets and not _of_other_half(statement, heading, facet, vocabulary)


def headed(spec: Spec, facet: Facet, vocabulary: Vocabulary) -> tuple[Section, ...]:
    """Return the sections of other facets whose heading names this one, too: "Certificates & Licenses"."""
    cue = vocabulary.cues.get(facet.key)
    ordinal = spec.entry.spec.ordinal
    return tuple(
        s
        for s in spec.parsed.sections
        if cue is not None and s.kind and cue.search(s.heading.lower()) and speaks_of(s.applies_to, ordinal)
    )


def _of_other_half(statement: Statement, heading: str, facet: Facet, vocabulary: Vocabulary) -> bool:
    """Whether a statement below "Education/License" speaks of the other one and not of `facet`."""
    cue = vocabulary.cues.get(facet.key)
    if cue is None or cue.search(statement.text.replace("’", "'").lower()):
        return False
    others = (key for key in statement.facets if key != facet.key and vocabulary.facets[key].binds)
    return any((other := vocabulary.cues.get(key)) is not None and other.search(heading.lower()) for key in others)


def of_class(spec: Spec, facet: str, vocabulary: Vocabulary) -> list[Section]:
    """Return the parts, headed by the class, of sections that mean `facet`, where these mean something else."""
    meaning = vocabulary.facets[facet].of_class
    parts = (part for section in spec.sections(facet) for part in spec.below(section))
    return [part for part in parts if meaning and part.kind == meaning and part.applies_to]


def telling(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Leave out what stands in many documents, unless a section says nothing else."""
    return tuple(s for s in statements if not s.boilerplate) or tuple(statements)


def narrowed(statements: Sequence[Statement], facet: Facet, vocabulary: Vocabulary) -> tuple[Statement, ...]:
    """Keep the statements that speak of the facet where a heading covers two ("Supervision received and exercised")."""
    shared = any(facet.key in other.prefers for other in vocabulary.facets.values())
    return (speaking(statements, facet, vocabulary) if shared else ()) or tuple(statements)


def speaking(statements: Sequence[Statement], facet: Facet, vocabulary: Vocabulary) -> tuple[Statement, ...]:
    """Statements whose own words name the facet."""
    cue = vocabulary.cues.get(facet.key)
    return tuple(s for s in statements if cue is not None and cue.search(s.text.replace("’", "'").lower()))


def kept(spec: Spec, section: Section, vocabulary: Vocabulary) -> tuple[Section, ...]:
    """The section and what is below it, but for notes, which speak of something else."""
    notes = {s.ordinal for s in spec.below(section) if s.kind and vocabulary.facets[s.kind].attach}
    return tuple(s for s in spec.below(section) if s.ordinal not in notes)


def blank_of(spec: Spec, facet: Facet, own: Sequence[Section]) -> Fact | Section | None:
    """Return the label of `facet`, or the first section of `own`, that has nothing after it."""
    fact = next((f for f in spec.facts(facet.key) if not f.value), None)
    return fact if fact is not None else next(filter(spec.is_blank, own), None)


def whole(spec: Spec, statements: Sequence[Statement], ways: Sequence[Section]) -> tuple[Statement, ...]:
    """Return `statements`, and all of `ways` where they have some of it, in reading order."""
    inside = {part.ordinal for way in ways for part in spec.below(way)}
    chosen = {statement.ordinal for statement in statements}
    if any(statement.section in inside for statement in statements):
        chosen |= {statement.ordinal for statement in spec.parsed.statements if statement.section in inside}
    ordinal = spec.entry.spec.ordinal
    return tuple(s for s in spec.parsed.statements if s.ordinal in chosen and speaks_of(s.applies_to, ordinal))
