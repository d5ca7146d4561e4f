"""Answer what changed from one document of a class to the next, both cited line by line."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.answer import Answer, Status
from assistant.changes import Change, changes
from assistant.citations import shortened
from assistant.class_view import Spec
from assistant.compose.both import write_evidence
from assistant.compose.dated import titled
from assistant.compose.writer import Writer, plain, shown_title
from assistant.evidence import gather
from vectorstore.folding import one_line
from vectorstore.spec import Span
from vectorstore.vocabulary import Vocabulary

#: Changes that the text tells; all of them are in the data.
_MOST_TOLD = 12


def write_changes(
    older: Spec, newer: Spec, facets: Sequence[Sequence[str]], question: str, vocabulary: Vocabulary
) -> Answer:
    """Return what the document `newer` says otherwise than `older`; of `facets` only, where any are asked."""
    asked = {key for option in facets for key in option}
    found = [change for change in changes(older, newer, vocabulary) if not asked or asked & set(change.facets)]
    writer = Writer()
    before, after = older.entry.spec.revision, newer.entry.spec.revision
    cited = [writer.cite(spec.entry, spec.parsed, titled(spec)) for spec in (older, newer)]
    title = shown_title(newer.entry)
    if not found:
        what = " and ".join(vocabulary.facets[o[0]].name for o in facets if o[0] in vocabulary.facets) or "it"
        writer.say(f"What the documents of {before} and {after} on {title} say of {what} is the same.", *cited)
        for option in facets:
            write_evidence(writer, gather(newer, option, question, vocabulary))
        return replace(writer.answer(Status.ANSWERED), total=0)
    writer.say(f"What changed on **{title}** from the document of {before} to that of {after}:", *cited)
    rows = [_row(writer, older, newer, change, told=at < _MOST_TOLD) for at, change in enumerate(found)]
    if len(found) > _MOST_TOLD:
        writer.say(f"These are the first; the two differ in {len(found)} places.")
    comparison = {"kind": "revision", "from": _side(older), "to": _side(newer), "rows": rows}
    return replace(writer.answer(Status.ANSWERED), total=len(found), comparison=comparison)


def _row(writer: Writer, older: Spec, newer: Spec, change: Change, *, told: bool) -> dict[str, Any]:
    was, now = _quoted(older, change.before), _quoted(newer, change.after)
    places = {"before": [_place(span) for span in was], "after": [_place(span) for span in now]}
    row: dict[str, Any] = {"name": change.name, "facets": change.facets, **places}
    if not told:
        return row
    marks = [(older, was, change.values[0]), (newer, now, change.values[1])]
    numbers = [[writer.cite(spec.entry, spec.parsed, span) for span in spans] for spec, spans, _ in marks]
    texts = ["; ".join(f"“{_printed(spec, span)}”" for span in values or spans) for spec, spans, values in marks]
    said = [f"{text}{''.join(f' [{n}]' for n in found)}" for text, found in zip(texts, numbers, strict=True)]
    name = one_line(change.name)
    name = f"{name[:1].upper()}{name[1:]}" if name else "Text"
    if was and now:
        writer.say(f"- **{name}**: was {said[0]}, is now {said[1]}")
    else:
        writer.say(f"- **{name}**: new, {said[1]}" if now else f"- **{name}**: gone, {said[0]}")
    return row | {"before_numbers": numbers[0], "after_numbers": numbers[1]}


def _printed(spec: Spec, span: Span) -> str:
    return plain(spec.parsed.document.quote(span))


def _quoted(spec: Spec, spans: Sequence[Span]) -> list[Span]:
    return [part for span in spans for part in shortened(spec.parsed.document, span)]


def _place(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "line": span.line, "page": span.page}


def _side(spec: Spec) -> dict[str, Any]:
    entry = spec.entry
    return {"spec_id": entry.spec_id, "source_id": entry.source_id, "source": entry.source_name,
            "revision": entry.spec.revision}  # fmt: skip
