"""Choose which of the gathered lines are proposed.

What a class says alone is proposed where the class is near the one wanted:
what the nearest says, or, of what that says nothing of, the next one; and what
a second one says if it is very near. What several documents say alike, or much
of the agency, is said of the work and not of one class, and is proposed in any
case. Of duties and of what is asked for, lines that hardly can be so are left
out again, and likely ones that others agree on or a peer has are added, see `weighing.py`. How
near is near was measured, see `tests/benchmarks/drafting.py`.

Alternatives and joined requirements come from one class alone: those of two
classes side by side would ask for both. It is the one whose lines are the
likeliest, which often is not the nearest but one that asks what others do.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from assistant.draft.drawing import Drawn
from assistant.draft.likeness import likenesses
from assistant.draft.merging import ASKING, SCHOOLED, Merged
from assistant.draft.sifting import Sieve
from assistant.draft.weighing import asking_facets, likely
from ingest.boilerplate import paragraph
from vectorstore.spec import Modality
from vectorstore.vocabulary import Vocabulary

#: Score from which on another class than the nearest gives lines of its own.
_WHOLE = 0.7
#: As many classes are proposed whole at most: a third one makes a draft long, and hardly fuller.
_MOST_WHOLE = 2
#: How many times as many lines of a kind such a class has at most as are proposed without it.
_LONGER = 1.5
#: What says that none is needed.
_NONE = frozenset({Modality.STATED, Modality.NOT_REQUIRED})
#: Facets of what a class says of itself: what much of the agency says completes it, and says nothing without it.
_OF_ITSELF = frozenset({"definition", "distinguishing", "levels"})
#: Facets of lists, in which an item of another class beside those of the first contradicts none of them.
_ADDING = frozenset({"duties", "responsibility", "knowledge", "skills", "abilities"})
#: Works whose classes agree on a line, at least; those of one work agree anyway. Where no class is near, one more.
_AGREEING = 3
#: Share of the agency's documents that have a paragraph, from which on it is of any class, be none near.
_MUCH = 0.25


def chosen(
    groups: Sequence[Merged], drawn: Sequence[Drawn], common: Mapping[str, float], vocabulary: Vocabulary
) -> list[Merged]:
    """Return those of `groups` that are proposed, in no order that tells.

    Args:
        groups: What was gathered, by rank of the class that says it.
        drawn: The classes, by rank.
        common: Paragraphs that much of the agency has, folded, with the share of its documents.
        vocabulary: Knows what licenses are called.
    """
    groups, base, sieve = _led(groups, drawn, common, vocabulary)
    own = {at for at, one in enumerate(groups) if base.get(one.family) == one.first.rank}
    asked = {facet for at in own if groups[at].family == ASKING for facet in groups[at].first.statement.facets}
    others = [at for at, one in enumerate(groups) if at not in own and _may_join(one, asked)]
    kinds = {groups[at].kind for at in own}
    least = 0.0 if any(one.is_near for one in drawn) else _MUCH
    shared = {at for at in (*own, *others) if _is_shared(groups[at], drawn, common, least, kinds)}
    counts = Counter((groups[at].kind, groups[at].first.rank) for at in others)
    whole = _whole(counts, drawn, Counter(groups[at].kind for at in own | shared))
    more = [at for at in others if at in shared or (groups[at].kind, groups[at].first.rank) in whole]
    kept = shared | sieve.holding({*own, *more} - shared) | sieve.likely(others)
    more = [at for at in others if at in kept]
    # Of two that say the same, what the base says stays, then what most documents say.
    more.sort(key=lambda at: -groups[at].documents)
    return _without_repeats([groups[at] for at in (*sorted(own & kept), *more)], vocabulary)


def _led(
    groups: Sequence[Merged], drawn: Sequence[Drawn], common: Mapping[str, float], vocabulary: Vocabulary
) -> tuple[Sequence[Merged], dict[str, int], Sieve]:
    """Return `groups` led by the classes whose own lines are proposed, the ranks of these by family, and a sieve."""
    weighed = asking_facets(vocabulary) | {"duties"}
    base, chances = dict(_bases(groups, drawn)), likely(groups, drawn, common)
    asking = Sieve(groups, drawn, chances, weighed).asking(base.get(ASKING))
    if asking is not None:
        base[ASKING] = asking
        groups = [one.led_by(asking) if one.family == ASKING else one for one in groups]
    return groups, base, Sieve(groups, drawn, chances, weighed)


def _bases(groups: Iterable[Merged], drawn: Sequence[Drawn]) -> Iterator[tuple[str, int]]:
    """Yield each kind with the rank of the class whose own lines are proposed."""
    found: set[str] = set()
    for one in sorted(groups, key=lambda one: one.first.rank):
        source, kind = drawn[one.first.rank], one.family
        if kind not in found and source.gives(kind) and (one.first.rank == 0 or source.score >= _WHOLE):
            found.add(kind)
            yield kind, one.first.rank


def _may_join(one: Merged, asked: Collection[str]) -> bool:
    """Whether a line of another class than the base can stand beside what that asks for, the facets `asked`.

    Not one that asks for more of the same, nor one that says of something that none is needed.
    """
    statement = one.first.statement
    if one.first.way or statement.group or statement.modality in _NONE:
        return False
    same = set(statement.facets) & (SCHOOLED if {*statement.facets} & SCHOOLED - {ASKING} else {ASKING})
    return one.family != ASKING or not same & set(asked)


def _is_shared(
    one: Merged, drawn: Sequence[Drawn], common: Mapping[str, float], least: float, proposed: Collection[str]
) -> bool:
    """Whether documents agree on a line; what classes say of themselves only completes one, of a kind `proposed`.

    Much of the agency, the share `least` of its documents, may say it instead.
    """
    share = common.get(paragraph(one.first.text), 0.0)
    is_common = share > 0 and share >= least
    if one.kind in _OF_ITSELF:
        return is_common and one.kind in proposed
    works = len({drawn[clause.rank].work for clause in one.clauses})
    return is_common or min(one.documents, works) >= _AGREEING + bool(least)


def _whole(
    counts: Mapping[tuple[str, int], int], drawn: Sequence[Drawn], proposed: Mapping[str, int]
) -> set[tuple[str, int]]:
    """Kind and rank of the classes all of whose lines are proposed: those named, and very near ones of the same level.

    Hardly a line was right of a second one of that work and another level. One that has many more is of a larger job,
    and would bury what the nearest one says. `counts` are how many lines each has of a kind, `proposed` how many there
    are without it.
    """
    near = [rank < _MOST_WHOLE and one.score >= _WHOLE and one.is_peer for rank, one in enumerate(drawn)]
    return {
        (kind, rank)
        for (kind, rank), count in counts.items()
        if drawn[rank].is_named or (near[rank] and kind in _ADDING and count <= _LONGER * proposed[kind])
    }


def _without_repeats(groups: Sequence[Merged], vocabulary: Vocabulary) -> list[Merged]:
    """Leave out what another class says alike below another heading, and a license that it asks for otherwise."""
    texts = [one.first.text for one in groups]
    grid = likenesses(texts, texts)
    licenses = [vocabulary.license_terms(text.lower()) for text in texts]
    kept: list[int] = []
    for at, one in enumerate(groups):
        others = (other for other in kept if groups[other].first.rank != one.first.rank)
        if not any(
            grid[at, other] or (licenses[at] & licenses[other] and _differ(one, groups[other])) for other in others
        ):
            kept.append(at)
    return [groups[at] for at in kept]


def _differ(one: Merged, other: Merged) -> bool:
    """Whether two lines ask for something, and not as strongly: "is required", "may be required"."""
    strengths = {line.first.statement.modality for line in (one, other)}
    return len(strengths) > 1 and Modality.DESCRIBED not in strengths


def ranked(groups: Collection[Merged]) -> list[Merged]:
    """Return `groups` in the order of a draft: those of the most similar class first, each class in its own order."""
    return sorted(groups, key=lambda one: (one.first.rank, one.first.statement.ordinal))
