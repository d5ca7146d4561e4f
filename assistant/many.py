"""Answer questions that name no class: described work, conditions on all classes, and passages that speak of it."""

from dataclasses import dataclass, replace

from assistant.answer import Answer, Page
from assistant.clauses import clauses, features
from assistant.compose import refusal
from assistant.compose.items import page_of
from assistant.compose.listing import groups_of, lead, notes, write_list
from assistant.compose.search import write_passages, write_ranked
from assistant.conditions import AllOf, Mentioned, Not, Selection, Stated, Tree, Valued, leaves
from assistant.likeness import shared
from assistant.listing import Listed, listed
from assistant.question import Question
from assistant.shelf import Shelf
from assistant.telling import Teller

_MOST_CLASSES = 3
#: Probability from which a class is said to do the work that was described.
_SURELY = 0.85
#: Classes of a series that the same statements speak of count as one; so more are looked at.
_LOOKED_AT = 12
_MOST_PASSAGES = 5
#: Share of a question's words that a passage has, where it speaks of what was asked.
_SPEAKS = 0.5


@dataclass(frozen=True, slots=True)
class Many:
    """Answers questions over every class that a viewer may see."""

    shelf: Shelf
    teller: Teller
    contact: str

    def ranked(self, question: Question) -> Answer:
        """Return the classes that do the described work, best first; that none does where it is not likely."""
        parts = clauses(question.text, self.shelf.vocabulary)
        found = self.shelf.index.rank_classes(parts, question.text, self.shelf.viewer, limit=_LOOKED_AT)
        classes = len({entry.class_id for entry in self.shelf.entries})
        fits = self.teller.judged["fits"]
        likely = fits.probability(features(found, parts, question.outside, classes)) if found else 0.0
        if likely < fits.threshold and question.worded is not None:
            listed = self._found(question.worded)
            if listed.proofs:
                return write_list(self.shelf, question.worded, listed, question.text)
        if likely < fits.threshold:
            return refusal.no_class_does([ranked.entry for ranked in found[:_MOST_CLASSES]], self.contact)
        with_specs = [(one, spec) for one in found if (spec := self.shelf.spec(one.entry))]
        return write_ranked(with_specs, _MOST_CLASSES, sure=likely >= _SURELY)

    def listed(self, question: Question, selection: Selection) -> Answer:
        """Return all classes that are asked for: a page of them as data, the first few in the text."""
        found = self._found(selection)
        if not found.proofs and any(isinstance(one, Mentioned) and one.modalities for one in leaves(selection.tree)):
            return self.passages(question)  # It may be asked for in other words.
        if not found.proofs and selection.tree is not None and _only_denies(selection.tree):
            return self.passages(question)  # That every class says it is hardly what was meant.
        if not found.proofs and selection.worded:
            return self.ranked(question)  # It may be work that is described otherwise.
        return write_list(self.shelf, selection, found, question.text)

    def page(self, question: str, selection: Selection, offset: int, limit: int) -> Page:
        """Return the classes that are asked for from `offset` on, `limit` at most."""
        found = self._found(selection)
        page, judged = page_of(self.shelf, found.proofs, question, offset, limit), replace(selection, tree=found.tree)
        return replace(
            page,
            lead=lead(judged, page.total, self.shelf.vocabulary),
            notes=tuple(notes(judged, found, self.shelf.vocabulary)),
            groups=groups_of(found.proofs),
        )

    def _found(self, selection: Selection) -> Listed:
        return listed(selection, self.shelf.index.catalog, self.shelf.viewer, self.shelf.vocabulary)

    def passages(self, question: Question) -> Answer:
        """Return passages that speak of what is asked."""
        found = self.shelf.index.search(question.text, self.shelf.viewer, limit=_MOST_PASSAGES)
        telling = [passage for passage in found if shared(question.words, passage.text) >= _SPEAKS]
        with_specs = [(passage, spec) for passage in telling if (spec := self.shelf.spec(passage.entry))]
        return write_passages(with_specs, question.text) if with_specs else refusal.out_of_scope(self.contact)


def _only_denies(tree: Tree) -> bool:
    """Whether nothing but denials is asked for, and one of them of more than that a value is stated."""
    parts = tree.parts if isinstance(tree, AllOf) else (tree,)
    denies = all(isinstance(part, Not) for part in parts)
    return denies and not all(isinstance(leaf, Stated | Valued) for leaf in leaves(tree))
