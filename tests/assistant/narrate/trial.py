"""Try the prover on real documents: every unit of many answers told as it is, and turned into something else.

    python -m tests.assistant.narrate.trial DATA_DIR [CLASSES]

prints how many true sentences are held back, and every false one that passed.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from assistant.engine import Assistant
from assistant.lexicon import Lexicon
from assistant.narrate.exhibit import Exhibit, Unit, exhibits
from assistant.narrate.proving import Prover
from assistant.opening import open_embedder
from assistant.question import Question
from assistant.settings import Settings
from tests.assistant.narrate.mutating import MUTATIONS
from vectorstore.index import Index
from vectorstore.spec import Modality, Viewer
from vectorstore.vocabulary import load

_ASKED = (
    "what are the minimum qualifications of {}",
    "what license does a {} need",
    "what are the duties of a {}",
    "what is the salary of a {}",
    "is a {} exempt from overtime",
    "who supervises a {}",
    "what are the working conditions of a {}",
    "what is desirable for a {}",
    "can experience be substituted for education for a {}",
)
_BY_MODALITY = {
    Modality.REQUIRED: ("A {title} needs {text}", "You must have {text}"),
    Modality.MAY_BE_REQUIRED: ("A {title} may need {text}", "{text}"),
    Modality.PREFERRED: ("The spec says that this is desirable: {text}", "Desirable is {text}"),
    Modality.DESCRIBED: ("A {title} {text}", "The duties of a {title} include: {text}"),
}
_OTHERS = (
    (" ii", "{} II"), ("senior", "Senior {}"), ("supervisor", "{} Supervisor"), ("zeppelin", "Zeppelin Pilot"),
    ("chief", "Chief of {}"), ("lead", "Lead {}"), ("employee", "Employee of a {}"),
)  # fmt: skip
_LEADS = ("", "The spec says: ", "According to the spec, ")


@dataclass
class Tally:
    """What came of a trial."""

    true: int = 0
    held_back: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    worded: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Modality, and whether it passed when told in the words of an answer."""

    passed: list[tuple[str, str, str]] = field(default_factory=list)
    """Kind of the change, the unit, and the sentence that passed."""

    held: list[tuple[str, str]] = field(default_factory=list)
    """Why a true sentence was held back, and the sentence."""

    held_worded: list[tuple[str, str]] = field(default_factory=list)
    """As `held`, of sentences in the words of an answer."""

    took: list[float] = field(default_factory=list)


def main(folder: Path, most: int) -> None:
    """Try `most` classes of the index in `folder`, and print what came of it."""
    settings = Settings.load(data_dir=folder)
    with Index.open(settings.data_dir, open_embedder(settings)) as index:
        _print(tried(Assistant(index, load(), settings), index, most))


def tried(assistant: Assistant, index: Index, most: int = 1000) -> Tally:
    """Return what came of `most` classes of `index`."""
    tally, standing = Tally(), assistant.standing(Viewer())
    prover = Prover(standing.shelf.vocabulary, standing.reader.lexicon, standing.reader.scanner)
    for asked, among in _answers(assistant, index, standing.reader.lexicon, most):
        _try(prover, asked, among, tally)
    return tally


def _answers(
    assistant: Assistant, index: Index, lexicon: Lexicon, most: int
) -> Iterator[tuple[Question, tuple[Exhibit, ...]]]:
    entries = list(lexicon.entries)
    Random(6).shuffle(entries)
    reader = assistant.standing(Viewer()).reader
    for entry in entries[:most]:
        for wording in _ASKED:
            message = wording.format(entry.spec.title)
            answer = assistant.ask(message).answer
            if answer.citations:
                yield reader.read(message), exhibits(answer, lambda one: index.catalog.parsed(one, Viewer()), "trial")


def _try(prover: Prover, asked: Question, among: tuple[Exhibit, ...], tally: Tally) -> None:
    random = Random(7)
    classes = {one.citation.spec_id for one in among}
    for one in among if len(classes) == 1 else ():
        for unit in one.units:
            for lead in _LEADS:
                _true(prover, f"{lead}{unit.text}", one, among, asked, tally)
            _worded(prover, one, unit, among, asked, tally)
            for kind, mutation in MUTATIONS.items():
                for false in dict.fromkeys(mutation(unit.text, random)):
                    if " ".join(false.split()).lower() == " ".join(unit.text.split()).lower():
                        continue
                    tally.false[kind] += 1
                    if not prover.why_not(f"{random.choice(_LEADS)}{false}", [one], among, asked):
                        tally.passed.append((kind, f"[{unit.modality.value}] {unit.text}", false))


def _worded(
    prover: Prover, one: Exhibit, unit: Unit, among: tuple[Exhibit, ...], asked: Question, tally: Tally
) -> None:
    """Tell a unit of its class, and of others."""
    title, text = one.citation.title, unit.text[:1].lower() + unit.text[1:]
    for wording in _BY_MODALITY.get(unit.modality, ()):
        why = prover.why_not(wording.format(title=title, text=text), [one], among, asked)
        tally.worded[unit.modality.value, "a word" if "“" in why else why] += 1
        tally.held_worded += [(why, wording.format(title=title, text=text))] if why else []
        for word, other in _OTHERS:
            if word in title.lower() or "{title}" not in wording:
                continue
            tally.false["class"] += 1
            told = wording.format(title=other.format(title), text=text)
            if not prover.why_not(told, [one], among, asked):
                tally.passed.append(("class", f"[{title}] {unit.text}", told))


def _true(
    prover: Prover, sentence: str, one: Exhibit, among: tuple[Exhibit, ...], asked: Question, tally: Tally
) -> None:
    tally.true += 1
    why = prover.why_not(sentence, [one], among, asked)
    start = time.perf_counter()
    prover.why_not(sentence, [one], among, asked)
    tally.took.append(time.perf_counter() - start)
    if why:
        tally.held_back[why if why.startswith("it") else "a word"] += 1
        tally.held.append((why, f"[{one.units[0].modality.value}] {sentence}"))


def _print(tally: Tally) -> None:
    took = sorted(tally.took)
    print(f"true {tally.true}, held back {sum(tally.held_back.values())}")
    for why, count in tally.held_back.most_common(40):
        print(f"  {count:5} {why}")
    for why, sentence in Random(1).sample(tally.held, min(40, len(tally.held))):
        print(f"  - {why}: {sentence}")
    for (modality, why), count in sorted(tally.worded.items()):
        print(f"in an answer's words, {modality}: {count:5} {why or 'passed'}")
    print(f"false {sum(tally.false.values())} {dict(tally.false)}, passed {len(tally.passed)}")
    for kind, unit, sentence in tally.passed:
        print(f"  {kind}\n     {unit}\n     {sentence}")
    print(
        f"a sentence: {1e3 * took[len(took) // 2]:.2f} ms at the middle, {1e3 * took[int(len(took) * 0.95)]:.2f} at p95"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
