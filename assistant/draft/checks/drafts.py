"""Check a draft by the code that checks specs: printed, read as a spec is, and each finding led back to its line."""

from collections.abc import Collection
from dataclasses import replace

from assistant.draft.checks.check import check_specs
from assistant.draft.checks.context import Context
from assistant.draft.rendered import Rendered, rendered, spec_of
from assistant.draft.values import Draft, DraftSection, Finding, Line, Provenance


def check_draft(draft: Draft, context: Context, only: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what is found in `draft` by the rules `only`, by default all, of its agency.

    What is found in a line has its id; `start` and `end` count in its text,
    and are 0 where the quote is not a part of that. A blank heading, and a facet
    that is missing, are of the line that asks the writer for it. What else is
    missing is of the whole, and so is what stands in the title.
    """
    spec, printed = spec_of(draft, context.vocabulary), rendered(draft, context.vocabulary)
    return tuple(_led_back(one, draft, printed) for one in check_specs([spec], context, only))


def _led_back(found: Finding, draft: Draft, printed: Rendered) -> Finding:
    stands = printed.line_at(found.start, found.end) if found.quote else ""
    line_id = stands or _asked(draft, found)
    line = draft.line(line_id)
    start = line.text.find(found.quote) if line is not None else -1
    place = (start, start + len(found.quote)) if start >= 0 else (0, 0)
    return replace(
        found, line_id=line_id, spec_id="", source_id="", source="", line=0, page=None, start=place[0], end=place[1]
    )


def _asked(draft: Draft, found: Finding) -> str:
    """Return the id of the first line that asks for what is missing, below its heading or elsewhere; empty for none."""
    asking = (
        line
        for section in draft.sections
        for line in section.lines
        if line.provenance is Provenance.NEEDS_INPUT and _is_for(found, section, line)
    )
    return next((line.line_id for line in asking), "")


def _is_for(found: Finding, section: DraftSection, line: Line) -> bool:
    """Whether `line` of `section`, which asks, asks for what was found to be missing."""
    if found.facet:
        return found.facet == (line.facet or section.kind)
    return bool(found.quote and found.section) and section.heading == found.section
