"""What a conversation is about: a fold over its messages.

Each message is read alone; only what its frame lacks is inherited. A bare
level edits the previous class's key ("and the senior one?"), a new class
keeps the facet that was asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.identity import Match, newest
from assistant.lexicon import Lexicon
from assistant.question import Frame, Question
from assistant.reading import Reader
from assistant.scanner import Scan
from assistant.titles import TitleKey, numeral, ordinal, title_keys
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry

#: A message that inherits a class says little else, in words that nothing explains.
_MOST_NEW_WORDS = 3
#: A reply that chooses from what was offered is short.
_LONGEST_CHOICE = 8
#: How a message begins that asks the same of another class.
_OPENINGS = ("and ", "what about ", "how about ", "same ", "sorry ", "no ", "i meant ", "i mean ", "or ")


@dataclass(frozen=True, slots=True)
class State:
    """What the next message may leave out."""

    class_ids: tuple[str, ...] = ()
    """Classes in play, the latest first."""

    facets: tuple[tuple[str, ...], ...] = ()

    asked: str = ""
    """The message that asked for them: it may name something narrower, such as a *driver's* license."""

    pending: tuple[str, ...] = ()
    """Classes that the last answer asked to choose from."""

    def as_data(self) -> dict[str, Any]:
        """Return the state as JSON data."""
        facets = [list(option) for option in self.facets]
        ids, pending = list(self.class_ids), list(self.pending)
        return {"class_ids": ids, "facets": facets, "asked": self.asked, "pending": pending}


def state_of(data: Mapping[str, Any]) -> State:
    """Return the state that `State.as_data` gave."""
    facets = tuple(tuple(option) for option in data.get("facets", ()))
    return State(tuple(data.get("class_ids", ())), facets, data.get("asked", ""), tuple(data.get("pending", ())))


def after(state: State, question: Question, found: CatalogEntry | None = None) -> State:
    """Return the state that `question`, as it was answered, leaves behind.

    `found` is the class that the answer names where the question described one.
    """
    if found is not None:
        return State(tuple(dict.fromkeys([found.class_id, *state.class_ids]))[:2])
    if question.facets:
        state = replace(state, facets=question.facets, asked=question.asked)
    if question.choices:
        return replace(state, pending=tuple(dict.fromkeys(entry.class_id for entry in question.choices)))
    if not question.entries:
        return state
    ids = dict.fromkeys([*(entry.class_id for entry in question.entries), *state.class_ids])
    return replace(state, class_ids=tuple(ids)[:2], pending=())


def follow(reader: Reader, text: str, state: State) -> Question:
    """Return `text` as a question within a conversation."""
    question = reader.read(text)
    if state.pending and (chosen := _chosen(reader, text, state)):
        question = question if _names_facet(reader.scan(text)[1]) else _keeping(question, state)
        if len(chosen) == 1:
            return _answering(question, chosen[0])
        return replace(question, entries=(), choices=tuple(chosen), mention=text)
    current = _entry(reader.lexicon, state)
    if current is None:
        return question
    scan = reader.scan(text)[1]
    if question.entries and not ((other := _qualified(reader.lexicon, scan, current)) and _only_in_part(scan)):
        return _with_facets(reader, question, state)
    if scan.levels and len(set(scan.residual) - set(scan.levels)) <= 1 and not question.choices:
        return _leveled(reader, scan, question, current, state)
    if (other := _qualified(reader.lexicon, scan, current)) is not None:
        question = question if _names_facet(scan) else _keeping(question, state)
        return _answering(question, other)
    if question.frame is Frame.OUT_OF_SCOPE and not _refers(reader, scan):
        return question
    described = reader.scanner.has_cue(scan, "reverse") and scan.residual
    if question.choices or len(scan.residual) > _MOST_NEW_WORDS or described:
        return question
    if not (_refers(reader, scan) or (question.facets and not scan.residual)):
        return question
    return _inheriting(question, current, state)


def _entry(lexicon: Lexicon, state: State) -> CatalogEntry | None:
    """The newest document of the class that was last in play."""
    found = [e for e in lexicon.entries if state.class_ids and e.class_id == state.class_ids[0]]
    return max(found, key=lambda e: e.spec.revision, default=None)


def _chosen(reader: Reader, text: str, state: State) -> list[CatalogEntry]:
    """Those of the classes offered that a short reply singles out by agency, level, numeral or code; never all."""
    words = set(fold(text).split())
    offered = [e for e in reader.lexicon.entries if e.class_id in state.pending]
    if len(words) > _LONGEST_CHOICE or not offered:
        return []
    told = [len(words & _telling(entry, offered)) for entry in offered]
    best = {e.class_id: e for e, count in zip(offered, told, strict=True) if count and count == max(told)}
    return list(best.values()) if len(best) < len(state.pending) or len(best) == 1 else []


def _telling(entry: CatalogEntry, offered: Sequence[CatalogEntry]) -> set[str]:
    """Words that tell one of the classes offered from the others."""
    own = set(fold(f"{entry.spec.title} {entry.spec.class_code} {entry.agency}").split())
    others = [set(fold(f"{e.spec.title} {e.spec.class_code} {e.agency}").split()) for e in offered if e is not entry]
    return own.difference(own.intersection(*others)) if others else own


