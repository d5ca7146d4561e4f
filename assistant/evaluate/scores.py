"""What became of the questions: each one's outcome, and the sums over all of them."""

import math
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from assistant.answer import Status
from assistant.evaluate.questions import Question

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question and its answer, judged."""

    question: Question
    reply: Json | None
    """The reply of `POST /v1/chat`; None where the question was refused."""

    seconds: float
    """From asking to the reply; the history before it does not count."""

    missed: tuple[str, ...] = ()
    """Names of the expectations that were not met."""

    unverified: tuple[str, ...] = ()
    """Citations that are not what their source says, a sentence each."""

    loose: tuple[str, ...] = ()
    """Numbers of the answer that nothing cited has."""

    refusal: str = ""
    """Why the question was refused, where it was."""

    @property
    def right(self) -> bool:
        """Whether everything expected holds, and the answer is sound."""
        return not self.faults

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong, a few words each."""
        refused = (f"refused: {self.refusal}",) if self.refusal else ()
        loose = tuple(f"loose number {number}" for number in self.loose)
        return (*refused, *self.missed, *(f"unverified: {fault}" for fault in self.unverified), *loose)

    @property
    def status(self) -> str:
        """The status of the answer; "refused" where there is none."""
        return self.reply["status"] if self.reply else "refused"

    @property
    def answer(self) -> str:
        """The text of the answer."""
        return self.reply["answer"] if self.reply else self.refusal

    @property
    def is_wrong(self) -> bool:
        """Whether something was answered where an answer was right, and it is not the right one."""
        return self._answered and self._answerable and not self.right

    @property
    def is_false_refusal(self) -> bool:
        """Whether nothing was answered where only an answer was right."""
        return not self._answered and self.question.expect.statuses == {Status.ANSWERED}

    @property
    def is_unsupported(self) -> bool:
        """Whether something was answered where no answer was right."""
        return self._answered and not self._answerable

    @property
    def _answered(self) -> bool:
        return self.status == Status.ANSWERED

    @property
    def _answerable(self) -> bool:
        return Status.ANSWERED in self.question.expect.statuses


@dataclass(frozen=True, slots=True)
class Kind:
    """How the questions of one kind were answered."""

    name: str
    right: int
    asked: int

    @property
    def share(self) -> float:
        """Share that was answered right."""
        return self.right / self.asked


@dataclass(frozen=True, slots=True)
class Scores:
    """The outcomes of a run, in the order of the file; never none."""

    outcomes: tuple[Outcome, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds by name."""
        by_name: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            by_name.setdefault(outcome.question.kind, []).append(outcome)
        return tuple(Kind(name, sum(o.right for o in found), len(found)) for name, found in sorted(by_name.items()))

    @property
    def misses(self) -> tuple[Outcome, ...]:
        """What was not answered right."""
        return tuple(outcome for outcome in self.outcomes if not outcome.right)

    @property
    def mean(self) -> float:
        """Mean of the kinds' shares: a kind with few questions counts as much as one with many."""
        return fmean(kind.share for kind in self.kinds)

    @property
    def right(self) -> int:
        """How many were answered right."""
        return len(self.outcomes) - len(self.misses)

    @property
    def totals(self) -> dict[str, int]:
        """How many answers have each of the faults that matter most."""
        return {
            "unverified_quotes": sum(bool(o.unverified) for o in self.outcomes),
            "loose_numbers": sum(bool(o.loose) for o in self.outcomes),
            "wrong_answers": sum(o.is_wrong for o in self.outcomes),
            "false_refusals": sum(o.is_false_refusal for o in self.outcomes),
            "unsupported_answers": sum(o.is_unsupported for o in self.outcomes),
        }

    def latency(self, share: float) -> float:
        """Return the seconds within which `share` of the answers came."""
        seconds = sorted(outcome.seconds for outcome in self.outcomes if outcome.reply is not None)
        return seconds[max(0, math.ceil(share * len(seconds)) - 1)] if seconds else 0.0

    def as_dict(self) -> Json:
        """Return everything as JSON data."""
        return {
            "mean": self.mean,
            "right": self.right,
            "asked": len(self.outcomes),
            **self.totals,
            "latency_ms": {"p50": 1e3 * self.latency(0.5), "p95": 1e3 * self.latency(0.95)},
            "kinds": [{"kind": k.name, "right": k.right, "asked": k.asked, "share": k.share} for k in self.kinds],
            "questions": [_as_dict(outcome) for outcome in self.outcomes],
        }


def _as_dict(outcome: Outcome) -> Json:
    question = outcome.question
    return {
        "id": question.id,
        "kind": question.kind,
        "history": list(question.history),
        "question": question.text,
        "expect": question.expect.as_dict(),
        "right": outcome.right,
        "missed": list(outcome.missed),
        "unverified": list(outcome.unverified),
        "loose_numbers": list(outcome.loose),
        "refusal": outcome.refusal or None,
        "latency_ms": 1e3 * outcome.seconds,
        "reply": outcome.reply,
    }
