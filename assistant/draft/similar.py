"""Find the classes that are most like a wanted one: by title, by the work line by line, and by what they ask for.

What describes the work weighs most; a line that most classes have, such as
"does related work", hardly anything. Each class comes with the reason in
words, and with whether the wanted one may exist already.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.draft.similar_about import About, about_draft, about_spec, about_wanted
from assistant.draft.similar_parts import Compared, Near, compared, describes, lines_of
from assistant.draft.similar_titles import Beside, Titles
from assistant.draft.similar_why import why
from assistant.draft.values import Similar
from assistant.shelf import Shelf
from assistant.standing import Standing
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry

__all__ = ["MOST_SIMILAR", "About", "about_draft", "about_spec", "about_wanted", "find_similar"]

#: Classes that are found where no other number is asked for.
MOST_SIMILAR = 8

#: Requirements are ranked by the vectors of these statements.
_ASKING = frozenset({"requirements"})
#: How much of the score what is asked for is, where lines say so; the rest is of the work and the title.
_ASKED = 0.15
#: From this cosine on a class has a line, for counting how many have it.
_HAS = 0.85
#: What a class of the agency itself gains over others as much alike; what a title loses with each level, at most.
_OWN_AGENCY, _LEVEL, _MOST_LEVELS = 0.03, 0.2, 3
#: Shares of the lines on work, of the wanted class and of the other, from which on they are one; and the fewest lines.
_SAME_WORK, _SAME_BACK, _FEWEST = 0.7, 0.6, 3

_Scores = NDArray[np.float64]


def find_similar(
    about: About, standing: Standing, *, agency: str = "", limit: int = MOST_SIMILAR, without: Collection[str] = ()
) -> tuple[Similar, ...]:
    """Return the classes most like `about`, best first, each by its newest document.

    Args:
        about: What is looked for.
        standing: The catalog.
        agency: Only classes of this agency; empty for all, where those of the agency of `about` go before others as
            much alike.
        limit: How many classes at most.
        without: Spec ids; no document of their classes is returned.
    """
    shelf = standing.shelf
    if agency:
        shelf = replace(shelf, viewer=replace(shelf.viewer, agency=agency))
    search = _Search(about, shelf, Titles(about.title, standing.reader.lexicon))
    left_out = {entry.class_id for entry in shelf.entries if entry.spec_id in set(without)}
    places = (at for at in search.best_first() if search.nearness.entries[at].class_id not in left_out)
    found: list[Similar] = []
    for at in places:
        if len(found) >= limit:
            break
        # A document that was removed meanwhile is like nothing.
        found += filter(None, [search.similar(at)])
    return tuple(found)


class _Search:
    """One look for what is like a wanted class."""

    def __init__(self, about: About, shelf: Shelf, titles: Titles) -> None:
        self._about = about
        self._shelf = shelf
        self._titles = titles
        lines = lines_of(about)
        self._work = [text for kind, text in lines if describes(kind)]
        asked = [text for kind, text in lines if not describes(kind)]
        query = " ".join([titles.telling, *self._work])
        self.nearness = shelf.index.nearness(self._work, query, shelf.viewer, source_id=about.source_id)
        self._entries = self.nearness.entries
        self._scores = self._scored(asked)

    def best_first(self) -> list[int]:
        """Return the places of all classes; of the specialties of one level that a document describes, one goes first.

        They share most lines: further ones are told when there is nothing else.
        """
        order = [int(at) for at in np.argsort(-self._scores, kind="stable")]
        first: dict[object, int] = {}
        for at in order:
            entry = self._entries[at]
            first.setdefault((entry.source_id, self._titles.level(entry)), at)
        ahead = set(first.values())
        return [*(at for at in order if at in ahead), *(at for at in order if at not in ahead)]

    def similar(self, at: int) -> Similar | None:
        """Return the class at a place with what is alike; None where its document is gone."""
        entry = self._entries[at]
        spec = self._shelf.spec(entry)
        if spec is None:
            return None
        near = {
            text: Near(float(self.nearness.lines[at, line]), int(self.nearness.statements[at, line]))
            for line, text in enumerate(self._work)
        }
        told, beside = compared(self._about, spec, near), self._beside(entry)
        shared, score = self._titles.common(entry), float(self._scores[at])
        gone = ", abolished" if any(fact.value for fact in spec.facts("abolished")) else ""
        return Similar(
            spec_id=entry.spec_id,
            title=entry.spec.title,
            class_code=entry.spec.class_code,
            agency=entry.agency,
            score=round(score, 4),
            why=why(told.parts, beside, shared, score, self._shelf.vocabulary) + gone,
            parts=told.parts,
            is_duplicate=self._is_duplicate(entry, told, beside),
        )

    def _scored(self, asked: Sequence[str]) -> _Scores:
        """The likeness of every class, 0 to 1."""
        near = self.nearness
        titles = np.array([self._title(entry) for entry in self._entries], np.float64)
        signals = [titles, near.section.clip(0), near.lexical / max(1e-9, float(near.lexical.max(initial=0)))]
        # A title alone says more than what happens to be near it.
        signals.append(_weighted(near.lines) if self._work else titles)
        scores: _Scores = np.mean(signals, axis=0)
        if asked:
            scores = (1 - _ASKED) * scores + _ASKED * self._asked(asked)
        own = [_OWN_AGENCY * (bool(self._about.agency) and self._is_own(entry)) for entry in self._entries]
        return (scores + np.array(own, np.float64)).clip(0, 1)

    def _title(self, entry: CatalogEntry) -> float:
        """How alike the titles are, the less the more levels are between them."""
        shared = self._titles.shared(entry)
        if not shared:
            return 0.0
        beside = self._beside(entry)
        # Of another work's levels it is not known how many are between.
        apart = abs(beside.steps) if beside is not None else int(not self._titles.has_level_of(entry))
        return shared * (1 - _LEVEL * min(apart, _MOST_LEVELS))

    def _asked(self, asked: Sequence[str]) -> _Scores:
        """How near what each class asks for is to what is asked for."""
        near = self._shelf.index.nearness(asked, asked[0], self._shelf.viewer, _ASKING, self._about.source_id)
        found = dict(zip((entry.spec_id for entry in near.entries), _weighted(near.lines), strict=True))
        return np.array([found.get(entry.spec_id, 0.0) for entry in self._entries], np.float64)

    def _is_own(self, entry: CatalogEntry) -> bool:
        return not self._about.agency or fold(self._about.agency) == fold(entry.agency)

    def _beside(self, entry: CatalogEntry) -> Beside | None:
        return self._titles.beside(entry, self._entries)

    def _is_duplicate(self, entry: CatalogEntry, told: Compared, beside: Beside | None) -> bool:
        """Whether a class is the wanted one: it has its title, or does its work at the same level."""
        if not self._is_own(entry) or entry.source_id == self._about.source_id:
            return False
        is_same = beside is not None and beside.is_same
        return is_same or (self._titles.has_level_of(entry) and self._does_the_same(told))

    def _does_the_same(self, told: Compared) -> bool:
        work = [part for part in told.parts if describes(part.kind)]
        lines = sum(part.total for part in work)
        alike = sum(part.alike for part in work)
        return lines >= _FEWEST and alike >= _SAME_WORK * lines and told.covered >= _SAME_BACK


def _weighted(lines: NDArray[np.float32]) -> _Scores:
    """The mean over lines of how near each class is, shape (classes,): the fewer have a line, the more it weighs."""
    classes, having = len(lines), (lines > _HAS).sum(axis=0)
    weights = np.log(1 + (classes - having + 0.5) / (having + 0.5))
    found: _Scores = lines.clip(0) @ weights / weights.sum() if weights.sum() else np.zeros(classes)
    return found
