"""The most that a model can do for the questions of the files, and the worst: every choice that it has is tried."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.help.mapped import Mapped
from assistant.help.understanding import Understanding
from assistant.model.port import Prompt, Shape
from assistant.settings import Settings
from tests.assistant.help.choosing import facets_of, rows_of
from tests.assistant.judging import broken, missed
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

TESTS = Path(__file__).parents[2]
FILES = [
    TESTS / "assistant" / "data" / "anyones_words.jsonl",
    TESTS / "assistant" / "data" / "more_questions.jsonl",
    TESTS / "examples" / "questions.jsonl",
]
#: Share of the questions that are answered rightly without a model, for which one may be asked.
MOST_ASKED = 0.06


@dataclass
class Tries:
    """A model that makes one choice after the other, of a prompt's every choice."""

    name = "tries"
    choices: Sequence[Mapped] = ()
    """Those of the last prompt."""

    at: int = -1
    """Which of them it makes; -1 for none of these."""

    def stream(self, prompt: Prompt) -> Iterator[str]:
        raise NotImplementedError

    def structured(self, prompt: Prompt, shape: type[Shape]) -> Shape:
        classes, facets = list(rows_of(prompt.user)), facets_of(prompt.user)
        self.choices = list(_choices(classes, facets))
        made = self.choices[self.at] if self.at >= 0 else Mapped(frame="none", classes=[], facets=[])
        return shape.model_validate(made.model_dump())


def _choices(classes: Sequence[str], facets: Sequence[str]) -> Iterator[Mapped]:
    yield Mapped(frame="reverse", classes=[], facets=[])
    for one in classes:
        for frame in ("overview", "ladder", "revision", "reverse"):
            yield Mapped.model_validate({"frame": frame, "classes": [one], "facets": []})
        yield from (Mapped(frame="fact", classes=[one], facets=[facet]) for facet in facets)


@pytest.mark.long
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_choice_makes_a_right_answer_wrong_and_few_questions_are_asked(
    file: Path, example_index: Index, vocabulary: Vocabulary, example_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data_dir=example_folder, hr_contact="the desk upstairs")
    entries = example_index.catalog.entries(Viewer())
    texts = {entry.source_id: example_index.catalog.text(entry.source_id, Viewer()) or "" for entry in entries}
    assistant = Assistant(example_index, vocabulary, settings)
    counts, harmed = Counter[str](), []
    for question in _questions(file):
        said = [*question["history"], question["question"]]

        def answers(said: Sequence[str] = said) -> Iterator[Answer]:
            model = Tries()
            while model.at < len(model.choices):
                # A new one each time: it remembers what it was told.
                monkeypatch.setattr(assistant._answering, "_help", Understanding(model))
                yield assistant.ask(said[-1], history=said[:-1]).answer
                model.at += 1

        wrong = [bool(missed(question["expect"], one) + broken(one, texts, " ".join(said))) for one in answers()]
        counts["right"] += not wrong[0]
        counts["asked though right"] += not wrong[0] and len(wrong) > 1
        counts["mended"] += wrong[0] and not all(wrong)
        harmed += [question["id"]] if any(wrong) and not wrong[0] else []
    assert harmed == []
    assert 0 < counts["asked though right"] <= MOST_ASKED * counts["right"], counts


def _questions(file: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["corpus"] == "examples"]
