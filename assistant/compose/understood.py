"""Say in words how a question for many classes was understood, so that a reader sees a wrong reading."""

from assistant.bounds import period_of
from assistant.conditions import (
    AllOf,
    AnyOf,
    Asked,
    Compared,
    Condition,
    Counted,
    LastChanged,
    Measured,
    Mentioned,
    Not,
    OfAgency,
    Order,
    Paid,
    Stated,
    Titled,
    Tree,
    Valued,
)
from assistant.literals import Operator
from vectorstore.spec import Modality
from vectorstore.vocabulary import Vocabulary

#: Facets of dates that say what was done then.
_DONE = frozenset({"established", "revised", "adopted", "approved", "opened", "abolished"})
#: How pay is said of where it starts, where it ends, and of a range that is wholly so.
_PAID = {"start": "start", "top": "end", "": "pay"}
#: Words before an amount that need no "at".
_PLACES = frozenset({"above", "below", "over", "under", "between", "at", "up", "more", "less", "no", "not"})
_ENDS = 2


def understood(tree: Tree, vocabulary: Vocabulary, *, many: bool) -> str:
    """Return what is said of the classes that fulfill `tree`, for one class or `many`: "require a license"."""
    return _Words(vocabulary, many).of(tree)


def in_order(order: Order, vocabulary: Vocabulary) -> str:
    """Return by what classes are put in order, and which is first."""
    dated = vocabulary.facets[order.facet].value == "date"
    first = ("latest" if order.greatest else "earliest") if dated else ("highest" if order.greatest else "lowest")
    return f"in the order of the {vocabulary.facets[order.facet].name}, the {first} first"


