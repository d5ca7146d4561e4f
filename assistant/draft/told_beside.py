"""Tell in a question what similar classes say, where nothing of theirs is sure enough to be a line."""

from collections.abc import Iterator, Sequence

from assistant.compose.writer import title_of
from assistant.draft.drawing import Drawn
from assistant.draft.leaning import leans
from assistant.draft.merging import ASKING, SCHOOLED, Merged
from assistant.draft.outline import Head
from vectorstore.vocabulary import Vocabulary

#: As many lines are told, each of no more characters: a question is read at a glance.
_TOLD, _LONGEST = 3, 240
#: Share of the score of the most similar class, from which on another one tells something.
_COMPARABLE = 0.5


def told_of(head: Head, found: Sequence[Merged], drawn: Sequence[Drawn], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what similar classes say below `head` as one sentence; nothing where they say nothing.

    Of schooling and experience it is a line of each class. Of all else it is
    what the most similar one says of those that say anything: lines of several
    works are no start for one.
    """
    kinds = SCHOOLED if head.kind == ASKING else {head.kind}
    lines = [one for one in found if one.kind in kinds and _is_told(one, drawn, vocabulary)]
    if lines:
        yield _by_each(lines, vocabulary) if kinds <= SCHOOLED else _by_nearest(lines, drawn, vocabulary)


def _by_each(lines: Sequence[Merged], vocabulary: Vocabulary) -> str:
    """A line of each class, what most of them say first."""
    ordered = sorted(lines, key=lambda one: (-one.documents, one.first.rank, one.first.statement.ordinal))
    first = {one.first.rank: one for one in reversed(ordered)}
    told = [one for one in ordered if first[one.first.rank] is one][:_TOLD]
    return f"Similar classes ask for: {'; '.join(f'{_title(one)}: {_quoted(one, vocabulary)}' for one in told)}."


def _by_nearest(lines: Sequence[Merged], drawn: Sequence[Drawn], vocabulary: Vocabulary) -> str:
    """The first lines of the most similar class, in its own order; of one that only ends alike if there is no other."""
    nearest = min((one.first.rank for one in lines), key=lambda rank: (drawn[rank].has_end_alone, rank))
    own = sorted((one for one in lines if one.first.rank == nearest), key=lambda one: one.first.statement.ordinal)
    said = "; ".join(_quoted(one, vocabulary) for one in own[:_TOLD])
    return f"{_title(own[0])} has: {said}{'; …' if len(own) > _TOLD else '.'}"


def _title(one: Merged) -> str:
    return title_of(one.first.spec.entry)


def _quoted(one: Merged, vocabulary: Vocabulary) -> str:
    """A line in quotes, without the "or" with which it leads to the next one."""
    words = one.first.text.rstrip(" .;,").split()
    while words and words[-1].lower() in vocabulary.title["connectives"]:
        words.pop()
    return f"“{' '.join(words).rstrip(' .;,')}”"


def _is_told(one: Merged, drawn: Sequence[Drawn], vocabulary: Vocabulary) -> bool:
    source = drawn[one.first.rank]
    text = one.first.text
    is_whole = len(text) <= _LONGEST and not text.endswith(":") and not leans(text, vocabulary)
    return is_whole and source.score >= _COMPARABLE * drawn[0].score
