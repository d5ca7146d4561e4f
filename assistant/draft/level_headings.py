"""The sections of one class of a series as a document of its own has them.

Below "Definition of Levels", "Clerk II" heads what Clerk II is. Where there is
one class alone, nobody could tell that, and neither could ingestion.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.draft.values import DraftSection
from ingest.alternatives import is_way
from vectorstore.vocabulary import Vocabulary


def of_one_class(sections: Sequence[DraftSection], vocabulary: Vocabulary) -> tuple[DraftSection, ...]:
    """Return `sections` with headings that mean by themselves what they meant in the series.

    The lines right below a heading that only names a level go to the section
    around it, if that means the same; else the heading becomes the plain one of what it means.
    """
    made: list[DraftSection] = []
    # Of the sections around: depth in the series, and place in `made`.
    around: list[tuple[int, int]] = []
    for section in sections:
        while around and around[-1][0] >= section.depth:
            around.pop()
        at = around[-1][1] if around else None
        depth = made[at].depth + 1 if at is not None else section.depth
        if _means_itself(section, vocabulary):
            made.append(replace(section, depth=depth))
        elif at == len(made) - 1 and made[at].kind == section.kind:
            made[at] = replace(made[at], lines=(*made[at].lines, *section.lines))
        else:
            made.append(replace(section, depth=depth, heading=_plain(section, sections, vocabulary)))
        around.append((section.depth, len(made) - 1))
    return tuple(made)


def _means_itself(section: DraftSection, vocabulary: Vocabulary) -> bool:
    if not section.heading or section.kind not in vocabulary.facets:
        return True
    ways = frozenset(vocabulary.document["alternatives"])
    return vocabulary.heading(section.heading) == section.kind or is_way(section.heading, ways)


def _plain(section: DraftSection, sections: Sequence[DraftSection], vocabulary: Vocabulary) -> str:
    """Return the plain heading of what a section means, in capitals where all headings are."""
    words = vocabulary.facets[section.kind].headings
    if not words:
        return section.heading
    capitals = all(one.heading.isupper() for one in sections if one.heading and one.depth == section.depth)
    return words[0].upper() if capitals else words[0].title()
