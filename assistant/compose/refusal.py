"""Say what cannot be answered, and why: not stated, no such class, several that fit, or nothing that specs say."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Status
from assistant.class_view import Spec
from assistant.compose.writer import Writer, choice, inert, named, nearest, plain, shown_title
from assistant.evidence import Evidence, Found
from assistant.question import Question
from vectorstore.folding import one_line
from vectorstore.spec import CatalogEntry, Section, Statement


def write_not_stated(writer: Writer, evidence: Evidence) -> None:
    """Add that the spec does not state a facet, citing the blank or the nearest thing that it does say."""
    entry, parsed, name = evidence.entry, evidence.parsed, evidence.facet.name
    title = shown_title(entry)
    if evidence.found is Found.BLANK and evidence.blank is not None:
        blank = evidence.blank
        span = blank.heading_span if isinstance(blank, Section) else blank.context
        label = blank.heading if isinstance(blank, Section) else blank.label
        number = writer.cite(entry, parsed, span)
        writer.say(
            f"The document on {title} has “{one_line(label)}” with nothing after it, and does not state the {name}.",
            number,
        )
        return
    # Beside a statement that does speak of the facet, "does not state" it would be false.
    says = "does not say that in these words" if evidence.speaks else f"does not state the {name}"
    writer.say(f"The document on {title} {says}.")
    for fact in evidence.grade:
        number = writer.cite(entry, parsed, fact.context)
        printed = inert(one_line(parsed.document.quote(fact.span)))
        writer.say(f"It gives a salary grade or range, **{printed}**, and no dollars.", number)
    if evidence.near:
        writer.say("The nearest that it says:")
        writer.quote(entry, parsed, evidence.near)


def ambiguous(question: Question) -> Answer:
    """Return the classes that a question fits alike, as choices."""
    writer = Writer()
    writer.say(f"“{question.mention}” fits several classes. Which one do you mean?")
    for entry in question.choices[:12]:
        writer.say(f"- {named(entry)}")
    choices = tuple(choice(entry, _asked_of(question, entry)) for entry in question.choices[:12])
    return replace(writer.answer(Status.AMBIGUOUS), choices=choices)


def _asked_of(question: Question, entry: CatalogEntry) -> str:
    """The question with `entry` named in place of the mention."""
    full = entry.spec.class_code or f"{shown_title(entry)}{f' of {entry.agency}' if entry.agency else ''}"
    name = f"{shown_title(entry)} ({entry.spec.class_code})" if entry.spec.class_code else full
    return question.text.replace(question.mention, name, 1) if question.mention else f"{question.text} ({name})"


def unknown_class(question: Question) -> Answer:
    """Return that no class fits, with the nearest ones."""
    writer = Writer()
    mention = question.mention or question.residual
    of = f" of {plain(question.agency)}" if question.agency else ""
    writer.say(f"No loaded class spec{of} {f'is of “{plain(mention)}”' if mention else 'fits that'}.")
    if question.nearest:
        writer.say("The nearest are:")
        for entry in question.nearest:
            writer.say(f"- {named(entry)}")
    return replace(writer.answer(Status.UNKNOWN_CLASS), nearest=nearest(question.nearest))


def out_of_scope(contact: str) -> Answer:
    """Return that specs do not say such things, and whom to ask."""
    writer = Writer()
    writer.say(f"Class specifications do not say that. Please ask {contact}.")
    return writer.answer(Status.OUT_OF_SCOPE)


def unpointed() -> Answer:
    """Return that no class was spoken of before, which a question points at."""
    writer = Writer()
    writer.say("Which one do you mean? No class has been named here yet: name one, or ask which classes there are.")
    return writer.answer(Status.UNKNOWN_CLASS)


def errand() -> Answer:
    """Return that what is to be done is not done here; where it is, the question's notice says."""
    writer = Writer()
    writer.say("That is not for this chat, which answers from specifications as they are.")
    return writer.answer(Status.OUT_OF_SCOPE)


def courtesy() -> Answer:
    """Return a word for who thanks or greets."""
    writer = Writer()
    writer.say("Gladly. Ask me about any job class: what it does, requires or pays, in the words of its specification.")
    return writer.answer(Status.OUT_OF_SCOPE)


def personal(nearest_said: Writer, contact: str) -> Answer:
    """Return that no class spec decides a personal case, with what the spec says that comes nearest."""
    nearest_said.say(f"What is asked is not for class specifications to say. Please ask {contact}.")
    return nearest_said.answer(Status.OUT_OF_SCOPE)


def no_class_does(entries: Sequence[CatalogEntry], contact: str) -> Answer:
    """Return that no class's document describes such work, with those that come nearest."""
    writer = Writer()
    writer.say(f"No loaded class spec describes that. For anything beyond specs, please ask {contact}.")
    return replace(writer.answer(Status.OUT_OF_SCOPE), nearest=nearest(entries))


def only_described(question: Question, spec: Spec, statements: Sequence[Statement]) -> Answer:
    """Return that a class has no document of its own, quoting the one that describes it in passing."""
    writer = Writer()
    writer.say(f"No spec is loaded for “{plain(question.mention)}”.")
    writer.say(f"The document on {shown_title(spec.entry)} describes it in passing:")
    writer.quote(spec.entry, spec.parsed, statements)
    return replace(writer.answer(Status.UNKNOWN_CLASS), nearest=nearest([spec.entry]))
