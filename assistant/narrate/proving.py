"""Is a sentence proven by the exhibits that it cites?

A model's sentence passes only if it is made of two things: the evidence's own
words, in their order and from one place where they may begin to one where
they may end; and words that add nothing (who is spoken of, that a spec says
so, how strongly something is asked for, which then must agree). So nothing
has to be known of the ways to lie: what is in neither is not passed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from assistant.answer import Citation
from assistant.lexicon import Lexicon
from assistant.narrate.affirming import Affirming
from assistant.narrate.aligning import Aligner, Part, Search
from assistant.narrate.binding import is_as_strong
from assistant.narrate.bonds import Bonds, in_order
from assistant.narrate.commands import Commands
from assistant.narrate.exhibit import Exhibit, Unit
from assistant.narrate.foreign import foreign
from assistant.narrate.leading import Leads
from assistant.narrate.lines import Line
from assistant.narrate.marking import Marker
from assistant.narrate.marks import Marked
from assistant.narrate.names import Names
from assistant.narrate.openers import Openers
from assistant.narrate.wordlists import WordLists
from assistant.question import Question
from assistant.scanner import Scanner
from vectorstore.spec import Modality
from vectorstore.vocabulary import Vocabulary

_MOST_ANSWERS = 64
#: Ways to take a sentence apart of which no more are judged.
_MOST_WAYS = 64


@dataclass(frozen=True, slots=True)
class _Answer:
    """What an answer cites, told from others by that, and by how the class was called."""

    key: tuple[object, ...]
    among: tuple[Exhibit, ...] = field(compare=False)
    question: Question = field(compare=False)


class Prover:
    """Judges sentences over the classes of one lexicon; safe to call from several threads."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, scanner: Scanner) -> None:
        """Judge by the words of `vocabulary` and the classes of `lexicon`, whose agencies `scanner` knows."""
        titled = lexicon.known | scanner.agencies.words
        self._marker = Marker(vocabulary, titled)
        self._lists = WordLists(vocabulary, self._marker)
        self._names = Names(lexicon)
        self._aligner = Aligner(self._lists, Leads(self._lists, self._names))
        self._commands = Commands(vocabulary)
        self.unopened = Openers(vocabulary).without
        self._affirming = Affirming(self._lists, self._marker)
        self._bonds = lru_cache(_MOST_ANSWERS)(self._made)

    def speaks_to_model(self, text: str) -> bool:
        """Return whether `text` of a document speaks to a model and not to people."""
        return self._commands.speaks_to_model(text)

    def why_not(self, sentence: str, cited: Sequence[Exhibit], among: Sequence[Exhibit], question: Question) -> str:
        """Return why `sentence` (its id markers taken out) is not proven by what it cites; empty where it is.

        `among` are all exhibits of the answer to `question`.
        """
        if reason := foreign(sentence):
            return reason
        bonds = self._bonds(_answer(among, question))
        ids = {one.id for one in cited}
        lines = [line for line in bonds.lines if line.exhibit.id in ids]
        if any(self.speaks_to_model(line.unit.text) for line in lines):
            return "what it cites speaks to a model"
        search, said = Search(), self._marker.marked(sentence)
        reason = ""
        for tried, parts in enumerate(self._aligner.parts(said, lines, question, search)):
            reason = self._wrong(parts, bonds, question)
            if not reason or tried == _MOST_WAYS:
                return reason
        return reason or _unfollowed(said, search)

    def _made(self, answer: _Answer) -> Bonds:
        lines = [
            Line(
                one,
                unit,
                self._marker.marked(unit.text),
                self._lists,
                partial(self._name_at, one.citation, answer.question),
            )
            for one in answer.among
            for unit in (*one.units, *(Unit(text, Modality.STATED) for text in one.states))
        ]
        return in_order(lines)

    def _name_at(self, cited: Citation, question: Question, marked: Marked, first: int) -> int:
        return self._names.class_at(marked, first, cited, question)

    def _wrong(self, parts: Sequence[Part], bonds: Bonds, question: Question) -> str:
        """Why parts that all repeat the evidence do not say what it says; empty where they do."""
        if not _of_its_class(parts, bonds):
            return "it does not name the class that its evidence is of"
        for at in range(len(parts)):
            if not is_as_strong(parts, at, bonds):
                return "it says more or less strongly that something is required"
            if not _follows_lead(parts, at, bonds):
                return "it leaves out what its evidence depends on"
        if not _keeps_alternatives(parts, bonds):
            return "it leaves out an alternative"
        if not self._affirming.answers(parts, question):
            return "what it goes on to say is no answer of yes or no"
        return ""


