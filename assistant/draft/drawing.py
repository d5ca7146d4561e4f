"""The classes that a draft draws on: those that the writer names, then those that are similar."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from assistant.class_view import Spec
from assistant.draft.similar_about import about_wanted
from assistant.draft.similar_parts import MOST_LINES
from assistant.draft.title_height import end_of, heights, is_helping, is_leading, leads
from assistant.draft.values import Similar, Wanted
from assistant.lexicon import Lexicon
from assistant.likeness import own_statements
from assistant.standing import Standing
from assistant.titles import TitleKey, title_keys
from vectorstore.folding import fold
from vectorstore.kinds import DESCRIBING
from vectorstore.words import stem

#: Scores from which on a class is near that is akin, and from which on one is, whatever its title.
_LEAST, _NEAR = 0.45, 0.6
#: The same for the duties that the nearest one alone has: of what is akin or hardly near, other classes have none.
_GIVES = 0.65
#: What the document of a class with no score, and with each unit of it, says of notes: where there are none.
_UNTOLD, _UNTOLD_SCORE = 0.32, 0.33
#: Share of the weight of a wanted title's words for its work that another has, from which on their work is akin.
_AKIN = 0.5
#: Ranks of levels that are as far apart as two numerals; more steps than the last count no more.
_RANKS, _FAR = 10, 3


@dataclass(frozen=True, slots=True)
class Drawn:
    """A class that is drawn on."""

    spec: Spec
    score: float
    """How similar it is, 0 to 1; 1 where the writer names it."""

    is_named: bool
    """The writer names it, and so wants what it says."""

    is_akin: bool
    """Its title says much of the work of the class wanted, or it has a duty alike."""

    work: tuple[str, ...] = ()
    """The words of its title for its work, its level and specialty left out."""

    is_of_one_work: bool = False
    """Those are the words of the class wanted, too."""

    told: float = 0.0
    """How much of the notes its document says in such words, 0 to 1; without notes, what most such classes do."""

    apart: float = 0.0
    """How far the level that its title says is from the one wanted: about one for each numeral, 3 at most."""

    is_over: bool = False
    """Its title says that it leads others, and nothing says so of the class wanted, more than a level below."""

    is_helped: bool = False
    """The class wanted helps it by its title, as "Ferry Clerk Aide" does "Ferry Clerk"."""

    has_end_alone: bool = False
    """Of its title the last word alone is one of the class wanted: specialists of two things do two works."""

    @property
    def is_near(self) -> bool:
        """Whether it is of the same work, so that what it alone says may be so of the class wanted."""
        return self.score >= _NEAR or (self.score >= _LEAST and self.is_akin)

    @property
    def is_peer(self) -> bool:
        """Whether its title says the same work and level, so that the two differ by a specialty or a department."""
        return self.is_of_one_work and self.apart < 1

    def gives(self, kind: str) -> bool:
        """Return whether what it alone says of a kind may be so of the class wanted: of what is akin, no duties are."""
        return self.is_near and (kind != "duties" or self.score >= _GIVES or self.is_named or self.is_helped)


def drawn_on(wanted: Wanted, similar: Sequence[Similar], standing: Standing) -> list[Drawn]:
    """Return the classes of `similar` and those that `wanted` names, which go first, as far as they are there."""
    found = {one.spec_id: one for one in similar}
    ids = tuple(dict.fromkeys((*wanted.similar_to, *found)))
    specs = standing.shelf.by_id(ids)
    lexicon = standing.reader.lexicon
    return [_drawn(wanted, specs[spec_id], found.get(spec_id), lexicon) for spec_id in ids if spec_id in specs]


def _drawn(wanted: Wanted, spec: Spec, one: Similar | None, lexicon: Lexicon) -> Drawn:
    """The class of `spec`; `one` says how similar it is, and is None where the writer alone found it."""
    vocabulary = lexicon.vocabulary
    is_named = spec.entry.spec_id in wanted.similar_to
    has_duty = one is not None and any(part.alike for part in one.parts if part.kind in DESCRIBING)
    score = 1.0 if one is None or is_named else one.score
    key, own = (title_keys(title, vocabulary)[0] for title in (spec.entry.spec.title, wanted.title))
    here, there = heights(key, own, vocabulary)
    (level, numeral), (asked, counted) = here.rank, there.rank
    is_over = leads(key, vocabulary)
    apart = min(_FAR, abs(level - asked) / _RANKS + abs(numeral - counted))
    return Drawn(
        spec,
        score,
        is_named,
        has_duty or _is_akin(key, own, lexicon),
        tuple(sorted(key.core)),
        sorted(key.core) == sorted(own.core),
        _told(wanted, spec, score),
        apart,
        has_end_alone={*key.core} & {*own.core} == {key.head} == {own.head},
        is_helped=here.work == there.work and level > asked and is_helping(wanted, vocabulary) and not is_over,
        # A senior may lead, too.
        is_over=apart > 1 and is_over and not is_leading(wanted, vocabulary),
    )


def _told(wanted: Wanted, spec: Spec, score: float) -> float:
    """How much of the notes the document of `spec` says: of each sentence the likeness of its nearest statement."""
    said = [fold(text) for text in about_wanted(wanted).sentences[:MOST_LINES]]
    own = [fold(statement.text) for statement in own_statements(spec)]
    if not (said and own):
        return _UNTOLD + _UNTOLD_SCORE * score
    best = process.cdist(said, own, scorer=fuzz.ratio, dtype=np.float32).max(axis=1) / 100
    return float(np.average(best, weights=[max(1, len(text)) for text in said]))


def _is_akin(one: TitleKey, wanted: TitleKey, lexicon: Lexicon) -> bool:
    """Whether a title says much of the work of the one wanted: planners of two things do two works.

    The word for a person tells of no work. Each word weighs the more the fewer titles have it.
    """
    # A title of one word has no other for its work: "Accountant".
    if any(len(key.core) == 1 and key.head == beside.head for key, beside in ((one, wanted), (wanted, one))):
        return True
    # "Dock Painting Trainee": what it is called is its level, and its last other word is of the work.
    heads = {key.head for key in (one, wanted) if key.levels.isdisjoint(lexicon.vocabulary.drafting["learning_levels"])}
    work, own = (_of_work(key, {*key.core, *key.qualifier}, heads, lexicon) for key in (one, wanted))
    both = {word: weight for word, weight in own.items() if word in work}
    # "Clerk (Harbor)" and "Diver (Harbor)" work at one place. Where nothing else says of what a "Chief, Dredging" is
    # one, what stands behind it does.
    cores = [_of_work(key, {*key.core}, heads, lexicon) for key in (one, wanted)]
    if all(cores) and not any(word in core for word in both for core in cores):
        return False
    return bool(both) and sum(both.values()) >= _AKIN * sum(own.values())


def _of_work(key: TitleKey, words: set[str], heads: set[str], lexicon: Lexicon) -> dict[str, float]:
    """The stems of those of a title's `words` that are for its work, each with its weight."""
    vocabulary = lexicon.vocabulary
    people = {*vocabulary.title["people"], *heads, end_of(key, vocabulary)}
    return {stem(word): lexicon.weight(word) for word in words - people}
