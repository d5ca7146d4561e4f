"""What the page of a draft shows: its lines with where they come from, and what is left to do."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from assistant.compose.writer import cased
from assistant.draft.errors_found import errors_among
from assistant.draft.values import Decision, Draft, DraftSection, Finding, Line, Origin, Provenance
from assistant.service.urls import cite_url
from assistant.web.draft_classes import ClassView, class_rows
from assistant.web.draft_marks import Mark, marks, said
from vectorstore.folding import fold

_PROVENANCES = {
    Provenance.TAKEN: "Taken",
    Provenance.ADAPTED: "Adapted",
    Provenance.NEW: "New",
    Provenance.NEEDS_INPUT: "Needs you",
}
#: The worst first.
SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class SourceLink:
    """Where a class says what a line says."""

    name: str
    """Title of the class, with its code."""

    agency: str
    place: str
    """Section and line, as a reader would find them."""

    quote: str
    url: str
    """Path of its page, with the words marked."""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as it is shown."""

    line: Line
    name: str
    """Its first words, to tell its buttons from those of others."""

    state: str
    """Where it comes from, in a word or two."""

    marks: tuple[Mark, ...]
    changed: tuple[str, ...]
    """Changes that must not be missed, in words."""

    sources: tuple[SourceLink, ...]
    findings: tuple[Finding, ...]
    up: str | None = None
    """Line that it follows once it is moved up, empty for the beginning; None for the first one."""

    down: str | None = None
    """Line that it follows once it is moved down; None for the last one."""

    @property
    def is_asked(self) -> bool:
        """Whether it waits for the writer's answer."""
        return asks(self.line)


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section as it is shown."""

    ordinal: int
    name: str
    """Its heading, or what stands above the first one."""

    depth: int
    lines: tuple[LineView, ...]
    left: int
    """Lines that nobody has decided on."""

    has_below: bool
    """It has no line of its own, for it is the head of those below it."""

    @property
    def takes_lines(self) -> bool:
        """Whether a line can be added: it has no labels, and does not ask for its first line."""
        return not (self.has_below or any(one.line.label or one.is_asked for one in self.lines))


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that waits for the writer."""

    line_id: str
    name: str
    """Its label, or the heading that it stands under."""


@dataclass(frozen=True, slots=True)
class DraftView:
    """Everything on the page of a draft but its versions."""

    draft: Draft
    agency: str
    sections: tuple[SectionView, ...]
    duplicates: tuple[ClassView, ...]
    """Classes that may be the one that is drafted."""

    questions: tuple[Asked, ...]

    decided: int
    total: int
    """Lines that are to be decided on."""

    first_open: str
    """Id of the first line that nobody has decided on; empty for none."""

    findings: tuple[Finding, ...]
    """The errors first. What a check says of a line that asks, the question says already."""

    errors: tuple[Finding, ...]
    """What whoever publishes it has to know of."""

    found: tuple[tuple[str, int], ...]
    """How many findings there are of each severity, as far as there are."""


def draft_view(draft: Draft, findings: Sequence[Finding]) -> DraftView:
    """Return what the page of `draft` shows, with what checks found in it."""
    asked = _asked(draft)
    unsaid = (one for one in findings if one.line_id not in {question.line_id for question in asked})
    ordered = tuple(sorted(unsaid, key=lambda one: SEVERITIES.index(one.severity)))
    by_line: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in ordered:
        by_line[finding.line_id].append(finding)
    lines = tuple(line for line in draft.lines if not asks(line))
    left = [line.line_id for line in lines if line.decision is Decision.OPEN]
    counts = Counter(finding.severity for finding in ordered)
    return DraftView(
        draft=draft,
        agency=cased(draft.wanted.agency),
        sections=_sections(draft, by_line),
        duplicates=tuple(one for one in class_rows(draft) if one.is_duplicate),
        questions=asked,
        decided=len(lines) - len(left),
        total=len(lines),
        first_open=left[0] if left else "",
        findings=ordered,
        errors=errors_among(findings),
        found=tuple((name, counts[name]) for name in SEVERITIES if counts[name]),
    )


def asks(line: Line) -> bool:
    """Return whether `line` waits for the writer's answer."""
    return line.provenance is Provenance.NEEDS_INPUT and line.decision is not Decision.REJECTED and not line.text


def name_of(draft: Draft, line_id: str) -> str:
    """Return the first words of a line, or its label."""
    line = draft.line(line_id)
    return "" if line is None else " ".join((line.label or line.text or line.question).split()[:8])


def _asked(draft: Draft) -> tuple[Asked, ...]:
    return tuple(
        Asked(line.line_id, _called(line, section.heading))
        for section in draft.sections
        for line in section.lines
        if asks(line)
    )


def _called(line: Line, heading: str) -> str:
    """Return the first words of a line; of one that says nothing yet, its label or heading."""
    return " ".join((line.label or line.text or heading or line.question).split()[:8])


def _sections(draft: Draft, findings: Mapping[str, Sequence[Finding]]) -> tuple[SectionView, ...]:
    return tuple(
        SectionView(
            ordinal,
            section.heading or "Head of the document",
            section.depth,
            _lines(section, findings),
            sum(line.decision is Decision.OPEN and not asks(line) for line in section.lines),
            not section.lines and below is not None and below.depth > section.depth,
        )
        for ordinal, (section, below) in enumerate(zip_longest(draft.sections, draft.sections[1:]))
    )


def _lines(section: DraftSection, findings: Mapping[str, Sequence[Finding]]) -> tuple[LineView, ...]:
    ids = ["", *(line.line_id for line in section.lines)]
    shown = (_line(line, section.heading, findings.get(line.line_id, ())) for line in section.lines)
    return tuple(
        replace(one, up=ids[at - 1] if at else None, down=ids[at + 2] if at + 2 < len(ids) else None)
        for at, one in enumerate(shown)
    )


def _line(line: Line, heading: str, findings: Sequence[Finding]) -> LineView:
    by = f" by {line.author}" if line.author and line.author != "writer" else ""
    return LineView(
        line=line,
        name=_called(line, heading),
        state="Left out" if not line.text else _PROVENANCES[line.provenance] + by,
        marks=marks(line.text, line.changes),
        changed=said(line.changes),
        sources=_sources(line.sources, heading),
        findings=tuple(findings),
    )


def _sources(origins: Sequence[Origin], heading: str) -> tuple[SourceLink, ...]:
    """Return a link for each class, at the first of its spans; `heading` is said already."""
    return tuple(_source(tuple(own), heading) for _, own in groupby(origins, key=lambda one: one.spec_id))


def _source(own: Sequence[Origin], heading: str) -> SourceLink:
    first = own[0]
    return SourceLink(
        name=" ".join(filter(None, (cased(first.title), first.class_code))),
        agency=cased(first.agency),
        place=_place(first, heading),
        quote=" ".join(" ".join(one.quote.split()) for one in own),
        url=cite_url(first.spec_id, first.start, first.end),
    )


def _place(origin: Origin, heading: str) -> str:
    """Return the section of a line, where it is another than `heading`, its page and its number."""
    section = origin.section.capitalize() if origin.section.isupper() else origin.section
    named = section if fold(section) != fold(heading) else ""
    return ", ".join(filter(None, (named, f"page {origin.page}" if origin.page else "", f"line {origin.line}")))
