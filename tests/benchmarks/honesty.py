"""What of a chat model's misbehavior reaches a reader: a table, and what proving costs.

    python -m tests.benchmarks.honesty DATADIR QUESTIONS.jsonl [--count 50] [--select KEY=VALUE] [--behaviors a,b]

Asks a real server over the index in DATADIR the same questions with each
behavior of the scripted model in turn. Of each answer every sentence must be
one of the composed answer's or one that the model wrote and that is true; any
other is counted as false. An answer is given where its status is that without
a model, it is not empty, and it is judged as right as that one.
"""

import argparse
import json
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from assistant.evaluate.judge import missed
from assistant.evaluate.questions import Question, read_questions, selected
from assistant.evaluate.soundness import loose_numbers, unverified
from assistant.narrate.drafting import JOINED
from assistant.narrate.proving import Prover
from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.scripted import Behavior, ScriptedServer, behaviors, scripted
from tests.assistant.service.serving import serving

_MARKER = re.compile(r"\s*\[\w+\]")
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n")
#: How fast the scripted model writes, in seconds a piece: a fast real one.
_PIECE = 0.004


@dataclass
class Heard:
    """One answer as a client hears it; seconds since it asked."""

    first_event: float = 0.0
    first_text: float = 0.0
    whole: float = 0.0
    reply: dict[str, Any] = field(default_factory=dict)


@dataclass
class Row:
    """What became of all questions with one behavior."""

    asked: int = 0
    false: list[str] = field(default_factory=list)
    given: int = 0
    worded: int = 0
    unsound: int = 0
    heard: list[Heard] = field(default_factory=list)


def main() -> None:
    """Print the table and the costs."""
    options = _options()
    questions = selected(read_questions(options.questions), options.select, ())
    with serving(create_app(Settings(data_dir=options.data))) as address:
        asked = _spread([(question, hear(address, question)) for question in questions], options.count)
    questions, plain = [question for question, _ in asked], [heard for _, heard in asked]
    print(f"{len(questions)} questions of {options.questions.name} that a model words the answer to\n")
    print("| behavior | false sentences | answers given | worded | first event ms (p50/p95) | first text | whole |")
    print("|---|---|---|---|---|---|---|")
    _print("no model", _judged(questions, plain))
    names = options.behaviors.split(",") if options.behaviors else list(behaviors.ALL)
    for name in names:
        with model_and_service(options.data, behaviors.ALL[name]) as (server, address):
            texts = _Texts(address)
            row = Row()
            for question, before in zip(questions, plain, strict=True):
                seen = len(server.requests)
                heard = hear(address, question)
                wrote = [request for request in server.requests[seen:] if request.asked.shape is None]
                script = wrote[-1].script if wrote else None
                _judge(row, question, before, heard, script.text if script else "", script.lies if script else ())
                row.unsound += bool(unverified(heard.reply, texts.of(heard.reply)))
            _print(name, row)
            for false in row.false:
                print(f"  FALSE: {false}")
    with model_and_service(options.data, behaviors.well) as (server, address):
        _costs(server, address, questions)


@contextmanager
def model_and_service(data: Path, behavior: Behavior) -> Iterator[tuple[ScriptedServer, str]]:
    """Serve a model that behaves so, and the assistant that asks it."""
    with scripted(behavior) as server:
        server.piece_seconds = _PIECE
        settings = Settings(data_dir=data, chat_model="openai:scripted", chat_base_url=server.base_url)
        with serving(create_app(settings)) as address:
            yield server, address


def hear(address: str, question: Question) -> Heard:
    """Ask by a stream."""
    body = {"message": question.text, "history": list(question.history), "stream": True}
    heard, began = Heard(), time.perf_counter()
    with httpx.stream("POST", f"{address}/v1/chat", json=body, timeout=120) as response:
        response.raise_for_status()
        for line in response.iter_lines():
            if not line.startswith("data: {"):
                continue
            part, now = json.loads(line[6:]), time.perf_counter() - began
            heard.first_event = heard.first_event or now
            if part["type"] == "text-delta":
                heard.first_text = heard.first_text or now
            if part["type"] == "data-answer":
                heard.reply = part["data"]
    heard.whole = time.perf_counter() - began
    return heard


