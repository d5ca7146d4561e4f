"""What the page of a draft shows: its lines with where they come from, and what is left to do."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from assistant.compose.writer import cased
from assistant.draft.values import Decision, Draft, DraftSection, Finding, Line, Origin, Provenance, Similar
from assistant.service.urls import cite_url, spec_url
from assistant.web.draft_marks import Mark, marks, said

_PROVENANCES = {
    Provenance.TAKEN: "Taken",
    Provenance.ADAPTED: "Adapted",
    Provenance.NEW: "New",
    Provenance.NEEDS_INPUT: "Needs you",
}
_SEVERITIES = ("error", "warning", "note")


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

    @property
    def name(self) -> str:
        """Its first words, to tell its buttons from those of others."""
        words = (self.line.label or self.line.text or self.line.question).split()
        return " ".join(words[:8])


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


@dataclass(frozen=True, slots=True)
class SimilarView:
    """A similar class as it is shown."""

    similar: Similar
    name: str
    agency: str
    url: str
    compare: str
    lines: int
    """Lines of the draft that come from it."""


@dataclass(frozen=True, slots=True)
class DraftView:
    """Everything on the page of a draft but its versions."""

    draft: Draft
    agency: str
    sections: tuple[SectionView, ...]
    similar: tuple[SimilarView, ...]
    questions: tuple[Line, ...]
    """Lines that wait for the writer."""

    decided: int
    total: int
    """Lines that are to be decided on."""

    first_open: str
    """Id of the first line that nobody has decided on; empty for none."""

    findings: tuple[Finding, ...]
    """The errors first."""

    found: tuple[tuple[str, int], ...]
    """How many findings there are of each severity, as far as there are."""

    @property
    def duplicates(self) -> tuple[SimilarView, ...]:
        """Classes that may be the one that is drafted."""
        return tuple(one for one in self.similar if one.similar.is_duplicate)


def draft_view(draft: Draft, findings: Sequence[Finding]) -> DraftView:
    """Return what the page of `draft` shows, with what checks found in it."""
    ordered = tuple(sorted(findings, key=lambda one: _SEVERITIES.index(one.severity)))
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
        similar=_similar(draft),
        questions=tuple(line for line in draft.lines if asks(line)),
        decided=len(lines) - len(left),
        total=len(lines),
        first_open=left[0] if left else "",
        findings=ordered,
        found=tuple((name, counts[name]) for name in _SEVERITIES if counts[name]),
    )


def asks(line: Line) -> bool:
    """Return whether `line` waits for the writer's answer."""
    return line.provenance is Provenance.NEEDS_INPUT and line.decision is not Decision.REJECTED and not line.text


def name_of(draft: Draft, line_id: str) -> str:
    """Return the first words of a line, or its label."""
    line = draft.line(line_id)
    return "" if line is None else " ".join((line.label or line.text or line.question).split()[:8])


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
        state=_PROVENANCES[line.provenance] + by,
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
    section = first.section if first.section != heading else ""
    where = (section, f"page {first.page}" if first.page else "", f"line {first.line}")
    return SourceLink(
        name=" ".join(filter(None, (cased(first.title), first.class_code))),
        agency=cased(first.agency),
        place=", ".join(filter(None, where)),
        quote=" ".join(" ".join(one.quote.split()) for one in own),
        url=cite_url(first.spec_id, first.start, first.end),
    )


def _similar(draft: Draft) -> tuple[SimilarView, ...]:
    drawn = Counter(spec_id for line in draft.lines for spec_id in {one.spec_id for one in line.sources})
    return tuple(
        SimilarView(
            similar=one,
            name=cased(one.title),
            agency=cased(one.agency),
            url=spec_url(one.spec_id),
            compare=f"/compare?spec={one.spec_id}",
            lines=drawn[one.spec_id],
        )
        for one in draft.similar
    )
