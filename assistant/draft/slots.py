"""Fill what a gathered line says of its own class with what is so of the class wanted, and tell every change."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from weakref import WeakKeyDictionary

from assistant.class_view import Spec
from assistant.draft.similar_titles import Titles as LevelTitles
from assistant.draft.slot_questions import question_of, rung_question
from assistant.draft.slot_words import Edit, Named, Told, in_style, with_article, with_edits
from assistant.draft.slot_work import Work
from assistant.draft.values import Line, Provenance, Wanted
from assistant.draft.wording import basis, changes
from assistant.shelf import Shelf
from assistant.standing import Standing
from assistant.title_table import Titles
from assistant.titles import title_keys
from vectorstore.folding import fold, one_line
from vectorstore.spec import CatalogEntry, Statement

#: Facets whose value is a part of the organization.
_UNITS = ("department", "unit")

_FOUND: WeakKeyDictionary[Standing, Mapping[str, Titles]] = WeakKeyDictionary()
_FINDING = threading.Lock()


def wanted_values(wanted: Wanted) -> dict[str, str]:
    """Return what the writer said of the values of labels, by facet; empty where nothing was said."""
    return {
        "title": wanted.title,
        "class_code": wanted.class_code,
        "unit": wanted.unit,
        "department": wanted.unit,
        "supervision": wanted.supervisor,
    }


def _titles_of(standing: Standing) -> Mapping[str, Titles]:
    """The titles of each agency's classes, by its folded name; found once for each state of the catalog."""
    with _FINDING:
        known = _FOUND.get(standing)
        if known is None:
            known = _FOUND[standing] = _by_agency(standing.shelf)
        return known


def _by_agency(shelf: Shelf) -> dict[str, Titles]:
    found: dict[str, Titles] = {}
    for entry in shelf.entries:
        known = found.setdefault(fold(entry.agency), Titles(shelf.vocabulary))
        known.add(entry, dict.fromkeys((entry.spec.title, *entry.spec.aliases)))
    return found


class Slots:
    """Fills the lines of one draft."""

    def __init__(self, wanted: Wanted, agency: str, standing: Standing) -> None:
        """Fill in what `wanted` says, and the name of `agency`, as printed."""
        self._wanted = wanted
        self._agency = agency
        self._shelf = standing.shelf
        self._vocabulary = standing.shelf.vocabulary
        self._levels = LevelTitles(wanted.title, standing.reader.lexicon)
        self._titles = _titles_of(standing)
        self._works: dict[str, Work] = {}

    def _work(self, entry: CatalogEntry) -> "Work":
        """What is called as the classes of the work of `entry` are."""
        if entry.class_id not in self._works:
            known = self._titles[fold(entry.agency)].by_id.values()
            self._works[entry.class_id] = Work.of(entry, known, self._vocabulary)
        return self._works[entry.class_id]

    def filled(self, line: Line, spec: Spec, statement: Statement, *, asks: bool = True) -> Line:
        """Return `line`, which `statement` of `spec` is, with its slots filled.

        With `asks`, it has a question where it names another class or a supervisor, or tells of another level.
        """
        trie = self._titles[fold(spec.entry.agency)].trie
        work = self._work(spec.entry)
        told = Told.of(line.text, statement, spec.entry, trie, work.short, work.below, self._vocabulary)
        rung = list(self._rung(told)) if asks else []
        edits = [*rung, *self._own(told), *self._supervisor(told), *self._units(told, spec)]
        asked = (
            rung_question(spec.entry.spec.title, self._wanted.title)
            if rung
            else question_of(told, self._wanted, self._vocabulary)
        )
        line = replace(line, question=asked if asks else "")
        return self._worded(line, with_edits(line.text, edits), spec)

    def above(self, entry: CatalogEntry) -> int | None:
        """Return how many levels the wanted class is above `entry`, below 0 for below; None for another work."""
        beside = self._levels.beside(entry, self._shelf.entries)
        return None if beside is None else -beside.steps

    def valued(self, line: Line) -> Line:
        """Return `line`, the value of a label, with what is wanted where that says another value."""
        put = wanted_values(self._wanted).get(line.facet, "")
        if not put or fold(put) == fold(line.text):
            return line
        found = changes(line.text, put, self._vocabulary)
        return replace(line, text=put, provenance=Provenance.ADAPTED, changes=found, question="", author="writer")

    def _worded(self, line: Line, after: str, spec: Spec) -> Line:
        if after == line.text:
            return line
        names = filter(None, (self._wanted.title, spec.entry.spec.title, self._wanted.supervisor, self._agency))
        found = changes(basis(line), after, self._vocabulary, tuple(names))
        return replace(line, text=after, provenance=Provenance.ADAPTED, changes=found)

    def _own(self, told: Told) -> Iterator[Edit]:
        """What names the class of the line itself: its title, and its level alone ("Level II")."""
        if fold(told.entry.spec.title) == fold(self._wanted.title) or told.keeps_names:
            return
        for one in told.own:
            yield from self._put(told, one, self._wanted.title)
        titles = told.entry.spec.title, self._wanted.title
        before, after = (title_keys(title, self._vocabulary)[0].numeral.upper() for title in titles)
        for at, token in enumerate(told.tokens):
            counted = at > 0 and told.tokens[at - 1].word in self._vocabulary.title["steps"]
            if before and after and counted and token.raw == before and not told.names(at):
                yield Edit(token.start, token.end, after)

    def _supervisor(self, told: Told) -> Iterator[Edit]:
        if told.supervisor is not None and self._wanted.supervisor:
            yield from self._put(told, told.supervisor, self._wanted.supervisor)

    def _rung(self, told: Told) -> Iterator[Edit]:
        """Where a class one level below the wanted one asks for experience two below: that in itself is one below."""
        if told.asks_for_experience and self.above(told.entry) == 1:
            known = self._titles[fold(told.entry.agency)].by_id
            for one in told.others:
                if any(self.above(known[class_id]) == 2 for class_id in one.ids):
                    yield from self._put(told, one, told.entry.spec.title)

    def _put(self, told: Told, named: Named, title: str) -> Iterator[Edit]:
        start, end = named.start, named.end
        # A token has no signs: the bracket that a title ends with goes with it.
        end += told.text[start:end].count("(") > told.text[start:end].count(")") and told.text[end : end + 1] == ")"
        put = in_style(title, told.text[start:end], told.tokens[named.first : named.last], self._vocabulary)
        yield Edit(start, end, put)
        yield from with_article(told.tokens, named.first, put, self._vocabulary)

    def _units(self, told: Told, spec: Spec) -> Iterator[Edit]:
        """Where a line names the unit of the class, or its agency."""
        quote = spec.parsed.document.quote
        units = [(quote(f.span), self._wanted.unit) for key in _UNITS for f in spec.facts(key) if f.value]
        for name, put in (*units, (spec.entry.agency, self._agency)):
            name = one_line(name)
            at = told.text.casefold().find(name.casefold()) if " " in name else -1
            if at >= 0 and put and fold(name) != fold(put):
                yield Edit(at, at + len(name), put)
