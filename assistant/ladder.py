"""What stands below and above a class: by its series, by qualifying experience, or named so by a document.

Built once for each state of the catalog. Each step keeps the words that prove
it. Nothing is blended: what contradicts the order of a series is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.identity import newest
from assistant.rungs import Edge, Named, Proof, Rungs, Statements, Why
from assistant.series import Series, series_of
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry, Described, Statement
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Step:
    """One class that stands right below or above another."""

    title: str
    """As its document prints it, or where it is named."""

    agency: str
    entry: CatalogEntry | None
    """None for a class that is named and has no document of its own."""

    proofs: tuple[Proof, ...]
    """The strongest first."""

    @property
    def why(self) -> Why:
        """The strongest proof."""
        return self.proofs[0].why


@dataclass(frozen=True, slots=True)
class Ladder:
    """What stands around one class."""

    entry: CatalogEntry
    above: tuple[Step, ...]
    below: tuple[Step, ...]
    series: Series | None
    """The classes of its series, itself among them; None for a class of none."""

    ends: Mapping[bool, Statement] = field(default_factory=dict)
    """What its document says of it as the highest class (True) or the lowest one (False)."""


#: Identifies a class: its id, or agency and title of one that has no document.
_Key = tuple[str, ...]
#: The other class, and what proves where it stands.
_End = tuple[str, CatalogEntry | None, Proof]


class Ladders:
    """The ladders of all classes that one viewer may see."""

    def __init__(
        self,
        entries: Iterable[CatalogEntry],
        titles: Mapping[str, Sequence[str]],
        statements: Statements,
        described: Iterable[tuple[CatalogEntry, Described]],
        vocabulary: Vocabulary,
    ) -> None:
        """Build from the newest documents of `entries`; `titles` are all that each class id was ever given."""
        current = newest(entries)
        series = series_of(current, vocabulary)
        rungs = Rungs(current, titles, statements, series, vocabulary)
        found = rungs.edges(described)
        self._series = _settled(series, found)
        self._ends = rungs.ends()
        self._above: dict[_Key, list[_End]] = defaultdict(list)
        self._below: dict[_Key, list[_End]] = defaultdict(list)
        for lower, upper, proof in self._consistent(found):
            agency = proof.entry.agency
            self._above[_key(lower[1], agency, lower[0])].append((*upper, proof))
            self._below[_key(upper[1], agency, upper[0])].append((*lower, proof))

    def of(self, entry: CatalogEntry) -> Ladder:
        """Return the ladder around the class of `entry`."""
        above, below = (self._steps(entry, up=up) for up in (True, False))
        series = next(iter(self._series.get(entry.class_id, ())), None)
        return Ladder(entry, above, below, series, self._ends.get(entry.class_id, {}))

    def line(self, entry: CatalogEntry) -> Series | None:
        """Return the classes that lead from one to the next by the experience that each asks for; None for one alone.

        It ends where several classes go on alike: they are its last rung.
        """
        down, up = (self._line(entry, up=up) for up in (False, True))
        rungs = (*reversed(down), (entry,), *up)
        return Series("", rungs, {}) if len(rungs) > 1 else None

    def _line(self, entry: CatalogEntry, *, up: bool) -> list[tuple[CatalogEntry, ...]]:
        """The rungs right above or below a class, and what is beyond those."""
        rungs: list[tuple[CatalogEntry, ...]] = []
        seen = {entry.class_id}
        while True:
            beside = [one for one in self._asked(entry, up=up) if one.class_id not in seen]
            beyond = {other.class_id for one in beside for other in self._asked(one, up=up)}
            nearest = tuple(one for one in beside if one.class_id not in beyond)
            if nearest:
                rungs.append(nearest)
            if len(nearest) != 1:
                return rungs
            entry = nearest[0]
            seen.add(entry.class_id)

    def _asked(self, entry: CatalogEntry, *, up: bool) -> list[CatalogEntry]:
        """The classes with a document that ask for experience as a class, or as which it asks for some."""
        return [
            step.entry
            for step in self._steps(entry, up=up)
            if step.entry is not None and any(p.why is not Why.NAMED and not p.prefers for p in step.proofs)
        ]

    def above_named(self, title: str) -> tuple[tuple[CatalogEntry, Proof], ...]:
        """Return the classes above one that has no document, by the title that others give it, each once."""
        wanted = fold(title)
        ends = [end for key, ends in self._above.items() if len(key) > 1 and key[1] == wanted for end in ends]
        found = {entry.class_id: (entry, proof) for _, entry, proof in reversed(ends) if entry is not None}
        return tuple(reversed(found.values()))

    def share_known(self, agency: str) -> float:
        """Return the share of the classes named by documents of an agency that have one, 0 to 1; 0 for none named."""
        named = [
            key
            for key, ends in self._above.items()
            if any(fold(proof.entry.agency) == fold(agency) for _, _, proof in ends)
        ]
        return sum(len(key) == 1 for key in named) / len(named) if named else 0.0

    def _steps(self, entry: CatalogEntry, *, up: bool) -> tuple[Step, ...]:
        """The steps right above or below a class: its series' first, and those without a document last of each kind."""
        found: dict[_Key, tuple[str, CatalogEntry | None, list[Proof]]] = {}
        for other in self._in_series(entry, up=up):
            found[(other.class_id,)] = (other.spec.title, other, [Proof(Why.SERIES, other)])
        for title, named, proof in (self._above if up else self._below).get((entry.class_id,), ()):
            proofs = found.setdefault(_key(named, entry.agency, title), (title, named, []))[2]
            same = next((at for at, known in enumerate(proofs) if known.why is proof.why), None)
            if same is None:
                proofs.append(proof)
            elif _names(title, proof) and not _names(title, proofs[same]):
                proofs[same] = proof
        order = list(Why)
        steps = [Step(title, entry.agency, named, _sorted(proofs)) for title, named, proofs in found.values()]
        return tuple(sorted(steps, key=lambda step: (order.index(step.why), step.entry is None)))

    def _in_series(self, entry: CatalogEntry, *, up: bool) -> tuple[CatalogEntry, ...]:
        """The classes of the next rung; of another work those that ask for no other class themselves."""
        for series in self._series.get(entry.class_id, ()):
            beside = series.beside(entry, up=up)
            pairs = [(entry, other) if up else (other, entry) for other in beside]
            follow = (series.of_one_work(*pair) or self._may_follow(*pair) for pair in pairs)
            if kept := tuple(one for one, follows in zip(beside, follow, strict=True) if follows):
                return kept
        return ()

    def _may_follow(self, lower: CatalogEntry, upper: CatalogEntry) -> bool:
        """Whether the requirements of `upper`, a class of another work, name `lower`, or no class at all."""
        named = [end for end in self._below.get((upper.class_id,), ()) if end[2].why is Why.EXPERIENCE]
        return not named or any(entry is not None and entry.class_id == lower.class_id for _, entry, _ in named)

    def _consistent(self, edges: Sequence[Edge]) -> Iterator[Edge]:
        """Leave out what contradicts a series, and two classes each of which is counted for the other."""
        pairs = {(_of(lower), _of(upper)) for lower, upper, _ in edges}
        for lower, upper, proof in edges:
            below, above = lower[1], upper[1]
            if below is None or above is None:
                yield lower, upper, proof
                continue
            order = self._order(below, above)
            if order is not None:
                if order < 0:
                    yield lower, upper, proof
            elif (_of(upper), _of(lower)) not in pairs:
                yield lower, upper, proof

    def _order(self, one: CatalogEntry, other: CatalogEntry) -> int | None:
        """How far `one` is above `other` in a series of their work; None where none has both."""
        orders = (series.order(one, other) for series in self._series.get(one.class_id, ()))
        return next((order for order in orders if order is not None), None)


def _settled(series: Mapping[str, tuple[Series, ...]], found: Iterable[Edge]) -> dict[str, tuple[Series, ...]]:
    """The series in the order that the requirements of their classes ask for."""
    asked = {(_of(lower), _of(upper)) for lower, upper, proof in found if proof.why is Why.EXPERIENCE}
    settled = {id(one): one.settled(asked) for of_class in series.values() for one in of_class}
    return {class_id: tuple(settled[id(one)] for one in of_class) for class_id, of_class in series.items()}


def _of(end: Named) -> str:
    return end[1].class_id if end[1] is not None else fold(end[0])


def _key(entry: CatalogEntry | None, agency: str, title: str) -> _Key:
    return (entry.class_id,) if entry is not None else (fold(agency), fold(title))


def _names(title: str, proof: Proof) -> bool:
    """Whether a proof has the very title of the other class."""
    return fold(proof.printed) == fold(title)


def _sorted(proofs: Iterable[Proof]) -> tuple[Proof, ...]:
    order = list(Why)
    return tuple(sorted(proofs, key=lambda proof: order.index(proof.why)))
