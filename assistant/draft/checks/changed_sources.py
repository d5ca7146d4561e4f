"""Lines of a draft whose documents were ingested anew, with other words where the line was taken from, or are gone."""

from collections.abc import Collection, Iterator

from assistant.draft.values import Draft, Finding, Line, Origin, Status
from assistant.shelf import Shelf

RULE = "changed_source"


def changed_sources(draft: Draft, shelf: Shelf) -> Iterator[Finding]:
    """Yield a finding of each line that a document of `shelf` no longer says at its place, one a class.

    A document that is gone says nothing any more, which is told once; the draft keeps its words.
    """
    ids = {origin.spec_id for line in draft.lines for origin in line.sources}
    texts = {spec_id: spec.parsed.document.text for spec_id, spec in shelf.by_id(sorted(ids)).items()}
    for line in draft.lines:
        other = (one for one in line.sources if one.spec_id in texts and _differs(one, texts[one.spec_id]))
        for origin in {one.spec_id: one for one in other}.values():
            yield _finding(line, origin, texts[origin.spec_id])
    if draft.status is not Status.PUBLISHED:
        yield from _gone(draft, texts)


def _gone(draft: Draft, there: Collection[str]) -> Iterator[Finding]:
    """Yield a finding of each document that lines are of and that is not `there` any more."""
    away = {
        one.spec_id: (one, sum(any(own.spec_id == one.spec_id for own in line.sources) for line in draft.lines))
        for line in draft.lines
        for one in line.sources
        if one.spec_id not in there
    }
    for spec_id, (origin, count) in away.items():
        lines = "a line is" if count == 1 else f"{count} lines are"
        told = f"{origin.source}, of which {lines}, is not in the catalog any more"
        if spec_id == draft.wanted.revises:
            message = f"{told}, and is what this draft revises: ingest it again before the draft is published."
            yield Finding(RULE, "warning", message)
        else:
            yield Finding(RULE, "note", f"{told}: what it said around them cannot be looked up there.")


def _differs(origin: Origin, text: str) -> bool:
    return text[origin.start : origin.end] != origin.quote


def _finding(line: Line, origin: Origin, text: str) -> Finding:
    now = "has it elsewhere now" if origin.quote in text else "does not say it any more"
    message = f"{origin.source} was ingested anew and {now}: look at what {origin.title} says, and at what else is new."
    severity = "note" if origin.quote in text else "warning"
    return Finding(RULE, severity, message, line_id=line.line_id, quote=line.text, end=len(line.text))
