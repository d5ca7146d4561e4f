"""Say of when the document is that an answer comes from, and what its date means today."""

from collections.abc import Sequence
from datetime import date

from assistant.class_view import Spec
from assistant.compose.writer import Writer, plain, shown_title
from assistant.literals import Operator
from assistant.when import When
from vectorstore.spec import DocumentType, Span


def write_age(writer: Writer, spec: Spec, when: When | None, *, others: bool) -> None:
    """Add the date of the document, where the class has others or the question asks about a time."""
    revision, title = spec.entry.spec.revision, shown_title(spec.entry)
    if not (others or when):
        return
    if not revision:
        if when:
            number = writer.cite(spec.entry, spec.parsed, titled(spec))
            writer.say(
                f"The document on {title} has no date: whether it held then ({then_said(when)}) is not known.", number
            )
        return
    newest = "" if when else ", the newest of those loaded"
    number = writer.cite(spec.entry, spec.parsed, titled(spec))
    writer.say(f"This is from the document of {revision} on {title}{newest}.", number)


def write_none_then(writer: Writer, dated: Sequence[Spec], when: When | None, *, compared: bool = False) -> None:
    """Add that no document is of the time that was asked about, and of when those are that are loaded, oldest first.

    With `compared`, that there are no two of that time.
    """
    numbers = [writer.cite(spec.entry, spec.parsed, titled(spec)) for spec in dated]
    dates = [spec.entry.spec.revision for spec in dated]
    ending = f"the only one {_of(dates[0])}" if len(dates) == 1 else f"there is that of {', that of '.join(dates)}"
    writer.say(f"{_lacking(shown_title(dated[0].entry), len(dates), when, compared=compared)}; {ending}.", *numbers)


def _lacking(title: str, count: int, when: When | None, *, compared: bool) -> str:
    """What is not loaded of a class that has `count` documents."""
    if when is None or when.age or (compared and count == 1):
        return f"No {'other' if compared and when and when.iso else 'older'} document is loaded on {title}"
    if when.operator in (Operator.SINCE, Operator.AFTER) and not when.until:
        return f"No newer document is loaded on {title} than that time ({then_said(when)})"
    if compared:
        return f"No two documents are loaded on {title} to tell what changed then ({then_said(when)})"
    return f"No document is loaded on {title} that was there then ({then_said(when)})"


def then_said(when: When) -> str:
    """Return the time in the reader's own words."""
    return f"“{when.said}”"


def _of(revision: str) -> str:
    return f"is of {revision}" if revision else "has no date"


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
