"""Choose the facets that a question asks for: by its own words first, else by the nearest examples."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.examples import FRAME, Examples, Near
from assistant.scan import Phrase
from assistant.scanner import Scan, Scanner
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

#: Similarity of a question about a class to an example: below the first it says nothing, from the second much.
_TRUSTED, _SURELY = 0.4, 0.5
#: Two facets are as near as each other within this.
_AS_NEAR = 0.05
#: One meaning of a phrase is clearly meant rather than another from this on.
_CLEARLY = 0.04
#: What a phrase that is a document's own label counts as an example.
_OWN = 0.8
_MOST_FACETS = 3
#: Shapes of value that are no yes and no "no".
_OF_NUMBERS = ("money", "grade", "number")
#: What each word of a phrase counts for, and that a facet is of the type that is asked for.
_A_WORD, _OF_TYPE = 0.12, 0.4
# Between two parts of a message: a mark, or a stretch that was blanked.
_APART = re.compile(r"[.,;:?!()–—]|\s{2,}")


class FacetFinder:
    """Finds facets in the questions that one scanner marked."""

    def __init__(self, vocabulary: Vocabulary, scanner: Scanner, examples: Examples) -> None:
        """Find the facets of `vocabulary`."""
        self._vocabulary = vocabulary
        self._scanner = scanner
        self._examples = examples

    def asked(self, scan: Scan) -> tuple[tuple[str, ...], ...]:
        """Return what is asked, each facet with those that its phrase could also mean."""
        parts = self._questions(scan)
        each = [self._asked_at_once(part) for part in parts if self._is_sure(part)]
        if len(each) > 1 and len(each) == len(parts):
            return tuple(dict.fromkeys(option for options in each for option in options))[:_MOST_FACETS]
        return self._asked_at_once(scan)

    def _is_sure(self, scan: Scan) -> bool:
        """Whether words of its own say what a question asks: a weak one where examples agree, and no word is left."""
        weak = {key for phrase in scan.phrases for key in phrase.facets}
        asked = self._asked_at_once(scan)
        strong = any(not phrase.weak for phrase in scan.phrases)
        return strong or bool(asked and asked[0][0] in weak and not scan.residual)

    def _questions(self, scan: Scan) -> list[Scan]:
        """The questions that one message joins, each on its own: "what does it do, what does it pay and …"."""
        tokens, asking = scan.tokens, self._vocabulary.words["asking"] | self._vocabulary.words["polar"]
        joined = [at for at in range(2, len(tokens) - 1) if tokens[at - 1].word == "and" or tokens[at].after_comma]
        starts = [at for at in joined if tokens[at].raw.lower().replace("’", "'") in asking]
        if not starts or not any(token.raw.lower().replace("’", "'") in asking for token in tokens[: starts[0]]):
            return []
        bounds = list(pairwise([0, *starts, len(tokens)]))
        joints = [last < len(tokens) and tokens[last - 1].word == "and" for _, last in bounds]
        ends = [(tokens[first].start, tokens[last - joint - 1].end)
                for (first, last), joint in zip(bounds, joints, strict=True)]  # fmt: skip
        return [self._scanner.scan(scan.text[start:end]) for start, end in ends]

    def _asked_at_once(self, scan: Scan) -> tuple[tuple[str, ...], ...]:
        """What one question asks."""
        named = [p for p in scan.phrases if not p.weak]
        strong = [p for p in named if not self._is_of_thing(scan, p)]
        if named and not strong:
            return ()
        if strong:
            distinct = list(dict.fromkeys(p.facets for p in strong))
            if len(distinct) == 1 or self._enumerated(scan, strong):
                return tuple(self._likelier_first(scan, option) for option in distinct[:_MOST_FACETS])
            return (self._best(scan, distinct),)
        weak = list(dict.fromkeys(p.facets for p in scan.phrases))
        near = self._near_facets(scan)
        if near and (near[0].similarity >= _SURELY or not weak):
            return (tuple(found.key for found in near),)
        if not weak:
            return ()
        return (self._best(scan, weak),) if len(weak) > 1 else (weak[0],)

    def _is_of_thing(self, scan: Scan, phrase: Phrase) -> bool:
        """Whether a word of pay says what kind a thing is that somebody gets: "a take-home car", "paid vacation"."""
        if phrase.facets[0] not in self._vocabulary.facets or phrase.last not in scan.residual:
            return False
        money = self._vocabulary.facets[phrase.facets[0]].value == "money"
        behind = scan.tokens[phrase.last]
        thing = not (behind.apart or behind.raw[:1].isdigit())  # "Does it earn 40000?"
        return money and thing and is_polar(scan, self._vocabulary)

    def _is_of_value(self, scan: Scan, key: str) -> bool:
        """Whether a yes or no to words of another kind would be answered by a number: "do they handle cash" by pay."""
        if self._vocabulary.facets[key].value not in _OF_NUMBERS or not scan.residual:
            return False
        asked = any(token.word == "you" for token in scan.tokens)  # "Can you tell me …" asks for no yes or no.
        return is_polar(scan, self._vocabulary) and not asked

    def _likelier_first(self, scan: Scan, option: tuple[str, ...]) -> tuple[str, ...]:
        """The meanings of one phrase; their order stands unless the question is clearly more like the second."""
        if len(option) == 1:
            return option
        near = {n.key: n.similarity for n in self.near(scan, option)}
        clearly = near.get(option[1], 0.0) - near.get(option[0], 1.0) > _CLEARLY
        return (option[1], option[0], *option[2:]) if clearly else option

    def _enumerated(self, scan: Scan, phrases: Sequence[Phrase]) -> bool:
        """Whether the phrases are listed: "code, range and license of …"."""
        for left, right in pairwise(phrases):
            between = scan.text[scan.tokens[left.last - 1].end : scan.tokens[right.first].start]
            said = set(fold(between).split())
            joined = said & {"and", "or"} or set(between) & set(",/&;+")
            if not (joined and said <= {"and", "the", "or", "also", "its", "what", "which"}):
                return False
        return True

    def _best(self, scan: Scan, options: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """Of several facets, the one whose examples are nearest; a longer phrase counts for more."""
        keys = {key for option in options for key in option if key in self._vocabulary.facets}
        near = {n.key: n.similarity for n in self.near(scan, keys)}
        near |= {key: _OWN for option in options for key in option if len(key.split()) > 1}
        length = {p.facets: p.last - p.first for p in scan.phrases}
        weights = {o: self._weight(scan, o) + _A_WORD * length.get(o, 1) for o in options}
        return max(options, key=lambda o: max(near.get(key, 0.0) for key in o) + weights[o])

    def _weight(self, scan: Scan, option: Sequence[str]) -> float:
        """How much a facet goes before others: one that narrows them, or is of the type that the question asks for."""
        facet = self._vocabulary.facets.get(option[0])
        if facet is None:
            return 0.0
        dated = facet.dated and any(token.word in self._vocabulary.words["when"] for token in scan.tokens)
        return facet.weight + (_OF_TYPE if dated else 0.0)

    def near(self, scan: Scan, keys: Iterable[str] | None = None) -> list[Near]:
        """Return the facets and frames (all, or those of `keys`) by how near their examples are, nearest first."""
        named = any(mention.candidates for mention in scan.mentions)
        return self._examples.nearest(self._scanner.masked(scan), self._scanner.rest(scan) if named else "", keys)

    def _near_facets(self, scan: Scan) -> list[Near]:
        """The nearest facet, and the next one where it is as near."""
        possible = (n for n in self.near(scan) if not n.key.startswith(FRAME) and n.key not in scan.denied)
        near = [n for n in possible if not self._is_of_value(scan, n.key)][:2]
        if not near or near[0].similarity < _TRUSTED:
            return []
        return [n for n in near if n.similarity >= near[0].similarity - _AS_NEAR]


def strong_facets(scan: Scan, vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    """Return the facets that words of their own ask for, those of dates left out."""
    found = dict.fromkeys(p.facets for p in scan.phrases if not p.weak)
    facets = vocabulary.facets
    dates = {key for key, facet in facets.items() if facet.value == "date"} | {"distinguishing", "history"}
    return tuple(option for option in found if not dates & set(option))


def is_polar(scan: Scan, vocabulary: Vocabulary) -> bool:
    """Return whether a question, or a part of it that a mark sets apart, begins like one for yes or no."""
    gaps = (scan.text[left.end : right.start] for left, right in pairwise(scan.tokens))
    apart = [True, *(bool(_APART.search(gap)) for gap in gaps)]
    begins = (token for token, first in zip(scan.tokens, apart, strict=False) if first)
    return any(token.raw.lower() in vocabulary.words["polar"] for token in begins)


def asks_amount(scan: Scan, vocabulary: Vocabulary) -> bool:
    """Return whether a question asks how much, how many, how long, or when."""
    said = f" {' '.join(token.word for token in scan.tokens)} "
    return any(f" {fold(phrase)} " in said for phrase in vocabulary.words["quantity"])
