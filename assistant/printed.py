"""Find the titles that a document's own text gives to other classes: "two years as a Senior Clerk or a Typist".

A title counts only where a word of naming stands before it ("as a", "the
duties of a", "comparable to a"), and only whole: an Accountant is neither an
Accountant II nor a Senior Accountant, nor a Payroll Accountant. What is
written like a title and is none of the catalog's is found as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.scan import PhraseTrie, Token, tokenize
from assistant.titles import numeral, title_keys
from vectorstore.folding import fold, one_line
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Words before a title that are looked at for what it is named as.
_REACH = 10
#: Words of the longest title that no document has.
_MOST_WORDS = 9
#: Words of a title that names a class in lower case, too.
_LOWER = 2


@dataclass(frozen=True, slots=True)
class Printed:
    """A class that a text names."""

    title: str
    """As printed, on one line."""

    entries: tuple[CatalogEntry, ...]
    """The classes of that title; of several, each is named without what tells it from the others; empty for none."""


@dataclass
class Titles:
    """The titles of one agency's classes."""

    vocabulary: Vocabulary
    by_id: dict[str, CatalogEntry] = field(default_factory=dict)
    open: dict[str, dict[str, CatalogEntry]] = field(default_factory=lambda: defaultdict(dict))
    """Folded title without its parenthesis to the classes that have it so."""

    numbered: set[str] = field(default_factory=set)
    """Folded titles without the numeral that each of them has."""

    trie: PhraseTrie = field(default_factory=PhraseTrie)
    _bare: dict[str, dict[str, CatalogEntry]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, entry: CatalogEntry, titles: Iterable[str]) -> None:
        """Add a class with its titles, old ones among them."""
        self.by_id[entry.class_id] = entry
        for title in titles:
            for form in _forms(title, self.vocabulary):
                self.trie.add(form, entry.class_id)
            key = title_keys(title, self.vocabulary)[0]
            bare = fold(title.split("(")[0])
            if bare != fold(title):
                self.open[bare][entry.class_id] = entry
            if key.numeral and numeral(bare.split()[-1]):
                self.numbered.add(bare.rsplit(" ", 1)[0])
            elif not key.numeral:
                self._bare[bare][entry.class_id] = entry

    def is_vague(self, title: str) -> bool:
        """Return whether a title means no one level of those that have it with a numeral."""
        return fold(title.split("(")[0]) in self.numbered

    def like(self, title: str) -> tuple[CatalogEntry, ...]:
        """Return the classes that a title fits which is none of theirs: without a specialty, or with a numeral more."""
        folded = fold(title.split("(")[0])
        if found := self.open.get(folded):
            # "(Toll Collection)" is no specialty of those that are known: another class, which has no document.
            return tuple(found.values()) if "(" not in title else ()
        *words, last = folded.split()
        # A class whose title has no numeral has levels, where no other class is one of them.
        bare = " ".join(words)
        if words and numeral(last) and bare not in self.numbered:
            return tuple(self._bare.get(bare, {}).values())
        return ()


