"""Whatever is done to a draft, each line is of what it says it is of, and no changed number is unmarked."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.draft.actions import ACTIONS
from assistant.draft.beginning import begun, with_more
from assistant.draft.checks.changed_sources import changed_sources
from assistant.draft.editing import Means, edited
from assistant.draft.values import ChangeKind, Draft, Line, Provenance, Status, Wanted
from assistant.engine import Assistant
from assistant.errors import RefusedError
from assistant.standing import Standing
from vectorstore.index import Index
from vectorstore.spec import Viewer

Act = dict[str, Any]
Texts = Callable[[str], str]

_DRAFTED = st.sampled_from(
    [
        Wanted("Accounting Technician II", "Checks 12 invoices a day.\nFiles them.\nFiles them.", "Marlow County"),
        Wanted("Senior Librarian", unit="Archives", supervisor="City Librarian"),
        Wanted("Custodial Manager III", class_code="Z9"),
    ]
)
_NUMBERS = ("two", "3", "fourth", "15%", "$1,200", "one-half", "II", "twice", "½", "ten (10)")
_ASKING = ("must", "may", "not", "required", "desirable", "bachelor's", "license", "Senior", "or")
#: A number as this test knows one, by no row of the project's.
_NUMBER = re.compile(
    r"[\d½¾⅓%$]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|first|second|third|fourth|fifth|half|twice|once|[IVX]{2,})\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:must|may|shall|not|no|required|desirable|preferred|bachelor's|license|senior)\b", re.I)
_MARKED = {ChangeKind.NUMBER, ChangeKind.LEVEL, ChangeKind.LICENSE}


def _words(text: str) -> str:
    return re.sub(r"\s", "", text)


def _back(line: Line) -> str:
    """The text of a line with each change taken back, without white space."""
    text = line.text
    for change in reversed(line.changes):
        text = f"{text[: change.start]} {change.before} {text[change.start + len(change.after) :]}"
    return _words(text)


def _first(line: Line) -> str:
    return " ".join(one.quote for one in line.sources if one.spec_id == line.sources[0].spec_id)


def _check(draft: Draft, text_of: Texts) -> None:
    ids = [line.line_id for line in draft.lines]
    assert len(ids) == len(set(ids))
    for line in draft.lines:
        for one in line.sources:
            assert text_of(one.source_id)[one.start : one.end] == one.quote
        _CHECKS[line.provenance](line)


def _is_taken(line: Line) -> None:
    assert line.text and line.text == " ".join(_first(line).split()) and not line.changes and not line.author


def _is_adapted(line: Line) -> None:
    assert line.sources and line.changes and _back(line) == _words(_first(line))
    for one in line.changes:
        assert line.text[one.start :].startswith(one.after)
        plain = one.kind not in _MARKED and _words(one.before).casefold() != _words(one.after).casefold()
        assert not (plain and _NUMBER.search(f"{one.before} {one.after}")), one
        if one.kind in (ChangeKind.WORD, ChangeKind.TITLE) and plain:
            assert not _ASKED.search(f"{one.before} {one.after}"), one


def _is_new(line: Line) -> None:
    assert line.text and not line.sources and not line.changes and line.author


def _is_asked(line: Line) -> None:
    assert not line.text and not line.changes and line.question


_CHECKS = {
    Provenance.TAKEN: _is_taken,
    Provenance.ADAPTED: _is_adapted,
    Provenance.NEW: _is_new,
    Provenance.NEEDS_INPUT: _is_asked,
}


def _mutated(line: Line, data: st.DataObject) -> str:
    """The words of a line with other numbers, in a source's own words, or with words put in or left out."""
    ways = ["number", "insert", "number", "insert", "drop", "source", "blank"]
    way, number = data.draw(st.sampled_from(ways)), data.draw(st.sampled_from(_NUMBERS + _ASKING))
    words = line.text.split() or ["Writes", "reports."]
    at = data.draw(st.integers(0, len(words) - 1))
    if way == "number":
        found = list(_NUMBER.finditer(line.text))
        one = data.draw(st.sampled_from(found)) if found else None
        return f"{line.text[: one.start()]}{number}{line.text[one.end() :]}" if one else f"{line.text} {number}"
    if way == "source" and line.sources:
        return data.draw(st.sampled_from(line.sources)).quote
    if way == "blank":
        return " "
    other = {"insert": [*words[:at], number, *words[at:]], "drop": words[:at] + words[at + 1 :]}
    return " ".join(other.get(way, words))


