"""The values that an agency prints with labels: filled in where they are known, asked for where only it can say."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from assistant.class_view import Spec
from assistant.compose.writer import title_of
from assistant.draft.line_ids import line_id
from assistant.draft.outline_labels import Label
from assistant.draft.slots import wanted_values
from assistant.draft.taking import origins_of
from assistant.draft.values import Line, Provenance, Wanted
from vectorstore.folding import fold, one_line
from vectorstore.spec import Fact
from vectorstore.vocabulary import Vocabulary
from vectorstore.words import stem

#: Facets of what came of a class later, which a new one has not.
_LATER = frozenset({"revised", "title_changed", "abolished"})
#: Shape of a value that classes of one kind share, so that it may be taken from them; of any other one they differ.
_SHARED = "choice"
#: As many classes are named with what they have.
_NAMED = 4


def label_lines(
    labels: Iterable[Label], wanted: Wanted, agency: str, specs: Sequence[Spec], vocabulary: Vocabulary
) -> Iterator[Line]:
    """Yield the line of each label of a new class; `specs` are the similar classes, the most similar first."""
    own = [spec for spec in specs if fold(spec.entry.agency) == fold(agency)]
    known = wanted_values(wanted)
    for label in labels:
        if label.facet in _LATER:
            continue
        own_id = line_id("label", label.label, label.facet)
        facts = list(_stated(label.facet, own))
        if text := known.get(label.facet, ""):
            yield Line(own_id, text, Provenance.NEW, label=label.label, facet=label.facet, author="writer")
        elif (shared := _shared(label, facts, vocabulary)) is not None:
            yield _taken(own_id, label, shared, wanted)
        else:
            question = _question(label, facts, vocabulary, wanted)
            yield Line(own_id, "", Provenance.NEEDS_INPUT, question=question, label=label.label, facet=label.facet)


def missing_labels(wanted: Wanted, lines: Collection[Line], vocabulary: Vocabulary) -> Iterator[Label]:
    """Yield a label for the unit and the supervisor that the writer named, where none of `lines` says them."""
    # The words of a unit may stand for another thing, where they were not put in; a title stands for itself.
    put = " ".join(fold(line.text) for line in lines if line.label or line.provenance is Provenance.ADAPTED)
    said = " ".join(fold(line.text) for line in lines if line.sources or line.label)
    for facet, value, there in (("department", wanted.unit, put), ("supervision", wanted.supervisor, said)):
        if value and f" {fold(value)} " not in f" {there} ":
            yield Label(vocabulary.facets[facet].labels[0].title(), facet, 0.0)


def printed(spec: Spec, fact: Fact) -> str:
    """Return the value of a fact on one line, as printed."""
    return one_line(spec.parsed.document.quote(fact.span)) if fact.value else ""


def name_of(label: Label, vocabulary: Vocabulary) -> str:
    """Return what the value of a label is called; by the label itself where the facet's name has none of its words.

    An agency may mean by "Service" what the vocabulary calls a staff type.
    """
    facet = vocabulary.facets.get(label.facet)
    if facet is None:
        return label.label
    said = {stem(word) for word in fold(label.label).split()}
    is_named = not said or not said.isdisjoint(stem(word) for word in fold(facet.name).split())
    return facet.name if is_named else f"“{label.label}”"


def _stated(facet: str, specs: Iterable[Spec]) -> Iterator[tuple[Spec, Fact]]:
    """Yield what each class states of a facet, a fact each."""
    for spec in specs:
        if fact := next((fact for fact in spec.facts(facet) if fact.value), None):
            yield spec, fact


def _shared(label: Label, facts: Sequence[tuple[Spec, Fact]], vocabulary: Vocabulary) -> list[tuple[Spec, Fact]] | None:
    """What all similar classes state alike, where that is a thing that classes share; None for nothing."""
    facet = vocabulary.facets.get(label.facet)
    if facet is None or (facet.value != _SHARED and facet.key != "agency"):
        return None
    documents = {spec.entry.source_id for spec, _ in facts}
    alike = len({fold(printed(spec, fact)) for spec, fact in facts}) == 1
    return list(facts) if alike and len(documents) > 1 else None


def _taken(own_id: str, label: Label, facts: Sequence[tuple[Spec, Fact]], wanted: Wanted) -> Line:
    spec, fact = facts[0]
    origins = tuple(origin for one, found in facts for origin in origins_of(one, [found.span]))
    question = f"{len(facts)} similar classes have this, and none has another: is it so of {wanted.title}?"
    text = printed(spec, fact)
    return Line(own_id, text, Provenance.TAKEN, origins, question=question, label=label.label, facet=label.facet)


def _question(label: Label, facts: Sequence[tuple[Spec, Fact]], vocabulary: Vocabulary, wanted: Wanted) -> str:
    facet = vocabulary.facets.get(label.facet)
    asked = f"What is the {name_of(label, vocabulary)} of {wanted.title}?"
    telling = [] if facet is not None and facet.value in ("code", "date", "title") else facts[:_NAMED]
    have = "; ".join(f"{title_of(spec.entry)}: {printed(spec, fact)}" for spec, fact in telling)
    return f"{asked} Similar classes have: {have.removesuffix('.')}." if have else asked
