"""How a title is put together: where its level, its numeral and its specialty stand, and how they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.titles import TitleKey, numeral, title_keys
from vectorstore.folding import words
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Form:
    """A title, and what of its making can differ from one of the same work."""

    title: str
    key: TitleKey
    parts: Mapping[str, str]
    """Each part that it has to how it has it: `level`, `numeral`, `figure` and `specialty`."""

    @property
    def work(self) -> tuple[str, ...]:
        """What titles of one work share."""
        return tuple(sorted(self.key.core))


def form_of(title: str, vocabulary: Vocabulary) -> Form:
    """Return how `title` is made."""
    key = title_keys(title, vocabulary)[0]
    parts = {"level": _level(title, key, vocabulary), "specialty": _specialty(title, key), **_numeral(title, key)}
    return Form(title, key, {part: made for part, made in parts.items() if made})


def _level(title: str, key: TitleKey, vocabulary: Vocabulary) -> str:
    """Whether the level of a title stands before its work or behind it."""
    told = [word for word, _, _ in words(title)]
    levels = [at for at, word in enumerate(told) if vocabulary.levels.get(word, ("",))[0] in key.levels]
    works = [at for at, word in enumerate(told) if word in key.core]
    return ("before" if levels[0] < works[0] else "behind") if levels and works else ""


def _specialty(title: str, key: TitleKey) -> str:
    """Whether what narrows a title stands in parentheses or behind a comma."""
    return ("parenthesis" if "(" in title else "comma") if key.qualifier else ""


def _numeral(title: str, key: TitleKey) -> Mapping[str, str]:
    """How the numeral of a title is written, and whether it stands before a specialty in parentheses or behind it."""
    found = [(start, end) for _, start, end in words(title) if key.numeral and numeral(title[start:end]) == key.numeral]
    if not found:
        return {}
    start, end = found[-1]
    place = ("behind" if ")" in title[:start] else "before") if key.qualifier and "(" in title else ""
    return {"figure": "arabic" if title[start:end].isdecimal() else "roman", "numeral": place}


def model_of(own: Form, others: Sequence[Form], part: str, *, least: int, share: float) -> Form | None:
    """Return one of `others` that has `part` as most of them have it, and `own` has not; None where it is as they are.

    At least `least` of them must have it otherwise, and `share` of those that have it at all.
    """
    having = [form for form in others if part in form.parts]
    different = [form for form in having if form.parts[part] != own.parts.get(part)]
    is_odd = part in own.parts and len(different) >= max(least, share * len(having))
    return different[0] if is_odd else None