class _Texts:
    """Texts of sources, each read once."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._known: dict[str, str] = {}

    def of(self, reply: dict[str, Any]) -> dict[str, str]:
        for citation in reply["citations"]:
            name = citation["source_id"]
            if name not in self._known:
                self._known[name] = httpx.get(f"{self._address}/v1/sources/{name}").json()["text"]
        return self._known


def _judged(questions: Sequence[Question], plain: Sequence[Heard]) -> Row:
    row = Row()
    for question, heard in zip(questions, plain, strict=True):
        _judge(row, question, heard, heard, "", ())
    return row


def _judge(row: Row, question: Question, plain: Heard, heard: Heard, wrote: str, lies: Sequence[str]) -> None:
    row.asked += 1
    row.heard.append(heard)
    row.worded += heard.reply.get("composed_by") != "catalog"
    row.false += [f"{question.text} -> {one}" for one in strangers(heard.reply, plain.reply, wrote, lies)]
    loose = loose_numbers(heard.reply, " ".join([*question.history, question.text]))
    right = len(missed(question.expect, heard.reply)) <= len(missed(question.expect, plain.reply))
    row.unsound += bool(loose)
    row.given += bool(heard.reply["answer"]) and heard.reply["status"] == plain.reply["status"] and right


def strangers(reply: dict[str, Any], plain: dict[str, Any], wrote: str, lies: Sequence[str]) -> list[str]:
    """The sentences of `reply` that neither the composed answer has nor the model wrote as true ones."""
    lying = {_bare(lie) for lie in lies}
    own = {_bare(line) for line in plain["answer"].split("\n")} | _headings(plain["answer"])
    left = []
    for line in reply["answer"].split("\n"):
        if _bare(line) in own:
            continue
        for sentence in _cited_sentences(line):
            bare = _bare(sentence)
            if bare and (bare not in _bare(wrote) or any(bare in lie or lie in bare for lie in lying)):
                left.append(sentence)
    return left


def _headings(composed: str) -> set[str]:
    """What may stand above the composed lines that the prose leaves out: a heading without its class, a joint."""
    titled = re.findall(r"^\*\*([^*]+)\*\*: (.+)$", composed, re.MULTILINE)
    later = re.findall(r"^\*\*([^*\n]+)\*\*$", composed, re.MULTILINE)
    again = [f"{title} {section}" for title, _ in titled for section in later]
    return {_bare(line) for line in [*(section for _, section in titled), *again, *(j.text for j in JOINED.values())]}


def _cited_sentences(line: str) -> list[str]:
    return [part for part in re.split(r"(?<=\])(?=\s+(?!\[))", line) if part.strip()]


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", _MARKER.sub("", text).casefold()))


def _costs(server: ScriptedServer, address: str, questions: Sequence[Question]) -> None:
    """Print what proving a sentence takes, and the first token beside the raw model's."""
    proving: list[float] = []
    whole = Prover.why_not

    def timed(*given: Any) -> str:  # noqa: ANN401 (whatever the prover takes)
        began = time.perf_counter()
        try:
            return whole(*given)
        finally:
            proving.append(time.perf_counter() - began)

    Prover.why_not = timed  # type: ignore[method-assign,assignment]
    try:
        ours, raw = [], []
        for question in questions:
            seen = len(server.requests)
            heard = hear(address, question)
            if len(server.requests) > seen and heard.reply["composed_by"] != "catalog":
                ours.append(heard.first_text)
                raw.append(_raw(server, server.requests[-1].asked.system, server.requests[-1].asked.user))
    finally:
        Prover.why_not = whole  # type: ignore[method-assign]
    print(f"\nproving a sentence: {_ms(proving)} ms (p50/p95) over {len(proving)} sentences")
    print(
        f"first text, ours: {_ms(ours)} ms; the raw model's first token: {_ms(raw)} ms (p50/p95), {len(ours)} answers"
    )


def _raw(server: ScriptedServer, system: str, user: str) -> float:
    messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
    body = {"model": "scripted", "stream": True, "messages": messages}
    began = time.perf_counter()
    with httpx.stream("POST", f"{server.base_url}/chat/completions", json=body, timeout=60) as response:
        for line in response.iter_lines():
            if line.startswith("data: {") and json.loads(line[6:])["choices"][0]["delta"].get("content"):
                return time.perf_counter() - began
    raise AssertionError("the raw model wrote nothing")


def _print(name: str, row: Row) -> None:
    times: list[Callable[[Heard], float]] = [lambda h: h.first_event, lambda h: h.first_text, lambda h: h.whole]
    shown = " | ".join(_ms([time_of(one) for one in row.heard]) for time_of in times)
    false = f"{len(row.false)} ({row.unsound} unsound)"
    print(f"| {name} | {false} | {row.given}/{row.asked} | {row.worded} | {shown} |", flush=True)


def _ms(seconds: Sequence[float]) -> str:
    if len(seconds) < 2:
        return "-"
    cuts = statistics.quantiles(seconds, n=20)
    return f"{statistics.median(seconds) * 1000:.1f}/{cuts[-1] * 1000:.1f}"


def _spread(asked: Sequence[tuple[Question, Heard]], count: int) -> list[tuple[Question, Heard]]:
    """Of the questions whose answer a model words, every so many, so that each kind has its share."""
    data = ("comparison", "ladder", "qualification", "total")
    found = [
        (question, heard)
        for question, heard in asked
        if heard.reply["status"] == "answered" and all(heard.reply[name] is None for name in data)
    ]
    return found[:: max(len(found) // count, 1)][:count]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--select", action="append", default=[])
    parser.add_argument("--behaviors", default="")
    return parser.parse_args()


if __name__ == "__main__":
    main()