def _answer(among: Sequence[Exhibit], question: Question) -> _Answer:
    cited = (
        (one.id, one.citation.source_id, one.citation.start, one.citation.spec_id, one.units, one.states)
        for one in among
    )
    asked = (question.mention, *(entry.spec_id for entry in question.entries))
    return _Answer((*cited, *asked), tuple(among), question)


def _unfollowed(said: Marked, search: Search) -> str:
    at = min(search.farthest, len(said.marks) - 1)
    return f"“{said.marks[at].raw}” is not what its evidence says there" if said.marks else "it says nothing"


def _of_its_class(parts: Sequence[Part], bonds: Bonds) -> bool:
    """Whether each part is of the class that the sentence last named; it need name none where there is only one."""
    if len(bonds.classes) < 2:
        return True
    named = ""
    for part in parts:
        cited = part.line.exhibit.citation
        if part.lead.names:
            alike = sum(one.title.casefold() == cited.title.casefold() for one in bonds.classes.values())
            named = bonds.class_of(cited) if alike == 1 or part.lead.tells_which else ""
        if named != bonds.class_of(cited):
            return False
    return True


def _follows_lead(parts: Sequence[Part], at: int, bonds: Bonds) -> bool:
    """Whether what a part repeats stands for itself, or the sentence has what leads to it and to nothing else."""
    line = parts[at].line
    lead = bonds.lead_of(bonds.at(line))
    led = parts[at - 1].line if at and not parts[at].joiner else None
    if led is not None and led.is_lead and led is not lead:
        return False
    if lead is None or lead.is_idle(lead.marks):
        return True
    before = parts[at - 1].line if at else None
    told = before is not None and (before is lead or bonds.lead_of(bonds.at(before)) is lead)
    return told and _follows_lead(parts, at - 1, bonds)


def _keeps_alternatives(parts: Sequence[Part], bonds: Bonds) -> bool:
    """Whether alternatives are told as such: all of them, or one as one way among several."""
    places = [bonds.at(part.line) for part in parts]
    if _tells_chain(parts, places, bonds):
        return True
    if parts[0].lead.is_way and _tells_as_joined(parts, places, bonds):
        return True
    if any(part.joiner == "or" or part.lead.is_either for part in parts):
        return False
    if any(part.lead.is_way or part.tail.is_way for part in parts) and not any(map(bonds.has_alternatives, places)):
        return False
    if any(_joins_ways(part, places[i], places[i + 1], bonds) for i, part in enumerate(parts[1:])):
        return False
    is_way = False
    for part, at in zip(parts, places, strict=True):
        is_way = is_way or part.lead.is_way or parts[-1].tail.is_way
        if bonds.has_alternatives(at) and not (is_way and bonds.together(at) <= set(places)):
            return False
    return True


def _joins_ways(part: Part, before: int, at: int, bonds: Bonds) -> bool:
    """Whether a part is joined by "and" to one that its document joins by "or"."""
    return at == before + 1 and bonds.joint(before) == "or" and not part.lead.is_way and part.joiner != "or"


def _tells_as_joined(parts: Sequence[Part], places: Sequence[int], bonds: Bonds) -> bool:
    """Whether the sentence is a stretch of a chain, joined as it is, that parts no "and"."""
    first, last = places[0], places[-1]
    if len(places) < 2 or list(places) != list(range(first, last + 1)) or last not in bonds.chains[first]:
        return False
    joined = [bonds.joint(at) for at in places[:-1]] == [part.joiner for part in parts[1:]]
    is_whole = min(bonds.together(first)) == first and max(bonds.together(last)) == last
    return joined and is_whole and not any(map(bonds.way, places))


def _tells_chain(parts: Sequence[Part], places: Sequence[int], bonds: Bonds) -> bool:
    """Whether the sentence is the whole of a chain of alternatives, joined as it is."""
    chain = bonds.chains[places[0]]
    if list(places) != list(chain) or bonds.is_open(chain) or any(map(bonds.way, places)):
        return False
    if (lead := bonds.lead_of(places[0])) is not None and lead.lists.has("alternating", lead.marks):
        return False
    joints = [bonds.joint(at) for at in places[:-1]]
    said = [part.joiner for part in parts[1:]]
    # "A, B or C": the last of the commas' joints is said.
    meant = [word or next(filter(None, said[at:]), "") for at, word in enumerate(said)]
    return "or" in joints and meant == joints
