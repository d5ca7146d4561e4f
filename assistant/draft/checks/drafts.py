"""Check a draft by the code that checks specs: printed, read as a spec is, and each finding led back to its line."""

from collections.abc import Collection
from dataclasses import replace

from assistant.draft.checks.check import check_specs
from assistant.draft.checks.context import Context
from assistant.draft.rendered import Rendered, rendered, spec_of
from assistant.draft.values import Draft, Finding, Provenance


def check_draft(draft: Draft, context: Context, only: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what is found in `draft` by the rules `only`, by default all, of its agency.

    What is found in a line has its id; `start` and `end` count in its text,
    and are 0 where the quote is not a part of that. A blank heading is of the
    line below it that the writer is asked for. What is missing is of the
    whole, and so is what stands in the title.
    """
    spec, printed = spec_of(draft, context.vocabulary), rendered(draft, context.vocabulary)
    return tuple(_led_back(one, draft, printed) for one in check_specs([spec], context, only))


def _led_back(found: Finding, draft: Draft, printed: Rendered) -> Finding:
    line_id = (printed.line_at(found.start, found.end) or _asked(draft, found.section)) if found.quote else ""
    line = draft.line(line_id)
    start = line.text.find(found.quote) if line is not None else -1
    place = (start, start + len(found.quote)) if start >= 0 else (0, 0)
    return replace(
        found, line_id=line_id, spec_id="", source_id="", source="", line=0, page=None, start=place[0], end=place[1]
    )


def _asked(draft: Draft, heading: str) -> str:
    """Return the id of the first line that is still to be written below a heading; empty for none."""
    below = (line for section in draft.sections if heading and section.heading == heading for line in section.lines)
    return next((line.line_id for line in below if line.provenance is Provenance.NEEDS_INPUT), "")
