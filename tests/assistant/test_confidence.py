"""How sure a judgment is, and that every one asked for was calibrated with all that is known of a question."""

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering import Parts
from assistant.clauses import clauses
from assistant.clauses import features as of_ranked
from assistant.confidence import ALWAYS, NEVER, Confidence, calibrated
from assistant.engine import Assistant
from assistant.one_class import asked_of
from assistant.reading import Reader
from assistant.settings import Settings
from assistant.telling import Teller
from tests.assistant.conftest import SpecOf
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

WEIGHTS = st.dictionaries(st.sampled_from(["near", "shared", "words"]), st.floats(-1e6, 1e6), min_size=1)
SMALL = st.floats(-5, 5)

#: A question that asks for each judgment.
ASKING = {
    "describes": "Which class prunes the trees and grinds the stumps?",
    "fits": "Which class prunes the trees and grinds the stumps?",
    "outside": "what is the weather tomorrow",
    "personal": "will they hire my cousin as Permit Technician",
    "says": "How far must a Harbor Patrol Officer swim?",
    "answers": "How far must a Harbor Patrol Officer swim?",
    "confirms": "Are repairing ships and singing duties of a Crane Electrician?",
}


@given(st.floats(-1e6, 1e6), WEIGHTS, st.data())
def test_probability_lies_between_never_and_surely(
    bias: float, weights: Mapping[str, float], data: st.DataObject
) -> None:
    known = {name: data.draw(st.floats(-1e6, 1e6)) for name in weights}
    assert 0.0 < Confidence(bias, weights, 0.5).probability(known) <= 1.0


@given(SMALL, SMALL, SMALL, st.floats(0.01, 5))
def test_more_of_a_feature_speaks_for_what_its_weight_does(
    bias: float, weight: float, value: float, more: float
) -> None:
    judged = Confidence(bias, {"near": weight}, 0.5)
    gained = judged.probability({"near": value + more}) - judged.probability({"near": value})
    assert gained * weight >= 0


@pytest.mark.parametrize(("weight", "sign"), [(2.0, 1), (0.0, 0), (-2.0, -1)])
def test_weight_without_effect_is_a_weight_of_nothing(weight: float, sign: int) -> None:
    judged = Confidence(0.5, {"near": weight}, 0.5)
    gained = judged.probability({"near": 1.0}) - judged.probability({"near": 0.5})
    assert (gained > 0) - (gained < 0) == sign


def test_probability_is_the_logistic_of_the_bias_and_the_weighed_features() -> None:
    judged = Confidence(-1.0, {"near": 2.0, "words": -0.5}, 0.5)
    assert judged.probability({"near": 1.0, "words": 2.0, "of no weight": 9.0}) == 0.5
    assert judged.probability({"near": 1.0, "words": 0.0}) == pytest.approx(0.731059, abs=1e-6)
    assert judged.probability({"near": 0.0, "words": 0.0}) == pytest.approx(0.268941, abs=1e-6)


@pytest.mark.parametrize(("threshold", "held"), [(0.4999, True), (0.5, True), (0.5001, False)])
def test_judgment_holds_from_its_threshold_on(threshold: float, held: bool) -> None:
    assert Confidence(0.0, {}, threshold).holds({}) is held


def test_always_and_never_need_no_feature() -> None:
    assert (ALWAYS.holds({}), NEVER.holds({})) == (True, False)


def test_feature_that_is_not_known_is_an_error() -> None:
    with pytest.raises(KeyError, match="shared"):
        Confidence(0.0, {"near": 1.0, "shared": 0.0}, 0.5).probability({"near": 1.0})


def test_calibrated_judgments_are_those_of_the_file() -> None:
    rows = json.loads(resources.files("assistant").joinpath("confidence.json").read_text("utf-8"))["models"]
    assert calibrated() == {n: Confidence(row["bias"], row["weights"], row["threshold"]) for n, row in rows.items()}
    assert all(0.0 < judged.threshold < 1.0 for judged in calibrated().values())


class Noted(Mapping[str, Confidence]):
    """The calibrated judgments, and the names of those that were asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Confidence:
        self.asked.add(name)
        return calibrated()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(calibrated())

    def __len__(self) -> int:
        return len(calibrated())


def test_no_judgment_is_calibrated_that_no_question_asks_for(
    example_index: Index, vocabulary: Vocabulary, example_folder: Path
) -> None:
    judged = Noted()
    noting = Assistant(example_index, vocabulary, Settings(data_dir=example_folder), Parts(judged=judged))
    for name, question in ASKING.items():
        judged.asked.clear()
        noting.ask(question)
        assert name in judged.asked, question
    assert ASKING.keys() == calibrated().keys()


def test_every_feature_that_is_known_has_its_weight_and_no_other(
    reader: Reader, example_index: Index, spec_of: SpecOf
) -> None:
    scan = reader.scanner.scan(ASKING["describes"])
    parts = clauses(scan.text, reader.vocabulary)
    ranked = example_index.rank_classes(parts, scan.text, Viewer(), limit=3)
    outside = reader.describer.outside_features(scan)
    question = reader.read(ASKING["says"])
    told = Teller(example_index.embedder, calibrated()).of(spec_of("HARBOR PATROL OFFICER"), asked_of(question)).ranked
    known = {
        "describes": reader.describer.features(scan, scan.residual),
        "outside": outside,
        "personal": outside,
        "fits": of_ranked(ranked, parts, 0.5, 40),
        "says": told[0].features,
        "answers": told[0].features,
        "confirms": told[0].features,
    }
    assert {name: set(judged.weights) for name, judged in calibrated().items()} == {n: set(f) for n, f in known.items()}
