"""Mark the words of a sentence or of its evidence, so that two wordings of one thing compare equal.

Number words and digits, dates in any form, periods of pay and the ways to
say that something is required are one token each; articles go.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.literals import ascii_digits
from assistant.narrate.marks import Bind, Mark, Marked
from assistant.narrate.spans import kept, spanned, without_also
from ingest.dates import find_dates
from vectorstore.folding import fold_word
from vectorstore.vocabulary import Vocabulary

_TOKEN = re.compile(
    r"\$\s?\d+(?:,\d{3})*(?:\.\d+)?|\d+(?:,\d{3})*(?:\.\d+)?(?:[/:]\d+)*(?![^\W_])|%|(?<=\w)\++|[^\W_]+(?:['’][^\W_]+)*"
)
_NEGATED = re.compile(r"\b(\w+?)n['’]t\b", re.IGNORECASE)
_BREAK = re.compile(r"[.,;:()\[\]!?*\"“”]")
# A character that the file lost was an apostrophe before "s", and a space or a sign elsewhere.
_LOST = re.compile("(?<=\\w)\ufffd(?=[st]\\b)")
_DASHES = frozenset("-–—")
_TEN = 10
_IRREGULAR = {"being": "be", "are": "is", "has": "have", "does": "do"}
_ATTRIBUTES = frozenset({"required", "preferred", "desirable", "desired"})
#: Letters of the shortest word that may have lost an `ing`.
_SHORTEST_ING = 6


_NONE: frozenset[str] = frozenset()
_BINDS = frozenset(bind.value for bind in Bind)


class Marker:
    """Marks texts by the rows of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, titled: frozenset[str]) -> None:
        """Words of `titled`, which class titles have, are compared without their forms: account, accounting."""
        rows = vocabulary.narration
        self._counting = {word: at for at, word in enumerate(rows["counting"])}
        self._tens = {word: (at + 1) * _TEN for at, word in enumerate(rows["tens"])}
        self._titled = titled
        self._acronyms = frozenset(rows["acronyms"])
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for kind, row in rows.items():
            if kind == "glue" or kind in _BINDS or kind.startswith("alike_"):
                self._add(kind, row)
        for found in self._phrases.values():
            found.sort(key=lambda one: -len(one[0]))
        self.marked = lru_cache(4096)(self._marked)

    def keys(self, phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
        """Return `phrases`, each as the keys that its words have in a marked text."""
        return frozenset(filter(None, (tuple(m.key for m in self.marked(p).marks) for p in phrases)))

    def _add(self, kind: str, row: Iterable[str]) -> None:
        for phrase in row:
            keys = tuple(mark.key for mark in self._plain(phrase))
            self._phrases.setdefault(keys[0], []).append((keys, kind))

    def _marked(self, text: str) -> Marked:
        text = legible(text)
        return Marked(text, tuple(kept(self._phrased(without_also(self._plain(text))))))

    def _plain(self, text: str) -> Iterator[Mark]:
        """The marks of single words, numbers and dates; "$4 - $5" is "$4 to $5", and "two (2)" is 2."""
        last: Mark | None = None
        for mark in spanned(self._joined(self._single(text))):
            if last and last.is_number and mark.is_number:
                between = mark.before.strip()
                if between in _DASHES:
                    yield Mark("to", mark.start, mark.start, "to", mark.before)
                elif last.key == mark.key and between == "(":
                    continue
            yield mark
            last = mark

    def _single(self, text: str) -> Iterator[Mark]:
        dates = {d.start: d for d in find_dates(text)}
        past = 0
        for match in _TOKEN.finditer(text):
            start = match.start()
            if start < past:
                continue
            before = text[past:start]
            if (date := dates.get(start)) is not None:
                past = date.end
                key = f"@{date.iso}" if "-" in date.iso else f"#{date.iso}"
                yield Mark(key, start, past, text[start:past], before)
            else:
                past = match.end()
                yield self._word(match[0], start, past, before)

    def _word(self, raw: str, start: int, end: int, before: str) -> Mark:
        if raw == "%":
            return Mark("percent", start, end, raw, before)
        if raw[0] in "$0123456789" and not raw[-1].isalpha():
            digits = raw.replace(",", "").replace(" ", "").removesuffix(".00")
            return Mark(digits if digits[0] == "$" else f"#{digits}", start, end, raw, before)
        word = _folded(raw)
        if raw.isupper() and word in self._acronyms:
            return Mark(raw, start, end, raw, before)
        number = self._counting.get(word, self._tens.get(word))
        if number is not None:
            return Mark(f"#{number}", start, end, raw, before)
        return Mark(word, start, end, raw, before, forms=_NONE if word in self._titled else _forms(word))

    def _joined(self, marks: Iterator[Mark]) -> Iterator[Mark]:
        """Join "twenty-four"."""
        held: Mark | None = None
        for mark in marks:
            if held is not None:
                ones = self._counting.get(mark.raw.lower(), _TEN)
                if mark.before == "-" and 0 < ones < _TEN:
                    total = self._tens[held.raw.lower()] + ones
                    yield Mark(f"#{total}", held.start, mark.end, f"{held.raw}-{mark.raw}", held.before)
                    held = None
                    continue
                yield held
            held = mark if mark.raw.lower() in self._tens else None
            if held is None:
                yield mark
        if held is not None:
            yield held

    def _phrased(self, plain: Sequence[Mark]) -> Iterator[tuple[Mark, bool]]:
        """The marks with phrases as one, and whether each is kept."""
        at = 0
        while at < len(plain):
            keys, kind = self._phrase(plain, at)
            if not kind:
                yield plain[at], True
                at += 1
                continue
            last = at + max(1, len(keys))
            whole = plain[at]
            if len(keys) > 1:
                whole = replace(whole, end=plain[last - 1].end, raw=" ".join(m.raw for m in plain[at:last]))
            if kind in _BINDS:
                whole = replace(whole, key=f"~{kind}", bind=Bind(kind), forms=frozenset())
            elif kind.startswith("alike_"):
                whole = replace(whole, key=f"^{kind}", forms=frozenset())
            yield whole, kind != "glue"
            at = last

    def _phrase(self, plain: Sequence[Mark], at: int) -> tuple[tuple[str, ...], str]:
        for keys, kind in self._phrases.get(plain[at].key, ()):
            found = plain[at : at + len(keys)]
            if tuple(m.key for m in found) != keys or any(_BREAK.search(m.before) for m in found[1:]):
                continue
            if keys == ("a",) and not _is_article(plain, at):
                continue
            if kind in _BINDS and _is_attribute(plain, at + len(keys), found):
                continue
            return keys, kind
        return _required(plain, at)


def legible(text: str) -> str:
    """Return `text` with one spelling of each character, and "not" written out; shorter or longer than before."""
    spaced = "".join(f" {c}" if unicodedata.category(c) == "No" else c for c in ascii_digits(text))
    plain = unicodedata.normalize("NFKC", spaced).replace("⁄", "/").replace("cannot", "can not")
    plain = _LOST.sub("'", plain).replace("\ufffd", " ")
    return _NEGATED.sub(lambda match: f"{_whole(match[1])} not", plain)


def _whole(verb: str) -> str:
    return {"ca": "can", "wo": "will", "sha": "shall"}.get(verb.lower(), verb)


@lru_cache(1 << 14)
def _folded(raw: str) -> str:
    return fold_word(raw) or raw


@lru_cache(1 << 14)
def _forms(word: str) -> frozenset[str]:
    if word in _IRREGULAR:
        return frozenset({_IRREGULAR[word]})
    if len(word) < _SHORTEST_ING or not word.endswith("ing"):
        return frozenset()
    base = word[:-3]
    shorter = {base[:-1]} if base[-1] == base[-2] else set()
    return frozenset({base, f"{base}e", *shorter})


def _is_article(plain: Sequence[Mark], at: int) -> bool:
    """Whether an "a" is one, and no name of a kind ("Class A", "A.A.", "a.m.")."""
    behind = plain[at + 1].before if at + 1 < len(plain) else "."
    begins = at == 0 or bool(_BREAK.search(plain[at].before))
    return not behind.strip(' \n\t"“(') and (plain[at].raw == "a" or begins)


def _is_attribute(plain: Sequence[Mark], past: int, found: Sequence[Mark]) -> bool:
    """Whether "preferred" and the like stand before the word that they belong to, and bind nothing."""
    return len(found) == 1 and found[0].key in _ATTRIBUTES and not _ends(plain, past)


def _required(plain: Sequence[Mark], at: int) -> tuple[tuple[str, ...], str]:
    """A bare "required" at the end of a clause binds it: "Valid license required."."""
    if plain[at].key == "required" and at and _ends(plain, at + 1):
        return ("required",), Bind.MUST
    return (), ""


def _ends(plain: Sequence[Mark], past: int) -> bool:
    return past >= len(plain) or bool(_BREAK.search(plain[past].before))
