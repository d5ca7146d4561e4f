"""Each part that the ablation takes out is really out, and the rest is as it was."""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

import assistant.one_class
from assistant.answer import Status
from assistant.confidence import calibrated
from assistant.engine import Assistant
from assistant.evaluate.questions import read_questions
from assistant.examples import FRAME, Examples
from assistant.lexicon import Lexicon
from assistant.reading import Reader
from assistant.scan import facet_trie
from assistant.settings import Settings
from tests.assistant.service.real import ingested
from tests.benchmarks import ablation
from tests.benchmarks.removals import REMOVALS, Removal
from vectorstore.embedder import Embedder
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load

pytestmark = pytest.mark.long

DESCRIBED = "repairs the motors and brakes of container cranes"
#: Asked with and without each part: one of them, at least, is answered otherwise without it.
TELLING = (
    "What is the class code of the Senior Crane Electrician?",
    "Who repairs cranes?",
    "What is the salary of a Harbor Patrol Officer?",
    "How fast must a Public Safety Dispatcher I type?",
    f"which class {DESCRIBED}",
    "My job is picking up the phone when people dial for help in an emergency and talking them through CPR.",
    "Does a Permit Technician perform autopsies?",
)
#: Score of the first of one ranking.
ALONE = 1 / 61


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ablation") / "data"
    shutil.copytree(ingested().name, path)
    return path


@pytest.fixture(scope="module", params=REMOVALS, ids=lambda removal: removal.name)
def removal(request: pytest.FixtureRequest) -> Removal:
    found: Removal = request.param
    return found


@pytest.fixture(scope="module")
def index(removal: Removal, folder: Path, embedder: Embedder) -> Iterator[Index]:
    with patch.object(Index, "searcher", removal.searcher), Index.open(folder, embedder) as index:
        yield index


@pytest.fixture(scope="module")
def examples(removal: Removal, index: Index, folder: Path) -> Examples:
    return removal.parts.examples(removal.vocabulary(load()), index.embedder, folder / "cache")


@pytest.fixture(scope="module")
def reader(removal: Removal, index: Index, examples: Examples) -> Reader:
    vocabulary = removal.vocabulary(load())
    lexicon = Lexicon(index.catalog.entries(Viewer()), vocabulary)
    trie = facet_trie(vocabulary, index.catalog.stated.own_labels(Viewer()))
    return removal.parts.reader(vocabulary, lexicon, trie, examples, removal.parts.judged)


def test_identity_is_the_nearest_title(removal: Removal, reader: Reader) -> None:
    (mention,) = reader.scanner.scan("What is the class code of the Senior Crane Electrician?").mentions
    titles = [candidate.entry.spec.title for candidate in mention.candidates]
    assert titles == (["CRANE ELECTRICIAN"] if removal.name == "identity" else [])


def test_frames_have_no_cue_and_no_example(removal: Removal, reader: Reader, examples: Examples) -> None:
    gone = removal.name == "frames"
    assert reader.scanner.has_cue(reader.scanner.scan("Which class repairs cranes?"), "reverse") is not gone
    near = {found.key: found.similarity for found in examples.nearest("tell me a joke")}
    assert (near[f"{FRAME}out_of_scope"] == -1.0) is gone


def test_facets_have_no_phrase(removal: Removal, reader: Reader) -> None:
    phrases = reader.scanner.scan("What is the salary of a Harbor Patrol Officer, and the uniform allowance?").phrases
    meant = [phrase.facets[0] for phrase in phrases if not phrase.weak]
    own = "label:uniform allowance"
    assert meant == ([own] if removal.name == "facet synonyms" else ["salary", own])


def test_facets_have_no_example(removal: Removal, examples: Examples) -> None:
    near = {found.key: found.similarity for found in examples.nearest("how much does a clerk earn")}
    assert (near["salary"] == -1.0) is (removal.name == "facet embedding")


