"""Check a draft by the code that checks specs: printed, read as a spec is, and each finding led back to its line."""

from collections.abc import Collection
from dataclasses import replace

from assistant.draft.checks.check import check_specs
from assistant.draft.checks.context import Context
from assistant.draft.rendered import Rendered, rendered, spec_of
from assistant.draft.values import Draft, Finding


def check_draft(draft: Draft, context: Context, only: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what is found in `draft` by the rules `only`, by default all, of its agency.

    What is found in a line has its id; `start` and `end` count in its text,
    and are 0 where the quote is not a part of that. What is missing is of the
    whole, and so is what stands in a heading or the title.
    """
    spec, printed = spec_of(draft, context.vocabulary), rendered(draft, context.vocabulary)
    return tuple(_led_back(one, draft, printed) for one in check_specs([spec], context, only))


def _led_back(found: Finding, draft: Draft, printed: Rendered) -> Finding:
    line_id = printed.line_at(found.start, found.end) if found.quote else ""
    line = draft.line(line_id)
    start = line.text.find(found.quote) if line is not None else -1
    place = (start, start + len(found.quote)) if start >= 0 else (0, 0)
    return replace(
        found, line_id=line_id, spec_id="", source_id="", source="", line=0, page=None, start=place[0], end=place[1]
    )
