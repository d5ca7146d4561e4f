"""The rules of the checks: the rows of `rules.toml`, and an agency's own rows over them."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from assistant.draft.checks.own_rules import OFF, laid_over, shown
from assistant.errors import RulesError
from vectorstore.folding import fold
from vectorstore.spec import DocumentType

#: Name of an agency's own file, in the data folder.
OWN_FILE = "jobclass-rules.toml"

#: Columns that a row may leave out.
_LEFT_OUT: Mapping[str, Any] = {"basis": "", "messages": {}, "words": {}}
_COLUMNS = ("name", "severity", "documents", "message", *_LEFT_OUT)

_HOW = 'write [rule.KEY] for all agencies, or [agency."Name".rule.KEY]'

_Table = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as one agency has it."""

    key: str
    name: str
    """How a list of findings calls it."""

    severity: str
    """`error`, `warning` or `note`."""

    documents: frozenset[DocumentType]
    """Types of documents that it looks at."""

    message: str
    """What is wrong and what to do; names in braces are filled in."""

    basis: str = ""
    """Where the rule comes from, such as a paragraph of law; empty where nowhere is."""

    messages: Mapping[str, str] = field(default_factory=dict)
    """Further messages, by what they are for."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Lists of words, by what they mean."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    """Whatever else its row says, as TOML gives it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Every rule that is not switched off."""

    common: Mapping[str, Rule]
    own: Mapping[str, Mapping[str, Rule]] = field(default_factory=dict)
    """Folded name of an agency that has rows of its own to all of its rules."""

    def of(self, agency: str) -> Mapping[str, Rule]:
        """Return the rules of an agency by their keys, in the order of the table."""
        return self.own.get(fold(agency), self.common)


@cache
def shipped() -> _Table:
    """Return the rows of `rules.toml` by their keys, whole."""
    text = resources.files("assistant.draft.checks").joinpath("rules.toml").read_text("utf-8")
    return {key: {**_LEFT_OUT, **row} for key, row in tomllib.loads(text)["rule"].items()}


def load(folder: Path | None = None, facets: Collection[str] = ()) -> Rules:
    """Return the rules, with those of the agencies' own file in `folder` over them, if there is one.

    `facets` are those that a row may name; any where there are none.

    Raises:
        RulesError: the file cannot be read, is no TOML, or has a row that no rule can use; the message names it.
    """
    path = folder / OWN_FILE if folder is not None else None
    own = _read(path) if path is not None and path.exists() else {}
    if unknown := own.keys() - {"rule", "agency"}:
        raise RulesError(f"{path} has unknown tables {shown(sorted(unknown))}; {_HOW}")
    common = laid_over(shipped(), own.get("rule", {}), f"{path}", facets)
    agencies = own.get("agency", {})
    if not (isinstance(agencies, Mapping) and all(map(_has_rules, agencies.values()))):
        raise RulesError(f"{path}: agency is {shown(agencies)}; {_HOW}")
    tables = {
        fold(name): laid_over(common, rows["rule"], f"{path}, agency {name!r}", facets)
        for name, rows in agencies.items()
    }
    return Rules(_built(common), {name: _built(table) for name, table in tables.items()})


def _has_rules(rows: object) -> bool:
    return isinstance(rows, Mapping) and rows.keys() == {"rule"}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RulesError(f"{path} cannot be read: {error}; mend it, or take it away") from error


def _built(table: _Table) -> dict[str, Rule]:
    return {key: _rule(key, row) for key, row in table.items() if row["severity"] != OFF}


def _rule(key: str, row: Mapping[str, Any]) -> Rule:
    return Rule(
        key=key,
        name=row["name"],
        severity=row["severity"],
        documents=frozenset(map(DocumentType, row["documents"])),
        message=row["message"],
        basis=row["basis"],
        messages=row["messages"],
        words={meaning: tuple(words) for meaning, words in row["words"].items()},
        parameters={column: value for column, value in row.items() if column not in _COLUMNS},
    )
