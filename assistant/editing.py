"""The class in play with a part of its key changed: another level, another qualifier, another agency.

A message edits the key ("and the senior one?", "no, the specialist", "and for
the port?"), and the class of the edited key is meant. Where there is none, the
nearest of the same core are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.identity import newest
from assistant.said import Said, entries_of, same_agency
from assistant.scan import Token
from assistant.steering import Role
from assistant.titles import TitleKey, numeral, ordinal, title_keys
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry

_MOST_NEAREST = 5


@dataclass(frozen=True, slots=True)
class Meant:
    """The class slot of a question."""

    entries: tuple[CatalogEntry, ...] = ()
    choices: tuple[CatalogEntry, ...] = ()
    nearest: tuple[CatalogEntry, ...] = ()
    mention: str = ""
    used: frozenset[str] = frozenset()
    """Folded words that said so."""

    in_full: bool = False
    """By a name of its own, so that it needs an opening to ask what was asked before."""


def edited(said: Said) -> Meant | None:
    """The class whose key is that of one in focus but for what the message names: level, qualifier, agency."""
    if (said.question.choices and not said.only_in_part()) or not _may_edit(said):
        return None
    ways = (_leveled, _qualified, _elsewhere)
    for current in reversed(entries_of(said.lexicon, said.state.focus)):
        for way in ways:
            if (found := way(said, current)) is not None:
                return found
    return None


def _may_edit(said: Said) -> bool:
    """Whether the message names a level, an agency, or a qualifier of any class."""
    if said.scan.levels or said.numerals or Role.BASE in said.steer.roles or agency_named(said):
        return True
    words = _qualifying(said)
    return bool(words) and any(words == set(name.key.qualifier) for name in said.lexicon.names)


def _leveled(said: Said, current: CatalogEntry) -> Meant | None:
    """The same core in the same agency, with the level and numeral that the message names."""
    vocabulary = said.reader.vocabulary
    tokens = said.scan.tokens
    marks = [tokens[at] for at in said.scan.levels]
    numbers = said.numerals
    used = frozenset({*(token.word for token in marks), *(tokens[at].word for at in numbers)})
    base = Role.BASE in said.steer.roles
    if not (marks or numbers or base) or len(said.left(used)) > 1:
        return None
    levels = frozenset(vocabulary.levels[token.word][0] for token in marks if token.word in vocabulary.levels)
    counted = [numeral(t.raw) or ordinal(t.raw, vocabulary) for t in marks if t.word not in vocabulary.levels]
    number = next(filter(None, [*counted, *numbers.values()]), "")
    key = title_keys(current.spec.title, vocabulary)[0]
    kept = frozenset[str]() if base else key.levels
    wanted = replace(key, levels=levels or kept, numeral=number or ("" if levels else key.numeral))
    wanted = replace(wanted, qualifier=()) if base else wanted
    if wanted == key and not base:
        return Meant((current,), used=used) if number else None
    called = _numbered(current, number) if number else _called(marks, current)
    found = _with_key(said, wanted, current, used, called)
    # "The parks lead": a word more may be of another class's name.
    return None if found.mention == called and said.left(used) and not number else found


def _called(marks: Sequence[Token], current: CatalogEntry) -> str:
    said = " ".join(dict.fromkeys(token.raw for token in marks))
    return f"{said} {current.spec.title}"


def _numbered(current: CatalogEntry, number: str) -> str:
    """The title of a class with another numeral in the place of its own, or behind it where it has none."""
    words = current.spec.title.split()
    at = next((at for at in reversed(range(len(words))) if numeral(words[at].strip(",()"))), len(words))
    return " ".join([*words[:at], number.upper(), *words[at + 1 :]])


def _qualified(said: Said, current: CatalogEntry) -> Meant | None:
    """The class that differs by the qualifier which the message names: "no, the specialist"."""
    words = _qualifying(said)
    keys = {name.key.core for name in said.lexicon.names if name.entry.class_id == current.class_id}
    found = newest(
        name.entry
        for name in said.lexicon.names
        if words and set(name.key.qualifier) == words and name.key.core in keys
        and same_agency(name.entry.agency, current.agency)
    )  # fmt: skip
    return Meant(found[:1], used=frozenset(words)) if found else None


def _qualifying(said: Said) -> set[str]:
    """The words of the message that may be a qualifier."""
    words = {said.scan.tokens[at].word for at in said.scan.residual}
    for mention in said.scan.mentions if said.only_in_part() else ():
        words |= {token.word for token in said.scan.tokens[mention.first : mention.last]}
    return words


def _elsewhere(said: Said, current: CatalogEntry) -> Meant | None:
    """The class of the same key in the agency that the message names and nothing else: "and for the port?"."""
    agency = agency_named(said)
    words = frozenset(fold(agency).split())
    if not agency or same_agency(agency, current.agency) or said.left(words):
        return None
    if not (said.steer.asks_the_same or said.is_bare(words)):
        return None
    there = replace(current, agency=agency)
    return _with_key(
        said,
        title_keys(current.spec.title, said.reader.vocabulary)[0],
        there,
        words,
        f"{current.spec.title} of {agency}",
    )


def _with_key(said: Said, wanted: TitleKey, current: CatalogEntry, used: frozenset[str], called: str) -> Meant:
    alike = [n for n in said.lexicon.names if _agrees(n.key, wanted) and same_agency(n.entry.agency, current.agency)]
    found = newest(n.entry for n in [n for n in alike if n.key.qualifier == wanted.qualifier] or alike)
    if len(found) == 1:
        return Meant(found, used=used)
    if found:
        return Meant(choices=found, mention=said.steer.text, used=used)
    core = sorted(wanted.core)
    near = newest(n.entry for n in said.lexicon.names if sorted(n.key.core) == core)
    return Meant(nearest=near[:_MOST_NEAREST], mention=called, used=used)


def _agrees(key: TitleKey, wanted: TitleKey) -> bool:
    open_numeral = key.numeral == wanted.numeral or not wanted.numeral
    return sorted(key.core) == sorted(wanted.core) and key.levels == wanted.levels and open_numeral


def agency_named(said: Said) -> str:
    """Return the agency that the message names outside of any title, as printed; empty where it names none."""
    elsewhere = next((mention.agency for mention in said.scan.mentions if mention.agency), "")
    if elsewhere:
        return elsewhere
    named = {at for m in said.scan.mentions if m.candidates for at in range(m.first, m.last)}
    words = (token.word for at, token in enumerate(said.scan.tokens) if at not in named)
    return said.reader.agencies.best(words)
