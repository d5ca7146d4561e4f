"""How often the classes that belong together are among the first five that are found similar.

    python -m tests.benchmarks.kin DATADIR...

Each class that has others in its series, or right above or below it, is looked
for by its title and definition alone (the first sentence of its duties where
it has none), without itself; then without its whole document, where one of its
kin is in another. What belongs together, the ladders say.
"""

import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from assistant.class_view import Spec
from assistant.draft.similar import About, find_similar
from assistant.engine import Assistant
from assistant.identity import newest
from assistant.opening import open_index
from assistant.settings import Settings
from assistant.standing import Standing
from vectorstore.spec import CatalogEntry, Viewer
from vectorstore.vocabulary import load

FIRST = 5
MOST_SENTENCES = 6


def main() -> None:
    """Print the shares of every data directory."""
    for folder in map(Path, sys.argv[1:]):
        settings = Settings(data_dir=folder)
        with open_index(settings) as index:
            measured(folder.name, Assistant(index, load(), settings).standing(Viewer()))


def measured(name: str, standing: Standing) -> None:
    """Print how often kin is found, and in what time."""
    entries = newest(standing.shelf.entries)
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for entry in standing.shelf.entries:
        beside[entry.source_id].add(entry.spec_id)
    asked, found, seconds = Counter[str](), Counter[str](), list[float]()
    for entry in entries:
        spec, kin = standing.shelf.spec(entry), kin_of(entry, standing)
        if spec is None or not any(kin.values()):
            continue
        about = About(entry.spec.title, tuple(defined(spec)), agency=entry.agency)
        began = time.perf_counter()
        first = first_five(about, standing, {entry.spec_id})
        seconds.append(time.perf_counter() - began)
        away = first_five(about, standing, beside[entry.source_id])
        others = {one.class_id for one in entries if one.source_id != entry.source_id}
        for kind, wanted, got in (*((k, of, first) for k, of in kin.items()), ("away", kin_of_all(kin) & others, away)):
            asked[kind] += bool(wanted)
            found[kind] += bool(wanted & got)
    told = "  ".join(f"{kind} {found[kind]}/{asked[kind]} = {found[kind] / max(1, asked[kind]):.3f}" for kind in asked)
    print(f"{name}: {told}  median {1000 * statistics.median(seconds):.0f} ms")


def kin_of(entry: CatalogEntry, standing: Standing) -> dict[str, set[str]]:
    """Return the ids of the classes of the series of `entry`, and of those right above and below it."""
    ladder = standing.ladders.of(entry)
    series = {one.class_id for one in ladder.series.entries} if ladder.series is not None else set()
    steps = {step.entry.class_id for step in (*ladder.above, *ladder.below) if step.entry is not None}
    return {"series": series - {entry.class_id}, "next": steps - {entry.class_id}}


def kin_of_all(kin: dict[str, set[str]]) -> set[str]:
    """Return the classes that belong to one in any way."""
    return set[str]().union(*kin.values())


def first_five(about: About, standing: Standing, without: set[str]) -> set[str]:
    """Return the ids of the first classes that are found."""
    found = find_similar(about, standing, limit=FIRST, without=without)
    ids = {entry.spec_id: entry.class_id for entry in standing.shelf.entries}
    return {ids[similar.spec_id] for similar in found}


def defined(spec: Spec) -> Iterator[str]:
    """Yield the sentences of the definition of a class, its own where it has some; else its first duty."""
    for kind, most in (("definition", MOST_SENTENCES), ("scope", MOST_SENTENCES), ("duties", 1)):
        said = [one for one in spec.statements(spec.sections(kind)) if not one.boilerplate]
        if said:
            own = [one for one in said if one.applies_to] or said
            yield from (one.text for one in own[:most])
            return


if __name__ == "__main__":
    main()