def _with_facets(reader: Reader, question: Question, state: State) -> Question:
    """A new class and nothing else ("and Electrician?") keeps what was asked."""
    scan = reader.scan(question.text)[1]
    bare = state.facets and not (question.residual or scan.phrases or len(question.entries) > 1)
    opens = f"{fold(question.text)} ".startswith(_OPENINGS)
    return replace(_keeping(question, state), frame=Frame.FACT) if bare and opens else question


def _keeping(question: Question, state: State) -> Question:
    """The question with what was asked before, where something was."""
    return replace(question, facets=state.facets, asked=state.asked) if state.facets else question


def _names_facet(scan: Scan) -> bool:
    """Whether a facet is asked for by its words, and not by those that most questions have."""
    return any(not phrase.weak for phrase in scan.phrases)


def _refers(reader: Reader, scan: Scan) -> bool:
    """Whether the message points back: a pronoun, or an opening such as "and"."""
    pronouns = reader.vocabulary.words["pronouns"]
    opening = scan.tokens[0].raw.lower() in ("and", "also", "what about") if scan.tokens else False
    return opening or any(token.raw.lower() in pronouns for token in scan.tokens)


def _inheriting(question: Question, current: CatalogEntry, state: State) -> Question:
    question = question if question.facets or question.residual else _keeping(question, state)
    frame = Frame.FACT if question.facets else Frame.OPEN if question.residual else Frame.OVERVIEW
    return replace(question, frame=frame, entries=(current,), choices=(), nearest=(), mention="", inherited=True)


def _leveled(reader: Reader, scan: Scan, question: Question, current: CatalogEntry, state: State) -> Question:
    """Edit the level of the class in play: same core, same agency, the level that the message names."""
    vocabulary = reader.vocabulary
    words = [scan.tokens[at] for at in scan.levels]
    levels = frozenset(vocabulary.levels[w.word][0] for w in words if w.word in vocabulary.levels)
    numbers = [numeral(w.raw) or ordinal(w.raw, vocabulary) for w in words if w.word not in vocabulary.levels]
    number = next(filter(None, numbers), "")
    key = title_keys(current.spec.title, vocabulary)[0]
    wanted = replace(key, levels=levels or key.levels, numeral=number or ("" if levels else key.numeral))
    found = _same(reader.lexicon, wanted, current.agency)
    question = question if _names_facet(scan) else _keeping(question, state)
    if len(found) == 1:
        return _answering(question, found[0])
    if found:
        return replace(question, choices=tuple(found), mention=scan.text)
    alike = [e for e in reader.lexicon.entries if title_keys(e.spec.title, vocabulary)[0].core == key.core]
    near = newest(alike)
    wanted_title = f"{' '.join(w.raw for w in words)} {current.spec.title}"
    return replace(question, frame=Frame.FACT, entries=(), nearest=near[:5], mention=wanted_title)


def _answering(question: Question, entry: CatalogEntry) -> Question:
    """The question asked of `entry`: its words named the class, and the rest is what was asked before."""
    frame = Frame.FACT if question.facets else Frame.OVERVIEW
    return replace(question, frame=frame, entries=(entry,), choices=(), nearest=(), residual="", inherited=True)


def _qualified(lexicon: Lexicon, scan: Scan, current: CatalogEntry) -> CatalogEntry | None:
    """The class that differs from the one in play by the qualifier which the message names: "no, the specialist"."""
    said = {scan.tokens[at].word for at in scan.residual}
    for mention in scan.mentions if _only_in_part(scan) else ():
        said |= {token.word for token in scan.tokens[mention.first : mention.last]}
    keys = {name.key.core for name in lexicon.names if name.entry.class_id == current.class_id}
    found = [
        name.entry
        for name in lexicon.names
        if said and set(name.key.qualifier) == said and name.key.core in keys
        and fold(name.entry.agency) == fold(current.agency)
    ]  # fmt: skip
    return max(found, key=lambda e: e.spec.revision, default=None)


def _only_in_part(scan: Scan) -> bool:
    """Whether the message names classes by a part of their titles at most: "the specialist"."""
    return all(mention.candidates and mention.candidates[0].match is Match.PART for mention in scan.mentions)


def _same(lexicon: Lexicon, wanted: TitleKey, agency: str) -> Sequence[CatalogEntry]:
    """The newest document of each class with this key."""
    alike = [name for name in lexicon.names if _agrees(name.key, wanted) and fold(name.entry.agency) == fold(agency)]
    plain = [name for name in alike if name.key.qualifier == wanted.qualifier]
    return newest(name.entry for name in plain or alike)


def _agrees(key: TitleKey, wanted: TitleKey) -> bool:
    open_numeral = key.numeral == wanted.numeral or not wanted.numeral
    return sorted(key.core) == sorted(wanted.core) and key.levels == wanted.levels and open_numeral
