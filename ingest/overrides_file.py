"""Read an overrides file: TOML, checked to the last key before anything is done.

    [agency]                      # whose the documents of a folder are
    "clerical/" = "City of Example"

    [[alias]]                     # what else a class is called
    class = "J1010"
    titles = ["Bookkeeper"]

    [[correct]]                   # a fact that is printed wrong
    class = "J1001"
    fact = "class code"
    value = "J1010"
    reason = "typing error, HR memo of 2019-02-01"

    [[retire]]                    # a class that is no more
    class = "J1020"
    date = 2020-01-31
    reason = "nobody holds it"

`class` is the code or the title as printed. `agency` and `file` (a document or
a folder) narrow an entry, or `file` stands in place of `class`; `printed`
corrects only where the document prints just that.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ingest.dates import find_dates
from ingest.errors import OverridesError
from ingest.money import find_amounts
from ingest.overrides import ClassEntry, FolderAgency, OverridesFile
from ingest.readers.characters import canonical
from vectorstore.folding import fold, one_line
from vectorstore.vocabulary import Vocabulary

_SELECTING = frozenset({"class", "agency", "file"})
_KEYS = {
    "alias": _SELECTING | {"titles"},
    "correct": _SELECTING | {"fact", "value", "printed", "reason"},
    "retire": _SELECTING | {"date", "reason"},
}

#: Largest overrides file, in bytes.
_MOST = 1024 * 1024


def read_overrides(path: Path, vocabulary: Vocabulary) -> OverridesFile:
    """Return what the overrides file at `path` says.

    Raises:
        OverridesError: it cannot be read, or says something that cannot be done.
    """
    text = _text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OverridesError(f"{str(path)!r} is no TOML: {error}; correct that line") from error
    for key in table:
        if key != "agency" and key not in _KEYS:
            known = "[agency], [[alias]], [[correct]], [[retire]]"
            raise OverridesError(f"{_place(path, _line_of(text, key))}: unknown table {key!r}; it may have {known}")
    agencies = tuple(_agencies(path, text, table.get("agency", {})))
    entries = [made for kind in _KEYS for made in _entries(path, text, kind, table.get(kind, []), vocabulary)]
    _require_distinct(entries)
    return OverridesFile(str(path), agencies, tuple(sorted(entries, key=lambda entry: entry.line)))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise OverridesError(f"{str(path)!r} cannot be opened: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise OverridesError(f"{str(path)!r} is no UTF-8; save it as UTF-8") from error
    if len(content) > _MOST:
        raise OverridesError(f"{str(path)!r} has more than {_MOST:,} bytes; split it by folder")
    return text.replace("\r\n", "\n")


def _clean(text: str) -> str:
    """Return `text` on one line and without invisible characters, as every document's is."""
    return one_line(canonical(text).text)


def _place(path: Path, line: int) -> str:
    return f"{str(path)!r}, line {line}" if line else f"{str(path)!r}"


def _line_of(text: str, key: str, number: int = 0, header: int = 0) -> int:
    """Return the line, from 1, of the table or key `key`, the one of that `number` below line `header`; 0 for none."""
    name = rf"""(?:{re.escape(key)}|"{re.escape(key)}"|'{re.escape(key)}')"""
    pattern = re.compile(rf"^[ \t]*(?:\[{{1,2}}[ \t]*{name}[ \t]*\]|{name}[ \t]*[=.])", re.MULTILINE)
    lines = [text.count("\n", 0, match.start()) + 1 for match in pattern.finditer(text)]
    after = [line for line in lines if line > header]
    return after[number] if number < len(after) else header


def _agencies(path: Path, text: str, table: object) -> list[FolderAgency]:
    header = _line_of(text, "agency")
    if not isinstance(table, dict):
        raise OverridesError(f'{_place(path, header)}: [agency] has lines such as "clerical/" = "City of Example"')
    found = []
    for folder, agency in table.items():
        line = _line_of(text, folder, header=header)
        if not isinstance(agency, str) or not agency.strip():
            raise OverridesError(f"{_place(path, line)}: the agency of {folder!r} must be a name in quotation marks")
        found.append(FolderAgency(str(path), line, _relative(path, line, folder), _clean(agency)))
    return found


