"""Find what of a class's own document has the words of a question; words count by their stems."""

import re
from collections.abc import Iterable

from assistant.class_view import Spec
from assistant.forms import common, forms
from vectorstore.folding import fold
from vectorstore.spec import OWN_HEADING, OWN_LABEL, Statement, speaks_of
from vectorstore.words import stem

# How forms of one verb end whose stem is too short to be cut: "typing", "type".
_FORM = re.compile(r"(?<=\w{3})(ing|ed|e)$")
# What a form of a short one may end with: "typing", "lost"; "careers" are no form of "car".
_SHORT_FORM = re.compile(r"(?:ing|ed|es|ers?|e|s)")
# A verb may well end with two of these; two of another letter are its ending's doing: "swimming".
_DOUBLED = frozenset("aeioulsfz")
#: Letters of words that tell nothing.
_SMALL = 2
#: Letters of a beginning that many other words have as well.
_SHORT = 3
#: Words of the longest label that names a thing which may be asked for by a part of its name.
_LABEL_WORDS = 3


def shared(asked: str, text: str) -> float:
    """Return the share of the words of `asked`, by the beginnings of their stems, that `text` has; 0 to 1."""
    wanted = forms(asked)
    return len(common(wanted, forms(text))) / max(1, len(wanted))


def is_worded(asked: str, text: str) -> bool:
    """Return whether `text` has each word of `asked` in one of its forms: "typing" as "type"."""
    said = fold(text).split()
    return all(
        any(_is_form(word, one) for word in said) for one in fold(asked).split() if _begin(one) or one.isdecimal()
    )


def beginnings(text: str) -> list[str]:
    """Return how the forms of the words of `text` begin, small words left out: "swimming" as "swim"."""
    return [begin for word in fold(text).split() if (begin := _begin(word))]


def _begin(word: str) -> str:
    cut = _FORM.sub("", stem(word)) if len(word) > _SMALL else ""
    doubled = cut != word and len(cut) > _SHORT and cut[-1] == cut[-2] and cut[-1] not in _DOUBLED
    return (cut[:-1] if doubled else cut)[:5]


def _is_form(word: str, asked: str) -> bool:
    """Whether two words are forms of one; what is left of a short one is all of it, and an ending was cut off.

    "Typical" is no form of "typing", and "Los" none of "lose".
    """
    if asked.isdecimal():
        return word == asked  # "50 pounds" is not "ten pounds".
    begin = _begin(asked)
    ending = word.removeprefix(begin).removeprefix(begin[-1:] if len(word) > len(begin) + 1 else "")
    ends = _SHORT_FORM.fullmatch(ending) or _SHORT_FORM.fullmatch(word.removeprefix(begin))
    whole = len(begin) > _SHORT or (word != begin and bool(ends))
    return word == asked or (word.startswith(begin) and whole and bool(begin))


def own_statements(spec: Spec) -> list[Statement]:
    """Return the statements that speak of the class, without those that many documents share."""
    ordinal = spec.entry.spec.ordinal
    return [s for s in spec.parsed.statements if not s.boilerplate and speaks_of(s.applies_to, ordinal)]


def saying(statements: Iterable[Statement], words: str) -> list[Statement]:
    """Return the statements that have all of `words` as they are; where none has, those that have forms of them."""
    own = list(statements)
    wanted = {word for word in fold(words).split() if len(word) > _SMALL}
    if wanted and (exact := [s for s in own if wanted <= set(fold(s.text).split())]):
        return exact  # "Twice" is a form of "TWIC" by its letters alone.
    if found := [s for s in own if shared(words, s.text) == 1.0]:
        return found
    return [s for s in own if is_worded(words, s.text)] if beginnings(words) else []


def own_names(spec: Spec, words: str) -> tuple[str, ...]:
    """Return the labels and headings of the document's own, as facets, that half of a short name is asked for by.

    "Is there money for uniforms?" asks for the "Uniform Allowance".
    """
    labels = [fact.facet for fact in spec.parsed.facts if fact.facet.startswith(OWN_LABEL) and fact.value]
    headings = [OWN_HEADING + fold(section.heading) for section in spec.parsed.sections if not section.kind]
    named = {facet: facet.split(":", 1)[1] for facet in (*labels, *headings)}
    return tuple(facet for facet, name in named.items() if _asked_by(words, name))


def _asked_by(words: str, name: str) -> bool:
    return 0 < len(name.split()) <= _LABEL_WORDS and shared(name, words) >= 0.5
