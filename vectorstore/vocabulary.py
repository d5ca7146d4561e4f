"""The facets of a class spec: which one a heading, a label, a statement or a phrase means.

One table, `vocabulary.toml`, drives parsing and asking; what each side reads
of it is fingerprinted apart, so that a new way of asking re-ingests nothing.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from vectorstore.errors import VocabularyError
from vectorstore.folding import fold
from vectorstore.spec import Modality
from vectorstore.vocabulary_rows import Errand, Errands, Facet, Filter, Frame, Implied, Schooling, Superlative
from vectorstore.words import stems

_PARSING = ("headings", "labels", "value", "cues", "mentions", "attach", "binds", "of_class")
_ASKING = (
    "name", "synonyms", "examples", "includes", "prefers", "terms", "weight", "dated", "counted", "before_class",
    "values", "listed",
)  # fmt: skip
_PARSING_TABLES = ("document", "modality", "binding", "level")
_ASKING_TABLES = (
    "frame", "words", "steer", "abbreviations", "level", "operators", "title", "lists", "superlative", "qualify",
    "schooling", "implied", "license_order", "filter",
)  # fmt: skip
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
    """Words of a line that are marked where a draft changes them."""

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


def phrases(items: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases `items` as whole words, singular or plural, in lower-case text."""
    return _phrases(tuple(items))


