"""Fill what a gathered line says of its own class with what is so of the class wanted, and tell every change."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from assistant.class_view import Spec
from assistant.draft.slot_questions import question_of
from assistant.draft.slot_words import Edit, Told, in_style, with_article, with_edits
from assistant.draft.values import Line, Provenance, Wanted
from assistant.draft.wording import basis, changes
from assistant.standing import Standing
from assistant.title_table import Titles
from assistant.titles import title_keys
from vectorstore.folding import fold, one_line
from vectorstore.spec import Statement

#: Facets whose value is a part of the organization.
_UNITS = ("department", "unit")


def wanted_values(wanted: Wanted) -> dict[str, str]:
    """Return what the writer said of the values of labels, by facet; empty where nothing was said."""
    return {
        "title": wanted.title,
        "class_code": wanted.class_code,
        "unit": wanted.unit,
        "department": wanted.unit,
        "supervision": wanted.supervisor,
    }


class Slots:
    """Fills the lines of one draft."""

    def __init__(self, wanted: Wanted, agency: str, standing: Standing) -> None:
        """Fill in what `wanted` says, and the name of `agency`, as printed."""
        self._wanted = wanted
        self._agency = agency
        self._shelf = standing.shelf
        self._vocabulary = standing.shelf.vocabulary

    @cached_property
    def _titles(self) -> Mapping[str, Titles]:
        """The titles of each agency's classes, by its folded name."""
        found: dict[str, Titles] = {}
        for entry in self._shelf.entries:
            known = found.setdefault(fold(entry.agency), Titles(self._vocabulary))
            known.add(entry, dict.fromkeys((entry.spec.title, *entry.spec.aliases)))
        return found

    def filled(self, line: Line, spec: Spec, statement: Statement, *, asks: bool = True) -> Line:
        """Return `line`, which `statement` of `spec` is, with its slots filled.

        With `asks`, it has a question where it names another class or a supervisor, or tells of another level.
        """
        trie = self._titles[fold(spec.entry.agency)].trie
        told = Told.of(line.text, statement, spec.entry, trie, self._vocabulary)
        edits = [*self._own(told), *self._supervisor(told), *self._units(told, spec)]
        line = replace(line, question=question_of(told, self._wanted, self._vocabulary) if asks else "")
        return self._worded(line, with_edits(line.text, edits), spec)

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
        if fold(told.entry.spec.title) == fold(self._wanted.title) or told.asks_for_experience:
            return
        for one in told.own:
            yield from self._put(told, one.first, one.last, self._wanted.title)
        titles = told.entry.spec.title, self._wanted.title
        before, after = (title_keys(title, self._vocabulary)[0].numeral.upper() for title in titles)
        for at, token in enumerate(told.tokens):
            counted = at > 0 and told.tokens[at - 1].word in self._vocabulary.title["steps"]
            if before and after and counted and token.raw == before and not told.names(at):
                yield Edit(token.start, token.end, after)

    def _supervisor(self, told: Told) -> Iterator[Edit]:
        if told.supervisor is not None and self._wanted.supervisor:
            yield from self._put(told, told.supervisor.first, told.supervisor.last, self._wanted.supervisor)

    def _put(self, told: Told, first: int, last: int, title: str) -> Iterator[Edit]:
        start, end = told.tokens[first].start, told.tokens[last - 1].end
        # A token has no signs: the bracket that a title ends with goes with it.
        end += told.text[start:end].count("(") > told.text[start:end].count(")") and told.text[end : end + 1] == ")"
        put = in_style(title, told.text[start:end], told.tokens[first:last], self._vocabulary)
        yield Edit(start, end, put)
        yield from with_article(told.tokens, first, put, self._vocabulary)

    def _units(self, told: Told, spec: Spec) -> Iterator[Edit]:
        """Where a line names the unit of the class, or its agency."""
        quote = spec.parsed.document.quote
        units = [(quote(f.span), self._wanted.unit) for key in _UNITS for f in spec.facts(key) if f.value]
        for name, put in (*units, (spec.entry.agency, self._agency)):
            name = one_line(name)
            at = told.text.casefold().find(name.casefold()) if " " in name else -1
            if at >= 0 and put and fold(name) != fold(put):
                yield Edit(at, at + len(name), put)
