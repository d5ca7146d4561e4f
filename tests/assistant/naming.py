"""How people write the name of a class: every way that a printed title gives, and which classes each may mean.

Made from any catalog, so that nothing is tuned to one. A title is taken apart
here by other means than the assistant's own: the two must not share a slip.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry

FRAMES = (
    "what does a {} earn",
    "{}",
    "Is a {} exempt from overtime?",
    "a {}'s pay",
    "{} salary",
    "for the {} can a degree replace experience",
    "which license must the {} have?",
    "hi, we just got a new {}, how long is the probation",
    "as a {}, do I have to lift heavy things?",
    "What are the duties of the {}?",
    "min quals - {}",
    "tell me about {} please",
    "what schooling do you need for {}?",
)
"""Sentences of many kinds, with a place for the name."""

_LEVELS = ("senior", "lead", "supervising", "principal", "chief")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_IDLE = frozenset({"of", "and", "the", "for", "in", "a", "an", "to", "or"})
_LEAST_MISSPELLED = 5


@dataclass(frozen=True, slots=True)
class Title:
    """A printed title, taken apart."""

    words: str
    """The work and its levels, in lower case."""

    numeral: int = 0
    """1 for I; 0 for none."""

    qualifiers: tuple[str, ...] = ()
    """What stands in parentheses or after a comma."""

    level: str = ""
    """A level after a comma, or before the work: moved about when the title is inverted."""

    def key(self, *, numeral: bool = True, qualifier: bool = True) -> tuple[object, ...]:
        """Return what must agree, without what a name leaves out."""
        said = Counter(word for word in fold(f"{self.words} {self.level}").split() if word not in _IDLE)
        more = frozenset(fold(" ".join(self.qualifiers)).split()) - _IDLE if qualifier else frozenset()
        return frozenset(said.items()), self.numeral if numeral else 0, more

    def written(self, number: str = "", words: str = "") -> str:
        """Return the title with its level in front."""
        shown = number or (_ROMAN[self.numeral].upper() if self.numeral else "")
        main = " ".join(filter(None, (self.level, words or self.words, shown)))
        return main + "".join(f" ({qualifier})" for qualifier in self.qualifiers)


@dataclass(frozen=True, slots=True)
class Naming:
    """One way to write a class's name."""

    kind: str
    text: str
    key: tuple[object, ...]
    """What it says, as `Title.key`."""


def title_of(printed: str) -> Title | None:
    """Return `printed` taken apart; None where an abbreviation in parentheses stands for words before it."""
    text = " ".join(printed.split())
    inside = re.findall(r"\(([^)]*)\)", text)
    if any(len(part) < 6 and " " not in part for part in inside):
        return None
    main, *rest = (part.strip() for part in re.sub(r"\([^)]*\)", "", text).split(","))
    level = next((part.lower() for part in rest if part.lower() in _LEVELS), "")
    qualifiers = [*inside, *(part for part in rest if part.lower() not in _LEVELS)]
    words = " ".join(main.lower().split())
    first, _, others = words.partition(" ")
    if not level and first in _LEVELS and others:
        level, words = first, others
    last = words.rpartition(" ")[2]
    number = _ROMAN.index(last) if " " in words and last in _ROMAN else 0
    return Title(words.rpartition(" ")[0] if number else words, number, tuple(qualifiers), level)


def namings(title: Title, short: dict[str, str], is_word: Callable[[str], bool]) -> Iterator[Naming]:
    """Yield the ways to write `title`; `short` has an abbreviation of a word, `is_word` knows real words."""
    whole = title.key()
    told = [("title", title.written()), ("lower", title.written().lower()), ("upper", title.written().upper())]
    told += [("the … class", f"{title.written().lower()} {idle}") for idle in ("class", "position", "job")]
    told += [*_leveled(title), *_numbered(title), *_qualified(title), *_misspelled(title, is_word)]
    told += [*_plural(title), *_spaced(title, is_word), *_shortened(title, short)]
    yield from (Naming(kind, text, whole) for kind, text in told)
    if title.numeral:
        bare = Title(title.words, 0, title.qualifiers, title.level)
        yield Naming("numeral left out", bare.written().lower(), title.key(numeral=False))
    if title.qualifiers:
        bare = Title(title.words, title.numeral, (), title.level)
        yield Naming("qualifier left out", bare.written().lower(), title.key(qualifier=False))


def meant(key: tuple[object, ...], titles: Sequence[tuple[str, Title]]) -> frozenset[str]:
    """Return the classes that a name fits: those that it says whole, else those of which it leaves something out."""
    exact = frozenset(one for one, title in titles if title.key() == key)
    shorter = ((one, title.key(numeral=n, qualifier=q)) for one, title in titles
               for n, q in ((False, True), (True, False), (False, False)))  # fmt: skip
    return exact or frozenset(one for one, said in shorter if said == key)


