"""Read a question file: JSON lines, each a question and what is expected of its answer.

    {"question": "What is the code of the Clerk?", "expect": {"status": "answered", "contains": ["1358"]}}

`id`, `kind`, `corpus` and `history`, the messages before it in its conversation,
can be given, and anything else, to select by.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import QuestionsError
from assistant.evaluate.expectation import Expectation, expectation_of

#: Faults named at a time.
_MOST = 20

#: Kind of the questions that name none.
_PLAIN = "question"


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a question file."""

    id: str
    kind: str
    """What it is counted with; of its corpus where one is named: `corpus/kind`."""

    history: tuple[str, ...]
    """Messages before it in the same conversation."""

    text: str
    expect: Expectation
    row: Mapping[str, Any]
    """The line as it stands in the file."""

    def has(self, key: str, values: frozenset[str]) -> bool:
        """Return whether `key`, a field of the line or of what it expects, has one of `values`, in small letters."""
        return str(self.row.get(key, self.row["expect"].get(key, ""))).casefold() in values


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions of a file in order; empty lines are passed over.

    Raises:
        QuestionsError: the file cannot be read, is empty, or has a line that is no question; the message
            names the lines and what is wrong with each.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"it is not UTF-8 ({error.reason})"
        raise QuestionsError(f"cannot read the questions in {str(path)!r}: {reason}") from error
    questions, faults = [], []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                questions.append(_question(line, number))
            except ValueError as error:
                faults += [f"line {number}: {fault}" for fault in str(error).splitlines()]
    faults += _repeated(questions)
    if faults:
        more = [f"and {len(faults) - _MOST} more"] if len(faults) > _MOST else []
        raise QuestionsError("\n  ".join([f"{str(path)!r} was not asked:", *faults[:_MOST], *more]))
    if not questions:
        raise QuestionsError(f"no question in {str(path)!r}; each line is one, as a JSON object")
    return tuple(questions)


def selected(questions: Sequence[Question], select: Sequence[str], skip: Sequence[str]) -> tuple[Question, ...]:
    """Return the questions that fit every rule of `select` and none of `skip`: `kind=code,title`.

    Raises:
        QuestionsError: a rule is none, or no question is left.
    """
    wanted, unwanted = [_rule(rule) for rule in select], [_rule(rule) for rule in skip]
    left = tuple(
        question
        for question in questions
        if all(question.has(*rule) for rule in wanted) and not any(question.has(*rule) for rule in unwanted)
    )
    if not left:
        kinds = ", ".join(sorted({question.row["kind"] for question in questions}))
        raise QuestionsError(f"none of {len(questions)} questions is selected; their kinds are {kinds}")
    return left


def _rule(rule: str) -> tuple[str, frozenset[str]]:
    key, equals, values = rule.partition("=")
    if not (key and equals and values):
        raise QuestionsError(f"{rule!r} selects nothing; write it as kind=code,title")
    return key.strip(), frozenset(value.strip().casefold() for value in values.split(","))


def _question(line: str, number: int) -> Question:
    """Return the question of one line.

    Raises:
        ValueError: it is none; the message has a line for each fault.
    """
    row = _row(line)
    faults = list(_faults(row))
    if faults:
        raise ValueError("\n".join(faults))
    corpus, kind = row.get("corpus", ""), row.setdefault("kind", _PLAIN)
    return Question(
        id=row.get("id", f"line {number}"),
        kind=f"{corpus}/{kind}" if corpus else kind,
        history=tuple(row.get("history", ())),
        text=row["question"],
        expect=expectation_of(row["expect"]),
        row=row,
    )


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg} at column {error.colno}") from error
    if not isinstance(row, dict):
        raise ValueError(f"a {type(row).__name__} and no JSON object")
    return row


def _faults(row: Mapping[str, Any]) -> Iterator[str]:
    for name in ("question", "expect"):
        if name not in row:
            yield f"`{name}` is missing"
    for name in ("id", "kind", "corpus", "question"):
        value = row.get(name, "-")
        if not isinstance(value, str) or not (value.strip() or name == "corpus"):
            yield f"`{name}` is {value!r} and no text"
    if not isinstance(row.get("expect", {}), dict):
        yield f"`expect` is {row['expect']!r} and no JSON object"
    history = row.get("history", [])
    if not isinstance(history, list) or not all(isinstance(said, str) and said.strip() for said in history):
        yield f"`history` is {history!r} and no list of texts"


def _repeated(questions: Sequence[Question]) -> Iterator[str]:
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            yield f"the id {question.id!r} is given twice"
        seen.add(question.id)
