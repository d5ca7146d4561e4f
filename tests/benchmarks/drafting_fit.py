"""Fit the weights by which drafting chooses its lines, see `assistant/draft/weighing.py`.

    python -m tests.benchmarks.drafting_fit DATADIR [--check DATADIR]

Each class of a data directory is drafted from the others, as the benchmark
does, and what is gathered for it is compared with what it really says: a line
is right where the class says the same (`tests.benchmarks.drafting.same`) of
that kind. The weights are those of a logistic regression with a small penalty
(`_PENALTY`, of the standardized weights), by Newton's method. Classes that the
benchmark is told by, and others of their documents, are never fitted on. With
`--check`, the loss (nats a line) on the lines of another agency is printed
beside that of always saying how many are right there.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.draft.drawing import drawn_on
from assistant.draft.gather import gathered
from assistant.draft.merging import Merged, merged
from assistant.draft.outline import outline_of
from assistant.draft.similar import about_wanted, find_similar
from assistant.draft.values import Wanted
from assistant.draft.weighing import ASKED, DUTIES, FEATURES, asking_facets, features
from assistant.standing import Standing
from tests.benchmarks.drafting import KINDS, Case, drawn, eligible, left_out, same
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: What the benchmark is told by: seed, number of classes, and the seed whose classes are left out.
TOLD_BY = ((8, 10, None), (5, 25, 8), (77, 20, None), (99, 25, None))
_PENALTY, _STEPS = 5.0, 25

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one kind that were gathered for classes."""

    features: Floats
    """Shape (lines, FEATURES)."""

    right: NDArray[np.bool_]
    """Whether the class says so; shape (lines,)."""


def main() -> None:
    """Print the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", type=Path)
    options = parser.parse_args()
    fitted = _lines(options.folder, fresh)
    for kind in KINDS:
        print(kind, len(fitted[kind].right), "lines,", fitted[kind].right.sum(), "right")
        for name, weight in zip(FEATURES, weights(fitted[kind]), strict=True):
            print(f"  {name:10} {weight:7.2f}")
    for folder, lines in [(options.check, _lines(options.check, list))] if options.check else []:
        for kind, used in (("duties", DUTIES), ("qualifications", ASKED)):
            share = lines[kind].right.mean()
            plain = -(share * np.log(share) + (1 - share) * np.log(1 - share))
            print(f"{folder.name} {kind}: {loss(lines[kind], np.array(used)):.3f} against {plain:.3f}")


def fresh(cases: Sequence[Case]) -> list[Case]:
    """Return those of `cases` whose documents describe no class that the benchmark is told by."""
    told = {case.entry.source_id for seed, number, skip in TOLD_BY for case in drawn(cases, seed, number, skip)}
    return [case for case in cases if case.entry.source_id not in told]


def weights(lines: Lines) -> Floats:
    """Return the weights that tell best which of `lines` are right, shape (FEATURES,)."""
    mean, spread = lines.features.mean(axis=0), lines.features.std(axis=0)
    mean[0], spread[spread == 0] = 0, 1
    scaled = (lines.features - mean) / spread
    penalty = np.diag([0.0, *[_PENALTY] * (len(FEATURES) - 1)])
    found = np.zeros(len(FEATURES))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-scaled @ found))
        slope = scaled.T @ (lines.right - chance) - penalty @ found
        found += np.linalg.solve((scaled.T * (chance * (1 - chance))) @ scaled + penalty, slope)
    found /= spread
    found[0] -= found[1:] @ mean[1:]
    return found


def loss(lines: Lines, used: Floats) -> float:
    """Return the mean loss of weights on `lines`, in nats."""
    odds = lines.features @ used
    return float(np.mean(np.logaddexp(0, np.where(lines.right, -odds, odds))))


def _lines(folder: Path, kept: Callable[[Sequence[Case]], list[Case]]) -> dict[str, Lines]:
    with left_out(folder) as (everything, without):
        found = [one for case in kept(list(eligible(everything))) for one in _gathered(case, without)]
    return {
        kind: Lines(
            np.array([row for of, row, _ in found if of == kind]), np.array([ok for of, _, ok in found if of == kind])
        )
        for kind in KINDS
    }


def _gathered(case: Case, without: Callable[[CatalogEntry], Standing]) -> Iterator[tuple[str, Floats, bool]]:
    """Yield the kind of each line that is gathered for a class, what it is weighed by, and whether it is right."""
    standing = without(case.entry)
    vocabulary = standing.shelf.vocabulary
    wanted = Wanted(case.entry.spec.title, case.notes, case.entry.agency)
    classes = drawn_on(wanted, find_similar(about_wanted(wanted), standing), standing)
    groups = merged(gathered([one.spec for one in classes], vocabulary), vocabulary)
    common = outline_of(wanted.agency, standing).common
    for one, row in zip(groups, features(groups, classes, common), strict=True):
        if kind := _kind(one, vocabulary):
            yield kind, row, any(said.kind == kind and same(said.text, one.first.text) for said in case.real)


def _kind(one: Merged, vocabulary: Vocabulary) -> str:
    around = {one.kind, *one.first.path}
    return "duties" if "duties" in around else "qualifications" if around & asking_facets(vocabulary) else ""


if __name__ == "__main__":
    main()
