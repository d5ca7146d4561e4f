"""Tell a reading of a question for many classes that cannot be meant: it is given up, and no count is made of it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.conditions import (
    AllOf,
    Asked,
    Compared,
    Measured,
    Mentioned,
    Not,
    OfAgency,
    Selection,
    Stated,
    Tree,
    Valued,
    leaves,
)
from assistant.scan import Phrase
from assistant.scanner import Scan
from vectorstore.folding import fold
from vectorstore.spec import Modality
from vectorstore.vocabulary import Vocabulary, phrases

#: Marks that say that words are looked for, or that nothing is said of them.
_SEARCHING = ("mentions", "says", "silent", "uses")


def is_coherent(selection: Selection, scan: Scan, marks: Sequence[Phrase], vocabulary: Vocabulary) -> bool:
    """Return whether the conditions of `selection` can all be meant by the words of `scan`, marked by `marks`."""
    tree = selection.tree
    if tree is None:
        return True
    searched = any(mark.facets[0] in _SEARCHING for mark in marks)
    return not (
        any(map(_contradicts, _conjunctions(tree)))
        or any(_denies_oddly(part, vocabulary, searched=searched) for part in _denied(tree))
        or _loses_may(tree, marks)
        or any(_is_odd(one, vocabulary) for one in leaves(tree))
        or _takes_a_date(tree, scan, vocabulary)
        or _takes_open_for_date(tree, scan, vocabulary)
    )


def _conjunctions(tree: Tree) -> Iterator[list[Tree]]:
    """Yield the parts that must hold together."""
    if isinstance(tree, AllOf):
        flat: list[Tree] = []
        for part in tree.parts:
            flat += part.parts if isinstance(part, AllOf) else [part]
        yield flat
    for part in getattr(tree, "parts", ()):
        yield from _conjunctions(part)


def _contradicts(parts: Sequence[Tree]) -> bool:
    """Whether two values of one facet must hold at once, or something and that it is not so."""
    values: dict[str, set[str]] = {}
    for part in parts:
        if isinstance(part, Valued):
            values.setdefault(part.facet, set()).add(part.value)
    stated = {part.facet for part in parts if isinstance(part, Stated)}
    denied = {part.part.facet for part in parts if isinstance(part, Not) and isinstance(part.part, Stated)}
    return any(len(of_facet) > 1 for of_facet in values.values()) or bool(stated & denied)


def _denied(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Not):
        yield tree.part
    for part in getattr(tree, "parts", ()):
        yield from _denied(part)


def _denies_oddly(part: Tree, vocabulary: Vocabulary, *, searched: bool) -> bool:
    """Whether what is denied is only a phrase that happens to be left over, an amount, or what is only told of."""
    facet = vocabulary.facets[part.facet] if isinstance(part, Asked) else None
    told = facet is not None and not (facet.binds or facet.value)
    return isinstance(part, Measured) or ((isinstance(part, Mentioned) or told) and not searched)


def _loses_may(tree: Tree, marks: Sequence[Phrase]) -> bool:
    """Whether "may" is said, and nothing is looked for that only may be required."""
    asked = [one for one in leaves(tree) if isinstance(one, Asked) and one.modalities]
    may = any(mark.facets[0] == "may" for mark in marks)
    return may and bool(asked) and not any(Modality.MAY_BE_REQUIRED in one.modalities for one in asked)


def _is_odd(condition: object, vocabulary: Vocabulary) -> bool:
    """Whether the words looked for deny something themselves, or only ask."""
    if isinstance(condition, Asked):
        said = condition.said.split()
        # "A class A or B license": a lone letter that no kind of license explains.
        lone = not condition.terms and any(len(word) == 1 and word.isupper() for word in said)
        denying = vocabulary.words["negations"].union(vocabulary.lists["denying"])
        return lone or not denying.isdisjoint(fold(condition.words).split())
    if isinstance(condition, Mentioned):
        words = condition.phrase.lower().split()
        return all(word in vocabulary.words["function"] for word in words)
    return False


def _takes_a_date(tree: Tree, scan: Scan, vocabulary: Vocabulary) -> bool:
    """Whether a date is taken for that of the class, though something else is asked for and no such date named."""
    conditions = list(leaves(tree))
    dated = [one for one in conditions if isinstance(one, Compared) and isinstance(one.value, str)]
    others = [one for one in conditions if one not in dated and not isinstance(one, OfAgency)]
    text = scan.text.lower()
    return bool(others) and any(not phrases(vocabulary.facets[one.facet].synonyms).search(text) for one in dated)


def _takes_open_for_date(tree: Tree, scan: Scan, vocabulary: Vocabulary) -> bool:
    """Whether a date is looked for where "open" says who may apply: "open only to people who …"."""
    words = [token.word for token in scan.tokens]
    opened = any(isinstance(one, Stated) and one.facet in ("opened", "closes") for one in leaves(tree))
    return opened and any(" ".join(pair) in vocabulary.lists["open_to"] for pair in pairwise(words))
