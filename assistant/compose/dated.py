"""Say of when the document is that an answer comes from, and what its date means today."""

from collections.abc import Sequence
from datetime import date

from assistant.class_view import Spec
from assistant.compose.writer import Writer, plain, shown_title
from assistant.when import When
from vectorstore.spec import DocumentType, Span


def write_age(writer: Writer, spec: Spec, when: When | None, *, others: bool) -> None:
    """Add the date of the document, where the class has others or the question asks about a time."""
    revision, title = spec.entry.spec.revision, shown_title(spec.entry)
    if not revision or not (others or when):
        return
    newest = "" if when else ", the newest of those loaded"
    number = writer.cite(spec.entry, spec.parsed, titled(spec))
    writer.say(f"This is from the document of {revision} on {title}{newest}.", number)


def write_none_then(writer: Writer, dated: Sequence[Spec], when: When) -> None:
    """Add that no document is of the time that was asked about, and of when those are that are loaded, oldest first."""
    title = shown_title(dated[0].entry)
    asked = f"No document is loaded on {title} that was there then (“{when.said}”)"
    if when.age:
        asked = f"No older document is loaded on {title}"
    numbers = [writer.cite(spec.entry, spec.parsed, titled(spec)) for spec in dated]
    dates = [spec.entry.spec.revision for spec in dated]
    ending = f"the only one is of {dates[0]}" if len(dates) == 1 else f"there is that of {', that of '.join(dates)}"
    writer.say(f"{asked}; {ending}.", *numbers)


def titled(spec: Spec) -> Span:
    """Return where a document names the class: what a sentence about the document as a whole cites."""
    title = next((fact for fact in spec.facts("title") if fact.value), None)
    return title.context if title is not None else spec.entry.spec.title_span


def write_closed(writer: Writer, spec: Spec, today: date) -> None:
    """Add that the recruitment which a bulletin announces is over, where it names its last day and that has passed."""
    if spec.parsed.type is not DocumentType.BULLETIN:
        return
    last = max((fact for fact in spec.facts("closes") if fact.value[:4].isdigit()), key=lambda f: f.value, default=None)
    if last is not None and last.value < today.isoformat():
        number = writer.cite(spec.entry, spec.parsed, last.context)
        printed = plain(spec.parsed.document.quote(last.span))
        writer.say(f"Note that this recruitment is over: its last day to apply was {printed}.", number)


def stale(revision: str, today: date, years: int) -> bool:
    """Return whether a document of the ISO date `revision` is more than `years` years old; never for 0."""
    return bool(years and revision) and int(revision[:4]) < today.year - years
