"""What the comments of a Word file say of a line: where it comes from, what was changed, what is still asked."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.draft.values import Change, ChangeKind, Line, Origin, Provenance

#: Sources named one by one.
_MOST_SOURCES = 5


def remarks(lines: Sequence[Line], revises: str) -> Iterator[tuple[tuple[Line, ...], str]]:
    """Yield what there is to say of the `lines` of one paragraph, and of which of them, in order.

    Lines in a row that were taken from one class, word for word, share a
    remark; of what the spec `revises` has just so there is nothing to say.
    """
    for _, group in groupby(lines, key=_shared):
        inside = tuple(group)
        if not (revises and _is_kept(inside[0], revises)):
            yield inside, "\n".join(_said(inside))


def _shared(line: Line) -> tuple[str, ...]:
    """What lines of one remark have in common."""
    if line.provenance is not Provenance.TAKEN or line.question:
        return (line.line_id,)
    return ("", *dict.fromkeys(origin.spec_id for origin in line.sources))


def _is_kept(line: Line, revises: str) -> bool:
    return line.provenance is Provenance.TAKEN and not line.question and line.sources[0].spec_id == revises


def _said(lines: Sequence[Line]) -> Iterator[str]:
    line = lines[0]
    firsts: dict[str, Origin] = {}
    for origin in line.sources:
        firsts.setdefault(origin.spec_id, origin)
    own = line.sources[0] if line.sources else None
    others = [origin for key, origin in firsts.items() if own is None or key != own.spec_id]
    match line.provenance:
        case Provenance.TAKEN if own:
            yield f"Taken from {_place(own)}"
        case Provenance.ADAPTED if own:
            yield f"Adapted from {_place(own)}"
            yield from (_changed(change) for change in line.changes)
        case Provenance.NEEDS_INPUT if own:
            yield f"Compare {_place(own)}"
        case Provenance.NEW:
            yield f"New, by {_author(line)}."
    yield from (f"Also in {_place(origin)}" for origin in others[:_MOST_SOURCES])
    if len(others) > _MOST_SOURCES:
        yield f"And in {len(others) - _MOST_SOURCES} more."
    if line.question:
        yield line.question


def _author(line: Line) -> str:
    return "the writer" if line.author in ("", "writer") else line.author


def _place(origin: Origin) -> str:
    code = f" ({origin.class_code})" if origin.class_code else ""
    agency = f", {origin.agency}" if origin.agency else ""
    section = f", {origin.section}" if origin.section else ""
    page = f"page {origin.page}, " if origin.page else ""
    revision = f", {origin.revision}" if origin.revision else ""
    return f"{origin.title}{code}{agency}{revision}{section}: {page}line {origin.line} of {origin.source}."


def _changed(change: Change) -> str:
    kind = "" if change.kind is ChangeKind.WORD else f" ({change.kind})"
    if change.before and change.after:
        return f"“{change.before}” became “{change.after}”{kind}."
    return f"Put in “{change.after}”{kind}." if change.after else f"Left out “{change.before}”{kind}."
