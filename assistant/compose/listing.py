"""Answer which classes are asked for: a page of them as data, the first few in the text, and how it was understood."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from assistant.answer import Answer, Status
from assistant.bounds import paid_by, period_of
from assistant.citations import numbers
from assistant.class_view import Spec
from assistant.compose.items import list_path, page_of, shortest
from assistant.compose.spelled import spelled
from assistant.compose.understood import in_order, understood
from assistant.compose.writer import Writer, nearest, plain, shown_title
from assistant.conditions import Compared, Selection, Stated, leaves
from assistant.listing import Listed
from assistant.proof import Proof
from assistant.shelf import Shelf
from vectorstore.vocabulary import Vocabulary

#: Classes that the text shows, and those that it names of what is no item; groups that it counts.
MOST_SHOWN, _MOST_NAMED, MOST_GROUPS = 8, 5, 40
#: Characters between a label and its value that stand side by side, and what is around them, at most.
_APART = 8


def write_list(shelf: Shelf, selection: Selection, found: Listed, question: str) -> Answer:
    """Return all of `found`, cited; where there is none, that there is none. `question` is what was asked."""
    writer, proofs, vocabulary = Writer(), found.proofs, shelf.vocabulary
    selection = replace(selection, tree=found.tree)
    groups = groups_of(proofs)
    writer.say(lead(selection, len(proofs), vocabulary))
    if groups:
        _write_groups(writer, shelf, proofs, groups)
    for proof in proofs[:MOST_SHOWN]:
        _write_class(writer, shelf, proof)
    if len(proofs) > MOST_SHOWN:
        writer.say("These are the first; all of them are listed with the answer.")
    for note in notes(selection, found, vocabulary):
        writer.say(note)
    page = page_of(shelf, proofs, question)
    shown = [proof.entry for proof in proofs[1:MOST_SHOWN]]
    path = list_path(shelf, question) if proofs else None
    return replace(writer.answer(Status.ANSWERED), items=page.items, total=page.total, next=page.next, page=path,
                   groups=groups, nearest=nearest(shown))  # fmt: skip


def lead(selection: Selection, total: int, vocabulary: Vocabulary) -> str:
    """How the question was understood, and how many classes it is."""
    fulfilled = understood(selection.tree, vocabulary, many=total != 1 and total > 0) if selection.tree else ""
    if not total:
        fulfilled = fulfilled or understood(
            Stated(selection.order.facet if selection.order else "title"), vocabulary, many=False
        )
        return f"No loaded class spec {fulfilled}: the number of classes is 0."
    subject = f"{total} loaded class spec{'s' if total > 1 else ''}"
    order = f", {in_order(selection.order, vocabulary)}" if selection.order is not None else ""
    name = vocabulary.facets[selection.group].name if selection.group in vocabulary.facets else selection.group
    group = f", by {name}" if selection.group else ""
    return f"{subject} {fulfilled}{order}{group}:" if fulfilled else f"{subject}{order}{group}:"


def _write_class(writer: Writer, shelf: Shelf, proof: Proof) -> None:
    spec = shelf.spec(proof.cited)
    if spec is None:
        return
    title = f"**{shown_title(proof.entry)}**"
    if proof.span is None:
        writer.say(f"- {title}", writer.cite(*_titled(spec)))
        return
    if told := _told(proof, spec):
        # In a row of cells that commas part, a number stands by itself only in its own cell.
        apart = proof.fact is not None and not numbers(told) <= numbers(spec.parsed.document.quote(proof.span))
        spans = [proof.span, proof.fact.span] if proof.fact is not None and apart else [proof.span]
        writer.say(f"- {title}: {told}", *(writer.cite(spec.entry, spec.parsed, span) for span in spans))
        return
    start, quote = shortest(spec.parsed.document.quote(proof.span), proof.near)
    begin = proof.span.start + start
    number = writer.cite(spec.entry, spec.parsed, spec.parsed.document.span(begin, begin + len(quote)))
    writer.say(f"- {title}: {plain(quote)}", number)


def _told(proof: Proof, spec: Spec) -> str:
    """The label and value of a fact that stand apart, in a table; what is between them says something else."""
    fact, document = proof.fact, spec.parsed.document
    if (
        fact is None
        or fact.context.end - fact.context.start <= len(fact.label) + (fact.span.end - fact.span.start) + _APART
    ):
        return ""
    printed = plain(document.quote(fact.span))
    if fact.low is not None and proof.holder is not None:
        # "Low to high" says no more than the amounts do.
        printed = fact.value
    else:
        between = " " if proof.holder is not None else ": "
        printed = between.join(filter(None, (fact.label, printed)))
    return f"{printed} ({fact.qualifier})" if fact.qualifier and proof.holder is not None else printed


def _titled(spec: Spec) -> tuple[Any, Any, Any]:
    title = next((fact for fact in spec.facts("title") if fact.value), None)
    return spec.entry, spec.parsed, title.context if title is not None else spec.entry.spec.title_span


def groups_of(proofs: Sequence[Proof]) -> tuple[dict[str, Any], ...]:
    """Return `group` and `count` of each group of a list, in its order."""
    counts = Counter(proof.group for proof in proofs if proof.group)
    return tuple({"group": group, "count": count} for group, count in counts.items())


def _write_groups(writer: Writer, shelf: Shelf, proofs: Sequence[Proof], groups: Sequence[dict[str, Any]]) -> None:
    first = {proof.group: proof for proof in reversed(proofs)}
    for group in groups[:MOST_GROUPS]:
        count, name = group["count"], group["group"]
        # A number is cited; a name stands with each class.
        numbers = _cited(writer, shelf, first[name]) if any(c.isdigit() for c in name) else ()
        writer.say(f"- {name}: {spelled(count)} class{'es' if count > 1 else ''}", *numbers)
    if len(groups) > MOST_GROUPS:
        writer.say("Further groups are in the data of the answer.")
    writer.say("Of these classes:")


def _cited(writer: Writer, shelf: Shelf, proof: Proof) -> tuple[int, ...]:
    held = proof.grouped
    spec = shelf.spec(held.holder) if held is not None else None
    return (writer.cite(spec.entry, spec.parsed, held.fact.context),) if spec is not None and held is not None else ()


def _pay(selection: Selection) -> Compared | None:
    """The bound of pay that is asked for."""
    return next((c for c in leaves(selection.tree) if isinstance(c, Compared) and c.facet == "salary"), None)


def _is_converted(selection: Selection, proofs: Sequence[Proof]) -> bool:
    """Whether pay is compared with a bound of another period than it is printed for."""
    pay = _pay(selection)
    if pay is None or not isinstance(pay.value, float):
        return False
    period = pay.period or period_of(pay.value)
    facts = (proof.fact for proof in proofs if proof.fact is not None and proof.fact.facet == "salary")
    return any(paid_by(fact) != period for fact in facts)


def notes(selection: Selection, found: Listed, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield how pay was compared, and what is not counted: one of several ways to qualify, what cannot be compared."""
    if _is_converted(selection, found.proofs):
        yield "Pay that is printed for another period is compared as twelve months a year."
    if found.one_way:
        named = ", ".join(shown_title(proof.entry) for proof in found.one_way[:_MOST_NAMED])
        more = " and others" if len(found.one_way) > _MOST_NAMED else ""
        count = spelled(len(found.one_way))
        yield f"Not counted: {count} for which it is only one of several ways to qualify ({named}{more})."
    if found.unknown:
        facet = selection.order.facet if selection.order is not None else "salary" if _pay(selection) else "revised"
        name = "date" if facet == "revised" else vocabulary.facets[facet].name
        of_period = " of that period" if name == "salary" else ""
        yield f"Not counted: {spelled(found.unknown)} with no {name}{of_period}."
