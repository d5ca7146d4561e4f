"""What a document says of the level of its class: "This is the full journey level of the series."."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.class_view import Spec
from assistant.draft.checks.rules import Rule
from vectorstore.spec import Statement
from vectorstore.vocabulary import Vocabulary, phrases

#: Sections that tell of levels.
_TELLING = ("levels", "distinguishing", "definition", "scope")


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement on the level of a class."""

    statement: Statement
    levels: tuple[str, ...]
    """Names of the levels that it says the class is at, the lowest first."""

    end: str = ""
    """`top` where it says that no class is above, `bottom` where it says that none is below; else empty."""


def claims(spec: Spec, rule: Rule, vocabulary: Vocabulary) -> Iterator[Claim]:
    """Yield what the document of `spec` says of the level of this class alone, by the words of `rule`."""
    # A document that tells lower classes apart from its own may say it of those.
    if spec.parsed.described and len(spec.parsed.specs) == 1:
        return
    ends = {"top": vocabulary.title["ladder_top"], "bottom": vocabulary.title["ladder_bottom"]}
    for statement in spec.statements(part for kind in _TELLING for part in spec.sections(kind)):
        said = _said(statement, rule) if _is_own(spec, statement) else ""
        levels = tuple(_levels(said, rule))
        end = next((end for end, words in ends.items() if phrases(words).search(said)), "")
        if levels or end:
            yield Claim(statement, levels, end)


def _levels(said: str, rule: Rule) -> list[str]:
    """The levels that `said` names, the lowest first; a journey level that is an advanced one is no other."""
    found: list[str] = []
    for level in reversed(rule.parameters["levels"]):
        rest = phrases(rule.words[level]).sub(" ", said)
        if rest != said:
            found.insert(0, level)
        said = rest
    return found


def _is_own(spec: Spec, statement: Statement) -> bool:
    return statement.applies_to == (spec.entry.spec.ordinal,) or len(spec.parsed.specs) == 1


def _said(statement: Statement, rule: Rule) -> str:
    """What a statement that begins with "This is the …" says next, up to a level that the class is compared with."""
    text = statement.text.lower().replace("-", " ")
    if not text.startswith(rule.words["opens"]):
        return ""
    compared = phrases(rule.words["beside"]).search(text)
    return text[: compared.start()] if compared else text
