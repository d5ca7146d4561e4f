"""Say in words why a class is like a wanted one."""

from collections.abc import Sequence

from assistant.draft.similar_parts import SENTENCES, describes
from assistant.draft.similar_titles import Beside
from assistant.draft.values import Alike
from vectorstore.vocabulary import Vocabulary

#: Kinds of sections that are told, the ones that describe the work first.
_MOST_PARTS = 3
#: Likeness from which on a class is near where no line of it is alike.
_NEAR = 0.35
_FEW = ("no", "one", "two", "three", "four", "five")


def why(
    parts: Sequence[Alike], beside: Beside | None, shared: Sequence[str], score: float, vocabulary: Vocabulary
) -> str:
    """Return the reasons in a clause each: "7 of 12 duties alike, one level below".

    Args:
        parts: What is alike, by kind.
        beside: How the class stands to the wanted one, where they are of one work.
        shared: The words of its title, as printed, that the wanted one has, too.
        score: How alike they are, 0 to 1.
        vocabulary: Names the kinds.
    """
    told = sorted((part for part in parts if part.alike), key=lambda part: (not describes(part.kind), -part.alike))
    said = [_said(part, vocabulary) for part in told[:_MOST_PARTS]]
    title = _level(beside) if beside is not None else [f"“{' '.join(shared)}” in its title"] if shared else []
    return ", ".join([*said, *title] or ["near in its work" if score >= _NEAR else "little in common"])


def _said(part: Alike, vocabulary: Vocabulary) -> str:
    if part.kind == SENTENCES:
        return "the sentence alike" if part.total == 1 else f"{part.alike} of {part.total} sentences alike"
    name = vocabulary.facets[part.kind].name
    lines = name if name.endswith("s") else f"lines on {name}"
    return f"{part.alike} of {part.total} {lines} alike"


def _level(beside: Beside) -> list[str]:
    if not beside.steps:
        return ["the same title" if beside.is_same else "the same level"]
    return [f"{counted_levels(abs(beside.steps))} {'above' if beside.steps > 0 else 'below'}"]


def counted_levels(steps: int) -> str:
    """Return how many levels `steps`, 1 or more, are in words: "two levels"."""
    return f"{_FEW[steps] if steps < len(_FEW) else steps} level{'s' if steps > 1 else ''}"