def _relative(path: Path, line: int, given: str) -> str:
    """Return a path below the folder that the file holds for; empty for that folder."""
    parts = [part for part in given.replace("\\", "/").split("/") if part not in ("", ".")]
    if ".." in parts or given.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", given):
        raise OverridesError(f"{_place(path, line)}: {given!r} must be a path below the folder that is ingested")
    return "/".join(parts)


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the file, with the place of each of its keys."""

    path: Path
    text: str
    kind: str
    values: Mapping[str, object]
    line: int
    vocabulary: Vocabulary

    def wrong(self, what: str, key: str = "") -> OverridesError:
        line = _line_of(self.text, key, header=self.line) if key and self.line else self.line
        return OverridesError(f"{_place(self.path, line)}: [[{self.kind}]] {what}")

    def word(self, key: str, advice: str = "") -> str:
        """Return a value on one line; empty where there is none and no `advice` on what it should be."""
        given = self.values.get(key, "")
        if isinstance(given, bool) or not isinstance(given, str | int | float | date | datetime):
            raise self.wrong(f"{key} must be words in quotation marks, not {given!r}", key)
        found = _clean(str(given))
        if advice and not found:
            raise self.wrong(f"needs `{key}`: {advice}")
        return found


def _entries(path: Path, text: str, kind: str, tables: object, vocabulary: Vocabulary) -> list[ClassEntry]:
    if not isinstance(tables, list):
        raise OverridesError(f"{_place(path, _line_of(text, kind))}: write [[{kind}]], in double brackets")
    made = []
    for number, values in enumerate(tables):
        table = _Table(path, text, kind, values, _line_of(text, kind, number), vocabulary)
        if unknown := next((key for key in values if key not in _KEYS[kind]), None):
            raise table.wrong(f"has no {unknown!r}; it may have {', '.join(sorted(_KEYS[kind]))}", unknown)
        made.append(_READ[kind](table))
    return made


def _selected(table: _Table, **what: object) -> ClassEntry:
    name, given = table.word("class"), table.word("file")
    if not name and not given:
        raise table.wrong("needs `class`, a code or title as printed, or `file`")
    within = _relative(table.path, table.line, given)
    return ClassEntry(str(table.path), table.line, name, table.word("agency"), within, **what)  # type: ignore[arg-type]


def _alias(table: _Table) -> ClassEntry:
    titles = table.values.get("titles")
    if not isinstance(titles, list) or not titles or not all(isinstance(one, str) and one.strip() for one in titles):
        raise table.wrong('needs `titles`, a list such as ["Bookkeeper"]')
    return _selected(table, titles=tuple(_clean(title) for title in titles))


def _retirement(table: _Table) -> ClassEntry:
    day = table.word("date", "the day, such as 2020-01-31")
    if not _is_date(day):
        raise table.wrong(f"date {day!r} is none; write it as 2020-01-31, or 2020-01, or 2020", "date")
    reason = table.word("reason", "why, or by which decision")
    return _selected(table, facet="abolished", value=day, reason=reason.rstrip("."))


def _correction(table: _Table) -> ClassEntry:
    fact = table.word("fact", "which one, such as class code")
    value = table.word("value", "what it should be")
    facet = table.vocabulary.labels.get(fold(fact), fact)
    known = table.vocabulary.facets.get(facet)
    if known is None or not known.value:
        typed = ", ".join(facet.name for facet in table.vocabulary.facets.values() if facet.value)
        raise table.wrong(f"fact {fact!r} is none that is kept; there are: {typed}", "fact")
    if known.value == "date" and not _is_date(value):
        raise table.wrong(f"value {value!r} is no date; write it as 2020-01-31", "value")
    if known.value == "money" and facet == "salary" and next(find_amounts(value), None) is None:
        raise table.wrong(f"value {value!r} is no pay; write it as $4,100 to $5,200 a month", "value")
    printed = table.word("printed") if "printed" in table.values else None
    reason = table.word("reason", "why the printed value is wrong, or who says so")
    return _selected(table, facet=facet, value=value, printed=printed, reason=reason.rstrip("."))


def _is_date(value: str) -> bool:
    found = next(find_dates(value), None)
    return found is not None and not (value[: found.start] + value[found.end :]).strip()


def _require_distinct(entries: list[ClassEntry]) -> None:
    seen: dict[tuple[object, ...], ClassEntry] = {}
    for entry in entries:
        key = (entry.class_name, entry.agency, entry.path, entry.facet, entry.printed)
        if entry.facet and key in seen:
            told = f"{entry.facet} of {entry.class_name or entry.path} is given twice, on line {seen[key].line}, too"
            raise OverridesError(f"{_place(Path(entry.file), entry.line)}: {told}; leave one out")
        seen[key] = entry


_READ: Mapping[str, Callable[[_Table], ClassEntry]] = {
    "alias": _alias,
    "correct": _correction,
    "retire": _retirement,
}
