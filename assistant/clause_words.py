"""What the words of one clause of a question for many classes mean for its conditions."""

from collections.abc import Sequence

from assistant.clause_parts import Part
from assistant.conditions import ASKING
from assistant.listwords import VALUE
from assistant.scan import Phrase
from vectorstore.spec import Modality
from vectorstore.vocabulary_rows import Facet


def modalities(verbs: frozenset[str]) -> frozenset[Modality]:
    """Return how strongly something is asked for, as verbs say."""
    verbs = verbs | {"requires"} if "bars" in verbs else verbs
    found = {"may": Modality.MAY_BE_REQUIRED, "requires": Modality.REQUIRED, "prefers": Modality.PREFERRED}
    return frozenset(modality for verb, modality in found.items() if verb in verbs)


def strength(verbs: frozenset[str], facet: Facet) -> frozenset[Modality]:
    """Return how strongly a facet is asked for, or that it is at all."""
    if not facet.binds or "silent" in verbs:
        return frozenset()
    if "certainly" in verbs:
        return frozenset({Modality.REQUIRED})
    told = modalities(verbs)
    if "denies" in verbs and told == {Modality.REQUIRED}:
        # What may be asked for is not free of it.
        return told | {Modality.MAY_BE_REQUIRED}
    return told or ASKING


def is_requiring(phrase: Phrase, part: Part) -> bool:
    """Return whether "requirement" only says that something else of the clause is required."""
    others = len(part.phrases) > 1 or part.values or part.literals
    return "requirements" in phrase.facets and bool(others)


def of_value(value: Phrase, phrases: Sequence[Phrase]) -> tuple[tuple[str, ...], str]:
    """Return the facets and the value that a phrase names; none where no such facet is named, and it is no code."""
    if value.facets[0].startswith(VALUE):
        facet, key = value.facets[0].removeprefix(VALUE).split(":", 1)
        return (facet,), key
    key, *facets = value.facets
    named = tuple(facet for facet in facets if any(facet in p.facets for p in phrases))
    sure = len(key.split()) > 1 or any(c.isdigit() for c in key)
    return (tuple(facets) if sure else named), key


def touches(at: int, phrase: Phrase, words: set[int]) -> bool:
    """Return whether a token stands beside a phrase, with only `words` between."""
    low, high = min(at, phrase.first), max(at, phrase.last - 1)
    between = set(range(low, high + 1)) - set(range(phrase.first, phrase.last))
    return between <= words


def same(phrase: Phrase, bound: Sequence[Phrase | None]) -> bool:
    """Return whether a phrase only says again what a literal is of: "have pay above … a year"."""
    return (
        any(one is not None and set(one.facets) & set(phrase.facets) for one in bound) or phrase.facets[0] == "salary"
    )
