"""Answer what a class is, or what is behind a code: title, code, and the first of what it does."""

from assistant.class_view import Spec
from assistant.compose.writer import Writer, plain, shown_title
from assistant.evidence import Found, gather
from vectorstore.folding import one_line
from vectorstore.vocabulary import Vocabulary

_SHOWN = ("definition", "duties")
_MOST_STATEMENTS = 4


def write_identity(writer: Writer, spec: Spec) -> None:
    """Add title and code, each as printed."""
    entry, parsed = spec.entry, spec.parsed
    title = next((fact for fact in spec.facts("title")), None)
    code = next((fact for fact in spec.facts("class_code") if fact.value), None)
    if title is not None and code is not None:
        first, second = writer.cite(entry, parsed, title.context), writer.cite(entry, parsed, code.context)
        writer.say(
            f"**{entry.spec.class_code}** is the class **{plain(parsed.document.quote(title.span))}**.", first, second
        )
        writer.fact("title", title.value, title.modality.value, entry.spec.class_code, first)
        writer.fact("class_code", code.value, code.modality.value, entry.spec.class_code, second)
    elif title is not None:
        number = writer.cite(entry, parsed, title.context)
        writer.say(f"The class is **{plain(parsed.document.quote(title.span))}**.", number)
        writer.fact("title", title.value, title.modality.value, entry.spec.class_code, number)


def write_overview(writer: Writer, spec: Spec, vocabulary: Vocabulary) -> None:
    """Add who the class is and, in its own words, what it is for."""
    write_identity(writer, spec)
    for facet in _SHOWN:
        evidence = gather(spec, (facet,), "", vocabulary)
        if evidence.found in (Found.SECTION, Found.STATEMENTS):
            writer.say(f"{one_line(shown_title(spec.entry))}, in the words of its document:")
            writer.quote(spec.entry, spec.parsed, evidence.statements[:_MOST_STATEMENTS])
            return
