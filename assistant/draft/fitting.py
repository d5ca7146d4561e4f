"""Leave out of what is gathered what cannot be of the class wanted, however likely it is: the work of whoever leads."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.draft.drawing import Drawn
from assistant.draft.merging import Merged
from assistant.draft.title_height import is_helping, is_leading, speaks_of_leading
from assistant.draft.values import Wanted
from vectorstore.vocabulary import Vocabulary

#: Documents that say a line, from which on it is of any class, be it that only those of leaders are similar.
_AGREEING = 3


def fitting(
    groups: Sequence[Merged], drawn: Sequence[Drawn], wanted: Wanted, vocabulary: Vocabulary
) -> Sequence[Merged]:
    """Return those of `groups` that may be of the class wanted, with the words of a class that leads as little.

    Where that leads nobody, what only a class or two say that lead others is
    left out; where it helps others or learns, what speaks of leading is, too.
    What one says that the writer names, or one of the very work, stays.
    """
    if is_leading(wanted, vocabulary):
        return groups
    return list(_fitting(groups, drawn, vocabulary, helps=is_helping(wanted, vocabulary)))


def _fitting(
    groups: Iterable[Merged], drawn: Sequence[Drawn], vocabulary: Vocabulary, *, helps: bool
) -> Iterator[Merged]:
    for one in groups:
        beside = [clause.rank for clause in one.clauses if not drawn[clause.rank].is_over]
        is_agreed = one.documents >= _AGREEING and not helps
        is_over = helps and speaks_of_leading(one.first.text, vocabulary)
        if any(drawn[clause.rank].is_named or drawn[clause.rank].is_of_one_work for clause in one.clauses):
            yield one
        elif (beside or is_agreed) and not is_over:
            yield one.led_by(beside[0]) if beside else one