class _Words:
    def __init__(self, vocabulary: Vocabulary, many: bool) -> None:
        self._vocabulary = vocabulary
        self._many = many

    def of(self, tree: Tree) -> str:
        if isinstance(tree, AllOf):
            return self._range(tree) or " and ".join(self._inner(part) for part in tree.parts)
        if isinstance(tree, AnyOf):
            return " or ".join(map(self.of, tree.parts))
        if isinstance(tree, Not):
            inner = tree.part
            return (
                self._of(inner, denied=True) if not isinstance(inner, AllOf | AnyOf | Not) else f"not: {self.of(inner)}"
            )
        return self._of(tree, denied=False)

    def _inner(self, part: Tree) -> str:
        return f"({self.of(part)})" if isinstance(part, AnyOf) else self.of(part)

    def _of(self, condition: Condition, *, denied: bool) -> str:
        verb, rest = self._parts(condition)
        if not denied:
            return f"{self._conjugated(verb)} {rest}"
        if verb in ("are", "were"):
            return f"{self._conjugated(verb)} not {rest}"
        if isinstance(condition, Stated):
            return f"{self._conjugated(verb)} no {rest.split(' ', 1)[1]}"
        # "May require" denied is a demand that is not even made at times.
        verb = verb.replace("may ", "at any time ", 1) if verb.startswith("may ") else verb
        return f"{'do' if self._many else 'does'} not {verb} {rest}"

    def _conjugated(self, verb: str) -> str:
        if self._many:
            return verb
        first, *rest = verb.split()
        one = {"are": "is", "were": "was", "have": "has", "may": "may"}.get(first, f"{first}s")
        return " ".join([one, *rest])

    def _parts(self, condition: Condition) -> tuple[str, str]:
        """The verb of a condition, as of many classes, and what is behind it."""
        if isinstance(condition, Asked):
            denied = condition.modalities == {Modality.NOT_REQUIRED}
            said = self._name(condition.facet) if condition.acts else condition.said
            return ("say", f"that {said} is not required") if denied else (_verb(condition), said)
        if isinstance(condition, Stated):
            return self._stated(condition)
        if isinstance(condition, Valued):
            known = self._vocabulary.facets[condition.facet].values
            value = condition.value.replace("_", "-") if condition.value in known else condition.said
            return "state", f"the {self._name(condition.facet)} “{value}”"
        if isinstance(condition, Compared):
            return self._compared(condition)
        if isinstance(condition, Measured):
            return self._measured(condition)
        if isinstance(condition, Paid):
            return "state", f"pay by the {condition.period}"
        if isinstance(condition, LastChanged):
            return "were", _last(condition)
        if isinstance(condition, OfAgency):
            return "are", f"of {condition.agency}"
        if isinstance(condition, Mentioned | Titled):
            return _worded(condition)
        assert isinstance(condition, Counted)
        return "name", f"“{condition.title}” in what {'they ask' if self._many else 'it asks'} for"

    def _measured(self, condition: Measured) -> tuple[str, str]:
        if condition.facet and self._vocabulary.facets[condition.facet].duration and not condition.words:
            of = "of " if condition.operator in (Operator.IS, Operator.IN) else ""
            return "state", f"{self._one(condition.facet)} {of}{condition.said}"
        name = self._name(condition.facet) if condition.facet else ""
        of = f" of {name}" if name in ("experience", "age") else f" ({name})" if name else ""
        if condition.facet == "age" and not any(c.isalpha() for c in condition.said.split()[-1]):
            of = " years" + of  # "At least 18".
        words = f" in “{condition.words}”" if condition.words else ""
        return "require" if condition.required else "speak of", f"{condition.said}{of}{words}"

    def _stated(self, condition: Stated) -> tuple[str, str]:
        if condition.facet == "abolished":
            return "were", "abolished"
        return "state", self._one(condition.facet)

    def _compared(self, condition: Compared) -> tuple[str, str]:
        if isinstance(condition.value, str):
            done = condition.facet in _DONE
            return ("were", f"{condition.facet} {condition.said}") if done else (
                "have", f"{self._one(condition.facet)} {condition.said}")  # fmt: skip
        if self._vocabulary.facets[condition.facet].value == "money":
            said = f"{condition.said} {_per(condition)}"
            return _PAID[condition.end], said if condition.said.split()[0] in _PLACES else f"at {said}"
        return "have", f"{self._one(condition.facet)} {condition.said}"

    def _range(self, tree: AllOf) -> str:
        """How the two ends of a range are said, a decade in the words of the question, which has but one year."""
        first, last = tree.parts[0], tree.parts[-1]
        if not (isinstance(first, Compared) and isinstance(last, Compared) and len(tree.parts) == _ENDS):
            return ""
        if first.facet != last.facet or last.operator not in (Operator.UNTIL, Operator.AT_MOST):
            return ""
        since, until = str(first.value), str(last.value)
        if first.facet in _DONE and since.endswith("0") and until == f"{since[:-1]}9":
            return f"{self._conjugated('were')} {first.facet} in the {since}s"
        verb, said = self._compared(first)
        if isinstance(last.value, float) and (per := _per(last)) and said.endswith(per):
            return f"{self._conjugated(verb)} {said.removesuffix(per)}and {last.said} {per}"
        return f"{self._conjugated(verb)} {said} and {last.said}"

    def _one(self, facet: str) -> str:
        name = self._name(facet)
        return f"{'an' if name[0] in 'aeioEFAO' else 'a'} {name}"

    def _name(self, facet: str) -> str:
        known = self._vocabulary.facets.get(facet)
        return known.name if known is not None else facet.split(":", 1)[-1]


def _per(condition: Compared) -> str:
    """What an amount is for: "an hour"."""
    assert isinstance(condition.value, float)
    period = condition.period or period_of(condition.value)
    return f"{'an' if period == 'hour' else 'a'} {period}"


def _worded(condition: Mentioned | Titled) -> tuple[str, str]:
    return _mentioned(condition) if isinstance(condition, Mentioned) else ("have", f"“{condition.words}” in the title")


def _mentioned(condition: Mentioned) -> tuple[str, str]:
    asked = Asked("", condition.modalities) if condition.modalities else None
    several = len(condition.phrase.split()) > 1
    apart = " in one sentence, its words apart" if several else " in some form of the word"
    how = apart if condition.apart else " in these words" if asked else ""
    return _verb(asked) if asked else "mention", f"“{condition.phrase}”{how}"


def _last(condition: LastChanged) -> str:
    if condition.revised:
        return f"last revised in {condition.value}"
    return f"last revised, or else established, {_LAST.get(condition.operator, 'in')} {condition.value}"


_LAST = {
    Operator.BEFORE: "before",
    Operator.UNTIL: "by the end of",
    Operator.AFTER: "after",
    Operator.SINCE: "since",
}


def _verb(condition: Asked) -> str:
    if not condition.modalities:
        return "mention"
    if Modality.PREFERRED in condition.modalities:
        return "prefer" if len(condition.modalities) == 1 else "call for"
    return "require" if Modality.REQUIRED in condition.modalities else "may require"
