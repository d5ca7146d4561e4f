"""A ladder as data: each step with what proves it, and with what it needs in the words of its document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.answer import Answer, Status
from assistant.citations import paragraphs
from assistant.class_view import Spec
from assistant.compose.writer import Writer, plain, shown_title
from assistant.evidence import gather
from assistant.ladder import Ladder, Step
from assistant.rungs import Proof, Why
from assistant.series import Series
from vectorstore.spec import CatalogEntry, Span
from vectorstore.vocabulary import Vocabulary

#: Steps each way whose needs are in the data whole; of further ones the words that prove them are.
_MOST_WHOLE = 8


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps around one class, with the documents that they stand in."""

    ladder: Ladder
    spec: Spec
    """The class's own document."""

    spec_of: Callable[[CatalogEntry], Spec | None]
    ladder_of: Callable[[CatalogEntry], Ladder]
    vocabulary: Vocabulary
    line: Series | None = None
    """The classes that lead to the class and on from it, where all of a series is asked for that is none."""

    def data(self, above: Sequence[Sequence[int]], below: Sequence[Sequence[int]]) -> dict[str, Any]:
        """Return the ladder as data; `above` and `below` are the citations of each step."""
        series = self.whole
        rungs = [[_side(entry) for entry in rung] for rung in series.rungs] if series is not None else []
        return {
            "class": _side(self.spec.entry),
            "above": [self._step(step, numbers, at) for at, (step, numbers) in _counted(self.ladder.above, above)],
            "below": [self._step(step, numbers) for _, (step, numbers) in _counted(self.ladder.below, below)],
            "series": {"title": series.title, "rungs": rungs} if series is not None else None,
        }

    @property
    def whole(self) -> Series | None:
        """The series of the class; of a class of none those that lead from one to the next by experience."""
        return self.ladder.series or self.line

    def needs(self, spec: Spec) -> list[Span]:
        """Return what a class asks for, in the order of its document."""
        evidence = gather(spec, ("requirements",), "", self.vocabulary)
        return list(paragraphs(spec.parsed.document, evidence.all_statements))

    def asked_below(self, entry: CatalogEntry) -> list[tuple[Spec, Span]]:
        """Return the words by which a class asks for experience in the classes right below it."""
        below = self.ladder_of(entry).below
        proofs = [
            proof for step in below for proof in step.proofs if proof.why is Why.EXPERIENCE and step.entry is not None
        ]
        return [place for proof in proofs for place in self.words(proof)]

    def words(self, proof: Proof) -> list[tuple[Spec, Span]]:
        """Return the words of a proof with the document that has them; none for a series, which the titles prove."""
        spec = self.spec_of(proof.entry) if proof.statement is not None else None
        if spec is None or proof.statement is None:
            return []
        return [(spec, span) for span in paragraphs(spec.parsed.document, [proof.statement])]

    def _step(self, step: Step, numbers: Sequence[int], at: int | None = None) -> dict[str, Any]:
        """One step; `at` is its place among those above the class, None for one below: that needs nothing further."""
        spec = self.spec_of(step.entry) if step.entry is not None and at is not None and at < _MOST_WHOLE else None
        proven = [place for proof in step.proofs for place in self.words(proof)]
        needs = [(spec, span) for span in self.needs(spec)] if spec is not None else proven
        return {
            **(_side(step.entry) if step.entry is not None else _unloaded(step)),
            "loaded": step.entry is not None,
            "why": step.why.value,
            "proofs": [{"why": proof.why.value, "named_as": proof.printed} for proof in step.proofs],
            "needs": [_place(of, span) for of, span in needs],
            "numbers": list(numbers),
        }


def write_above_unloaded(title: str, named: Sequence[tuple[Spec, Proof]]) -> Answer:
    """Return what stands above a class that has no document, in the words of those that name it."""
    writer = Writer()
    writer.say(f"No spec is loaded for “{plain(title)}”. These name it, and stand above it:")
    above = []
    for spec, proof in named[:_MOST_WHOLE]:
        statements = [proof.statement] if proof.statement is not None else []
        spans = list(paragraphs(spec.parsed.document, statements))
        numbers = [writer.cite(spec.entry, spec.parsed, span) for span in spans]
        quotes = "; ".join(f"“{plain(spec.parsed.document.quote(span))}”" for span in spans)
        writer.say(f"- **{shown_title(spec.entry)}**: {quotes}", *numbers)
        step = {"loaded": True, "why": proof.why.value, "needs": [_place(spec, span) for span in spans]}
        above.append({**_side(spec.entry), **step, "numbers": numbers})
    unloaded = {"spec_id": None, "title": title, "class_code": "", "agency": named[0][0].entry.agency, "loaded": False}
    return replace(
        writer.answer(Status.ANSWERED), ladder={"class": unloaded, "above": above, "below": [], "series": None}
    )


def told(ladder: dict[str, Any]) -> list[str]:
    """Return the ids of the classes that an answer tells of as steps, of its ladder as data."""
    steps = [*ladder["above"], *ladder["below"]]
    return [step["spec_id"] for step in steps if step["loaded"] and step["numbers"]]


def called(step: Step) -> str:
    """Return the name of a step's class for a sentence."""
    return shown_title(step.entry) if step.entry is not None else step.title


def _counted(steps: Sequence[Step], numbers: Sequence[Sequence[int]]) -> enumerate[tuple[Step, Sequence[int]]]:
    return enumerate(zip(steps, numbers or [()] * len(steps), strict=True))


def _side(entry: CatalogEntry) -> dict[str, Any]:
    return {"spec_id": entry.spec_id, "title": shown_title(entry), "class_code": entry.spec.class_code,
            "agency": entry.agency}  # fmt: skip


def _unloaded(step: Step) -> dict[str, Any]:
    return {"spec_id": None, "title": step.title, "class_code": "", "agency": step.agency}


def _place(spec: Spec, span: Span) -> dict[str, Any]:
    return {"quote": spec.parsed.document.quote(span), "source_id": spec.entry.source_id, "start": span.start,
            "end": span.end}  # fmt: skip
