"""The facets of a class spec: which one a heading, a label, a statement or a phrase means.

One table, `vocabulary.toml`, drives parsing and asking; what each side reads
of it is fingerprinted apart, so that a new way of asking re-ingests nothing.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from re import Pattern
from typing import Any

from vectorstore.errors import VocabularyError
from vectorstore.folding import fold
from vectorstore.phrases import phrases
from vectorstore.spec import Modality
from vectorstore.vocabulary_lookup import Vocabulary
from vectorstore.vocabulary_rows import Errand, Errands, Facet, Filter, Frame, Implied, Schooling, Superlative
from vectorstore.words import stems

__all__ = ["Vocabulary", "build", "load", "phrases"]

_PARSING = ("headings", "labels", "value", "cues", "mentions", "attach", "binds", "of_class")
_ASKING = (
    "name", "synonyms", "examples", "includes", "prefers", "terms", "weight", "dated", "counted", "before_class",
    "values", "listed", "duration", "acts",
)  # fmt: skip
_PARSING_TABLES = ("document", "modality", "binding", "level")
_ASKING_TABLES = (
    "frame", "words", "steer", "abbreviations", "level", "operators", "title", "lists", "superlative", "qualify",
    "schooling", "implied", "license_order", "filter", "alike",
)  # fmt: skip
#: Tables whose rows are a name and its words.
_OF_WORDS = (
    "abbreviations", "table", "table_columns", "title", "document", "steer", "lists", "narration", "narrated",
    "drafting", "alike", "ends",
)  # fmt: skip


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
        words={key: frozenset(row) for key, row in table["words"].items()},
        operators={key: tuple(tuple(fold(text).split()) for text in row) for key, row in table["operators"].items()},
        superlatives=tuple(_superlative(row) for row in table["superlative"]),
        qualify={key: phrases(row) for key, row in table["qualify"].items()},
        schooling=tuple(sorted((_schooling(row) for row in table["schooling"]), key=lambda level: level.rank)),
        implied=tuple(Implied(phrases(row["words"]), stems(row["means"])) for row in table["implied"]),
        license_order=tuple(tuple(map(phrases, row["steps"])) for row in table["license_order"]),
        filters=tuple(_filter(row, facets) for row in table["filter"]),
        **{name: {key: tuple(words) for key, words in table[name].items()} for name in _OF_WORDS},
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


def _modality(row: Mapping[str, Any]) -> tuple[Modality, Pattern[str]]:
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
