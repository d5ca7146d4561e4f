"""Answer what stands above a class, below it, or all of its series, with what each step needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.answer import Answer, Status
from assistant.class_view import Spec
from assistant.climbing import Climb
from assistant.compose.dated import titled
from assistant.compose.steps import Steps, called
from assistant.compose.writer import Writer, plain, shown_title
from assistant.ladder import Step
from assistant.rungs import Why
from assistant.series import Series
from vectorstore.spec import CatalogEntry, DocumentType, Span, Statement

#: Steps that the text tells each way; what it quotes of what the first one needs, and each other one.
_MOST_STEPS, _MOST_NEEDS, _MOST_OF_OTHERS = 5, 6, 2
#: Rungs of a series, and classes of one rung, that the text tells; characters of a quote in it.
_MOST_RUNGS, _MOST_OF_RUNG, _LONGEST = 14, 4, 280

_PLACE = {Climb.UP: "above", Climb.DOWN: "below"}
_NEXT = {Climb.UP: "the next loaded level up in its series", Climb.DOWN: "the next loaded level down in its series"}
_END = {Climb.UP: "highest", Climb.DOWN: "lowest"}


@dataclass(frozen=True, slots=True)
class LadderWriter:
    """Writes the ladder around one class."""

    writer: Writer
    steps: Steps

    def answer(self, climb: Climb) -> Answer:
        """Return what stands above or below the class, or both; what a series has in order where all of it is asked."""
        ladder = self.steps.ladder
        if climb is Climb.ALL and (series := self.steps.whole) is not None:
            self._write_series(series)
            return self._answered([], [], stated=True)
        above = self._write_way(Climb.UP, ladder.above) if climb is not Climb.DOWN else []
        below = self._write_way(Climb.DOWN, ladder.below) if climb is not Climb.UP else []
        if above or below:
            return self._answered(above, below, stated=True)
        stated = [self._write_end(way) for way in (Climb.UP, Climb.DOWN) if climb in (way, Climb.ALL)]
        return self._answered([], [], stated=any(stated))

    def _answered(self, above: Sequence[Sequence[int]], below: Sequence[Sequence[int]], *, stated: bool) -> Answer:
        answer = self.writer.answer(Status.ANSWERED if stated else Status.NOT_STATED)
        return replace(answer, ladder=self.steps.data(above, below))

    @property
    def _title(self) -> str:
        return shown_title(self.steps.spec.entry)

    def _cited(self, entry: CatalogEntry) -> int:
        spec = self.steps.spec_of(entry)
        return self.writer.cite(spec.entry, spec.parsed, titled(spec)) if spec is not None else 0

    # ── one way ──

    def _write_way(self, way: Climb, steps: Sequence[Step]) -> list[list[int]]:
        """Add the steps of one way; return the citations of each."""
        if steps:
            self.writer.say(f"{_PLACE[way].capitalize()} **{self._title}**:")
        numbers: list[list[int]] = []
        for at, (_, group) in enumerate(groupby(steps, key=_alike)):
            alike = list(group)
            cited = self._write_step(way, alike, first=at == 0) if at < _MOST_STEPS else []
            numbers += [cited] * len(alike)
        if rest := [called(step) for step, cited in zip(steps, numbers, strict=True) if not cited]:
            among = ", among them" if len(rest) > 3 * _MOST_STEPS else ""
            self.writer.say(f"Further classes {_PLACE[way]} it{among}: {'; '.join(rest[: 3 * _MOST_STEPS])}.")
        return numbers

    def _write_step(self, way: Climb, steps: Sequence[Step], *, first: bool) -> list[int]:
        """Add one step, or several that the same words name; return what they cite."""
        step = steps[0]
        cited = [number for one in steps if one.entry is not None and (number := self._cited(one.entry))]
        words = next((found for proof in step.proofs if (found := self.steps.words(proof))), [])
        words = [(spec, self._whole(spec, span, way)) for spec, span in words[:1]]
        quotes = [self._quoted(spec, span) for spec, span in words]
        cited += [number for _, number in quotes]
        names = ", ".join(f"**{called(one)}**" for one in steps)
        lacks = f"; no spec is loaded for {'it' if len(steps) == 1 else 'them'}" if step.entry is None else ""
        if step.entry is not None and step.entry.type is DocumentType.STUB:
            lacks = "; its document says little more than that the class was abolished or moved"
        quote = f": {quotes[0][0]}" if quotes else ""
        self.writer.say(f"- {names}, {self._reason(way, step)}{lacks}{quote}", *cited)
        if way is Climb.UP and step.entry is not None and len(steps) == 1:
            # What the first step needs is told; of others the words that put them there, where there are any.
            most = _MOST_NEEDS if first else 0 if words else _MOST_OF_OTHERS
            cited += self._write_needs(step.entry, [span for _, span in words], most)
        return cited

    def _whole(self, spec: Spec, span: Span, way: Climb) -> Span:
        """The paragraph of the requirements that a proof is a part of: half an alternative is none."""
        needs = self.steps.needs(spec) if way is Climb.UP else []
        return next((need for need in needs if need.start <= span.start < need.end), span)

    def _reason(self, way: Climb, step: Step) -> str:
        upper = called(step) if way is Climb.UP else self._title
        proof = next((proof for proof in step.proofs if proof.statement is not None), step.proofs[0])
        asks, verb = "", "prefers" if proof.prefers else "asks for"
        if proof.why is Why.EXPERIENCE and way is Climb.UP:
            asks = f"which {verb} experience as {proof.printed}"
        elif proof.why is Why.EXPERIENCE:
            asks = f"experience as which {upper} {verb}"
        elif proof.why is Why.NAMED:
            asks = f"as the document on {shown_title(proof.entry)} says"
        if step.why is not Why.SERIES:
            return asks
        return f"{_NEXT[way]}, {asks}" if proof.statement is not None else _NEXT[way]

    def _quoted(self, spec: Spec, span: Span) -> tuple[str, int]:
        number = self.writer.cite(spec.entry, spec.parsed, span)
        return f"“{_short(plain(spec.parsed.document.quote(span)))}”", number

    def _write_needs(self, entry: CatalogEntry, told: Sequence[Span], most: int) -> list[int]:
        """Add what a class needs beside what is `told`, as far as the text has room; return the citations."""
        spec = self.steps.spec_of(entry)
        needs = self.steps.needs(spec) if spec is not None else []
        new = [span for span in needs if span not in told]
        if spec is None or not (new and most):
            return []
        self.writer.say(f"What {shown_title(entry)} asks for{' besides' if len(new) < len(needs) else ''}:")
        cited = []
        for span in new[:most]:
            quote, number = self._quoted(spec, span)
            cited.append(number)
            self.writer.say(f"- {quote.strip('“”')}", number)
        if len(new) > most:
            number = self.writer.cite(spec.entry, spec.parsed, new[most])
            self.writer.say("Its requirements go on after that.", number)
            cited.append(number)
        return cited

    # ── where it ends ──

    def _write_end(self, way: Climb) -> bool:
        """Add that nothing stands that way; return whether a document or its series says so."""
        spec, series = self.steps.spec, self.steps.ladder.series
        said = self._saying(way)
        own = self.writer.cite(spec.entry, spec.parsed, titled(spec))
        if said is not None:
            self.writer.say(f"No loaded class stands {_PLACE[way]} **{self._title}**. Its document says:", own)
            self.writer.quote(spec.entry, spec.parsed, [said])
            return True
        if series is not None:
            others = [entry for entry in series.entries if entry.class_id != spec.entry.class_id]
            names = ", ".join(shown_title(entry) for entry in others[:_MOST_OF_RUNG])
            numbers = [self._cited(entry) for entry in others[:_MOST_OF_RUNG]]
            self.writer.say(
                f"No loaded class stands {_PLACE[way]} **{self._title}**: of the loaded classes of its series "
                f"it is the {_END[way]}, beside {names}.",
                own,
                *numbers,
            )
            return True
        self.writer.say(f"The loaded documents name no class {_PLACE[way]} **{self._title}**.", own)
        return False

    def _saying(self, way: Climb) -> Statement | None:
        """The statement by which the document calls the class the highest or the lowest."""
        return self.steps.ladder.ends.get(way is Climb.UP)

    # ── all of it ──

    def _write_series(self, series: Series) -> None:
        """Add all rungs of a series, from the lowest up, each with the words that ask for the one below it."""
        of_titles = f"The loaded classes of the series of **{self._title}**, from the lowest up:"
        of_line = f"The loaded classes that lead to **{self._title}** and on from it, from the lowest up:"
        of_document = f"The loaded classes of the {series.title}, from the lowest up:"
        self.writer.say(of_document if series.title else of_titles if self.steps.ladder.series else of_line)
        for rung in series.rungs[:_MOST_RUNGS]:
            names = "; ".join(f"**{shown_title(entry)}**" for entry in rung[:_MOST_OF_RUNG])
            more = (
                f"; and others ({', '.join(shown_title(e) for e in rung[_MOST_OF_RUNG:])})"
                if rung[_MOST_OF_RUNG:]
                else ""
            )
            numbers = [self._cited(entry) for entry in rung[:_MOST_OF_RUNG]]
            quote, cited = self._first_need(rung[0])
            self.writer.say(f"- {names}{more}{': ' if quote else ''}{quote}", *numbers, *cited)

    def _first_need(self, entry: CatalogEntry) -> tuple[str, list[int]]:
        """What a class asks for of the class below it; else the first that it asks for."""
        spec = self.steps.spec_of(entry)
        if spec is None:
            return "", []
        asked = self.steps.asked_below(entry)
        spans = [span for _, span in asked] or self.steps.needs(spec)
        if not spans:
            return "", []
        quote, number = self._quoted(spec, spans[0])
        return quote, [number]


def _alike(step: Step) -> object:
    """What several steps share that are told in one line: the words that name them, and whether they are loaded."""
    proof = step.proofs[0]
    return (proof.why, proof.entry.spec_id, proof.statement.ordinal, step.entry is None) if proof.statement else step


def _short(text: str) -> str:
    """Return `text` cut at a word where it is too long for a line."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
