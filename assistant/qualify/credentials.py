"""What a reader says of themselves: schooling, experience, licenses, age, and what bars them."""

from dataclasses import dataclass, field, replace

#: Messages of a conversation that are kept for what they say of the reader.
MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class Learned:
    """Schooling that somebody has."""

    level: str
    """As the vocabulary names it."""

    rank: int
    """Higher for more of it."""

    field: str
    """What it is in, as said; empty where nothing is."""

    said: str
    """The reader's words."""

    open: bool = False
    """Of which level it is, is not said: it may be a higher one."""


@dataclass(frozen=True, slots=True)
class Worked:
    """Experience that somebody has."""

    months: float
    kind: str
    """What it is of, as said; empty where nothing is."""

    said: str
    classes: frozenset[str] = frozenset()
    """Ids of the classes that the kind names in full; several where its level is left out."""

    title: str = ""
    """Title of that class, as its document has it; empty for none or several."""

    words: frozenset[str] = frozenset()
    """Stems of the kind and the title, with what they say as well."""

    within: bool = False
    """It is a part of another one that is said: "six years, two of them as …"."""


@dataclass(frozen=True, slots=True)
class Trained:
    """An apprenticeship that somebody finished."""

    kind: str
    """The trade, as said; empty where none is."""

    words: frozenset[str]
    """Stems of the kind, with what it says as well."""

    months: float | None
    """How long it was; None where that is not said."""

    said: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """What somebody says that they have not done."""

    rank: int | None = None
    """No schooling of this rank or a higher one; None where nothing is said of it."""

    kinds: tuple[tuple[frozenset[str], str], ...] = ()
    """Kinds of work that they never did, as stems and as said."""

    public: bool = False
    """They never worked for a public agency."""

    said: tuple[str, ...] = ()
    """Words on schooling and on public agencies."""

    def without(self, rank: int) -> "Lacking":
        """Return these without schooling that somebody has after all; `rank` is that of the highest, 0 for none."""
        return replace(self, rank=None) if self.rank is not None and rank >= self.rank else self

    def with_more(self, later: "Lacking") -> "Lacking":
        """Return these and what was said later."""
        rank = self.rank if later.rank is None else later.rank
        kinds, said = (*self.kinds, *later.kinds), (*self.said, *later.said)
        return Lacking(rank, kinds, self.public or later.public, said)


@dataclass(frozen=True, slots=True)
class Licensed:
    """A license or certificate that somebody has, or has not."""

    kind: str
    """As said: "class a license"."""

    terms: frozenset[str]
    """Narrower things of the vocabulary that it names: `driver`, `class_a`."""

    has: bool
    said: str
    words: frozenset[str] = frozenset()
    """Stems of the kind, with what they say as well."""

    steps: frozenset[tuple[int, int]] = frozenset()
    """Places in the vocabulary's orders of licenses: which order, which step of it."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """All that somebody says of themselves."""

    learned: tuple[Learned, ...] = ()
    trained: tuple[Trained, ...] = ()
    lacking: Lacking = Lacking()
    worked: tuple[Worked, ...] = ()
    licensed: tuple[Licensed, ...] = ()
    units: tuple[tuple[float, str], ...] = ()
    """Units of study, with the words that say so."""

    age: int | None = None
    barred: bool | None = None
    """A conviction: there is one, there is none, nothing is said."""

    employed: bool | None = None
    """A current employee: yes, no, nothing is said."""

    employer: str = ""
    """The words that say so: "current city employee"."""

    typing: float | None = None
    """Words a minute."""

    untried: bool = False
    """They say that they have no experience."""

    said: tuple[str, ...] = field(default=())
    """The reader's words for all of it, in their order."""

    def __bool__(self) -> bool:
        return bool(self.said)

    @property
    def lacks_all(self) -> bool:
        """Whether they say what they have not, and nothing that they have."""
        licensed = any(one.has for one in self.licensed)
        has = self.learned or self.trained or self.worked or self.units or self.employed or licensed
        return bool(self.said) and not has and self.age is self.typing is self.barred is None

    @property
    def rank(self) -> int:
        """Rank of the highest schooling; 0 where none is said."""
        return max((one.rank for one in self.learned), default=0)

    def with_more(self, later: "Credentials") -> "Credentials":
        """Return these with what was said later: it adds, and takes the place of what it says anew."""
        if not self:
            return later
        kinds = {work.kind for work in later.worked}
        last = self.worked[-1:] if "" in kinds else ()
        kept = (work for work in self.worked if work not in last and not (work.kind and work.kind in kinds))
        amended = (_of_kind(work, last[0]) if last and not work.kind else work for work in later.worked)
        licensed = [one for one in self.licensed if one.kind not in {other.kind for other in later.licensed}]
        return Credentials(
            learned=(*self.learned, *later.learned),
            trained=(*self.trained, *later.trained),
            lacking=self.lacking.without(later.rank).with_more(later.lacking),
            worked=(*kept, *amended),
            licensed=(*licensed, *later.licensed),
            units=later.units or self.units,
            age=self.age if later.age is None else later.age,
            barred=self.barred if later.barred is None else later.barred,
            employed=self.employed if later.employed is None else later.employed,
            employer=self.employer if later.employed is None else later.employer,
            typing=self.typing if later.typing is None else later.typing,
            untried=(self.untried or later.untried) and not later.worked,
            said=tuple(dict.fromkeys((*self.said, *later.said))),
        )

    def as_data(self) -> list[dict[str, object]]:
        """Return what was said, as data."""
        found: list[dict[str, object]] = []
        for one in self.learned:
            found.append({"kind": "education", "level": one.level, "field": one.field, "said": one.said})
        for work in self.worked:
            of = work.title or work.kind
            found.append({"kind": "experience", "months": work.months, "of": of, "said": work.said})
        found += [{"kind": "training", "of": one.kind, "said": one.said} for one in self.trained]
        for held in self.licensed:
            found.append({"kind": "license", "of": held.kind, "has": held.has, "said": held.said})
        found += [{"kind": "units", "units": count, "said": said} for count, said in self.units]
        told = {"age": self.age, "conviction": self.barred, "current_employee": self.employed, "typing": self.typing}
        found += [{"kind": kind, "value": value} for kind, value in told.items() if value is not None]
        return found


def _of_kind(work: Worked, other: Worked) -> Worked:
    """An amount of time that is said without what it is of, of what was spoken of before."""
    return replace(work, kind=other.kind, classes=other.classes, title=other.title, words=other.words)
