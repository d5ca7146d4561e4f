"""Collect which of a class's statements answer the questions of a file."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answering import Parts
from assistant.class_view import Spec
from assistant.confidence import ALWAYS, NEVER, Confidence, Features
from assistant.engine import Assistant
from assistant.one_class import asked_of
from assistant.opening import open_index
from assistant.question import Frame, Question
from assistant.settings import Settings
from assistant.telling import Teller
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load

#: Nothing but what is named decides how a question is read here: the judgments are not fitted yet.
_UNSURE = dict.fromkeys(("describes", "outside", "personal", "fits", "says", "answers", "confirms"), NEVER)


@dataclass(frozen=True, slots=True)
class Compared:
    """A statement beside a question that is asked of its class."""

    question: str
    document: str
    features: Features
    answers: bool
    stated: bool
    """The document says what is asked."""


def compared(corpus: Path, files: Sequence[Path]) -> Iterator[list[Compared]]:
    """Yield for each question on one class, of the files, its statements that were looked at."""
    settings = Settings.load(data_dir=corpus)
    judged: Mapping[str, Confidence] = dict.fromkeys(("says", "answers", "confirms"), ALWAYS)
    with open_index(settings) as index:
        reader = Assistant(index, load(), settings, Parts(judged=_UNSURE)).standing(Viewer()).reader
        teller = Teller(index.embedder, judged)
        for row in (json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()):
            question = reader.read(row["question"]) if not row["history"] else None
            spec = _spec(index, question, row["expect"]) if question else None
            if question is None or spec is None or not question.residual:
                continue
            told = teller.of(spec, asked_of(question)).ranked
            wanted = [_answers(row["expect"], one.statement.text) for one in told]
            stated = row["expect"].get("status") == "answered"
            if stated == any(wanted):
                name = f"{corpus.name} {spec.entry.source_name}"
                yield [
                    Compared(row["question"], name, one.features, answers, stated)
                    for one, answers in zip(told, wanted, strict=True)
                ]


def _spec(index: Index, question: Question, expect: Mapping[str, Any]) -> Spec | None:
    """The document that is asked, where the question is on one class and on the document that the file names."""
    if len(question.entries) != 1 or question.frame not in (Frame.FACT, Frame.OPEN):
        return None
    if expect.get("status") not in ("answered", "not_stated"):
        return None
    entry = question.entries[0]
    parsed = index.catalog.parsed(entry.source_id, Viewer())
    return Spec(entry, parsed) if parsed and expect.get("document") in (None, entry.source_name) else None


def _answers(expect: Mapping[str, Any], text: str) -> bool:
    flat = " ".join(text.split()).lower()
    said = [*expect.get("contains", ()), *expect.get("any_of", ()), *expect.get("money", ())]
    if "covers" in expect:
        said.append(expect["covers"])
    pattern = expect.get("quote_matches")
    return any(" ".join(words.split()).lower() in flat for words in said) or bool(pattern and re.search(pattern, text))
