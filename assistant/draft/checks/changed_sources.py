"""Lines of a draft whose documents were ingested anew, and have other words now where the line was taken from."""

from collections.abc import Iterator

from assistant.draft.values import Draft, Finding, Line, Origin
from assistant.shelf import Shelf

RULE = "changed_source"


def changed_sources(draft: Draft, shelf: Shelf) -> Iterator[Finding]:
    """Yield a finding of each line that a document of `shelf` no longer says at its place, one a class.

    A document that is gone says nothing any more; the draft keeps its words.
    """
    ids = {origin.spec_id for line in draft.lines for origin in line.sources}
    texts = {spec_id: spec.parsed.document.text for spec_id, spec in shelf.by_id(sorted(ids)).items()}
    for line in draft.lines:
        other = (one for one in line.sources if one.spec_id in texts and _differs(one, texts[one.spec_id]))
        for origin in {one.spec_id: one for one in other}.values():
            yield _finding(line, origin, texts[origin.spec_id])


def _differs(origin: Origin, text: str) -> bool:
    return text[origin.start : origin.end] != origin.quote


def _finding(line: Line, origin: Origin, text: str) -> Finding:
    now = "has it elsewhere now" if origin.quote in text else "does not say it any more"
    message = f"{origin.source} was ingested anew and {now}: look at what {origin.title} says, and at what else is new."
    severity = "note" if origin.quote in text else "warning"
    return Finding(RULE, severity, message, line_id=line.line_id, quote=line.text, end=len(line.text))