def _forms(title: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the ways in which a title is written: "Clerk, Senior" is "Senior Clerk", too."""
    yield title
    before, _, after = title.rpartition(",")
    if before and all(word in vocabulary.levels for word in fold(after).split()):
        yield f"{after} {before}"


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the classes of one agency that texts name."""

    titles: Titles
    plain: frozenset[str] = frozenset()
    """Folded words of the agency's name."""

    @property
    def _words(self) -> Mapping[str, tuple[str, ...]]:
        return self.titles.vocabulary.title

    def named(self, text: str) -> list[Printed]:
        """Return the classes that `text` names, in its order, each once."""
        text = _legible(text)
        tokens = tokenize(text)
        found: dict[str, Printed] = {}
        at = 0
        while at < len(tokens):
            listed, past = self._listed(text, tokens, at) if self._is_begun(tokens, at) else ((), at)
            found.update((fold(one.title), one) for one in listed)
            at = max(past, at + 1)
        return [one for one in found.values() if one.entries or not self.titles.is_vague(one.title)]

    def after(self, text: str, cues: Iterable[Sequence[str]], denying: frozenset[str]) -> list[Printed]:
        """Return the classes that stand right behind one of `cues` in `text`, articles apart, where none is denied."""
        text = _legible(text)
        tokens = tokenize(text)
        words = [token.word for token in tokens]
        found: list[Printed] = []
        for cue in cues:
            for at in range(len(words) - len(cue)):
                if words[at : at + len(cue)] != list(cue) or denying & set(words[max(0, at - 3) : at]):
                    continue
                first = at + len(cue)
                while first < len(tokens) and words[first] in self._words["between_names"]:
                    first += 1
                found += self._listed(text, tokens, first)[0]
        return found

    def _is_begun(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a word of naming stands before the token at `at`, or behind the title that begins there."""
        last = at - 1
        while last >= 0 and tokens[last].word in self._words["articles_of_names"]:
            last -= 1
        cue = tokens[last].word if last >= 0 else ""
        before = tokens[max(0, last - _REACH) : max(last, 0)]
        if cue in self._words["names_after"]:
            return not any(token.word in self._words["licensing"] for token in before)
        if cue == "of" and before and before[-1].word in self._words["names_of"]:
            return True
        if cue in ("to", "than") and any(token.word in self._words["names_beside"] for token in before):
            return True
        match = self.titles.trie.longest(tokens, at) if tokens[at].raw[:1].isupper() else None
        return match is not None and match[1] < len(tokens) and tokens[match[1]].word in self._words["names_before"]

    def _listed(self, text: str, tokens: Sequence[Token], at: int) -> tuple[list[Printed], int]:
        """The titles that a list has from the token at `at` on, and the index past the last of them."""
        found: list[Printed] = []
        past = at
        while at < len(tokens):
            one = self._known(text, tokens, at, first=not found) or self._unknown(text, tokens, at)
            # "(Specialist) or (Supervisor)": a single word goes on with a list of titles, and is none.
            if one is None or (found and one[1] == at + 1 and not one[0].entries):
                break
            found.append(one[0])
            past = at = self._behind(tokens, one[1])
            while at < len(tokens) and tokens[at].word in self._words["between_names"]:
                at += 1
            while at < len(tokens) and (level := self._level(text, tokens, at, found[-1])) is not None:
                found.append(level)
                past = at = at + 1
                while at < len(tokens) and tokens[at].word in self._words["between_names"]:
                    at += 1
            if at == past and not (at < len(tokens) and _gap(text, tokens, at).strip() in (",", ";", "/")):
                break
        return found, past

    def _behind(self, tokens: Sequence[Token], at: int) -> int:
        """The index past the pay range that stands behind a title: ", Range C"."""
        ranged = at + 1 < len(tokens) and tokens[at].word in self._words["ranges"]
        return at + 2 if ranged else at

    def _level(self, text: str, tokens: Sequence[Token], at: int, before: Printed) -> Printed | None:
        """The level that a bare numeral means behind a title with one: "a Clerk II or III"."""
        raw, *rest = reversed(before.title.split())
        if not (rest and tokens[at].raw.isupper() and numeral(tokens[at].raw) and numeral(raw)):
            return None
        title = " ".join([*reversed(rest), tokens[at].raw])
        match = self.titles.trie.longest(tokenize(title), 0)
        ids = match[0] if match and match[1] == len(tokenize(title)) else ()
        return Printed(title, tuple(self.titles.by_id[one] for one in ids) or self.titles.like(title))

    def _known(self, text: str, tokens: Sequence[Token], at: int, *, first: bool) -> tuple[Printed, int] | None:
        match = self.titles.trie.longest(tokens, at)
        if match is None:
            return None
        ids, past = match
        capital = tokens[at].raw[:1].isupper()
        if not (capital or (first and past - at >= _LOWER)) or self._goes_on(text, tokens, past):
            return None
        printed = one_line(text[tokens[at].start : tokens[past - 1].end])
        closing = ")" if printed.count("(") > printed.count(")") else ""
        return Printed(f"{printed}{closing}", tuple(self.titles.by_id[one] for one in ids)), past

    def _goes_on(self, text: str, tokens: Sequence[Token], at: int) -> bool:
        """Whether a title goes on at `at` with a word that makes it another class's."""
        if at >= len(tokens):
            return False
        gap, token = _gap(text, tokens, at), tokens[at]
        capital = token.raw[:1].isupper() and token.word not in self.plain
        if gap.strip() == "":
            return bool(numeral(token.raw)) or capital
        if gap.strip() == "(":
            return capital
        return gap.strip() == "," and self._is_qualified(text, tokens, at)

    def _is_qualified(self, text: str, tokens: Sequence[Token], at: int) -> bool:
        """Whether what a comma sets apart at `at` belongs to the title: ", Youth Authority", not ", Typist, or"."""
        run = self._run(text, tokens, at)
        said = [token.word for token in tokens[at:run]]
        listed = self._is_person(tokens, at, run) or all(map(numeral, said)) or set(said) <= self.plain
        return said[:1] != [] and said[0] not in self._words["beside_names"] and not listed

    def _unknown(self, text: str, tokens: Sequence[Token], at: int) -> tuple[Printed, int] | None:
        """What is written like a title at `at` and is none of the catalog's as it stands there."""
        past = self._run(text, tokens, at)
        if past == at or past - at > _MOST_WORDS or not self._is_person(tokens, at, past):
            return None
        if past < len(tokens) and _gap(text, tokens, past).strip() == "-":
            return None  # A word that a line's end cut in two.
        if past < len(tokens) and _gap(text, tokens, past).strip() == "," and self._is_qualified(text, tokens, past):
            past = self._run(text, tokens, past)
        elif past < len(tokens) and _gap(text, tokens, past).strip() == "(" and tokens[past].raw[:1].isupper():
            ranged = tokens[past].word in self._words["ranges"]
            past = past if ranged else self._run(text, tokens, past)
        printed = one_line(text[tokens[at].start : tokens[past - 1].end])
        printed += ")" if printed.count("(") > printed.count(")") else ""
        return Printed(printed, self.titles.like(printed)), past

    def _run(self, text: str, tokens: Sequence[Token], at: int) -> int:
        """The index past the capitalized words that begin at `at`, small words between them included."""
        past = at
        for index in range(at, len(tokens)):
            if index > at and _gap(text, tokens, index).strip(" -/&'’"):
                break
            word = tokens[index].word
            small = word in self.titles.vocabulary.words["in_titles"] and not tokens[index].raw[:1].isupper()
            if small and index > at and (word in self._words["turns"] or not self._is_person(tokens, at, index)):
                continue
            if not tokens[index].raw[:1].isupper():
                break
            past = index + 1
        return past

    def _is_person(self, tokens: Sequence[Token], at: int, past: int) -> bool:
        """Whether the words end like a title: with a word for people at work, or with a numeral behind one."""
        turned = (index - 1 for index in range(at + 1, past) if tokens[index].word in self._words["turns"])
        last = next(turned, past - 1)
        while last > at and numeral(tokens[last].raw):
            last -= 1
        word = tokens[last].word
        endings = tuple(self.titles.vocabulary.words["person_endings"])
        return (word.endswith(endings) or word in self._words["person_words"]) and word not in self._words["no_person"]


def _legible(text: str) -> str:
    """Return `text` with a space for each character that was lost: between a title and its numeral."""
    return text.replace("\ufffd", " ")


def _gap(text: str, tokens: Sequence[Token], at: int) -> str:
    """What stands before the token at `at`, as printed."""
    return text[tokens[at - 1].end : tokens[at].start] if at else ""