@lru_cache(maxsize=4096)
def _phrases(items: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(set(items), key=len, reverse=True)
    body = "|".join(re.escape(item.lower()).replace("'", "['’\ufffd]?").replace(r"\ ", r"\s+") for item in ordered)
    return re.compile(rf"(?<!\w)(?:{body})(?:s|es)?(?!\w)")


def load(extra: Path | None = None) -> Vocabulary:
    """Return the vocabulary, with the rows of an agency's own file `extra` added.

    Raises:
        VocabularyError: a file is no TOML, or a row names an unknown field, facet or modality.
    """
    table = _read(resources.files("vectorstore").joinpath("vocabulary.toml").read_text("utf-8"), "vocabulary.toml")
    if extra is not None:
        table = _merged(table, _read(extra.read_text("utf-8"), str(extra)))
    return build(table)


def build(table: Mapping[str, Any]) -> Vocabulary:
    """Return the vocabulary of a parsed table in the shape of `vocabulary.toml`.

    Raises:
        VocabularyError: a row names an unknown field, facet or modality.
    """
    facets = {key: _facet(key, row) for key, row in table["facet"].items()}
    _check_references(facets)
    return Vocabulary(
        facets=facets,
        frames={key: _frame(key, row) for key, row in table["frame"].items()},
        errands=_errands(table["errands"]),
        levels={word: (row["level"], row["rank"]) for row in table["level"] for word in row["words"]},
        trailing_levels=frozenset(word for row in table["level"] if row.get("trails") for word in row["words"]),
        abbreviations={key: tuple(full) for key, full in table["abbreviations"].items()},
        table={key: tuple(row) for key, row in table["table"].items()},
        table_columns={key: tuple(row) for key, row in table["table_columns"].items()},
        title={key: tuple(row) for key, row in table["title"].items()},
        document={key: tuple(row) for key, row in table["document"].items()},
        words={key: frozenset(row) for key, row in table["words"].items()},
        steer={key: tuple(row) for key, row in table["steer"].items()},
        operators={key: tuple(tuple(fold(text).split()) for text in row) for key, row in table["operators"].items()},
        lists={key: tuple(row) for key, row in table["lists"].items()},
        superlatives=tuple(_superlative(row) for row in table["superlative"]),
        qualify={key: phrases(row) for key, row in table["qualify"].items()},
        schooling=tuple(sorted((_schooling(row) for row in table["schooling"]), key=lambda level: level.rank)),
        implied=tuple(Implied(phrases(row["words"]), stems(row["means"])) for row in table["implied"]),
        license_order=tuple(tuple(map(phrases, row["steps"])) for row in table["license_order"]),
        filters=tuple(_filter(row, facets) for row in table["filter"]),
        narration={key: tuple(row) for key, row in table["narration"].items()},
        narrated={key: tuple(row) for key, row in table["narrated"].items()},
        drafting={key: tuple(row) for key, row in table["drafting"].items()},
        binding_before=tuple(table["binding"]["before"]),
        binding_after=tuple(table["binding"]["after"]),
        modalities=tuple(_modality(row) for row in table["modality"]),
        parsing_fingerprint=_fingerprint([table[key] for key in _PARSING_TABLES] + [_columns(table, _PARSING)]),
        asking_fingerprint=_fingerprint([table[key] for key in _ASKING_TABLES] + [_columns(table, _ASKING)]),
    )


def _read(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{name} is no TOML: {error}; mend the line it names") from error


def _merged(table: dict[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    """Add the rows of `extra`: lists grow, tables merge, anything else is replaced."""
    merged = dict(table)
    for key, value in extra.items():
        known = merged.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[key] = _merged(known, value)
        elif isinstance(known, list) and isinstance(value, list):
            merged[key] = [*known, *value]
        else:
            merged[key] = value
    return merged


def _facet(key: str, row: Mapping[str, Any]) -> Facet:
    if unknown := set(row) - {*_PARSING, *_ASKING}:
        raise VocabularyError(f"facet {key!r} has unknown fields {sorted(unknown)}; known: {[*_PARSING, *_ASKING]}")
    named = {
        table: {name: tuple(phrases) for name, phrases in row.get(table, {}).items()}
        for table in ("terms", "values", "listed")
    }
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return Facet(key=key, **(plain | named))


def _frame(key: str, row: Mapping[str, Any]) -> Frame:
    return Frame(key, tuple(row.get("cues", ())), tuple(row["examples"]), row.get("notice", ""))


def _errands(table: Mapping[str, Any]) -> Errands:
    return Errands(tuple(table["openers"]), frozenset(table["bars"]), tuple(map(_errand, table["errand"])))


def _errand(row: Mapping[str, Any]) -> Errand:
    orders, of, asks = (tuple(row[name]) for name in ("orders", "of", "asks"))
    return Errand(orders, of, asks, row["says"], row.get("yields", False))


def _superlative(row: Mapping[str, Any]) -> Superlative:
    return Superlative(row["facet"], row["greatest"], tuple(row["phrases"]))


def _filter(row: Mapping[str, Any], facets: Mapping[str, Facet]) -> Filter:
    facet, terms = row.get("facet", ""), tuple(row.get("terms", ()))
    if facet and (facet not in facets or set(terms) - {*facets[facet].terms, *facets[facet].listed}):
        raise VocabularyError(f"the filter {dict(row)} refers to an unknown facet or to terms that it has not")
    return Filter(row.get("key", facet), row["by"], row.get("name") or facets[facet].name, facet, terms)


def _schooling(row: Mapping[str, Any]) -> Schooling:
    return Schooling(row["level"], row["rank"], phrases(row["words"]), row.get("open", False))


def _modality(row: Mapping[str, Any]) -> tuple[Modality, re.Pattern[str]]:
    try:
        return Modality(row["modality"]), phrases(row["cues"])
    except ValueError as error:
        raise VocabularyError(f"unknown modality {row['modality']!r}; known: {[m.value for m in Modality]}") from error


def _check_references(facets: Mapping[str, Facet]) -> None:
    for facet in facets.values():
        if unknown := {*facet.includes, *facet.prefers, *filter(None, [facet.of_class])} - set(facets):
            raise VocabularyError(f"facet {facet.key!r} refers to unknown facets {sorted(unknown)}")


def _columns(table: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    return {key: {name: row[name] for name in names if name in row} for key, row in table["facet"].items()}


def _fingerprint(part: object) -> str:
    return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()[:16]


def _heading_key(text: str) -> str:
    return " ".join(word for word in fold(text).split() if word not in _LEFT_OUT_OF_HEADINGS)
