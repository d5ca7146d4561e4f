"""Let a chat model reword what was gathered, and propose lines out of the writer's notes; code looks at each.

What fails the checks stays as it was gathered. A model that is down, slow or
manipulated changes nothing that the reader is not shown.
"""

import logging
import secrets
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from assistant.draft.likeness import alike_lines
from assistant.draft.line_ids import line_id
from assistant.draft.rewrite_checks import Writer
from assistant.draft.rewrite_shapes import Rewording
from assistant.draft.similar_about import TELLS_NOTHING
from assistant.draft.values import Decision, DraftSection, Line, Provenance, Wanted
from assistant.draft.wording import after_edit
from assistant.errors import ModelError
from assistant.model.port import ChatModel, Prompt
from assistant.standing import Standing
from prompts import prompt
from vectorstore.folding import one_line

_log = logging.getLogger(__name__)

#: Characters of the lines that a model is given at once: it writes no more than that back, within seconds.
_AT_ONCE = 1500
#: Calls at the same time; the chat needs some, too.
_CALLS = 2
#: Lines that it may propose in one section, at most.
_MOST_NEW = 10


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines that a model is given at once, with their sections; ids are places among all of the draft."""

    lines: tuple[tuple[int, int, Line], ...]
    """Place of the section, place of the line within it, and the line."""


def rewritten(
    sections: Sequence[DraftSection], wanted: Wanted, model: ChatModel, standing: Standing
) -> tuple[tuple[DraftSection, ...], str]:
    """Return `sections` with the lines that `model` rewords or proposes, as far as they may stand, and a notice.

    A line that it rewords is adapted, with every change; one that it proposes
    is new; both have its name for their author. The notice says what was
    refused, or that the model could not be asked; it is empty where there is
    nothing to say. Blocks while the model is asked.
    """
    parts = list(_parts(sections))
    # Who waits for a draft is not to wait for a model that is down once for each part.
    failed = threading.Event()
    with ThreadPoolExecutor(_CALLS) as pool:
        answers = list(pool.map(lambda part: _asked(part, sections, wanted, model, failed), parts))
    work = _Work(sections, Writer(wanted, standing.shelf.vocabulary), model.name)
    for part, answer in zip(parts, answers, strict=True):
        if answer is not None:
            work.take(part, answer)
    return work.sections(), work.notice(sum(answer is None for answer in answers), len(parts))


class _Work:
    """A draft on which a model works."""

    def __init__(self, sections: Sequence[DraftSection], writer: Writer, name: str) -> None:
        self._sections = [list(section.lines) for section in sections]
        self._given = sections
        self._writer = writer
        self._name = name
        self._refused = 0

    def take(self, part: _Part, answer: Rewording) -> None:
        """Take what a model makes of some lines, each line once."""
        given = {at: (section, place) for at, (section, place, _) in enumerate(part.lines, 1)}
        for one in answer.reworded:
            if (where := given.pop(one.line, None)) is not None:
                self._reword(*where, one_line(one.text))
        offered = {section for section, _, _ in part.lines}
        for new in answer.proposed:
            if new.section - 1 in offered:
                self._add(new.section - 1, one_line(new.text))

    def sections(self) -> tuple[DraftSection, ...]:
        """Return the sections as they are now."""
        return tuple(replace(one, lines=tuple(own)) for one, own in zip(self._given, self._sections, strict=True))

    def notice(self, failed: int, parts: int) -> str:
        """Return what the writer should know."""
        said = []
        if failed:
            some = "" if failed == parts else " for some of the lines"
            said.append(f"The model {self._name} could not be asked{some}: those are as they were gathered.")
        if self._refused:
            lines = f"{self._refused} line{'s' if self._refused > 1 else ''}"
            said.append(
                f"{lines} of the model {self._name} were not taken: they changed a number, level, license or "
                "requirement that the notes do not ask for, or had words that neither the line nor the notes have."
            )
        return " ".join(said)

    def _reword(self, section: int, place: int, text: str) -> None:
        line = self._sections[section][place]
        if text in ("", line.text):
            return
        edited = after_edit(line, text, self._name, self._writer.vocabulary)
        if edited.provenance is Provenance.NEW or not self._may(section, line, text):
            self._refused += 1
            return
        self._sections[section][place] = edited

    def _may(self, section: int, line: Line, text: str) -> bool:
        return self._writer.may_reword(line.text, text, self._given[section].kind)

    def _add(self, section: int, text: str) -> None:
        lines = self._sections[section]
        new = [line for line in lines if line.provenance is Provenance.NEW]
        if any(alike_lines(line.text, text) for own in self._sections for line in own):
            return
        if len(new) >= _MOST_NEW or not self._writer.may_add(text):
            self._refused += 1
            return
        depth = lines[-1].depth if lines else 0
        own_id = line_id("model", str(section), text)
        line = Line(own_id, text, Provenance.NEW, depth=depth, author=self._name)
        lines.append(line)


def _parts(sections: Sequence[DraftSection]) -> Iterator[_Part]:
    """Yield the lines that a model may reword, so many at once that it answers within seconds."""
    held: list[tuple[int, int, Line]] = []
    size = 0
    for at, section in enumerate(sections):
        if section.kind in TELLS_NOTHING:
            continue
        for place, line in enumerate(section.lines):
            if not _may_change(line):
                continue
            if held and size + len(line.text) > _AT_ONCE:
                yield _Part(tuple(held))
                held, size = [], 0
            held.append((at, place, line))
            size += len(line.text)
    if held:
        yield _Part(tuple(held))


def _may_change(line: Line) -> bool:
    gathered = line.provenance in (Provenance.TAKEN, Provenance.ADAPTED)
    return gathered and line.is_in and not line.facet and line.decision is Decision.OPEN


def _asked(
    part: _Part, sections: Sequence[DraftSection], wanted: Wanted, model: ChatModel, failed: threading.Event
) -> Rewording | None:
    """What the model makes of some lines; None where it fails, or did for others."""
    if failed.is_set():
        return None
    shown = [
        {
            "id": at + 1,
            "heading": sections[at].heading or sections[at].kind,
            "lines": [{"id": n, "text": one.text} for n, (of, _, one) in enumerate(part.lines, 1) if of == at],
        }
        for at in dict.fromkeys(section for section, _, _ in part.lines)
    ]
    told = {"title": wanted.title, "unit": wanted.unit, "supervisor": wanted.supervisor, "notes": wanted.notes}
    rendered = prompt("draft").render(**told, sections=shown, fence=secrets.token_hex(8))
    try:
        return model.structured(Prompt(rendered.system, rendered.user), Rewording)
    except ModelError as error:
        failed.set()
        _log.warning("lines of a draft stay as they were gathered: %s", error)
        return None
