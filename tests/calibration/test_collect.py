"""What is collected of question files and of wordings, by what each question was meant as."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from assistant.confidence import calibrated
from tests.calibration import collect
from tests.calibration.collect import WORDINGS, Sample, misspelled, samples
from tests.calibration.conftest import row, written

SWIM = "How far must a Harbor Patrol Officer swim?"
TREES = "Which class prunes the trees and grinds the stumps?"
FEW = {
    "outside": ["what is the weather tomorrow"],
    "nobody": ["herds geese and juggles torches"],
    "personal": ["will they hire my cousin as CLASS"],
    "names": ["what does a CLASS earn", "CLASS duties", "is there a CLASS"],
}


@pytest.fixture(scope="module")
def found(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    """The samples of one question of each sort."""
    file = written(
        tmp_path_factory.mktemp("questions") / "mine.jsonl",
        row(SWIM, {"status": "answered", "contains": ["500 yards"]}),
        row("And how far must they swim?", {"status": "answered"}, SWIM),
        row("is it raining there", {"status": "out_of_scope"}, SWIM),
        row(TREES, {"status": "answered", "document_cited": "Parks Maintenance Worker, Lead.txt"}),
        row("what does a sword swallower earn", {"status": "unknown_class"}),
        row("polishes the rings of Saturn and feeds comets", {"status": "out_of_scope"}, kind="nobody"),
        row("who won the match last night", {"status": "out_of_scope"}),
        row("duties and salary", {"status": "ambiguous"}),
        row("What does an Accountant do?", {"status": "ambiguous"}),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collect, "WORDINGS", FEW)
        return list(samples(corpus, [file], ["Glass Blower", "crane electrician"]))


def test_question_is_meant_as_its_file_expects(found: list[Sample]) -> None:
    assert {sample.wording: sample.meant for sample in found} == {
        SWIM: "class",
        "And how far must they swim?": "follow",
        TREES: "work",
        "what does a sword swallower earn": "name",
        "polishes the rings of Saturn and feeds comets": "nobody",
        "who won the match last night": "outside",
        **dict.fromkeys(FEW["outside"], "outside"),
        **dict.fromkeys(FEW["nobody"], "nobody"),
        **dict.fromkeys(FEW["personal"], "personal"),
        **dict.fromkeys(FEW["names"], "name"),
    }


def test_what_is_known_depends_on_what_was_meant(found: list[Sample]) -> None:
    described = {s.meant for s in found if s.describes is not None}
    ranked = {s.meant for s in found if s.fits is not None}
    assert described == {"work", "nobody", "outside", "name"}
    assert ranked == {"work", "nobody", "outside"}


def test_all_that_is_judged_is_known(found: list[Sample]) -> None:
    judged = calibrated()
    for sample in found:
        assert set(sample.outside) == set(judged["outside"].weights)
        assert sample.describes is None or set(sample.describes) == set(judged["describes"].weights)
        assert sample.fits is None or set(sample.fits) == set(judged["fits"].weights)


def test_work_whose_class_is_ranked_first_is_found(found: list[Sample]) -> None:
    assert [sample.wording for sample in found if sample.found] == [TREES]


def test_title_of_a_class_that_is_there_is_no_name_of_another(found: list[Sample]) -> None:
    # Of two titles that are said not to be there one is; the other stands in three wordings.
    worded = [sample for sample in found if sample.wording in FEW["names"]]
    assert sorted(sample.wording for sample in worded) == sorted(FEW["names"])


def test_personal_wording_stands_for_several_classes(found: list[Sample]) -> None:
    assert [sample.wording for sample in found if sample.meant == "personal"] == FEW["personal"] * 3


@given(st.text(alphabet="abc de", max_size=30), st.integers(0, 99))
def test_title_is_misspelled_by_one_slip_in_a_long_word(title: str, seed: int) -> None:
    written = misspelled(title, random.Random(seed))
    if not any(len(word) > 4 for word in title.split()):
        assert written == title
        return
    pairs = list(zip(title.split(), written.split(), strict=True))
    slips = [(word, slip) for word, slip in pairs if word != slip]
    # Two alike letters that change places make no slip.
    assert len(slips) <= 1
    assert all(len(word) > 4 and DamerauLevenshtein.distance(word, slip) == 1 for word, slip in slips)
    assert all(word[0] == slip[0] for word, slip in slips)


def test_wordings_are_all_different_and_name_a_class_where_they_must() -> None:
    assert WORDINGS.keys() == FEW.keys()
    every: Mapping[str, list[str]] = WORDINGS
    said = [wording for wordings in every.values() for wording in wordings]
    assert len(said) == len(set(said)) > 100
    for meant, wordings in every.items():
        assert {("CLASS" in wording) for wording in wordings} == {meant in ("personal", "names")}, meant