def strangers(title: Title) -> Iterator[tuple[str, str, tuple[object, ...]]]:
    """Yield the kind, the text and the key of names that are another class's, if anybody's."""
    for number in range(1, 6):
        other = Title(title.words, number, title.qualifiers, title.level)
        yield "another numeral", other.written().lower(), other.key()
    for level in _LEVELS:
        other = Title(title.words, title.numeral, title.qualifiers, level)
        yield "another level", other.written().lower(), other.key()
    for word in ("hydroelectric", "veterinary", "circus"):
        other = Title(f"{word} {title.words}", title.numeral, title.qualifiers, title.level)
        yield "another word", other.written().lower(), other.key()
    other = Title(title.words, title.numeral, ("Moon Rockets",), title.level)
    yield "another qualifier", other.written(), other.key()


def coded(entry: CatalogEntry) -> Iterator[tuple[str, str]]:
    """Yield the ways to write the code of `entry`, alone and beside its title."""
    code = entry.spec.class_code
    letters, digits = re.match(r"([A-Za-z]*)(\d*)$", code.replace("-", "")).groups() if code else ("", "")  # type: ignore[union-attr]
    if len(digits) < 3:
        return
    yield from (("code", code), ("code", f"class {code.lower()}"), ("code", f"#{code}"), ("code", f"code {code}"))
    yield from (("code with zeros", f"class {letters}0{digits}"), ("code without letters", digits))
    if letters:
        yield from (("code apart", f"{letters} {digits}"), ("code apart", f"{letters.lower()}-{digits}"))
    title = entry.spec.title
    yield from (("title and code", f"{title} ({code})"), ("title and code", f"{code} {title.lower()}"))
    yield from (("title and code", f"{title.lower()}, class code {code}"), ("title and code", f"{title} - {code}"))


def _leveled(title: Title) -> Iterator[tuple[str, str]]:
    if title.level:
        bare = Title(title.words, title.numeral, title.qualifiers)
        yield "level after a comma", f"{bare.written()}, {title.level.title()}"
        yield "level behind", f"{bare.written().lower()} {title.level}"
    if title.level == "senior":
        yield "level short", f"sr. {title.written().lower().removeprefix('senior ')}"


def _numbered(title: Title) -> Iterator[tuple[str, str]]:
    at = title.numeral
    if at:
        forms = (
            ("arabic", str(at)),
            ("word", _WORDS[at]),
            ("level 2", f"level {at}"),
            ("level II", f"level {_ROMAN[at]}"),
        )
        yield from ((f"numeral: {kind}", title.written(number).lower()) for kind, number in forms)
        bare = Title(title.words, 0, title.qualifiers, title.level).written().lower()
        yield "numeral: second level", f"{_ORDINALS[at]} level {bare}"
        yield "numeral: behind a comma", f"{bare}, {_ROMAN[at].upper()}"
        yield "numeral: dash", title.written().replace(f" {_ROMAN[at].upper()}", f"-{_ROMAN[at].upper()}")


def _qualified(title: Title) -> Iterator[tuple[str, str]]:
    if title.qualifiers:
        bare = Title(title.words, title.numeral, (), title.level).written()
        rest = " ".join(title.qualifiers)
        yield "qualifier after a comma", f"{bare}, {rest}"
        yield "qualifier behind", f"{bare} {rest}".lower()
        yield "qualifier before", f"{rest} {bare}".lower()
        yield "qualifier dashed", f"{bare} - {rest}"


def _misspelled(title: Title, is_word: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    for at, word in enumerate(title.words.split()):
        if len(word) >= _LEAST_MISSPELLED and word.isalpha():
            middle = len(word) // 2
            forms = {
                "typo: letter lost": word[:middle] + word[middle + 1 :],
                "typo: letters swapped": word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :],
                "typo: letter doubled": word[:middle] + word[middle - 1 :],
            }
            for kind, form in forms.items():
                others = title.words.split()
                others[at] = form
                if form != word and not is_word(form):
                    yield kind, title.written(words=" ".join(others)).lower()


def _plural(title: Title) -> Iterator[tuple[str, str]]:
    last = title.words.split()[-1]
    if " of " not in title.words and last.isalpha() and not last.endswith("s"):
        many = f"{last[:-1]}ies" if last.endswith("y") else f"{last}s"
        yield "plural", title.written(words=" ".join([*title.words.split()[:-1], many])).lower()


def _spaced(title: Title, is_word: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    words = title.words
    if "-" in words:
        yield from (("hyphen to space", title.written(words=words.replace("-", " "))),)
        yield from (("hyphen left out", title.written(words=words.replace("-", ""))),)
    elif words.replace(" ", "").isalpha() and " " in words and not _IDLE & set(words.split()):
        yield "space to hyphen", title.written(words=words.replace(" ", "-", 1))
        yield "space left out", title.written(words=words.replace(" ", "", 1)).lower()
    for word in words.split():
        cut = next((at for at in range(4, len(word) - 3) if is_word(word[:at]) and is_word(word[at:])), 0)
        if cut and word.isalpha():
            yield "word split", title.written(words=words.replace(word, f"{word[:cut]} {word[cut:]}")).lower()


def _shortened(title: Title, short: dict[str, str]) -> Iterator[tuple[str, str]]:
    words = [short.get(word, word) for word in title.words.split()]
    if words != title.words.split():
        yield "abbreviated", title.written(words=" ".join(words)).lower()
        yield "abbreviated", title.written(words=" ".join(f"{w}." if w in short.values() else w for w in words))
