"""Fit the judgments of `assistant/confidence.json`.

    python -m tests.calibration [--write] DATA_DIR=QUESTIONS.jsonl[,...] ...

Each DATA_DIR holds an index, each question file is about it. The titles of the
one are names of classes that the others have not, so give two or more. Needs
the extra `calibrate`. Prints for each judgment how often it is taken for true
of each kind of question, by folds that saw no question of the same wording.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.confidence import Confidence
from assistant.opening import open_index
from assistant.settings import Settings
from tests.calibration.collect import Sample, samples, titles
from tests.calibration.fit import Fitted, fit
from tests.calibration.statements import Compared, compared

TARGET = Path(__file__).parents[2] / "assistant" / "confidence.json"
#: Probability from which each is taken for true: of the wrong ones, one that refuses costs a reader more than one
#: that says "nearest" and shows its evidence, and a wrong "that is not for specs to say" the most.
THRESHOLDS = {
    "describes": 0.5,
    "outside": 0.45,
    "personal": 0.9,
    "fits": 0.33,
    "says": 0.75,
    "answers": 0.33,
    "confirms": 0.5,
}


def main(arguments: Sequence[str]) -> None:
    """Fit, print, and write where asked to."""
    corpora = [argument.split("=", 1) for argument in arguments if "=" in argument]
    if not corpora:
        sys.exit(__doc__)
    known = {folder: _titles(Path(folder)) for folder, _ in corpora}
    found: list[Sample] = []
    for folder, files in corpora:
        absent = [title for other, own in known.items() if other != folder for title in own]
        found += samples(Path(folder), [Path(name) for name in files.split(",") if name], absent)
    told = [
        rows for folder, files in corpora for rows in compared(Path(folder), [Path(n) for n in files.split(",") if n])
    ]
    models = _models(found) | _of_statements(told)
    rows = {
        name: {"threshold": one.threshold, "bias": one.bias, "weights": dict(one.weights)}
        for name, one in models.items()
    }
    if "--write" in arguments:
        TARGET.write_text(json.dumps({"models": rows}, indent=1) + "\n", "utf-8")
        print(f"wrote {TARGET.name}")


def _titles(folder: Path) -> list[str]:
    with open_index(Settings.load(data_dir=folder)) as index:
        return titles(index)


def _models(found: Sequence[Sample]) -> dict[str, Confidence]:
    work = [s for s in found if s.describes is not None and s.meant in ("work", "nobody", "name")]
    describes = fit(
        [s.describes or {} for s in work],
        [s.meant != "name" for s in work],
        ["name" if s.meant == "name" else "work" for s in work],
        [s.wording for s in work],
        THRESHOLDS["describes"],
    )
    _print("describes", describes, work)
    loose = [
        s
        for s in found
        if s.meant in ("outside", "follow") or (s.describes is not None and s.meant in ("work", "name"))
    ]
    outside = _outside("outside", loose)
    personal = _outside("personal", [s for s in found if s.meant in ("personal", "class")])
    ranked = [s for s in found if s.fits is not None and s.meant in ("work", "nobody", "outside")]
    fits = fit(
        [{**(s.fits or {}), "outside": outside.probability(s.outside)} for s in ranked],
        [s.meant == "work" for s in ranked],
        # Work counts as much as both that are none.
        [f"{s.meant}{at % 2}" if s.meant == "work" else s.meant for at, s in enumerate(ranked)],
        [s.wording for s in ranked],
        THRESHOLDS["fits"],
    )
    _print("fits", fits, ranked)
    judged = {"describes": describes.confidence, "outside": outside, "personal": personal, "fits": fits.confidence}
    return judged


def _of_statements(told: Sequence[Sequence[Compared]]) -> dict[str, Confidence]:
    """Fit which statement says what is asked, then whether the first one does."""
    flat = [one for rows in told for one in rows]
    says = fit(
        [one.features for one in flat],
        [one.answers for one in flat],
        [str(one.answers) for one in flat],
        [one.document for one in flat],
        THRESHOLDS["says"],
    )
    first = [max(rows, key=lambda one: says.confidence.probability(one.features)) for rows in told if rows]
    answers = fit(
        [one.features for one in first],
        [one.answers for one in first],
        [str(one.answers) for one in first],
        [one.document for one in first],
        THRESHOLDS["answers"],
    )
    print(f"\n## answers, threshold {THRESHOLDS['answers']}\n")
    print("| first statement | questions | taken for an answer |\n|---|---|---|")
    kinds = {"says it": (True, True), "another says it": (True, False), "none says it": (False, False)}
    for name, (stated, right) in kinds.items():
        held = [
            p for p, one in zip(answers.held_out, first, strict=True) if (one.stated, one.answers) == (stated, right)
        ]
        taken = sum(p >= THRESHOLDS["answers"] for p in held) / max(1, len(held))
        print(f"| {name} | {len(held)} | {taken:.3f} |")
    confirms = replace(answers.confidence, threshold=THRESHOLDS["confirms"])
    return {"says": says.confidence, "answers": answers.confidence, "confirms": confirms}


def _outside(name: str, rows: Sequence[Sample]) -> Confidence:
    fitted = fit(
        [s.outside for s in rows],
        [s.meant == name for s in rows],
        [s.meant for s in rows],
        [s.wording for s in rows],
        THRESHOLDS[name],
    )
    _print(name, fitted, rows)
    return fitted.confidence


def _print(name: str, fitted: Fitted, rows: Sequence[Sample]) -> None:
    print(
        f"\n## {name}, threshold {fitted.confidence.threshold}\n\n| meant | questions | taken for true |\n|---|---|---|"
    )
    for meant in sorted({s.meant for s in rows}):
        chosen = [
            p >= fitted.confidence.threshold for p, s in zip(fitted.held_out, rows, strict=True) if s.meant == meant
        ]
        print(f"| {meant} | {len(chosen)} | {sum(chosen) / len(chosen):.3f} |")
    ranked = [p for p, s in zip(fitted.held_out, rows, strict=True) if s.found]
    if ranked:
        share = sum(p >= fitted.confidence.threshold for p in ranked) / len(ranked)
        print(f"| work, right class among the first three | {len(ranked)} | {share:.3f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
