"""Which words of a sentence name the class of an exhibit: a title with its level and numeral, a code, an agency."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.answer import Citation
from assistant.lexicon import Lexicon
from assistant.narrate.marking import legible
from assistant.narrate.marks import Mark, Marked
from assistant.question import Question
from assistant.titles import TitleKey, numeral, title_keys
from vectorstore.folding import fold

_LONGEST = 14


class Names:
    """The names of the classes of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Know the classes of `lexicon`."""
        self._lexicon = lexicon
        self._vocabulary = lexicon.vocabulary
        self._links = frozenset(lexicon.vocabulary.title["connectives"])
        self._own: dict[str, set[TitleKey]] = defaultdict(set)
        for name in lexicon.names:
            if not name.is_series:
                self._own[name.entry.spec_id].add(name.key)
        self._ids = {entry.spec_id: entry.class_id for entry in lexicon.entries}
        self._keys_of = lru_cache(4096)(self._keys)
        self._key = lru_cache(8192)(self._read)
        self._is_short = lru_cache(8192)(self._leaves_nothing_open)

    def class_at(self, marked: Marked, first: int, of: Citation, question: Question) -> int:
        """Return where the name of the class of `of` ends that begins at `first`; `first` itself for none."""
        marks = marked.marks
        keys, said = self._keys_of(of.spec_id, of.title)
        if marks[first].key in self._links:
            return first
        last = first
        while last < min(len(marks), first + _LONGEST) and self._may_be_named(marks[last], said, question):
            last += 1
        for end in range(last, first, -1):
            if marks[end - 1].key in self._links:
                continue
            text = marked.text[marks[first].start : marks[end - 1].end]
            text += ")" if text.count("(") > text.count(")") else ""
            if self._names(text, keys, of, question):
                return end
        return first

    def head_at(self, said: Marked, at: int, marks: Sequence[Mark], of: Citation, question: Question) -> int:
        """Return where "the officer" ends that begins at `at`, of an Animal Control Officer; `at` itself for none.

        Only that class may be spoken of, and `marks` of the evidence speak of no officer.
        """
        if {entry.spec_id for entry in question.entries} != {of.spec_id}:
            return at
        key = said.marks[at].key
        keys, _ = self._keys_of(of.spec_id, of.title)
        is_head = any(one.head == key and not one.linked for one in keys)
        is_the = said.text[: said.marks[at].start].lower().endswith("the ")
        return at + 1 if is_head and is_the and all(mark.key != key for mark in marks) else at

    def code_at(self, marks: Sequence[Mark], at: int, of: Citation, *, behind: bool) -> bool:
        """Return whether the class's code stands at `at`; digits alone are one only behind its title."""
        code = fold(of.class_code).replace(" ", "")
        is_code = bool(code) and at < len(marks) and marks[at].key.lstrip("#") == code
        return is_code and (behind or not code.isdecimal())

    def agency_at(self, marks: Sequence[Mark], first: int, of: Citation) -> int:
        """Return where the name of its agency ends that begins at `first`; `first` itself for none."""
        name = [word for word in _folded(of.agency) if word != "the"]
        said = [mark.key for mark in marks[first : first + len(name)]]
        return first + len(name) if name and said == name else first

    def _may_be_named(self, mark: Mark, said: frozenset[str], question: Question) -> bool:
        word = mark.key
        if mark.bind is not None or mark.key[0] in "^@$":
            return False
        return (
            word in said
            or word in self._vocabulary.levels
            or word in self._vocabulary.abbreviations
            or bool(numeral(mark.raw))
            or word in _folded(question.mention)
        )

    def _names(self, text: str, keys: frozenset[TitleKey], of: Citation, question: Question) -> bool:
        found = self._key(text)
        if any(_same(one, key) or self._is_short(one, key, of.spec_id) for one in found for key in keys):
            return True
        asked = {entry.spec_id for entry in question.entries} == {of.spec_id}
        return asked and _folded(text) == _folded(question.mention) and not self._is_another(found, of)

    def _leaves_nothing_open(self, said: TitleKey, key: TitleKey, spec_id: str) -> bool:
        """Whether `said` leaves nothing but the qualifier out, and no other class has that title."""
        if said.qualifier or not key.qualifier or not _same(said, replace(key, qualifier=())):
            return False
        own = self._ids.get(spec_id)
        return all(
            self._ids[name.entry.spec_id] == own
            for name in self._lexicon.names
            if _same(said, replace(name.key, qualifier=()))
        )

    def _is_another(self, said: Sequence[TitleKey], of: Citation) -> bool:
        own = self._ids.get(of.spec_id)
        return any(entry.class_id != own for key in said for entry in self._lexicon.by_key.get(key, ()))

    def _keys(self, spec_id: str, title: str) -> tuple[frozenset[TitleKey], frozenset[str]]:
        # A series has other classes as well: "Clerk" of a Clerk I and a Clerk II.
        keys = frozenset([*self._own.get(spec_id, ()), *self._read(legible(title))])
        said = {word for key in keys for word in (*key.core, *key.qualifier)}
        return keys, frozenset(said | self._links)

    def _read(self, text: str) -> tuple[TitleKey, ...]:
        return title_keys(text, self._vocabulary)


@lru_cache(4096)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def _same(one: TitleKey, other: TitleKey) -> bool:
    return (
        bool(one.core)
        and sorted(one.core) == sorted(other.core)
        and one.levels == other.levels
        and one.numeral == other.numeral
        and sorted(one.qualifier) == sorted(other.qualifier)
    )
