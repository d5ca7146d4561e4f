"""Tell what asks for something among the lines of many documents, as the answer on one class would tell it.

What stands in one of several ways to qualify asks for nothing by itself: "a
degree or four years of experience" requires no degree.
"""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.conditions import Asked
from assistant.evidence import binds
from assistant.kinds import names
from assistant.spoken import is_spoken
from assistant.terms import patterns
from ingest.alternatives import goes_on, is_way
from vectorstore.catalog import Catalog
from vectorstore.folding import fold
from vectorstore.lines import Line
from vectorstore.spec import CatalogEntry, Modality, Section, Viewer, speaks_of
from vectorstore.vocabulary import Vocabulary, phrases

_OR = re.compile(r"\bor\b")
_STOPS = re.compile(r"[,;.:]|\band\b|\bplus\b")
#: Facets of which one may stand in for another.
_DEMANDING = frozenset({Modality.REQUIRED, Modality.MAY_BE_REQUIRED})
#: Sections whose lines ask for something, or tell of conditions of work.
_ASKING = frozenset({"special", "environment", "physical", "requirements", "desirable", "notes"})
#: Sections that tell what a class does.
_WORKING = frozenset({"duties", "definition", "levels", "scope", "distinguishing", "supervision", "responsibility"})
#: Sections that tell what somebody must have done or know, and not what the class does.
_QUALIFIES = frozenset({"requirements", "experience", "education", "desirable", "knowledge", "abilities", "skills"})
#: Key of the phrases that say that there is none of something.
_NONE = "none"
_QUALIFYING = ("education", "experience", "license", "certificate")


@dataclass(frozen=True, slots=True)
class Demand:
    """A line that says how far something is asked for."""

    entry: CatalogEntry
    line: Line
    one_way: bool
    """It is one of several ways to qualify."""


