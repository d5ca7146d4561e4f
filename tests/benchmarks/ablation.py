"""What each part of the understanding contributes: scores with everything, then without one part at a time.

    python -m tests.benchmarks.ablation [--corpus FOLDER]... [--questions FILE]... [--skip kind=A,B]...

By default the examples, with the question files of the tests. Of a question file those are asked
whose corpus is a folder's name. Prints a table in Markdown, a row for each part that is missing.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.engine import Assistant
from assistant.evaluate.questions import Question, read_questions, selected
from assistant.evaluate.run import Examiner
from assistant.evaluate.scores import Scores
from assistant.local_desk import Local
from assistant.service.backend import Backend
from assistant.service.ports import Drafting
from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.benchmarks.removals import REMOVALS, Removal
from vectorstore.embedder import Embedder, open_embedder
from vectorstore.index import Index
from vectorstore.model_files import model_dir
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "ingest" / "examples"
_FILES = ("examples/questions.jsonl", "assistant/data/more_questions.jsonl", "assistant/data/anyones_words.jsonl")
QUESTIONS = tuple(ROOT / "tests" / name for name in _FILES)

#: Kinds of questions that describe work in other words than the documents'.
DESCRIBED = ("paraphrase", "duty2class", "work")

_COLUMNS = ("without", "mean over kinds", "described work", "right", "false refusals", "wrong", "unsupported")


def main() -> None:
    """Print the table."""
    given = _arguments()
    read = [question for path in given.questions or QUESTIONS for question in read_questions(path)]
    corpora = given.corpus or [EXAMPLES]
    names = ",".join(corpus.name for corpus in corpora)
    questions = selected(read, [f"corpus={names}", *given.select], given.skip)
    removals = [removal for removal in REMOVALS if not given.without or removal.name in given.without]
    embedder = open_embedder(model_dir())
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(data_dir=given.data_dir or Path(scratch))
        with Index.open(settings.data_dir, embedder) as index:
            ingest(corpora, index, load())
            classes = len(index.catalog.entries(Viewer()))
        print(f"{names}: {classes} classes, {len(questions)} questions\n")
        for row in (_COLUMNS, ("---", *["--:"] * (len(_COLUMNS) - 1))):
            print(_line(row))
        for removal in removals:
            print(_line(_row(removal, scored(removal, questions, settings, embedder))), flush=True)


def scored(removal: Removal, questions: Sequence[Question], settings: Settings, embedder: Embedder) -> Scores:
    """Return the scores of `questions` over the index of the settings, with one part taken out."""
    with removal.calibrated(), _desk(removal, settings, embedder) as desk:
        return Examiner(desk, contact=settings.hr_contact).examine(questions, lambda *_: None)


def _no_drafts() -> Drafting:
    raise AssertionError("a question drafts nothing")


@contextmanager
def _desk(removal: Removal, settings: Settings, embedder: Embedder) -> Iterator[Local]:
    class Searched(Index):
        searcher = removal.searcher

    with Searched.open(settings.data_dir, embedder) as index:
        assistant = Assistant(index, removal.vocabulary(load()), settings, removal.parts)
        yield Local(Backend(assistant, index, index.conversations), settings, _no_drafts)


def _row(removal: Removal, scores: Scores) -> tuple[str, ...]:
    described = [o for o in scores.outcomes if o.question.row["kind"] in DESCRIBED]
    totals = scores.totals
    counts = (totals[name] for name in ("false_refusals", "wrong_answers", "unsupported_answers"))
    return (
        removal.name,
        f"{scores.mean:.4f}",
        f"{sum(o.right for o in described)}/{len(described)}",
        f"{scores.right}/{len(scores.outcomes)}",
        *map(str, counts),
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, action="append", help="folder of documents; repeatable")
    parser.add_argument("--questions", type=Path, action="append", help="question file; repeatable")
    parser.add_argument("--select", action="append", default=[], help="questions asked, kind=A,B; repeatable")
    parser.add_argument("--skip", action="append", default=[], help="questions left out; repeatable")
    parser.add_argument("--data-dir", type=Path, help="folder to keep the index in; else it is made anew")
    names = [removal.name for removal in REMOVALS]
    parser.add_argument("--without", action="append", choices=names, help="only this row; repeatable")
    return parser.parse_args()


if __name__ == "__main__":
    main()
