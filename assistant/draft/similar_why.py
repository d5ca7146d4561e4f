"""Say in words why a class is like a wanted one."""

from collections.abc import Sequence

from assistant.draft.similar_parts import SENTENCES, describes
from assistant.draft.similar_titles import Beside
from assistant.draft.values import Alike
from vectorstore.vocabulary import Vocabulary

#: Kinds of sections that are told, the ones that describe the work first.
_MOST_PARTS = 3
_FEW = ("no", "one", "two", "three", "four", "five")


def why(parts: Sequence[Alike], beside: Beside | None, vocabulary: Vocabulary) -> str:
    """Return the reasons in a clause each: "7 of 12 duties alike, one level below"."""
    told = sorted((part for part in parts if part.alike), key=lambda part: (not describes(part.kind), -part.alike))
    said = [f"{part.alike} of {part.total} {_name(part, vocabulary)} alike" for part in told[:_MOST_PARTS]]
    return ", ".join([*said, *_level(beside)] or ["near in its work, no line alike"])


def _name(part: Alike, vocabulary: Vocabulary) -> str:
    if part.kind == SENTENCES:
        return "sentences" if part.total > 1 else "sentence"
    name = vocabulary.facets[part.kind].name
    return name if name.endswith("s") else f"{name} lines"


def _level(beside: Beside | None) -> list[str]:
    if beside is None:
        return []
    if not beside.steps:
        return ["the same title" if beside.is_same else "the same level"]
    steps = abs(beside.steps)
    count = _FEW[steps] if steps < len(_FEW) else str(steps)
    return [f"{count} level{'s' if steps > 1 else ''} {'above' if beside.steps > 0 else 'below'}"]
