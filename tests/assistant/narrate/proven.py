"""Evidence and sentences about it, as a model that means well and one that lies would write them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Citation
from assistant.narrate.exhibit import Exhibit, Unit
from assistant.narrate.proving import Prover
from assistant.question import Frame, Question
from vectorstore.spec import CatalogEntry, Modality

DATA = Path(__file__).parent / "data"
EVIDENCE: Mapping[str, Mapping[str, Any]] = json.loads((DATA / "evidence.json").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, and whether what it cites proves it."""

    evidence: tuple[str, ...]
    """Keys of `EVIDENCE`: what the answer cites."""

    cites: tuple[str, ...]
    """Those of them that the sentence cites."""

    facet: str
    sentence: str
    proven: bool
    why: str
    """What is wrong with it; of a proven one `honest`."""

    asked: str = ""
    """The question, its class left out, where it can be answered by yes or no."""


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    for line in (DATA / "sentences.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Row(tuple(row.pop("evidence")), tuple(row.pop("cites")), **row)


class Cases:
    """Makes exhibits of invented evidence for the classes of a catalog, and judges sentences by them."""

    def __init__(self, prover: Prover, entries: Iterable[CatalogEntry]) -> None:
        self.prover = prover
        # The newest document of a code.
        ordered = sorted(entries, key=lambda entry: entry.spec.revision)
        self._entries = {entry.spec.class_code: entry for entry in ordered}

    def why_not(self, row: Row) -> str:
        """Return what the prover has against a row's sentence."""
        among = {key: self.exhibit(key, at) for at, key in enumerate(row.evidence)}
        entries = tuple({x.citation.spec_id: self.entry(key) for key, x in among.items()}.values())
        cited = [among[key] for key in row.cites]
        return self.prover.why_not(row.sentence, cited, list(among.values()), question(entries, row.facet, row.asked))

    def entry(self, key: str) -> CatalogEntry:
        """Return the class that the evidence `key` is of."""
        return self._entries[EVIDENCE[key]["class_code"]]

    def exhibit(self, key: str, at: int = 0) -> Exhibit:
        """Return the evidence `key` as the exhibit number `at` of an answer."""
        row = EVIDENCE[key]
        units = [Unit(u["text"], Modality(u["modality"]), u["group"]) for u in row["units"]]
        return exhibit(self.entry(key), row["section"], units, key, at)


def exhibit(
    entry: CatalogEntry, section: Sequence[str], units: Sequence[Unit], key: str = "k7qd", at: int = 0
) -> Exhibit:
    """Return an exhibit of `units` under the headings `section` of a class."""
    quote = "\n".join(unit.text for unit in units)
    citation = Citation(
        number=at + 1,
        spec_id=entry.spec_id,
        title=entry.spec.title,
        class_code=entry.spec.class_code,
        agency=entry.agency,
        revision=entry.spec.revision,
        source_id=entry.source_id,
        source=entry.source_name,
        source_path=entry.source_path,
        section=section[-1] if section else "",
        section_path=tuple(section),
        quote=quote,
        start=10_000 * at,
        end=10_000 * at + len(quote),
        page=None,
        line=1,
        answer_start=0,
        answer_end=0,
        url="",
    )
    return Exhibit(key, citation, tuple(units))


def question(entries: Sequence[CatalogEntry], facet: str, asked: str = "") -> Question:
    """Return a question for `facet` of `entries`, which calls the first by its title."""
    frame = Frame.FACT if len(entries) == 1 else Frame.BOTH
    mention = entries[0].spec.title if len(entries) == 1 else ""
    return Question(asked, frame, tuple(entries), facets=((facet,),), mention=mention, rest=asked, polar=bool(asked))
