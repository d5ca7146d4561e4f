"""Made answers, models and provers for the tests of narration."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.answer import Answer, AnswerFact, Citation, Status
from assistant.errors import ModelError
from assistant.model.port import Prompt, Shape
from assistant.narrate.exhibit import Exhibit
from assistant.narrate.openers import Openers
from assistant.question import Frame, Question
from vectorstore.vocabulary import load

QUESTION = Question("Does it need a license?", Frame.FACT)


def citation(number: int, quote: str = "", **more: object) -> Citation:
    """A citation of an invented spec."""
    values: dict[str, object] = {
        "number": number,
        "spec_id": "s1",
        "title": "LOCK KEEPER",
        "class_code": "L100",
        "agency": "Marlow County",
        "revision": "2019-03",
        "source_id": "d1",
        "source": "lock.txt",
        "source_path": "lock.txt",
        "section": "License",
        "section_path": ("License",),
        "quote": quote or f"Quote {number}.",
        "start": number * 100,
        "end": number * 100 + 10,
        "page": None,
        "line": number,
        "answer_start": 0,
        "answer_end": 0,
        "url": f"/specs/s1?start={number}",
    }
    return Citation(**{**values, **more})  # type: ignore[arg-type]


def composed(text: str, *citations: Citation, facts: Sequence[AnswerFact] = (), **more: object) -> Answer:
    """A composed answer."""
    return Answer(Status.ANSWERED, text, citations, tuple(facts), **more)  # type: ignore[arg-type]


@dataclass
class Ear:
    """Hears, and leaves after some pieces."""

    heard: list[str] = field(default_factory=list)
    leaves_after: int = 1000

    @property
    def gone(self) -> bool:
        return len(self.heard) >= self.leaves_after

    def found(self, message_id: str, composed: Answer) -> None:
        pass

    def said(self, text: str) -> None:
        self.heard.append(text)


@dataclass
class Writes:
    """A model that writes what `of` makes of its prompt, in pieces, and then fails where it is told to."""

    of: Callable[[Prompt], str]
    fails: bool = False
    size: int = 7
    name: str = "made-model"
    prompts: list[Prompt] = field(default_factory=list)
    closed: int = 0

    def stream(self, prompt: Prompt) -> Iterator[str]:
        self.prompts.append(prompt)
        text = self.of(prompt)
        try:
            for at in range(0, len(text), self.size):
                yield text[at : at + self.size]
            if self.fails:
                raise ModelError("the model broke off")
        finally:
            self.closed += 1

    def structured(self, prompt: Prompt, shape: type[Shape]) -> Shape:
        raise ModelError("it has no forms")


@dataclass
class Doubts:
    """A prover that takes everything but what has one of the words `wrong`."""

    wrong: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()

    def why_not(self, sentence: str, cited: Sequence[Exhibit], among: Sequence[Exhibit], question: Question) -> str:
        return next((f"it says {word}" for word in self.wrong if word in sentence), "")

    def speaks_to_model(self, text: str) -> bool:
        return any(word in text for word in self.commands)

    def unopened(self, text: str) -> str:
        return Openers(load()).without(text)
