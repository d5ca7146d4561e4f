"""What the drafting benchmark counts, and that a class to be drafted is really not there."""

from argparse import Namespace
from pathlib import Path

import numpy as np
import pytest

from assistant.draft.weighing import FEATURES
from tests.benchmarks import drafting
from tests.benchmarks.drafting import KINDS, Tally, same
from tests.benchmarks.drafting_fit import Lines, loss, weights


def test_lines_are_the_same_only_with_equal_numbers() -> None:
    two = "Two years of experience in keeping the accounts of a harbor."
    assert same(two, "Two years' experience in keeping the accounts of the harbor.")
    assert not same(two, two.replace("Two", "Three"))
    assert not same(two, "Two years of experience in pruning trees along a canal.")


def test_a_line_that_is_proposed_twice_is_found_once() -> None:
    tally = Tally()
    tally.add(["Keeps the accounts.", "Prunes trees."], ["Keeps the accounts.", "Keeps the accounts", "Paints boats."])
    assert (tally.found, tally.real, tally.right, tally.proposed) == (1, 2, 2, 3)


def test_a_fit_finds_the_weights_that_made_the_lines() -> None:
    chance = np.random.default_rng(8)
    shown = np.hstack([np.ones((20_000, 1)), chance.normal(size=(20_000, len(FEATURES) - 1))])
    made = np.array([-2.0, 1.0, 0.5, 0.0, -0.5, 0.0, 0.25])
    lines = Lines(shown, chance.random(20_000) < 1 / (1 + np.exp(-shown @ made)))
    found = weights(lines)
    assert found == pytest.approx(made, abs=0.1)
    assert loss(lines, found) < loss(lines, np.zeros(len(FEATURES)))


@pytest.mark.long
def test_whoever_drafts_does_not_see_what_is_left_out(tmp_path: Path) -> None:
    with drafting.left_out(drafting.examples(tmp_path / "examples")) as (everything, without):
        entry = everything.shelf.entries[0]
        seen = {one.source_id for one in without(entry).shelf.entries}
        assert seen == {one.source_id for one in everything.shelf.entries} - {entry.source_id}


@pytest.mark.long
def test_drafts_find_as_much_as_copying_and_are_wrong_less_often(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    total = {way: {kind: Tally() for kind in KINDS} for way in ("copied", "drafted")}
    folder = drafting.examples(tmp_path / "examples")
    drafting.one_folder(folder, Namespace(classes=12, seed=8, skip=None, list=True), total)
    copied, drafted = (drafting.summed(list(total[way].values())) for way in ("copied", "drafted"))
    duties = total["drafted"]["duties"], total["copied"]["duties"]
    assert duties[0].found >= duties[1].found > 0
    # Few classes have another of their work here: what copying any other one finds besides is in few of many lines.
    assert drafted.right / drafted.proposed > 1.2 * copied.right / copied.proposed
    assert drafted.found / (drafted.real + drafted.proposed) > copied.found / (copied.real + copied.proposed) > 0
    # What a class says of itself alone is in no other document: its own was left out.
    assert drafted.found < drafted.real / 2
    assert "12 classes" in capsys.readouterr().out