def test_search_is_by_words_or_by_vectors_alone(removal: Removal, index: Index) -> None:
    passages = index.search(DESCRIBED, Viewer())
    (ranked,) = index.rank_classes((), DESCRIBED, Viewer(), limit=1)
    alone = removal.name in ("full text", "dense")
    assert (passages[0].score == pytest.approx(ALONE)) is alone
    assert (ranked.similarity == 0) is (removal.name == "dense")
    assert ranked.entry.spec.title == "CRANE ELECTRICIAN"


def test_thresholds_are_off_while_it_is_scored() -> None:
    before = assistant.one_class._LIKELY
    with REMOVALS[-1].calibrated():
        assert assistant.one_class._LIKELY == -1.0
    assert assistant.one_class._LIKELY == before
    with pytest.raises(AttributeError), Removal("x", thresholds={"assistant.one_class": {"_NONE": 0}}).calibrated():
        pytest.fail("a threshold that is no longer there is passed over")


def test_every_judgment_is_made_without_calibration_too(removal: Removal) -> None:
    assert removal.parts.judged.keys() == calibrated().keys()


def test_nearest_statement_answers_only_without_calibration(removal: Removal, index: Index, folder: Path) -> None:
    made = Assistant(index, removal.vocabulary(load()), Settings(data_dir=folder), removal.parts)
    with removal.calibrated():
        answer = made.ask("Does a Permit Technician perform autopsies?").answer
    assert (answer.status is Status.ANSWERED) is (removal.name == "calibration")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> list[str]:
    """What is answered with every part in place, from a copy of its own: a folder has one owner."""
    folder = tmp_path_factory.mktemp("whole") / "data"
    shutil.copytree(ingested().name, folder)
    with Index.open(folder, embedder) as index:
        made = Assistant(index, load(), Settings(data_dir=folder))
        return [made.ask(message).answer.answer for message in TELLING]


@pytest.mark.long
def test_every_removal_changes_an_answer(removal: Removal, index: Index, folder: Path, whole: list[str]) -> None:
    made = Assistant(index, removal.vocabulary(load()), Settings(data_dir=folder), removal.parts)
    with removal.calibrated():
        answers = [made.ask(message).answer.answer for message in TELLING]
    changed = [message for message, then, now in zip(TELLING, whole, answers, strict=True) if then != now]
    assert bool(changed) is (removal.name != "nothing")


def test_every_removal_answers(removal: Removal, index: Index, folder: Path) -> None:
    made = Assistant(index, removal.vocabulary(load()), Settings(data_dir=folder), removal.parts)
    with removal.calibrated():
        for message in ("What is 4121?", "Which classes mend cranes?", "list all jobs that weld pipes", "hello", "?"):
            assert made.ask(message).answer.answer


def test_what_is_asked_by_default_can_be_read() -> None:
    assert all(read_questions(path) for path in ablation.QUESTIONS)


def test_the_table_has_a_row_for_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (
        {"corpus": "examples", "kind": "code", "question": "class code of the Senior Crane Electrician",
         "expect": {"status": "unknown_class"}},
        {"corpus": "examples", "kind": "paraphrase", "question": f"which class {DESCRIBED}",
         "expect": {"status": "answered"}},
        {"corpus": "others", "question": "not asked", "expect": {"status": "answered"}},
    )  # fmt: skip
    shutil.copytree(ingested().name, tmp_path / "data")
    (tmp_path / "mine.jsonl").write_text("\n".join(map(json.dumps, rows)))
    given = [
        "--data-dir",
        tmp_path / "data",
        "--questions",
        tmp_path / "mine.jsonl",
        "--without",
        "nothing",
        "--without",
        "identity",
    ]
    with patch.object(sys, "argv", ["ablation", *map(str, given)]):
        ablation.main()
    table = capsys.readouterr().out
    assert re.search(r"^examples: 40 classes, 2 questions$", table, re.MULTILINE)
    assert "| nothing | 1.0000 | 1/1 | 2/2 | 0 | 0 | 0 |" in table
    assert "| identity | 0.5000 | 1/1 | 1/2 | 0 | 0 | 1 |" in table