def _draw(draft: Draft, specs: Sequence[str], data: st.DataObject) -> Act:
    """Something that a writer might do."""
    lines = list(draft.lines)
    line = data.draw(st.sampled_from(lines))
    place = data.draw(st.integers(0, len(draft.sections) - 1))
    title = data.draw(st.sampled_from(["Clerk IX", "Senior Dredge Operator", draft.title.upper(), "Librarian, Lead"]))
    follows = data.draw(st.sampled_from(["", *(one.line_id for one in draft.sections[place].lines)]))
    makers: dict[str, Callable[[], Act]] = {
        "edit": lambda: {"line_id": line.line_id, "text": _mutated(line, data)},
        "accept": lambda: {"line_id": line.line_id},
        "reject": lambda: {"line_id": line.line_id},
        "add_line": lambda: {"section": place, "text": _mutated(line, data), "after": follows},
        "remove_added": lambda: {"line_id": line.line_id},
        "move": lambda: {"line_id": line.line_id, "section": place, "after": follows},
        "set": lambda: {"title": title, "class_code": "Q77", "unit": "Archives", "supervisor": "Harbor Chief II"},
        "add_source": lambda: {"spec_id": data.draw(st.sampled_from(specs))},
        "restore": lambda: {"version": data.draw(st.integers(1, draft.version))},
    }
    action = data.draw(st.sampled_from([*makers, *["edit"] * 8]))
    return {"action": action} | makers[action]()


@pytest.fixture(scope="module")
def standing(assistant: Assistant) -> Standing:
    return assistant.standing(Viewer())


@pytest.fixture(scope="module")
def text_of(example_index: Index) -> Texts:
    held: dict[str, str] = {}

    def text_of(source_id: str) -> str:
        if source_id not in held:
            parsed = example_index.catalog.parsed(source_id, Viewer())
            assert parsed is not None
            held[source_id] = parsed.document.text
        return held[source_id]

    return text_of


def _run(wanted: Wanted, data: st.DataObject, steps: int, standing: Standing, text_of: Texts) -> None:
    versions = [begun("d1", wanted, standing)]
    means = Means(
        standing.shelf.vocabulary,
        lambda draft, spec_id: with_more(draft, spec_id, standing),
        lambda version: versions[version - 1],
    )
    specs = sorted(entry.spec_id for entry in standing.shelf.entries)
    _check(versions[0], text_of)
    for _ in range(steps):
        action = _draw(versions[-1], specs, data)
        try:
            versions.append(edited(versions[-1], ACTIONS.validate_python([action]), means))
        except RefusedError:
            continue
        _check(versions[-1], text_of)


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(_DRAFTED, st.data())
def test_provenance_holds_whatever_is_done(
    standing: Standing, text_of: Texts, wanted: Wanted, data: st.DataObject
) -> None:
    _run(wanted, data, 40, standing, text_of)


@pytest.mark.long
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(_DRAFTED, st.data())
def test_provenance_holds_through_many_changes(
    standing: Standing, text_of: Texts, wanted: Wanted, data: st.DataObject
) -> None:
    _run(wanted, data, 40, standing, text_of)


@pytest.mark.long
def test_revisions_of_every_example_say_where_their_lines_are(standing: Standing, text_of: Texts) -> None:
    for entry in standing.shelf.entries:
        draft = begun("d1", Wanted("", revises=entry.spec_id), standing)
        _check(draft, text_of)
        _check(replace(draft, sections=with_more(draft, entry.spec_id, standing)), text_of)


def test_a_source_that_says_something_else_by_now_is_told(standing: Standing) -> None:
    draft = begun("d1", Wanted("Accounting Technician II", agency="Marlow County"), standing)
    assert not list(changed_sources(draft, standing.shelf))
    line = next(line for line in draft.lines if line.provenance is Provenance.TAKEN and not line.label)
    first = line.sources[0]
    for other, severity in ((replace(first, quote="Feeds gulls."), "warning"), (replace(first, start=0), "note")):
        moved = replace(line, sources=(other, *line.sources[1:]))
        sections = [
            replace(one, lines=tuple(moved if own == line else own for own in one.lines)) for one in draft.sections
        ]
        (found,) = changed_sources(replace(draft, sections=tuple(sections)), standing.shelf)
        assert (found.line_id, found.severity) == (line.line_id, severity)


def test_a_source_that_is_gone_is_told_once(standing: Standing) -> None:
    spec = next(entry for entry in standing.shelf.entries if entry.spec.class_code == "M2051")
    draft = begun("d1", Wanted("", revises=spec.spec_id), standing)
    for revises, severity in ((spec.spec_id, "note"), ("gone", "warning")):
        sections = [
            replace(part, lines=tuple(replace(one, sources=tuple(replace(o, spec_id="gone") for o in one.sources))
                                      for one in part.lines)) for part in draft.sections
        ]  # fmt: skip
        away = replace(draft, sections=tuple(sections), wanted=replace(draft.wanted, revises=revises))
        (found,) = changed_sources(away, standing.shelf)
        assert (found.severity, found.line_id) == (severity, "") and "lines are, is not in the catalog" in found.message
        assert not list(changed_sources(replace(away, status=Status.PUBLISHED), standing.shelf))
