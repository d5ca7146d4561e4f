"""Take a class title apart into what must agree and what may be written otherwise.

"Accounting Technician, Senior" and "Sr. Accounting Technician" have one key:
core {accounting, technician}, level {senior}. Level and numeral must agree
between a question and a class; the core may be abbreviated or misspelled.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import category, normalize

from vectorstore.folding import fold, words
from vectorstore.vocabulary import Vocabulary

_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_PARENTHESES = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class TitleKey:
    """What identifies a class among its neighbors."""

    core: tuple[str, ...]
    """Folded words of the work itself, in their order, connectives left out."""

    levels: frozenset[str] = frozenset()
    """Names of levels: `senior`, `supervising`."""

    numeral: str = ""
    """Roman numeral in lower case; empty for none."""

    qualifier: tuple[str, ...] = ()
    """Folded words in parentheses or after a comma."""

    head: str = field(default="", compare=False)
    """The word of the core that says what the class is: "director" of "Director of Parks", else the last."""

    linked: bool = field(default=False, compare=False)
    """A connective stands between words of the core as printed."""

    called: str = field(default="", compare=False)
    """The last word of the qualifier where that is a word for a person: "Accountant I (Specialist)"; else empty."""


def plain(word: str) -> str:
    """Return `word` with numerals that are one character in letters: "Ⅱ" is "II"."""
    return "".join(normalize("NFKC", c) if category(c) == "Nl" else c for c in word)


def numeral(word: str) -> str:
    """Return the Roman numeral that `word` (`ii`, `2`) stands for in a title, or an empty string."""
    lower = plain(word).lower()
    if lower.isdecimal() and 1 <= int(lower) <= len(_NUMERALS):
        return _NUMERALS[int(lower) - 1]
    return lower if lower in _NUMERALS else ""


def numeral_value(roman: str) -> int:
    """Return the number that a lower-case Roman numeral of a title stands for; 0 for an empty string."""
    return _NUMERALS.index(roman) + 1 if roman else 0


def ordinal(word: str, vocabulary: Vocabulary) -> str:
    """Return the Roman numeral of a level that is counted ("the second level"), or an empty string."""
    ordinals = vocabulary.title["ordinals"]
    return _NUMERALS[ordinals.index(word.lower())] if word.lower() in ordinals else ""


def series_key(series: str, vocabulary: Vocabulary) -> TitleKey:
    """Return the key that a series is asked for by: its title without "Series" and "(Various Specialties)"."""
    various = {fold(phrase) for phrase in vocabulary.document["various"]}
    bare = _PARENTHESES.sub(lambda match: " " if fold(match[1]) in various else match[0], series)
    idle = {fold(word) for word in vocabulary.document["between_classes"]}
    parts = bare.split()
    while parts and fold(parts[-1]) in idle:
        parts.pop()
    return title_keys(" ".join(parts), vocabulary)[0]


@lru_cache(1 << 14)
def title_keys(title: str, vocabulary: Vocabulary) -> tuple[TitleKey, ...]:
    """Return the keys that `title` can be asked for by.

    An abbreviation in parentheses ("Emergency Medical Services (EMS)
    Educator") gives the full title, the abbreviated one, and both together.
    """
    inside = _PARENTHESES.search(title)
    if inside is None:
        return (_key(title, (), vocabulary),)
    before, after = title[: inside.start()], title[inside.end() :]
    spelled = _spelled_out(before, inside[1])
    if not spelled:
        qualifiers = _content(" ".join(_PARENTHESES.findall(title)), vocabulary)
        return (_key(_PARENTHESES.sub(" ", title), qualifiers, vocabulary),)
    short = f"{' '.join(before.split()[: -len(spelled)])} {inside[1]} {after}"
    both = f"{before} {inside[1]} {after}"
    return tuple(_key(form, (), vocabulary) for form in (f"{before} {after}", short, both))


def _spelled_out(before: str, abbreviation: str) -> list[str]:
    """Words at the end of `before` whose initials are `abbreviation`."""
    letters = abbreviation.strip().lower()
    parts = before.split()[-len(letters) :]
    return parts if letters and [part[0].lower() for part in parts] == list(letters) else []


def _content(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(word for word, _, _ in words(text) if word not in vocabulary.title["connectives"])


def _key(title: str, qualifier: tuple[str, ...], vocabulary: Vocabulary) -> TitleKey:
    main, *rest = title.split(",")
    levels: set[str] = set()
    number = ""
    for part in rest:
        folded = _content(part, vocabulary)
        if folded and all(word in vocabulary.levels or numeral(word) for word in folded):
            levels |= {vocabulary.levels[word][0] for word in folded if word in vocabulary.levels}
            number = number or next((numeral(word) for word in folded if numeral(word)), "")
        else:
            qualifier = (*qualifier, *folded)
    core, more, trailing = _core(_content(main, vocabulary), vocabulary)
    head, linked = _head(main, core, vocabulary)
    is_person = bool(qualifier) and qualifier[-1].endswith(tuple(vocabulary.words["person_endings"]))
    called = qualifier[-1] if is_person else ""
    return TitleKey(core, frozenset(levels | more), number or trailing, qualifier, head, linked, called)


def _head(main: str, core: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, bool]:
    """The word that says what the class is, and whether a connective stands between words of the core."""
    printed = [word for word, _, _ in words(main)]
    linked = any(word in vocabulary.title["connectives"] for word in printed)
    turn = next((at for at, word in enumerate(printed) if word in vocabulary.title["turns"]), len(printed))
    turned = [word for word in printed[:turn] if word in core]
    return (turned or [*core] or [""])[-1], linked


def _core(folded: tuple[str, ...], vocabulary: Vocabulary) -> tuple[tuple[str, ...], set[str], str]:
    """Split the words of a title into core, levels and numeral."""
    number = ""
    if len(folded) > 1 and numeral(folded[-1]):
        number, folded = numeral(folded[-1]), folded[:-1]
    levels: set[str] = set()
    core = []
    for at, word in enumerate(folded):
        last = at == len(folded) - 1
        if word in vocabulary.levels and len(folded) > 1 and (not last or word in vocabulary.trailing_levels):
            levels.add(vocabulary.levels[word][0])
        else:
            core.append(word)
    return tuple(core), levels, number


def code_keys(code: str) -> tuple[str, ...]:
    """Return the forms that a class code can be asked for by: whole, and without letters, each without zeros, too."""
    plain = fold(code).replace(" ", "")
    letters, digits = re.fullmatch(r"([a-z]*)(.*)", plain).groups()  # type: ignore[union-attr]
    bare = digits.lstrip("0")
    return tuple(dict.fromkeys(form for form in (plain, f"{letters}{bare}", bare) if len(form) >= 3))
