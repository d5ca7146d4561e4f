"""Have the lines of a draft follow what is asked for: its title, code, unit and supervisor, wherever they are named."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from assistant.draft.labelling import with_code
from assistant.draft.values import Decision, Draft, Line, Wanted
from assistant.draft.wording import WRITER, after_edit
from assistant.titles import numeral
from vectorstore.folding import words
from vectorstore.vocabulary import Vocabulary

#: Field of `Wanted` to the facets of the labels that state it.
_STATED: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "class_code": ("class_code",),
    "unit": ("department", "unit"),
    "supervisor": ("supervision",),
}


def refilled(draft: Draft, wanted: Wanted, vocabulary: Vocabulary) -> Draft:
    """Return `draft` as one of what is `wanted` now: where it said the old values, it says the new ones.

    A line that follows is open again: its writer has not seen it so. A line
    that is edited back to a source's own words no longer follows.
    """
    changed = [one.name for one in fields(Wanted) if one.name in _STATED]
    pairs = {name: (getattr(draft.wanted, name), getattr(wanted, name)) for name in changed}
    pairs = {name: (old, new) for name, (old, new) in pairs.items() if new and old != new}
    stating = {line.line_id: name for name in pairs for line in _stating(draft, name, pairs[name][0])}

    def follow(line: Line) -> Line:
        name = stating.get(line.line_id)
        text = pairs[name][1] if name else _renamed(line.text, pairs, vocabulary)
        line = replace(line, question=_renamed(line.question, pairs, vocabulary))
        if text == line.text:
            return line
        told = after_edit(line, text, line.author or WRITER, vocabulary)
        # Nobody has looked at the rest of it: what it asks is asked still, but by a label, which has its answer now.
        question = line.question if told.text and not name else told.question
        decision = Decision.OPEN if line.decision is Decision.ACCEPTED else line.decision
        return replace(told, question=question, decision=decision)

    sections = (replace(part, lines=tuple(map(follow, part.lines))) for part in draft.sections)
    return with_code(replace(draft, wanted=wanted, sections=tuple(sections)), vocabulary)


def _stating(draft: Draft, name: str, old: str) -> Iterator[Line]:
    """Yield the lines whose label states a value: those that say the old one, else the first that says nothing yet."""
    labeled = [line for facet in _STATED[name] for line in draft.lines if line.label and line.facet == facet]
    saying = [line for line in labeled if old and line.text.casefold() == old.casefold()]
    yield from saying or [line for line in labeled if not line.text][:1]


def _renamed(text: str, pairs: Mapping[str, tuple[str, str]], vocabulary: Vocabulary) -> str:
    """Put the new names in the places of the old ones, in the order of words and the case that these have there."""
    for old, new in pairs.values():
        for form, by in ((old, new), (_turned(old), _turned(new) or new)):
            if form:
                text = _replaced(text, form, by, vocabulary)
    return text


def _replaced(text: str, form: str, by: str, vocabulary: Vocabulary) -> str:
    pattern = re.compile(rf"(?<!\w){re.escape(form)}(?=s?(?!\w))", re.IGNORECASE)
    found = [match for match in pattern.finditer(text) if not _is_of_another(text, match, vocabulary)]
    for match in reversed(found):
        text = text[: match.start()] + _in_case_of(match[0], by) + text[match.end() :]
    return text


def _is_of_another(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a level or numeral beside a title makes it that of another class: "Senior Clerk" of "Clerk"."""
    before, after = words(text[: match.start()])[-1:], words(text[match.end() :])[:1]
    apart = text[match.end() :].lstrip(", ")
    is_behind = bool(after) and apart[:1].isupper() and (after[0][0] in vocabulary.levels or bool(numeral(after[0][0])))
    return is_behind or (bool(before) and before[0][0] in vocabulary.levels)


def _turned(title: str) -> str:
    """The title with what stands behind a comma first: "Senior Clerk" of "Clerk, Senior"; empty for none."""
    head, comma, level = title.partition(", ")
    return f"{level} {head}" if comma else ""


def _in_case_of(found: str, new: str) -> str:
    if found.isupper():
        return new.upper()
    return " ".join(word if word.isupper() else word.lower() for word in new.split()) if found.islower() else new
