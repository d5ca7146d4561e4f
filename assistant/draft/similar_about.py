"""What similar classes are looked for: a title, sentences about the job, and lines of sections."""

from dataclasses import dataclass

from assistant.changes import RECRUITMENT
from assistant.class_view import Spec
from assistant.draft.values import Draft, Wanted
from assistant.likeness import own_statements
from assistant.narrate.sentences import sentences
from vectorstore.kinds import section_kinds

#: Kinds of sections that say nothing of the work, nor of who can do it.
TELLS_NOTHING = RECRUITMENT | {"", "notes", "history"}


@dataclass(frozen=True, slots=True)
class About:
    """A class that may not exist yet, as far as it is known."""

    title: str
    sentences: tuple[str, ...] = ()
    """What somebody says of the job: each is weighed as a duty."""

    lines: tuple[tuple[str, str], ...] = ()
    """Kind of its section, and text, of each line."""

    agency: str = ""
    """Whose class it is to be: only there it may exist already. Empty where nobody knows."""

    source_id: str = ""
    """The document that describes it, which tells its classes apart itself; empty for none."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement that tells of a class."""

    kind: str
    """Facet of its section, or of one around that."""

    text: str
    heading: str
    """Of its section, as printed."""

    ordinal: int
    """In its document."""


def about_wanted(wanted: Wanted) -> About:
    """Return what a writer asks for; the notes are cut into sentences and items."""
    said = tuple(sentence.text for sentence in sentences([wanted.notes]) if sentence.text.strip())
    return About(wanted.title, said, (), wanted.agency)


def about_draft(draft: Draft) -> About:
    """Return what a draft says, without what was rejected."""
    found = tuple(
        (section.kind, line.text)
        for section in draft.sections
        if section.kind not in ("header", *TELLS_NOTHING)
        for line in section.lines
        if line.is_in and not line.facet
    )
    return About(draft.title, () if found else about_wanted(draft.wanted).sentences, found, draft.wanted.agency)


def about_spec(spec: Spec) -> About:
    """Return what a spec says of its class, without what many documents share."""
    entry, lines = spec.entry, tuple((one.kind, one.text) for one in told(spec))
    return About(entry.spec.title, lines=lines, agency=entry.agency, source_id=entry.source_id)


def told(spec: Spec) -> list[Told]:
    """Return the statements that tell of the class, in reading order, without what many documents share."""
    kinds, sections = section_kinds(spec.parsed), spec.parsed.sections
    return [
        Told(kinds[one.section], one.text, sections[one.section].heading, one.ordinal)
        for one in own_statements(spec)
        if kinds[one.section] not in TELLS_NOTHING
    ]
