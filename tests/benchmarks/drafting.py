"""How much of a class's real spec a draft made without it proposes, against copying the most similar class.

    python -m tests.benchmarks.drafting [--classes 10] [--seed 8] [--skip SEED] [--list] [DATADIR ...]

Of each data directory (of the examples, where none is given) some classes are
drawn by the seed. Each is drafted from the others by its title and definition
alone (the first sentence of its duties where it has none); its document, with
every class in it, is left out. Two lines are the same where their likeness
(rapidfuzz, ratio) is at least 80 of 100 and they name equal numbers. Lines that
stand in what the draft is made from count on no side. `--skip` leaves out the
classes that another seed draws: the choice of lines is tuned on others.
"""

import argparse
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from assistant.class_view import Spec
from assistant.draft.compose import composed
from assistant.draft.outline import outline_of
from assistant.draft.similar import about_wanted, find_similar
from assistant.draft.values import DraftSection, Provenance, Wanted
from assistant.draft.weighing import asking_facets
from assistant.engine import Assistant
from assistant.likeness import own_statements
from assistant.opening import open_index
from assistant.settings import Settings
from assistant.standing import Standing
from ingest.numbers import find_numbers
from ingest.pipeline import ingest
from tests.benchmarks.run import EXAMPLES
from vectorstore.kinds import section_kinds
from vectorstore.spec import CatalogEntry, Viewer
from vectorstore.vocabulary import Vocabulary, load

ALIKE = 80
#: A class with fewer lines on its duties tells little.
FEWEST_DUTIES = 3
KINDS = ("duties", "qualifications")


@dataclass(frozen=True, slots=True)
class Said:
    """What a spec, or a draft, says of one kind."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """A class to be drafted from others."""

    entry: CatalogEntry
    notes: str
    real: tuple[Said, ...]


@dataclass
class Tally:
    """How many lines were found, of how many, and how many proposed are right, of how many."""

    found: int = 0
    real: int = 0
    right: int = 0
    proposed: int = 0

    def add(self, real: Sequence[str], proposed: Sequence[str]) -> None:
        """Count one class."""
        grid = [[same(one, other) for other in proposed] for one in real]
        self.found += sum(map(any, grid))
        self.real += len(real)
        self.right += sum(any(row[at] for row in grid) for at in range(len(proposed)))
        self.proposed += len(proposed)

    def __str__(self) -> str:
        recall, precision = self.found / max(1, self.real), self.right / max(1, self.proposed)
        return (
            f"recall {recall:5.3f} ({self.found}/{self.real}) precision {precision:5.3f} ({self.right}/{self.proposed})"
        )


#: How a draft is made, and the kind of its lines, to the count.
Table = dict[str, dict[str, Tally]]


def main() -> None:
    """Print the table."""
    options = _options()
    total = {way: {kind: Tally() for kind in KINDS} for way in ("copied", "drafted")}
    with tempfile.TemporaryDirectory() as scratch:
        for folder in options.folders or [examples(Path(scratch) / "examples")]:
            one_folder(folder, options, total)
    if len(options.folders) > 1:
        _print("together", total)


def examples(folder: Path) -> Path:
    """Return `folder` with the examples ingested into it."""
    with open_index(Settings(data_dir=folder)) as index:
        ingest([EXAMPLES], index, load())
    return folder


def one_folder(folder: Path, options: argparse.Namespace, total: Table) -> None:
    """Measure and print one data directory, and add it to `total`."""
    here = {way: {kind: Tally() for kind in KINDS} for way in total}
    with left_out(folder) as (everything, without):
        cases = drawn(list(eligible(everything)), options.seed, options.classes, options.skip)
        seconds = [_drafted(case, without(case.entry), (here, total), options.list) for case in cases]
    _print(f"{folder.name}: {len(seconds)} classes, {statistics.median(seconds):.2f} s a draft", here)


@contextmanager
def left_out(folder: Path) -> Iterator[tuple[Standing, Callable[[CatalogEntry], Standing]]]:
    """Open a copy of a data directory; give its catalog, and what makes it without the document of a class.

    Each document is for an audience of its own there: whoever is of all but
    one does not see that, nor anything that is made of it.
    """
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(data_dir=shutil.copytree(folder, Path(scratch) / "data"))
        with sqlite3.connect(settings.data_dir / "catalog.sqlite3") as database:
            database.execute("UPDATE sources SET audience = source_id")
            sources = frozenset(source for (source,) in database.execute("SELECT source_id FROM sources"))
        with open_index(settings) as index:
            assistant = Assistant(index, load(), settings)
            yield (
                assistant.standing(Viewer(groups=sources)),
                lambda entry: assistant.standing(Viewer(groups=sources - {entry.source_id})),
            )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--classes", type=int, default=10)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--skip", type=int, help="leave out the classes that this seed draws")
    parser.add_argument("--list", action="store_true", help="print each class")
    return parser.parse_args()


def drawn(cases: Sequence[Case], seed: int, classes: int, skip: int | None = None) -> list[Case]:
    """Return some of `cases`, none of those that the seed `skip` draws."""
    skipped = [] if skip is None else random.Random(skip).sample(cases, min(10, len(cases)))
    left = [case for case in cases if case not in skipped]
    return random.Random(seed).sample(left, min(classes, len(left)))


def eligible(standing: Standing) -> Iterator[Case]:
    """Yield every class that has enough duties, and something to begin with."""
    for spec in standing.shelf.specs(standing.shelf.entries):
        said = list(real_lines(spec, standing.shelf.vocabulary))
        notes = beginning(spec)
        real = tuple(one for one in said if one.text not in notes)
        if notes and sum(one.kind == "duties" for one in real) >= FEWEST_DUTIES:
            yield Case(spec.entry, notes, real)


def beginning(spec: Spec) -> str:
    """Return the definition of a class; the first sentence of its duties where it has none."""
    kinds, statements = section_kinds(spec.parsed), own_statements(spec)
    for kind, most in (("definition", None), ("duties", 1)):
        if found := [s.text for s in statements if kinds.get(s.section) == kind][:most]:
            return " ".join(found)
    return ""


def real_lines(spec: Spec, vocabulary: Vocabulary) -> Iterator[Said]:
    """Yield what a spec says of its duties and qualifications, line by line."""
    asking = asking_facets(vocabulary)
    for statement in own_statements(spec):
        kinds = set()
        at: int | None = statement.section
        while at is not None:
            kinds.add(spec.parsed.sections[at].kind)
            at = spec.parsed.sections[at].parent
        if kind := "duties" if "duties" in kinds else "qualifications" if kinds & asking else "":
            yield Said(kind, statement.text)


def proposed_lines(sections: Sequence[DraftSection], vocabulary: Vocabulary) -> Iterator[Said]:
    """Yield the same of a draft, without the writer's own lines."""
    asking = asking_facets(vocabulary)
    around: list[str] = []
    for section in sections:
        around = [*around[: section.depth - 1], section.kind]
        kind = "duties" if "duties" in around else "qualifications" if asking & set(around) else ""
        for line in section.lines:
            if kind and line.text and line.provenance is not Provenance.NEW:
                yield Said(kind, line.text)


