"""The vocabulary in memory: which facet a heading or a label means, and how strongly words bind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from vectorstore.folding import fold
from vectorstore.phrases import phrases
from vectorstore.spec import Modality
from vectorstore.vocabulary_rows import Errands, Facet, Filter, Frame, Implied, Schooling, Superlative

_LEFT_OUT_OF_HEADINGS = frozenset({"and", "or", "the", "a", "an"})

#: A heading this alike to a known one (0 to 100) is that one with a slip of the pen.
_SAME_HEADING = 91.0


# One is like no other: what is made of it can be kept by it.
@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The whole table, with the look-ups that both sides need."""

    facets: Mapping[str, Facet]
    frames: Mapping[str, Frame]
    errands: Errands
    levels: Mapping[str, tuple[str, int]]
    """Word of a level to its name and rank: `sr` to (`senior`, 50)."""

    trailing_levels: frozenset[str]
    """Words that are a level as the last word of a title, too."""

    abbreviations: Mapping[str, tuple[str, ...]]
    table: Mapping[str, tuple[str, ...]]
    """Words of the columns of class tables, by what they mean."""

    table_columns: Mapping[str, tuple[str, ...]]
    """Facet to further names of its column."""

    title: Mapping[str, tuple[str, ...]]
    """How the name of a class is written: kind of word to its words; numbers and ordinals count from one."""

    document: Mapping[str, tuple[str, ...]]
    words: Mapping[str, frozenset[str]]
    steer: Mapping[str, tuple[str, ...]]
    """What a phrase does with what was said before, to the phrases that do it."""

    operators: Mapping[str, tuple[tuple[str, ...], ...]]
    """Name of an operator to its phrases, each as folded words."""

    lists: Mapping[str, tuple[str, ...]]
    """What a phrase does in a question for many classes, to the phrases that do it."""

    alike: Mapping[str, tuple[str, ...]]
    """What is meant to words for it, one of which is looked for where no document has another."""

    superlatives: tuple[Superlative, ...]
    qualify: Mapping[str, re.Pattern[str]]
    """What requirements and readers' words about themselves are made of; see `vocabulary.toml`."""

    schooling: tuple[Schooling, ...]
    """Levels of schooling, the lowest first."""

    implied: tuple[Implied, ...]
    """What words of a reader's work or license say as well."""

    license_order: tuple[tuple[re.Pattern[str], ...], ...]
    """Licenses of one trade, the lowest first: who says one of them has hardly a higher one."""

    filters: tuple[Filter, ...]
    """What the catalog can be narrowed by, in this order."""

    narration: Mapping[str, tuple[str, ...]]
    """What a sentence of a model's may say beside the evidence's own words, and what of these it must keep."""

    narrated: Mapping[str, tuple[str, ...]]
    """Facet to the words by which such a sentence may call its value, beside the facet's name."""

    drafting: Mapping[str, tuple[str, ...]]
    """What a word of a line says in a draft, to the words that say it."""

    ends: Mapping[str, tuple[str, ...]]
    """Level to the words that end a title and say that it is so high, rather than its work."""

    modalities: tuple[tuple[Modality, re.Pattern[str]], ...]
    binding_before: tuple[str, ...]
    """Words that ask for what comes after them."""

    binding_after: tuple[str, ...]
    """Words that ask for what comes before them."""

    parsing_fingerprint: str
    asking_fingerprint: str

    @cached_property
    def _headings(self) -> dict[str, str]:
        return {_heading_key(phrase): facet.key for facet in self.facets.values() for phrase in facet.headings}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Folded label to its facet."""
        return {fold(phrase): facet.key for facet in self.facets.values() for phrase in facet.labels}

    @cached_property
    def cues(self) -> Mapping[str, re.Pattern[str]]:
        """Facet to the pattern of words that make a statement speak of it."""
        return {key: phrases(facet.cues) for key, facet in self.facets.items() if facet.cues}

    @cached_property
    def mentions(self) -> Mapping[str, re.Pattern[str]]:
        """Facet to the pattern of words that make its cue a mere mention."""
        return {key: phrases(facet.mentions) for key, facet in self.facets.items() if facet.mentions}

    @cached_property
    def _license_terms(self) -> Mapping[str, re.Pattern[str]]:
        both = (self.facets[key] for key in ("license", "certificate") if key in self.facets)
        return {name: phrases(words) for facet in both for name, words in facet.terms.items()}

    def license_terms(self, text: str) -> frozenset[str]:
        """Return the narrower things of licenses and certificates that lower-case `text` names."""
        return frozenset(name for name, pattern in self._license_terms.items() if pattern.search(text))

    def heading(self, text: str) -> str:
        """Return the facet that a heading means, or an empty string.

        Exact words first; then a known heading before `for` and a level, as in
        "Minimum Qualifications for Senior Clerk"; then a slip of the pen.
        """
        key = _heading_key(text)
        if not key:
            return ""
        before = key.split(" for ")[0]
        if found := self._headings.get(key) or self._headings.get(before):
            return found
        if len(key) < 8:
            return ""
        close = process.extractOne(key, self._headings.keys(), scorer=fuzz.ratio, score_cutoff=_SAME_HEADING)
        return self._headings[close[0]] if close else ""

    def label(self, text: str) -> str:
        """Return the facet that a label means, or an empty string."""
        return self.labels.get(fold(text), "")

    def modality(self, text: str) -> Modality | None:
        """Return how strongly the words of `text` bind, or None where no word of it says so."""
        folded = text.replace("’", "'").lower()
        return next((modality for modality, cue in self.modalities if cue.search(folded)), None)


def _heading_key(text: str) -> str:
    return " ".join(word for word in fold(text).split() if word not in _LEFT_OUT_OF_HEADINGS)
