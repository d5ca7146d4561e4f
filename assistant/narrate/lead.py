"""Words of a sentence that are passed over because they add nothing, and what may follow them."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.narrate.labels import Label
from assistant.narrate.lines import Line
from assistant.narrate.marks import Bind, Marked
from assistant.narrate.pieces import is_plural
from vectorstore.spec import Modality

_TELLING = (Modality.DESCRIBED, Modality.STATED)
_STOPS = frozenset(",:;(“")


class Last(StrEnum):
    """What a lead ends with."""

    NOTHING = ""
    NAME = "name"
    """Of the class, of its agency, or of who holds a position of it."""
    SOURCE = "source"
    """A word for the document."""
    LINK = "link"
    """A preposition."""
    BEING = "being"
    HOLDING = "holding"
    OTHER = "other"


class Subject(StrEnum):
    """Who a lead speaks of."""

    NOBODY = ""
    CLASS = "class"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Lead:
    """Words of a sentence that are passed over."""

    end: int
    """Index just past its last mark."""

    last: Last = Last.NOTHING
    subject: Subject = Subject.NOBODY
    binds: frozenset[Bind] = frozenset()
    is_way: bool = False
    """It says that this is one of several ways."""

    is_either: bool = False
    """It says that one of what follows is enough."""

    opens: str = ""
    """`yes` or `no` where the sentence opens with that."""

    is_given: bool = False
    """It says that something is received, which must be called by its kind then."""

    names: bool = False
    """It names the class."""

    tells_which: bool = False
    """It names the class by its code or with its agency."""

    facets: frozenset[str] = frozenset()
    """The kind of thing that all its names mean, as far as the evidence is of it; several where they leave it open."""

    is_mixed: bool = False
    """Its names mean different kinds."""

    is_headed: bool = False
    """It names a heading above the evidence."""

    is_many: bool = False
    """It names positions, or people or classes in the plural."""

    words: frozenset[str] = frozenset()
    """Keys of its marks."""

    @property
    def says_what(self) -> bool:
        """Whether it calls what follows by its kind."""
        return bool(self.facets) or self.is_headed or self.is_way


def names_label(lead: Lead, label: Label | None) -> bool:
    """Return whether a lead names the label that a value needs, and no other kind of value."""
    if label is None or not label.is_needed or (label.tells_itself and lead.last is Last.BEING and not lead.facets):
        return True
    if label.is_range and lead.facets == {"salary"}:
        return label.words <= lead.words
    if lead.is_mixed or (lead.facets and label.facet not in lead.facets):
        return False
    return label.facet in lead.facets or label.words <= lead.words


def may_precede(lead: Lead, said: Marked, line: Line, first: int) -> bool:
    """Return whether `line` from `first` on may follow: no noun behind "is", which would say what the class is.

    Nor one behind its title, which would be of that kind then: "an Accountant
    license"; nor behind "has", where nothing is asked for.
    """
    if lead.is_given and not _calls(lead, line.starts[first]):
        return False
    stops = lead.end < len(said.marks) and bool(_STOPS & set(said.marks[lead.end].before))
    if lead.last in (Last.NAME, Last.SOURCE):
        return stops or (lead.last is Last.NAME and (_is_verb(lead, said, line, first) or _is_apart(lead, said)))
    if lead.last is Last.HOLDING:
        return lead.says_what or line.unit.modality not in _TELLING
    if lead.last is Last.BEING and not lead.says_what and "there" not in lead.words:
        if first in line.telling:
            return lead.subject is Subject.CLASS
        return first not in line.held and (stops or _is_predicate(line, first))
    return lead.last is not Last.LINK or _is_linked(lead, said, line.starts[first])


def _is_apart(lead: Lead, said: Marked) -> bool:
    """Whether an article parts a class that something is said for from what is said: "For a Clerk a license …"."""
    if lead.subject is not Subject.NOBODY or not {"for", "as"} & lead.words or lead.end == len(said.marks):
        return False
    between = said.text[said.marks[lead.end - 1].end : said.marks[lead.end].start]
    return between.strip().lower() in ("a", "an", "the")


def _is_verb(lead: Lead, said: Marked, line: Line, first: int) -> bool:
    """Whether what follows says what the class does: "files letters", "may file letters"."""
    following, mine = line.marks[first], said.marks[lead.end]
    if following.bind is not None or following.key in line.lists.vocabulary.words["function"]:
        return True
    if is_plural(mine.raw) and mine.raw.lower() == following.raw.lower():
        return True
    return line.unit.modality is Modality.DESCRIBED and (is_plural(mine.raw) or is_plural(following.raw))


def _is_predicate(line: Line, first: int) -> bool:
    is_participle = line.marks[first].raw.endswith(("ed", "ing"))
    return is_participle or line.lists.at("predicative", line.marks, first) > first


def _calls(lead: Lead, label: Label | None) -> bool:
    """Whether a lead calls what follows by its kind or by its label."""
    return lead.says_what or (label is not None and label.words <= lead.words)


def _is_linked(lead: Lead, said: Marked, label: Label | None) -> bool:
    """Whether a preposition may stand right before the evidence's words: "in" before a date, "to" behind "is"."""
    if lead.end == len(said.marks):
        return False
    link, following = said.marks[lead.end - 1].key, said.marks[lead.end]
    if link in ("in", "on"):
        return following.key[0] == "@" or (following.is_number and len(following.raw) == 4)
    if link == "of":
        return _calls(lead, label) and following.is_number
    return link == "to" and lead.end > 1 and said.marks[lead.end - 2].key in ("is", "are", "be")
