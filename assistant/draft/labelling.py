"""Give a draft a label for what it has to say on top, where its agency prints none."""

from dataclasses import replace

from assistant.draft.paragraphs import HEADER
from assistant.draft.values import Decision, Draft, DraftSection, Line, Provenance
from assistant.draft.wording import WRITER
from vectorstore.vocabulary import Vocabulary


def with_label(draft: Draft, facet: str, text: str, vocabulary: Vocabulary) -> Draft:
    """Return `draft` with the value `text` of `facet` at the end of the labels on top."""
    label = vocabulary.facets[facet].labels[0].title()
    line = Line(f"{facet}-{draft.version}", text, Provenance.NEW, label=label, facet=facet, author=WRITER)
    line = replace(line, decision=Decision.ACCEPTED)
    first = draft.sections[0] if draft.sections else None
    if first is None or first.kind != HEADER:
        return replace(draft, sections=(DraftSection("", HEADER, (line,)), *draft.sections))
    header = replace(first, lines=(*first.lines, line))
    return replace(draft, sections=(header, *draft.sections[1:]))


def with_code(draft: Draft, vocabulary: Vocabulary) -> Draft:
    """Return `draft` with its class code among the labels: its spec may tell it in the text of a series alone."""
    code = draft.wanted.class_code
    is_stated = any(line.label and line.facet == "class_code" for line in draft.lines)
    return draft if is_stated or not code else with_label(draft, "class_code", code, vocabulary)
