"""Put into a draft the day from which on it holds, where its agency prints such days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.draft.labelling import with_label
from assistant.draft.values import Decision, Draft, Line
from assistant.draft.wording import WRITER, after_edit
from assistant.errors import DraftError
from vectorstore.vocabulary import Vocabulary

#: A day that begins elsewhere sooner than here.
_AHEAD = timedelta(days=1)
#: Facets of the labels that take the day of a revision, and that of a new class, the fittest first.
_REVISED = ("revised", "effective", "adopted", "approved")
_NEW = ("established", "adopted", "effective", "approved", "revised")


def dated(draft: Draft, effective: str, vocabulary: Vocabulary) -> Draft:
    """Return `draft` with the ISO day `effective` at the label for it; where it has none, at one of its own.

    Raises:
        DraftError: that is no day.
    """
    try:
        day = date.fromisoformat(effective)
    except ValueError as error:
        raise DraftError(f"{effective!r} is no day; write it as 2026-07-01") from error
    if day.isoformat() != effective:
        raise DraftError(f"write {effective!r} as {day.isoformat()}")
    text, facets = f"{day:%B} {day.day}, {day.year}", _REVISED if draft.wanted.revises else _NEW
    line = _label(draft, facets)
    if line is None:
        return with_label(draft, facets[0], text, vocabulary)
    told = replace(after_edit(line, text, WRITER, vocabulary), decision=Decision.ACCEPTED)
    sections = (
        replace(part, lines=tuple(told if one.line_id == line.line_id else one for one in part.lines))
        for part in draft.sections
    )
    return replace(draft, sections=tuple(sections))


def require_begun(effective: str, today: date) -> None:
    """Return quietly if a revision of the ISO day `effective` holds `today`: what is published answers at once.

    Raises:
        DraftError: that day is to come.
    """
    if effective > (today + _AHEAD).isoformat():
        raise DraftError(f"{effective} is to come, and what is published answers at once: publish it on that day")


def _label(draft: Draft, facets: Sequence[str]) -> Line | None:
    labeled = [line for line in draft.lines if line.label and line.decision is not Decision.REJECTED]
    return next((line for facet in facets for line in labeled if line.facet == facet), None)
