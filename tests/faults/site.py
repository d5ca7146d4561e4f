"""A folder that changes, the index that is made of it, and what that index may say by now."""

import random
from dataclasses import dataclass, field
from pathlib import Path

from assistant.engine import Assistant
from assistant.settings import Settings
from tests.faults.reference import ANYBODY, Reference, parsed
from tests.faults.victims import CHILD, End, Moment, command, kill_at
from vectorstore import upkeep
from vectorstore.embedder import Embedder
from vectorstore.index import Index
from vectorstore.vocabulary import load

#: Classes that are asked for after each kill.
_ASKED = 6


@dataclass
class Site:
    """One folder of documents, killed ingestion after killed ingestion."""

    folder: Path
    data_dir: Path
    embedder: Embedder
    reference: Reference
    chance: random.Random
    now: dict[str, str] = field(default_factory=dict)
    """Hash of each document in the folder, by path."""
    may_be: dict[str, set[str]] = field(default_factory=dict)
    """Hashes of the versions that the index may have, by path; an empty one for none."""
    repaired: list[str] = field(default_factory=list)
    """What had to be repaired."""

    def look(self) -> None:
        """Note what has become of the folder: the index may have either version until the new one is acknowledged."""
        self.now = self.reference.learn()
        for path in {*self.now, *self.may_be}:
            self.may_be.setdefault(path, {""}).add(self.now.get(path, ""))

    def alter(self, count: int) -> None:
        """Change, remove or bring back some files."""
        for path in self.chance.sample(sorted(self.may_be), count):
            file, away = Path(path), self.folder.with_name("away") / Path(path).name
            if away.exists():
                away.rename(file)
            elif self.chance.random() < 0.2:
                away.parent.mkdir(exist_ok=True)
                file.rename(away)
            else:
                addition = f"\nKeeps the register of lantern {self.chance.randrange(10**6)} up to date.\n"
                file.write_bytes(file.read_bytes() + addition.encode())
        self.look()

    def ingest(self, moment: Moment) -> End:
        """Ingest the folder, killed at `moment`."""
        end = kill_at(command("ingest", self.folder, "--prune", "--data-dir", self.data_dir, script=CHILD), moment)
        assert end.was_killed or end.code == 0, end.errors
        for line in end.lines:
            if line.startswith("done ") and (path := line.removeprefix("done ")) in self.now:
                self.may_be[path] = {self.now[path]}
        if not end.was_killed:
            self.may_be = {path: {self.now.get(path, "")} for path in self.may_be}
        return end

    def start_afresh(self, data_dir: Path) -> None:
        """Go on with an index that is empty."""
        self.data_dir = data_dir
        self.may_be = {path: {"", self.now.get(path, "")} for path in self.may_be}

    def examine(self, *, whole: bool = False) -> None:
        """Assert that the index is whole, has what was acknowledged, nothing else and no half, and answers."""
        if whole:
            self._mended(upkeep.check(self.data_dir, self.embedder))
        with Index.open(self.data_dir, self.embedder) as index:
            if found := index.check():
                self.repaired += found
                index.repair()
                assert index.check() == (), found
            self._compare(index)
            self._ask(index)

    def _mended(self, found: tuple[str, ...]) -> None:
        if found:
            self.repaired += found
            upkeep.repair(self.data_dir, self.embedder, lambda *_: None)
            assert upkeep.check(self.data_dir, self.embedder) == (), found

    def _compare(self, index: Index) -> None:
        there = {state.path: state for state in index.catalog.sources()}
        assert there.keys() <= self.may_be.keys()
        for path, may_be in self.may_be.items():
            held = there[path].document_id if path in there else ""
            assert held in may_be, f"{path} is in as {held or 'nothing'}, not as one of {may_be}"
            if held:
                assert parsed(index, there[path].source_id) == self.reference.of(path, held), f"{path} is half in"
            # What the index has now it has for good, until the folder's version comes in.
            self.may_be[path] = {held, self.now.get(path, "")}

    def _ask(self, index: Index) -> None:
        assistant = Assistant(index, load(), Settings(data_dir=self.data_dir))
        entries = index.catalog.entries(ANYBODY)
        for entry in self.chance.sample(entries, min(_ASKED, len(entries))):
            named = f"{entry.spec.title} ({entry.spec.class_code})" if entry.spec.class_code else entry.spec.title
            answer = assistant.ask(f"What are the duties of {named}?").answer
            cited = {citation.source_id for citation in answer.citations}
            chosen = {choice.spec_id for choice in answer.choices}
            assert entry.source_id in cited or entry.spec_id in chosen, (named, answer.status, answer.answer)