def same(one: str, other: str) -> bool:
    """Return whether two lines say the same."""
    alike = fuzz.ratio(one.casefold(), other.casefold()) >= ALIKE
    return alike and numbers(one) == numbers(other)


def numbers(text: str) -> list[float]:
    """Return the numbers that a text names, by their size."""
    return sorted(number.value for number in find_numbers(text))


def _drafted(case: Case, standing: Standing, tables: Sequence[Table], is_listed: bool) -> float:
    """Draft a class and count; return the seconds of the draft."""
    vocabulary = standing.shelf.vocabulary
    wanted = Wanted(case.entry.spec.title, case.notes, case.entry.agency)
    # What is learned for the first draft is kept for the next: that is the one to time.
    find_similar(about_wanted(wanted), standing)
    outline_of(wanted.agency, standing)
    started = time.perf_counter()
    similar = find_similar(about_wanted(wanted), standing)
    sections = composed(wanted, similar, standing)
    seconds = time.perf_counter() - started
    nearest = standing.shelf.by_id([similar[0].spec_id])[similar[0].spec_id]
    ways = {
        "copied": list(real_lines(nearest, vocabulary)),
        "drafted": list(proposed_lines(sections, vocabulary)),
    }
    for way, lines in ways.items():
        for kind in KINDS:
            real, made = ([one.text for one in said if one.kind == kind] for said in (case.real, lines))
            for table in tables:
                table[way][kind].add(real, made)
            if is_listed:
                one = Tally()
                one.add(real, made)
                print(f"  {case.entry.spec.title[:40]:40} < {nearest.entry.spec.title[:40]:40} {way} {kind:14} {one}")
    return seconds


def _print(title: str, table: Table) -> None:
    print(title)
    for kind in (*KINDS, "both"):
        for way, tallies in table.items():
            tally = tallies.get(kind) or summed(list(tallies.values()))
            print(f"  {kind:14} {way:8} {tally}")


def summed(tallies: Sequence[Tally]) -> Tally:
    """Return the sum of `tallies`."""
    return Tally(*(sum(getattr(one, name) for one in tallies) for name in ("found", "real", "right", "proposed")))


if __name__ == "__main__":
    main()
