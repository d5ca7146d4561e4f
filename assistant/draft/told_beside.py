"""Tell in a question what similar classes ask for, where nothing of theirs is sure enough to be a line."""

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
    """Yield what similar classes ask for below `head` as one sentence, what most of them say first; nothing for none.

    Of each class it is one line, and none that only begins a list. It is told
    of schooling and experience alone: other work says nothing of this one's duties.
    """
    kinds = SCHOOLED if head.kind == ASKING else {head.kind} & SCHOOLED
    lines = [one for one in found if one.kind in kinds and _is_told(one, drawn, vocabulary)]
    lines.sort(key=lambda one: (-one.documents, one.first.rank, one.first.statement.ordinal))
    first = {one.first.rank: one for one in reversed(lines)}
    told = [one for one in lines if first[one.first.rank] is one][:_TOLD]
    said = "; ".join(f"{title_of(one.first.spec.entry)}: “{one.first.text.rstrip(' .;')}”" for one in told)
    if said:
        yield f"Similar classes ask for: {said}."


def _is_told(one: Merged, drawn: Sequence[Drawn], vocabulary: Vocabulary) -> bool:
    source = drawn[one.first.rank]
    text = one.first.text
    is_whole = len(text) <= _LONGEST and not text.endswith(":") and not leans(text, vocabulary)
    return is_whole and source.score >= _COMPARABLE * drawn[0].score
