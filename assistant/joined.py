"""A message that asks several things: each question read on its own, and their answers joined to one."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer, AnswerFact, Citation, Status
from assistant.compose.writer import inert
from assistant.parting import parts_of, told_apart
from assistant.question import Frame, Question
from assistant.reading import Reader
from assistant.remembering import after
from assistant.state import State
from vectorstore.folding import one_line

#: Questions of one message that are answered; of more, the message is read as a whole.
_MOST = 4
#: Questions of one class that stand beside others.
_OF_ONE = frozenset(
    {Frame.FACT, Frame.OPEN, Frame.OVERVIEW, Frame.IDENTIFY, Frame.QUALIFY, Frame.LADDER, Frame.OUT_OF_SCOPE}
)
_MARKER = re.compile(r"\[(\d+)\]")

Follow = Callable[[Reader, str, State], Question]
"""Reads a message that meets a state."""


def apart(reader: Reader, whole: Question, message: str, state: State, follow: Follow) -> Question:
    """Return the first question of `message`, with the `further` ones; `whole` where it asks but one thing.

    So it is, too, where the parts are not all of the one class, or say no more than `whole` does.
    """
    if len(whole.entries) != 1 or whole.frame not in _OF_ONE:
        return whole
    parts = parts_of(message, reader.vocabulary)
    if len(parts) == 1:
        return _behind_statements(reader, whole, message, follow)
    if not 1 < len(parts) <= _MOST or not all(_asks(reader, part) for part in parts):
        return whole
    found = [follow(reader, parts[0], state)]
    for part in parts[1:]:
        found.append(_of_class(follow(reader, part, after(State(), found[0]))))
    others = any(question.choices or question.entries not in (whole.entries, ()) for question in found)
    if others or found[0].entries != whole.entries or not {question.frame for question in found} <= _OF_ONE:
        return whole
    if _covers(whole, found) or any(question.frame is Frame.QUALIFY for question in found[1:]):
        return whole  # What somebody says of themselves in two sentences is compared at once.
    return replace(found[0], further=tuple(found[1:]))


def _behind_statements(reader: Reader, whole: Question, message: str, follow: Follow) -> Question:
    """The question behind what somebody says first, where it asks by name for something else than those words do."""
    said, asked = told_apart(message)
    if not said or whole.frame not in (Frame.FACT, Frame.OPEN):
        return whole
    found = follow(reader, asked, after(State(), whole))
    if found.polar:
        return whole  # "I was convicted once. Is it closed to me?" asks of what was said.
    named = found.frame is Frame.FACT and found.sureness == 1 and not found.residual
    other = {option[0] for option in found.facets} != {option[0] for option in whole.facets}
    if not (named and other and found.facets and found.entries == whole.entries):
        return whole
    strong = any(not phrase.weak for phrase in reader.scan(asked)[1].phrases)
    return replace(found, text=message, when=found.when or whole.when) if strong else whole


def _asks(reader: Reader, part: str) -> bool:
    """Whether a part has words of its own that ask for something."""
    scan = reader.scan(part)[1]
    return bool(scan.residual or scan.phrases or reader.read(part).climb)


def _of_class(question: Question) -> Question:
    """A question of the class in play, though its words may name a thing, which is no class."""
    return replace(question, mention="") if question.is_doubtful and question.mention else question


def _covers(whole: Question, parts: Sequence[Question]) -> bool:
    """Whether the message as a whole asks for everything that its parts ask for by name."""
    asked = {option[0] for option in whole.facets}
    return all(
        question.frame is Frame.FACT and question.sureness == 1 and not question.residual
        and {option[0] for option in question.facets} <= asked
        for question in parts
    )  # fmt: skip


def joined(answered: Sequence[tuple[Question, Answer]]) -> Answer:
    """Return several answers as one, which is an answer where any of them is; what is not stated is told by name."""
    answers = [answer for _, answer in answered]
    citations: list[Citation] = []
    lines: list[str] = []
    facts: dict[AnswerFact, None] = {}
    for asked, answer in answered:
        numbers = {cited.number: _number(cited, citations) for cited in answer.citations}
        if answer.status is not Status.ANSWERED:
            lines.append(f"On “{inert(one_line(asked.text))}”:")
        told = _renumbered(answer.answer, numbers).split("\n")
        lines += [line for line in told if line.startswith("- ") or line not in lines]
        facts |= dict.fromkeys(replace(fact, number=numbers[fact.number]) for fact in answer.facts)
    statuses = [answer.status for answer in answers]
    notices = dict.fromkeys(answer.notice for answer in answers if answer.notice)
    return replace(
        answers[0],
        status=Status.ANSWERED if Status.ANSWERED in statuses else statuses[0],
        answer="\n".join(lines),
        citations=tuple(citations),
        facts=tuple(facts),
        ladder=next((answer.ladder for answer in answers if answer.ladder), None),
        qualification=next((answer.qualification for answer in answers if answer.qualification), None),
        notice=" ".join(notices) or None,
    )


def _renumbered(text: str, numbers: Mapping[int, int]) -> str:
    return _MARKER.sub(lambda match: f"[{numbers.get(int(match[1]), match[1])}]", text)


def _number(cited: Citation, citations: list[Citation]) -> int:
    """The number of a citation among those so far, which it joins where it is new."""
    for known in citations:
        if (known.spec_id, known.start, known.end) == (cited.spec_id, cited.start, cited.end):
            return known.number
    citations.append(replace(cited, number=len(citations) + 1))
    return len(citations)
