"""How the command line shows scores: what was missed, then the kinds, then the sums."""

from collections.abc import Iterator

from rich.text import Text

from assistant.cli_output import new_table, print_table, printable, say
from assistant.evaluate.scores import Outcome, Scores
from vectorstore.folding import one_line

#: Misses shown; the reports have all.
_MOST = 40
#: Characters of an answer that are shown.
_BEGINNING = 200
#: Characters of what was expected.
_EXPECTED = 80


def show_scores(scores: Scores) -> None:
    """Print the scores."""
    for outcome in scores.misses[:_MOST]:
        _show_miss(outcome)
    if len(scores.misses) > _MOST:
        say(f"and {len(scores.misses) - _MOST} more misses; --html FILE and --json have them all\n")
    table = new_table("kind", "right", "asked", "share", whole={"right", "asked", "share"})
    for kind in scores.kinds:
        table.add_row(Text(printable(kind.name)), str(kind.right), str(kind.asked), f"{kind.share:.3f}")
    for column in table.columns[1:]:
        column.justify = "right"
    print_table(table)
    for sentence in summary(scores):
        say(sentence)


def summary(scores: Scores) -> tuple[str, ...]:
    """Return the sums, a sentence each."""
    faults = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in scores.totals.items())
    p50, p95 = (1e3 * scores.latency(share) for share in (0.5, 0.95))
    return (
        f"{faults}",
        f"latency p50 {p50:.1f} ms, p95 {p95:.1f} ms",
        f"mean over kinds {scores.mean:.4f}; {scores.right} of {len(scores.outcomes)} right",
    )


def _show_miss(outcome: Outcome) -> None:
    question = outcome.question
    said = " → ".join([*question.history, question.text])
    say(f"{question.id} ({question.kind}): {said}")
    say(f"  missed {'; '.join(_wanted(outcome))}")
    say(f"  got [{outcome.status}] {_cut(outcome.answer, _BEGINNING)}\n")


def _wanted(outcome: Outcome) -> Iterator[str]:
    """What is wrong, each expectation with what was expected."""
    expected = outcome.question.expect.as_dict()
    for fault in outcome.faults:
        wanted = expected.get(fault)
        shown = " · ".join(map(str, wanted)) if isinstance(wanted, list) else str(wanted)
        yield fault if wanted is None else f"{fault} ({_cut(shown, _EXPECTED)})"


def _cut(text: str, most: int) -> str:
    line = one_line(text)
    return line if len(line) <= most else f"{line[:most].rstrip()} …"
