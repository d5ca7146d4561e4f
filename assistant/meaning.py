"""Which class a message of a conversation means: pointed at, named, chosen, or the last one's key with a slot changed.

Each way is one function from what was said to what is meant; the first that
finds something decides. A full name goes before all but a pointer, so that a
new class is never taken for a choice among the old ones.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz

from assistant.editing import Meant, edited
from assistant.identity import Match, newest
from assistant.said import Said, entries_of, same_agency
from assistant.steering import Role
from assistant.titles import numeral
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry

#: A reply that chooses from what was offered is short.
_LONGEST_CHOICE = 8
#: What stands for a class after a word of its title: "the crane one".
_ONE = "one"
#: Letters that a misspelled word of a choice shares with it, of 100, and of how many letters it has at least.
_MISSPELLED, _SHORTEST = 84.0, 5


def meant(said: Said) -> Meant | None:
    """Return which class `said` means; None where it means none of its own."""
    ways = (_pointed, _replaced, _named, _chosen, edited, _worded, _named_in_part)
    return next((found for way in ways if (found := way(said)) is not None), None)


def pointed_at(said: Said) -> tuple[str, ...]:
    """Return the ids of the classes that pointing words mean: places, "both", "the other"; none where they cannot."""
    state, steer = said.state, said.steer
    if Role.BOTH in steer.roles or {Role.CHOOSING, Role.COMPARATIVE} <= steer.roles:
        both = state.offered if state.open and len(state.offered) == 2 else state.classes
        return both if len(both) > 1 else ()
    if steer.place is not None:
        listed = state.offered or (state.classes if len(state.classes) > 1 else ())
        return listed[steer.place :][:1]
    if Role.OTHER in steer.roles:
        listed = state.offered if len(state.offered) == 2 and set(state.focus) & set(state.offered) else state.classes
        others = tuple(one for one in listed if one not in state.focus)
        return others if len(others) == 1 else ()
    return state.offered[:1] if Role.ASSENT in steer.roles and state.open and len(state.offered) == 1 else ()


def _pointed(said: Said) -> Meant | None:
    entries = entries_of(said.lexicon, pointed_at(said))
    if said.question.entries and not said.only_in_part():
        return None
    if not entries and Role.ASSENT in said.steer.roles and said.state.open:
        return Meant(choices=entries_of(said.lexicon, said.state.offered), mention=said.steer.text)
    return Meant(entries) if entries else None


def _replaced(said: Said) -> Meant | None:
    """The class whose title is that of the one in focus with the words of the message in the place of some.

    After "Toll Lieutenant", "and the sergeant?" asks for the Toll Sergeant, and for no sergeant of another title.
    """
    named = said.scan.named
    if len(named) != 1 or not said.steer.asks_the_same or named[0].candidates[0].match is Match.EXACT:
        return None
    words = frozenset(token.word for token in said.scan.tokens[named[0].first : named[0].last])
    for current in entries_of(said.lexicon, said.state.focus):
        own = frozenset(fold(current.spec.title).split())
        titles = ((entry, frozenset(fold(entry.spec.title).split())) for entry in said.lexicon.entries)
        found = newest(
            e for e, title in titles if words < title <= words | own and _is_word(title - words) and title != own
        )
        if len(found) == 1 and same_agency(found[0].agency, current.agency):
            return Meant(found, used=words, in_full=True)
    return None


def _is_word(words: frozenset[str]) -> bool:
    """Whether one of the words is more than a numeral, which titles of any kind share."""
    return any(not numeral(word) for word in words)


def _named(said: Said) -> Meant | None:
    """The classes that the message names in full, by title or code."""
    question = said.question
    if said.only_in_part() or not (question.entries or question.choices):
        return None
    if question.entries:
        return Meant(question.entries, in_full=True)
    offered = [entry for entry in question.choices if entry.class_id in said.state.offered]
    if said.state.open and offered and (chosen := _chosen(said)) is not None:
        return chosen
    return _of_agency(said, question.choices)


def _named_in_part(said: Said) -> Meant | None:
    question = said.question
    if question.entries:
        return Meant(question.entries, in_full=True)
    return _of_agency(said, _kin(said, question.choices)) if question.choices else None


def _kin(said: Said, choices: Sequence[CatalogEntry]) -> Sequence[CatalogEntry]:
    """Of classes that fit alike, the one whose title has most of the words of the class in focus.

    After "Electrician", "and the supervisor?" asks for the Electrician Supervisor.
    """
    focus = {word for entry in entries_of(said.lexicon, said.state.focus) for word in fold(entry.spec.title).split()}
    shared = [len(focus & set(fold(entry.spec.title).split())) for entry in choices]
    best = [entry for entry, count in zip(choices, shared, strict=True) if count and count == max(shared)]
    return best if len(best) == 1 and min(shared) < max(shared) else choices


def _of_agency(said: Said, choices: Sequence[CatalogEntry]) -> Meant:
    """Of classes that fit alike, the one of the agency that the reader speaks of."""
    # A document of no known agency is not of the one that nobody named.
    spoken = said.state.agency
    own = tuple(entry for entry in choices if spoken and same_agency(entry.agency, spoken))
    if len(own) == 1:
        return Meant(own, in_full=True)
    return Meant(choices=own or tuple(choices), mention=said.question.mention, in_full=True)


def _chosen(said: Said) -> Meant | None:
    """Those of the classes offered that a short reply singles out by agency, level, numeral or code; never all."""
    if len(said.scan.tokens) > _LONGEST_CHOICE or not (said.state.open or said.steer.asks_the_same):
        return None
    offered = entries_of(said.lexicon, said.state.offered)
    words = _words(said)
    told = [_telling(entry, offered, words) for entry in offered]
    most = max(map(len, told), default=0)
    best = [entry for entry, by in zip(offered, told, strict=True) if most and len(by) == most]
    best = _plainest(best, offered, words)
    if not best or (len(best) == len(offered) and len(best) > 1):
        return None
    used = frozenset(word for by in told for word in by) | words.intersection(*map(_folded, best))
    return (
        Meant(tuple(best), used=used)
        if len(best) == 1
        else Meant(choices=tuple(best), mention=said.steer.text, used=used)
    )


def _plainest(best: list[CatalogEntry], offered: Sequence[CatalogEntry], words: frozenset[str]) -> list[CatalogEntry]:
    """Of several that a reply fits, the one whose title has no other word: "I" is Accountant I, and no specialist."""
    shared = set.intersection(*(set(fold(entry.spec.title).split()) for entry in offered)) if offered else set()
    plain = [entry for entry in best if not set(fold(entry.spec.title).split()) - shared - words]
    return plain if len(plain) == 1 else best


def _words(said: Said) -> frozenset[str]:
    """The words of a reply; "I" only where it is a numeral."""
    levels = set(said.scan.levels)
    words = {t.word for at, t in enumerate(said.scan.tokens) if t.word != "i" or at in levels}
    return frozenset(words | set(said.numerals.values()))


def _telling(entry: CatalogEntry, offered: Sequence[CatalogEntry], words: frozenset[str]) -> frozenset[str]:
    """The words that tell one of the classes offered from the others."""
    own = _folded(entry)
    others = [_folded(other) for other in offered if other is not entry]
    telling = own.difference(own.intersection(*others)) if others else own
    return frozenset(word for word in words if word in telling or _is_slip(word, telling))


def _folded(entry: CatalogEntry) -> set[str]:
    return set(fold(f"{entry.spec.title} {entry.spec.class_code} {entry.agency}").split())


def _is_slip(word: str, telling: set[str]) -> bool:
    return len(word) >= _SHORTEST and any(
        one[0] == word[0] and fuzz.ratio(one, word) >= _MISSPELLED for one in telling if len(one) >= _SHORTEST
    )


def _worded(said: Said) -> Meant | None:
    """The one class whose title has the words that stand for it: "the crane one", "and harbor patrol?".

    A level is one of them: "the parks lead".
    """
    tokens, residual = said.scan.tokens, said.scan.residual
    before_one = [at for at in residual if at + 1 < len(tokens) and tokens[at + 1].word == _ONE]
    levels = [at for at in said.scan.levels if tokens[at].word in said.reader.vocabulary.levels]
    words = frozenset(tokens[at].word for at in before_one or residual)
    leveled = frozenset(said.reader.vocabulary.levels[tokens[at].word][0] for at in levels)
    follows_up = len(words) + len(leveled - words) > 1 and said.steer.asks_the_same and said.is_bare(words)
    if not (before_one or follows_up):
        return None
    named = (n for n in said.lexicon.names if words <= {*n.key.core, *n.key.qualifier} and leveled <= n.key.levels)
    having = newest(n.entry for n in named)
    in_play = tuple(entry for entry in having if entry.class_id in {*said.state.classes, *said.state.offered})
    found = in_play or having
    return Meant(found, used=words) if len(found) == 1 else None
