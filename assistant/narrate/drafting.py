"""An answer in a model's words while it comes about: proven sentences, their citations, and what they leave out.

Nothing is said until a sentence carries the core of the answer: what cannot
be unsaid must not be the beginning of nothing. What the sentences leave out is
added in the words of the composed answer, so that nothing of it is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Answer, Citation
from assistant.listening import Listener
from assistant.narrate.composed import Line, Role, core, led, lines
from assistant.narrate.coverage import covers, names, titles
from assistant.narrate.exhibit import Exhibit
from assistant.narrate.sentences import Sentence

#: What leads to the rest of a chain of which the prose has the beginning.
JOINED = {word: Line(f"{word.capitalize()}, in the document's words:", Role.LEAD, ()) for word in ("or", "and")}


@dataclass(frozen=True, slots=True)
class _Proven:
    sentence: Sentence
    cited: tuple[Exhibit, ...]

    def after_another(self) -> "_Proven":
        """As it is said after the sentence that it was to come before: in the same paragraph."""
        return self if self.sentence.begins != "\n" else replace(self, sentence=replace(self.sentence, begins=""))


@dataclass
class Draft:
    """An answer in the making; says each piece of its text to the listener as soon as it is certain."""

    composed: Answer
    listener: Listener
    _text: str = ""
    _held: list[_Proven] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)
    """The number of each citation used so far, by its number in the composed answer."""
    _told: dict[int, list[str]] = field(default_factory=dict)
    """The sentences that cite each, by its number in the composed answer."""
    _exhibits: dict[int, Exhibit] = field(default_factory=dict)
    _places: dict[int, tuple[int, int]] = field(default_factory=dict)
    """What each supports, by its number in the composed answer: start and end in the text."""

    _cut: set[int] = field(default_factory=set)
    """Those on which a sentence was left out, by its number in the composed answer."""

    @property
    def has_core(self) -> bool:
        """Whether something was said, which always begins with the core."""
        return bool(self._text)

    def add(self, sentence: Sentence, cited: Sequence[Exhibit]) -> None:
        """Take a proven sentence with the exhibits that it cites."""
        proven = _Proven(sentence, tuple(cited))
        if self.has_core:
            self._say(proven)
        elif self._carries(proven):
            for one in self._ordered(proven):
                self._say(one)
            self._held.clear()
        else:
            self._held.append(proven)

    def leave_out(self, cited: Sequence[Exhibit]) -> None:
        """Take note that a sentence on `cited` was not proven, and with it a part of what they say may be lost."""
        self._cut.update(exhibit.citation.number for exhibit in cited)

    def finished(self, composed_by: str) -> Answer:
        """Return the answer: the prose, then what it leaves out; the composed one where the core is missing."""
        if not self.has_core:
            self.listener.said(self.composed.answer)
            return self.composed
        for line in self._left_out():
            self._append(line)
        return replace(
            self.composed,
            answer=self._text,
            citations=tuple(self._citations()),
            facts=tuple(
                replace(fact, number=self._numbers[fact.number])
                for fact in self.composed.facts
                if fact.number in self._numbers
            ),
            composed_by=composed_by,
        )

    def _ordered(self, core: _Proven) -> Sequence[_Proven]:
        """What was held back with the core behind it, as written; before it where the first names no class."""
        first = self._held[0] if self._held else core
        if any(titles(exhibit.citation, first.sentence.text) for exhibit in first.cited):
            return [*self._held, core]
        return [core, *(one.after_another() for one in self._held)]

    def _carries(self, proven: _Proven) -> bool:
        first = core(lines(self.composed))
        return first is not None and any(exhibit.citation.number in first.numbers for exhibit in proven.cited)

    def _say(self, proven: _Proven) -> None:
        cited = [exhibit.citation.number for exhibit in proven.cited]
        if not self._text and proven.sentence.begins == "\n- ":
            # What the model wrote above its list says nothing, and was not proven.
            for lead in self._leads_to(cited):
                self._append(lead)
        for exhibit in proven.cited:
            self._exhibits[exhibit.citation.number] = exhibit
            self._told.setdefault(exhibit.citation.number, []).append(proven.sentence.text)
        marks = "".join(f" [{self._number(number)}]" for number in cited)
        self._append_text(f"{proven.sentence.text}{marks}", proven.sentence.begins or " ", cited)

    def _leads_to(self, cited: Sequence[int]) -> Sequence[Line]:
        composed = led(self.composed, is_named=False)
        return next((leads for line, leads in composed if set(cited) & set(line.numbers)), ())

    def _append(self, line: Line) -> None:
        for number in line.numbers:
            self._number(number)
        self._append_text(line.renumbered(self._numbers), "\n", line.numbers)

    def _append_text(self, text: str, begins: str, cited: Sequence[int]) -> None:
        piece = f"{begins}{text}" if self._text else text if begins != "\n- " else f"- {text}"
        start = len(self._text) + len(piece) - len(text)
        self._text += piece
        for number in cited:
            self._places.setdefault(number, (start, len(self._text)))
        self.listener.said(piece)

    def _number(self, composed: int) -> int:
        return self._numbers.setdefault(composed, len(self._numbers) + 1)

    def _left_out(self) -> list[Line]:
        """The remarks, and the claims that no sentence covers, with what leads to each."""
        covered = self._covered()
        left: list[Line] = []
        joint = ""
        above: Sequence[Line] = ()
        for line, leads in led(self.composed, is_named=True):
            if line.role is Role.REMARK:
                left.append(line)
            elif not set(line.numbers) <= covered:
                # Under a heading of its own, the rest of "A; or" looks like one thing more that is asked for.
                led_by = [JOINED[joint]] if joint else leads if leads != above else ()
                left += [lead for lead in led_by if lead not in left]
                above = leads
                left.append(line)
                joint = ""
            else:
                joint = line.joint
        return left

    def _covered(self) -> frozenset[int]:
        """The citations that the sentences cover, by their numbers in the composed answer."""
        said = [text for texts in self._told.values() for text in texts]
        covered = {n for n, told in self._told.items() if covers(self._exhibits[n], told, whole=n in self._cut)}
        return frozenset(covered | {one.number for one in self.composed.citations if names(one, said)})

    def _citations(self) -> list[Citation]:
        by_number = {citation.number: citation for citation in self.composed.citations}
        return [
            replace(by_number[old], number=new, answer_start=self._places[old][0], answer_end=self._places[old][1])
            for old, new in self._numbers.items()
        ]
