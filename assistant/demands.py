"""Tell what asks for something among the lines of many documents, as the answer on one class would tell it.

What stands in one of several ways to qualify asks for nothing by itself: "a
degree or four years of experience" requires no degree.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assistant.conditions import Asked
from assistant.evidence import binds
from assistant.kinds import names
from assistant.spoken import is_spoken
from assistant.terms import patterns
from ingest.alternatives import is_way
from vectorstore.catalog import Catalog
from vectorstore.lines import Line
from vectorstore.spec import CatalogEntry, Modality, Section, Statement, Viewer, speaks_of
from vectorstore.vocabulary import Facet, Vocabulary

_OR = re.compile(r"\bor\b")
_STOPS = re.compile(r"[,;.:]|\band\b|\bplus\b")
#: Facets of which one may stand in for another.
_QUALIFYING = ("education", "experience", "license", "certificate")


@dataclass(frozen=True, slots=True)
class Demand:
    """A line that says how far something is asked for."""

    entry: CatalogEntry
    line: Line
    one_way: bool
    """It is one of several ways to qualify."""


@dataclass(frozen=True)
class Demands:
    """Finds what asks for something over all documents that a viewer may see."""

    catalog: Catalog
    viewer: Viewer
    vocabulary: Vocabulary
    _ways: dict[str, list[Section]] = field(default_factory=dict, init=False)

    def of(self, asked: Asked, entries: Mapping[str, CatalogEntry]) -> Iterator[Demand]:
        """Yield the lines that ask for what `asked` names, and those that say it is not required, of `entries`."""
        facet = self.vocabulary.facets[asked.facet]
        for entry, line in self.catalog.lines.of_facet(asked.facet, self.viewer):
            if entry.spec_id in entries and self._tells(asked, facet, line):
                yield Demand(entry, line, self._is_one_way(asked, facet, entry, line))

    def _tells(self, asked: Asked, facet: Facet, line: Line) -> bool:
        statement, terms = line.statement, patterns(facet, asked.terms)
        if not facet.binds or not asked.modalities:
            found = facet.key in statement.facets and not statement.boilerplate and self._has(asked, facet, statement)
            return found and (not terms or all(term.search(_folded(statement.text)) for term in terms))
        if not is_spoken(statement, line.heading, line.kind, facet, self.vocabulary):
            return False
        if not binds(statement, line.heading, facet, terms):
            return False
        of_all = statement.modality in (Modality.NOT_REQUIRED, Modality.STATED)
        return of_all or not asked.words or names(statement.text, asked.words)

    def _has(self, asked: Asked, facet: Facet, statement: Statement) -> bool:
        return not asked.words or names(statement.text, asked.words)

    def _is_one_way(self, asked: Asked, facet: Facet, entry: CatalogEntry, line: Line) -> bool:
        if line.statement.modality not in (Modality.REQUIRED, Modality.MAY_BE_REQUIRED) or not asked.modalities:
            return False
        others = self.catalog.lines.joined().get((line.source_id, line.statement.ordinal), ())
        mine = [one for one in others if speaks_of(one.applies_to, entry.spec.ordinal)]
        if any(not self._means(asked, facet, one.text) for one in mine):
            return True
        return self._within(asked, facet, line.statement.text) or self._by_heading(asked, facet, entry, line)

    def _means(self, asked: Asked, facet: Facet, text: str) -> bool:
        """Whether a text speaks of what is asked for."""
        folded = _folded(text)
        cue = self.vocabulary.cues.get(facet.key)
        terms = patterns(facet, asked.terms)
        spoken = all(term.search(folded) for term in terms) if terms else cue is None or bool(cue.search(folded))
        return spoken and (not asked.words or names(text, asked.words))

    def _within(self, asked: Asked, facet: Facet, text: str) -> bool:
        """Whether an "or" within the sentence joins it with something else that qualifies."""
        folded = _folded(text)
        for match in _OR.finditer(folded):
            left, right = folded[: match.start()], _STOPS.split(folded[match.end() :], maxsplit=1)[0]
            here, there = self._means(asked, facet, left), self._means(asked, facet, right)
            if here and not there and self._qualifies(asked, facet, right):
                return True
            if there and not here and self._qualifies(asked, facet, left):
                return True
        return False

    def _qualifies(self, asked: Asked, facet: Facet, text: str) -> bool:
        """Whether a part of a sentence names something else that one may qualify by."""
        cues = (self.vocabulary.cues.get(key) for key in _QUALIFYING if key != facet.key)
        others = (p for key, p in zip(facet.terms, patterns(facet, facet.terms), strict=True) if key not in asked.terms)
        kinds = others if asked.terms else ()
        return any(cue is not None and cue.search(text) for cue in cues) or any(kind.search(text) for kind in kinds)

    def _by_heading(self, asked: Asked, facet: Facet, entry: CatalogEntry, line: Line) -> bool:
        """Whether it stands below "Either I", and what is below "Or II" says nothing of it."""
        beginnings = frozenset(self.vocabulary.document["alternatives"])
        if not any(is_way(heading, beginnings) for heading in line.path):
            return False
        ways = [s for s in self._ways_of(line.source_id, beginnings) if speaks_of(s.applies_to, entry.spec.ordinal)]
        own = next((s for s in ways if s.path == line.path[: len(s.path)]), None)
        siblings = [s for s in ways if own is not None and s.parent == own.parent and s.kind == own.kind and s != own]
        told = [other.path for e, other in self.catalog.lines.of_facet(facet.key, self.viewer)
                if e.spec_id == entry.spec_id and self._means(asked, facet, other.statement.text)]  # fmt: skip
        return any(not any(path[: len(s.path)] == s.path for path in told) for s in siblings)

    def _ways_of(self, source_id: str, beginnings: frozenset[str]) -> list[Section]:
        if not self._ways:
            self._ways[""] = []
            for source, section in self.catalog.lines.headed(beginnings, self.viewer):
                if is_way(section.heading, beginnings) and section.parent is not None:
                    self._ways.setdefault(source, []).append(section)
        return self._ways.get(source_id, [])


def _folded(text: str) -> str:
    return text.replace("’", "'").lower()
