"""Ask the questions over many classes of an index, and print what share is right.

    python -m tests.assistant.many_classes DATADIR CORPUS [--tables]

CORPUS is `examples`, `la_bulletins` or `ca_state`: whose documents were ingested into DATADIR,
and with `--tables` the class tables of that corpus as well. Nothing is asked where DATADIR has no index.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.opening import open_index
from assistant.settings import Settings
from tests.assistant.judging import broken, missed
from tests.assistant.many_judging import recall_and_precision
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load

QUESTIONS = Path(__file__).parent / "data" / "many_classes.jsonl"
"""Their answers were found by reading, or by a sweep over the documents that was then read; `why` says how."""

#: Lists whose classes were found by reading all that a generous search brings up.
BY_HAND = "list-hand"


@dataclass(frozen=True)
class Asked:
    """One question, and what became of it."""

    row: Mapping[str, Any]
    answer: Answer
    missed: tuple[str, ...]
    broken: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether all that is expected holds, and nothing is said without a source."""
        return not self.missed and not self.broken

    def __str__(self) -> str:
        said = " + ".join([*self.row["history"], self.row["question"]])
        listed = [item["class_code"] or item["title"] for item in self.answer.items]
        got = f"[{self.answer.status}] {self.answer.answer[:160]!r} {listed[:12]}"
        return f"{self.row['id']} {said!r} missed {[*self.missed, *self.broken]}: {got}"


def rows_of(corpus: str, *, tables: bool) -> list[dict[str, Any]]:
    """Return the questions about `corpus`; those that need its class tables only where there are `tables`."""
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    unfit = "without_pay" if tables else "with_pay"
    return [row for row in rows if row["corpus"] == corpus and not row["expect"].get(unfit)]


def ask_all(rows: Iterable[Mapping[str, Any]], assistant: Assistant, index: Index) -> list[Asked]:
    """Ask each question in a conversation of its own."""
    return [_asked(row, assistant, index) for row in rows]


def _asked(row: Mapping[str, Any], assistant: Assistant, index: Index) -> Asked:
    conversation = None
    for message in row["history"]:
        conversation = assistant.ask(message, conversation_id=conversation).conversation_id
    answer = assistant.ask(row["question"], conversation_id=conversation).answer
    said = " ".join([*row["history"], row["question"]])
    texts = {one.source_id: index.catalog.text(one.source_id, Viewer()) or "" for one in answer.citations}
    return Asked(row, answer, tuple(missed(row["expect"], answer)), tuple(broken(answer, texts, said)))


def report(asked: Sequence[Asked]) -> Iterator[str]:
    """Yield lines: each miss, the share right by kind, and how complete and clean the lists read by hand are."""
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        kinds[one.row["kind"]].append(one)
    yield from (str(one) for one in asked if not one.right)
    for kind, found in sorted(kinds.items()):
        right = sum(one.right for one in found)
        yield f"{kind:14} {right:3}/{len(found):<3} {right / len(found):.3f}"
    for one in kinds.get(BY_HAND, ()):
        recall, precision = recall_and_precision(one.row["expect"], asdict(one.answer))
        listed = f"{len(one.answer.items)} listed"
        yield f"recall {recall:.3f} precision {precision:.3f} ({listed}) {one.row['id']} {one.row['question']}"
    right = sum(one.right for one in asked)
    yield f"all            {right:3}/{len(asked):<3} {right / len(asked):.3f}"


def main(arguments: Sequence[str]) -> int:
    """Ask, print, and return 0; 2 where there is nothing to ask or nothing to ask it of."""
    tables = "--tables" in arguments
    places = [argument for argument in arguments if argument != "--tables"]
    if len(places) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder, rows = Path(places[0]), rows_of(places[1], tables=tables)
    if not rows or not (folder / "catalog.sqlite3").is_file():
        print(f"not asked: {len(rows)} questions on {places[1]!r}; is there an index in {folder}?", file=sys.stderr)
        return 2
    settings = Settings.load(data_dir=folder)
    with open_index(settings) as index:
        print(*report(ask_all(rows, Assistant(index, load(), settings), index)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
