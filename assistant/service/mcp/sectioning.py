"""Tool `get_section`: the verbatim text of a class's section, and what is said of it elsewhere in the document."""

from collections.abc import Iterator, Sequence

from assistant.answer import Citation
from assistant.citations import cite, paragraphs
from assistant.class_view import Spec
from assistant.errors import RefusedError
from assistant.service.mcp.looking import link_to
from assistant.service.mcp.naming import class_named, of_entry, taken_for, viewer_of
from assistant.service.mcp.text import QUOTES, cited, joined, quoted, summed
from assistant.service.mcp.tool import Arguments, ClassName, Desk, Told, Tool, Words
from assistant.service.spec_shapes import SpecSection, SpecSummary, summary
from assistant.service.urls import cite_url
from vectorstore.folding import fold
from vectorstore.spec import OWN_HEADING, Section, Span, speaks_of

_DESCRIPTION = """\
Return the verbatim text of a section of one job class (duties, minimum qualifications, license, working conditions,
...) with its place in the document, and what is said of the same elsewhere in it. Call it to quote or read a
specification itself. Cite the words under [n] and do not reword "may be required" as "required"."""


class SectionArguments(Arguments):
    """What `get_section` takes."""

    class_name: ClassName
    """Spec id, class code or title of the class."""

    section: ClassName
    """Heading as printed, or what it is about: `duties`, `education`, `license`, `physical demands`."""

    agency: Words | None = None
    """The agency that the class is of, where several agencies have one of that name."""


class NumberedSection(SpecSection):
    """A section as the text numbers it."""

    number: int
    """Its `[n]`."""

    url: str
    """The spec's page with the section's text marked."""


class ClassSection(SpecSummary):
    """Sections of one class with all their text."""

    facet: str
    """What was asked for, as a facet; empty for a heading that means none."""

    sections: tuple[NumberedSection, ...]
    """Those that are headed so, each with its subsections."""

    elsewhere: tuple[Citation, ...]
    """What other sections say of the facet."""


def _read(desk: Desk, asked: SectionArguments) -> Told:
    entry = class_named(desk, asked.class_name, viewer := viewer_of(desk, asked.agency))
    parsed = desk.backend.index.catalog.parsed(entry.source_id, viewer)
    if parsed is None:
        raise RefusedError(f"The document on {of_entry(entry)} is gone; search_classes lists those there are.")
    spec, facet = Spec(entry, parsed), desk.backend.assistant.facet(asked.section, viewer)
    headed = spec.sections(f"{OWN_HEADING}{fold(asked.section)}") or (spec.sections(facet) if facet else ())
    parts = {part.ordinal: part for section in headed for part in spec.below(section) if _is_of(spec, part)}
    sections = tuple(_numbered(spec, part, n) for n, part in enumerate(parts.values(), 1))
    elsewhere = tuple(_elsewhere(spec, facet, tuple(parts.values()), len(sections))) if facet else ()
    if not (sections or elsewhere):
        raise RefusedError(_nothing(spec, asked.section))
    found = ClassSection(**summary(entry), facet=facet, sections=sections, elsewhere=elsewhere)
    text = joined([taken_for(asked.class_name, entry), _text(found)])
    return Told(found, text, (link_to(found),))


def _is_of(spec: Spec, part: Section) -> bool:
    return speaks_of(part.applies_to, spec.entry.spec.ordinal)


def _numbered(spec: Spec, part: Section, number: int) -> NumberedSection:
    told = SpecSection.of(part, spec.parsed.document.text)
    url = cite_url(spec.entry.spec_id, part.body.start, part.body.end)
    return NumberedSection.showing(told, number=number, url=url)


def _elsewhere(spec: Spec, facet: str, shown: Sequence[Section], before: int) -> Iterator[Citation]:
    """Yield what is said of `facet` outside the sections `shown`, in a statement or by label."""
    own, ordinals = spec.entry.spec.ordinal, {section.ordinal for section in shown}
    said = [s for s in spec.parsed.statements if facet in s.facets and speaks_of(s.applies_to, own)]
    spans = list(paragraphs(spec.parsed.document, (s for s in said if s.section not in ordinals)))
    known = [*spans, *(section.body for section in shown)]
    spans += [fact.context for fact in spec.facts(facet) if not any(_within(fact.context, span) for span in known)]
    yield from (cite(spec.entry, spec.parsed, span, before + n) for n, span in enumerate(spans, 1))


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _nothing(spec: Spec, asked: str) -> str:
    own = spec.entry.spec.ordinal
    headings = [s.heading for s in spec.parsed.sections if s.heading and speaks_of(s.applies_to, own)]
    told = f"The document on {of_entry(spec.entry)} has no section {asked!r} and no statement of it."
    return f"{told} Call `ask` for what else it may say of that. Its sections: {'; '.join(headings) or 'none'}."


def _text(found: ClassSection) -> str:
    parts = [quoted(s.number, f"{' › '.join(s.path)}, line {s.body.line}", s.text) for s in found.sections]
    others = [cited(citation) for citation in found.elsewhere]
    return joined(
        [
            f"{summed(found)}, from {found.source}",
            "\n".join([QUOTES, *parts]) if parts else "No section is headed so.",
            "\n".join(["Elsewhere in the document:", *others]) if others else "",
        ]
    )


READ = Tool("get_section", "A section, verbatim", _DESCRIPTION, SectionArguments, ClassSection, _read)
