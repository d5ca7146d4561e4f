"""Say which classes of a series each part of its document speaks of.

A section headed by classes speaks of them, with all that stands below it; one
without speaks of what the section around it does, at the top of all. Headings
stacked above one text ("Supervisor I", "Supervisor II") share it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ingest.class_headings import named
from ingest.naming import Naming
from vectorstore.spec import Section
from vectorstore.vocabulary import Vocabulary

Classes = tuple[int, ...]


def scoped(sections: Sequence[Section], naming: Naming, vocabulary: Vocabulary) -> tuple[Section, ...]:
    """Return `sections` (in reading order) with the classes that each speaks of.

    A section whose heading is nothing but classes means what the section
    around it means: below "Minimum Qualifications", theirs.
    """
    own = _stacked(sections, [named(s.heading, naming, vocabulary) if s.heading else None for s in sections])
    own = _with_specialties(sections, own, naming)
    made: list[Section] = []
    for section, classes in zip(sections, own, strict=True):
        parent = made[section.parent] if section.parent is not None else None
        kind = section.kind
        if classes is not None and not kind and parent is not None:
            kind = _kind_below(made, parent, vocabulary)
        applies_to = classes if classes is not None else parent.applies_to if parent else ()
        made.append(replace(section, applies_to=applies_to, kind=kind))
    return tuple(made)


def classes_at(sections: Sequence[Section], offset: int) -> Classes:
    """Return the classes that the section around an offset speaks of; empty for all."""
    at = bisect_right(sections, offset, key=lambda section: section.heading_span.start)
    return sections[at - 1].applies_to if at else ()


def _stacked(sections: Sequence[Section], own: list[Classes | None]) -> list[Classes | None]:
    """Let class headings that stand at once above one another share what is below the last."""
    shared = list(own)
    stack: list[int] = []
    for at, (section, classes) in enumerate(zip(sections, own, strict=True)):
        if stack and (classes is None or section.parent != sections[stack[-1]].parent):
            stack = []
        if classes is None:
            continue
        stack.append(at)
        if section.body.start < section.body.end or _has_parts(sections, at):
            together = [own[place] or () for place in stack]
            union = () if not all(together) else tuple(sorted({one for classes in together for one in classes}))
            for place in stack:
                shared[place] = union
            stack = []
    return shared


def _with_specialties(
    sections: Sequence[Section], own: Sequence[Classes | None], naming: Naming
) -> list[Classes | None]:
    """Let "Analyst I" speak of "Analyst I (Health)" as well where no heading beside it names that one."""
    beside: dict[int | None, set[int]] = {}
    for section, classes in zip(sections, own, strict=True):
        if classes is not None:
            beside.setdefault(section.parent, set()).update(classes or naming.everyone)
    return [
        classes and tuple(sorted({*classes, *(naming.specialties(classes) - beside[section.parent])}))
        for section, classes in zip(sections, own, strict=True)
    ]


def _has_parts(sections: Sequence[Section], at: int) -> bool:
    return at + 1 < len(sections) and sections[at + 1].parent == sections[at].ordinal


def _kind_below(made: Sequence[Section], parent: Section, vocabulary: Vocabulary) -> str:
    """Return what a part headed by a class means below `parent`: its meaning, or that of what stands around it."""
    around: Section | None = parent
    while around is not None and not around.kind:
        around = made[around.parent] if around.parent is not None else None
    return (vocabulary.facets[around.kind].of_class or around.kind) if around else ""
