"""A unit of evidence, and what kinds of thing it is of: by the headings above it and by its own words."""

from dataclasses import dataclass
from functools import cached_property

from assistant.narrate.pieces import Pieced
from assistant.narrate.wordlists import Keys
from vectorstore.folding import fold
from vectorstore.spec import Modality


@dataclass(frozen=True)
class Kinded(Pieced):
    """A unit of an exhibit, and what it is of."""

    @cached_property
    def headed(self) -> str:
        """What the heading right above it means; empty for nothing."""
        path = self.exhibit.citation.section_path
        return self.lists.vocabulary.heading(path[-1]) if path else ""

    @cached_property
    def headings(self) -> tuple[Keys, ...]:
        """The headings above it, each as its keys."""
        marked = (self.lists.marker.marked(heading) for heading in self.exhibit.citation.section_path)
        return tuple(keys for one in marked if (keys := tuple(mark.key for mark in one.marks)))

    @cached_property
    def facets(self) -> frozenset[str]:
        """What it is of, by the headings above it and, where it asks for something, by its own words."""
        vocabulary = self.lists.vocabulary
        headed = {vocabulary.heading(heading) for heading in self.exhibit.citation.section_path}
        if self.unit.modality in (Modality.DESCRIBED, Modality.STATED):
            return frozenset(headed - {""})
        lower = fold(self.unit.text)
        return frozenset((headed | {key for key, cue in vocabulary.cues.items() if cue.search(lower)}) - {""})

    @cached_property
    def not_called(self) -> frozenset[str]:
        """What it may not be called though it stands there: no minimum is what is desirable, or needed at times."""
        weak = self.unit.modality in (Modality.PREFERRED, Modality.MAY_BE_REQUIRED, Modality.NOT_REQUIRED)
        path = map(self.lists.vocabulary.heading, self.exhibit.citation.section_path)
        return frozenset({"requirements"} if weak or "desirable" in path else ())

    @cached_property
    def is_aim(self) -> bool:
        """Whether it says what a class is for: "To receive and route applications"."""
        return self.unit.modality is Modality.DESCRIBED and bool({"definition", "duties"} & self.facets)