class Demands:
    """Finds what asks for one thing over all documents that a viewer may see."""

    def __init__(self, asked: Asked, catalog: Catalog, viewer: Viewer, vocabulary: Vocabulary) -> None:
        """Find what asks for what `asked` names."""
        self._asked = asked
        self._vocabulary = vocabulary
        self._facet = vocabulary.facets[asked.facet]
        self._terms = patterns(self._facet, asked.terms)
        others = [key for key in self._facet.terms if key not in asked.terms] if asked.terms else []
        cues = [vocabulary.cues[key] for key in _QUALIFYING if key != asked.facet and key in vocabulary.cues]
        self._otherwise = [*cues, *patterns(self._facet, others)]
        self._does = phrases([act for act in self._facet.acts if " " not in act])
        self._none = patterns(self._facet, [_NONE] if _NONE in self._facet.listed else [])
        self._lines = (*catalog.lines.of_facet(asked.facet, viewer), *self._further(catalog, viewer))
        self._joined = catalog.lines.joined()
        # "Qualifying experience must be gained after a degree" tells how another requirement is counted.
        self._counting = phrases(vocabulary.lists["counting"])
        self._beginnings = frozenset(vocabulary.document["alternatives"])
        self._headed = catalog.lines.headed(self._beginnings, viewer)
        # Classes of a series share their lines.
        self._has_words, self._means = cache(self._find_words), cache(self._find_meaning)
        self._within, self._heads_way = cache(self._find_joined), cache(self._find_way)

    def _further(self, catalog: Catalog, viewer: Viewer) -> Iterator[tuple[CatalogEntry, Line]]:
        """Yield the lines that have the words of a narrower kind of what binds nobody, whatever they speak of."""
        if self._facet.binds:
            return
        for act in self._facet.acts if self._asked.acts else ():
            for entry, line in catalog.lines.saying([act], viewer) if " " not in act else ():
                if self._facet.key not in line.statement.facets and line.kind in _WORKING:
                    yield entry, line
        said = [fold(self._asked.said)] if self._asked.words and not self._asked.terms else []
        known = {**self._facet.terms, **self._facet.listed}
        for phrase in (*said, *(phrase for key in self._asked.terms for phrase in known[key])):
            for entry, line in catalog.lines.saying(phrase.split(), viewer):
                if self._facet.key not in line.statement.facets and line.kind in _ASKING:
                    yield entry, line

    def among(self, entries: Container[str], fits: Callable[[Line], bool]) -> Iterator[Demand]:
        """Yield what asks for it, or says it is not required, of these spec ids, among the lines that fit."""
        tells: dict[tuple[str, int], bool] = {}
        for entry, line in self._lines:
            if entry.spec_id not in entries:
                continue
            place = line.source_id, line.statement.ordinal
            if place not in tells:
                tells[place] = fits(line) and self._tells(line)
            if tells[place]:
                yield Demand(entry, line, self._is_one_way(entry, line))

    def _tells(self, line: Line) -> bool:
        statement, asked, facet = line.statement, self._asked, self._facet
        if not facet.binds or not asked.modalities:
            mentioned = facet.key in statement.facets or self._is_asking(line) or self._acts(line)
            mentioned &= not (asked.acts and line.kind in _QUALIFIES)
            mentioned = mentioned and not statement.boilerplate and self._has_words(statement.text)
            folded = _folded(statement.text)
            return mentioned and not self._says_none(folded) and all(term.search(folded) for term in self._terms)
        if not is_spoken(statement, line.heading, line.kind, facet, self._vocabulary):
            return False
        if self._counting.search(_folded(statement.text)):
            return False
        if not binds(statement, line.heading, facet, self._terms):
            return False
        of_all = statement.modality in (Modality.NOT_REQUIRED, Modality.STATED)
        return of_all or self._has_words(statement.text)

    def _is_asking(self, line: Line) -> bool:
        """Whether a line that no cue makes one of a facet may ask for a narrower kind: "willingness to travel"."""
        return bool(self._terms or self._asked.words) and not self._facet.binds and line.kind in _ASKING

    def _acts(self, line: Line) -> bool:
        """Whether a line of what the class does says that it does what is asked for: "supervises a crew"."""
        return self._asked.acts and line.kind in _WORKING and bool(self._does.search(_folded(line.statement.text)))

    def _says_none(self, folded: str) -> bool:
        """Whether a text says that there is none of it, where that is not what is asked for."""
        return _NONE not in self._asked.terms and any(p.search(folded) for p in self._none)

    def _find_words(self, text: str) -> bool:
        return not self._asked.words or names(text, self._asked.words)

    def _is_one_way(self, entry: CatalogEntry, line: Line) -> bool:
        if line.statement.modality not in _DEMANDING or not self._asked.modalities:
            return False
        beside = self._joined.get((line.source_id, line.statement.ordinal), ())
        mine = (one for one in beside if speaks_of(one.applies_to, entry.spec.ordinal))
        return (
            any(not self._means(one.text) for one in mine)
            or self._within(line.statement.text)
            or self._by_heading(entry, line)
        )

    def _find_meaning(self, text: str) -> bool:
        """Whether a text speaks of what is asked for."""
        folded = _folded(text)
        cue = self._vocabulary.cues.get(self._facet.key)
        if self._terms:
            return all(term.search(folded) for term in self._terms) and self._has_words(text)
        return (cue is None or bool(cue.search(folded))) and self._has_words(text)

    def _find_joined(self, text: str) -> bool:
        """Whether an "or" within the sentence joins it with something else that qualifies."""
        folded = _folded(text)
        for match in _OR.finditer(folded):
            left, right = folded[: match.start()], _STOPS.split(folded[match.end() :], maxsplit=1)[0]
            here, there = self._means(left), self._means(right)
            if here != there and self._qualifies(right if here else left):
                return True
        return False

    def _qualifies(self, text: str) -> bool:
        """Whether a part of a sentence names something else that one may qualify by."""
        return any(pattern.search(text) for pattern in self._otherwise)

    def _by_heading(self, entry: CatalogEntry, line: Line) -> bool:
        """Whether it stands below "Either I", and what is below "Or II" says nothing of it."""
        if not any(map(self._heads_way, line.path)):
            return False
        ways = [s for s in self._ways.get(line.source_id, ()) if speaks_of(s.applies_to, entry.spec.ordinal)]
        own = next((s for s in ways if s.path == line.path[: len(s.path)]), None)
        if own is None:
            return False
        siblings = [s for s in ways if s.parent == own.parent and s.kind == own.kind and s != own]
        told = self._told.get(entry.spec_id, ())
        if not siblings and goes_on(own.heading):
            # The way before "Or II" is run into the text around it.
            return own.path[:-1] not in told
        return any(not any(path[: len(s.path)] == s.path for path in told) for s in siblings)

    def _find_way(self, heading: str) -> bool:
        return is_way(heading, self._beginnings)

    @cached_property
    def _ways(self) -> Mapping[str, Sequence[Section]]:
        """What heads ways to qualify, by source id."""
        found: dict[str, list[Section]] = {}
        for source_id, section in self._headed:
            if self._heads_way(section.heading) and section.parent is not None:
                found.setdefault(source_id, []).append(section)
        return found

    @cached_property
    def _told(self) -> Mapping[str, Sequence[tuple[str, ...]]]:
        """Where in each class's document it is spoken of, as headings, by spec id."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for entry, line in self._lines:
            if self._means(line.statement.text):
                found.setdefault(entry.spec_id, []).append(line.path)
        return found


def _folded(text: str) -> str:
    return text.replace("’", "'").lower()
