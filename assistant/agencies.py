"""Tell which agency a question names: in full, by two words of its name, by one that no other has, or by initials."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from assistant.scan import Token
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

_LEAST_INITIALS = 3


class Agencies:
    """The agencies of a catalog, by the words that name them."""

    def __init__(self, entries: Sequence[CatalogEntry], vocabulary: Vocabulary) -> None:
        """Index the agencies of `entries`."""
        self._names = {agency: fold(agency).split() for agency in {entry.agency for entry in entries}}
        links = set(vocabulary.title["connectives"])
        self._initials = {agency: _initials(name, links) for agency, name in self._names.items()}
        general = {word for row in ("agency_ends", "agency_starts") for name in vocabulary.document[row]
                   for word in fold(name).split()}  # fmt: skip
        sets = [set(name) for name in self._names.values()]
        shared = set.intersection(*sets) if sets else set()
        titles = {word for entry in entries for word in fold(entry.spec.title).split()}
        own = {word for name in sets for word in name} - links
        facets = {word for facet in vocabulary.facets.values() for p in facet.synonyms for word in fold(p).split()}
        self._telling = own - general - titles - facets
        """Words that only an agency's name has."""
        self._pairs = {
            agency: {pair for pair in pairwise(name) if not links & set(pair) and (self._telling | general) & set(pair)}
            for agency, name in self._names.items()
        }
        """Two words side by side in an agency's name that are no class's, nor asked for: "port district"."""
        self.words = frozenset(own - (general & shared) - titles) | frozenset(filter(None, self._initials.values()))
        """Words of questions that tell one agency from another."""

    def likeness(self, agency: str, words: set[str]) -> float:
        """Return how many of `words` name the agency; its initials count as its whole name."""
        name = set(self._names[agency])
        return len(name) if self._initials[agency] in words else len(words & name)

    def spelled(self, tokens: Sequence[Token]) -> set[int]:
        """Return the indexes of the tokens that spell an agency's name, or two words of it side by side."""
        pairs = {pair for name in self._names.values() for pair in pairwise(name)}
        return {i for at, pair in enumerate(pairwise(t.word for t in tokens)) if pair in pairs for i in (at, at + 1)}

    def named(self, tokens: Sequence[Token]) -> str:
        """Return the one agency that `tokens` surely name, as printed; else ''.

        By its full name or initials, else by two words of it side by side, else by one that no other agency has.
        """
        said = [token.word for token in tokens]
        joined, pairs = f" {' '.join(said)} ", set(pairwise(said))
        ways: tuple[Callable[[str], object], ...] = (
            lambda agency: self._initials[agency] in said or f" {' '.join(self._names[agency])} " in joined,
            lambda agency: self._pairs[agency] & pairs,
            lambda agency: self._telling & set(self._names[agency]) & set(said),
        )
        for names in ways:
            found = {fold(agency): agency for agency, name in self._names.items() if name and names(agency)}
            if found:
                return next(iter(found.values())) if len(found) == 1 else ""
        return ""

    def best(self, words: Iterable[str]) -> str:
        """Return the agency that most of the folded `words` name, as printed; empty where none or several do."""
        said = set(words) & (self.words | self._telling)
        told = {agency: self.likeness(agency, said) for agency in self._names}
        most = max(told.values(), default=0)
        best = {fold(agency): agency for agency, count in told.items() if count == most}
        return next(iter(best.values())) if most and len(best) == 1 else ""


def _initials(name: Sequence[str], links: set[str]) -> str:
    letters = "".join(word[0] for word in name if word not in links)
    return letters if len(letters) >= _LEAST_INITIALS else ""
