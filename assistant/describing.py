"""Tell what the words mean that neither a class nor a facet explains: work, a name, or nothing that specs say.

"Pours and smooths sidewalks" describes; "hydroelectric plant operator" names a
class that nobody loaded; "what is my badge number" asks for neither. No title
explains these words, so what tells is their grammar: a name ends in the word
for a person at work, has few function words inside, and is written with
capitals or a level; work is told in verbs. What each of these counts for is
calibrated, see `confidence`.
"""

from collections.abc import Mapping, Sequence

from assistant.confidence import Confidence, Features
from assistant.examples import FRAME, Examples
from assistant.lexicon import Lexicon
from assistant.scanner import Scan, Scanner
from assistant.titles import numeral
from vectorstore.vocabulary import Vocabulary

_REVERSE, _OUTSIDE = f"{FRAME}reverse", f"{FRAME}out_of_scope"
#: What is known of the unexplained words, that tells of the whole question as well.
_OWN = ("words", "capitals", "title_head", "level", "person", "person_last", "masked", "function_words")
#: A verb at the front stands behind a pronoun or an auxiliary at most.
_NEAR_FRONT = 2


class Describer:
    """Judges the unexplained words of questions."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        lexicon: Lexicon,
        scanner: Scanner,
        examples: Examples,
        judged: Mapping[str, Confidence],
    ) -> None:
        """Judge by `judged`, with the last words of the titles of `lexicon`."""
        self._words = vocabulary.words
        self._levels = vocabulary.levels
        self._endings = tuple(vocabulary.words["person_endings"])
        self._heads = frozenset(name.key.core[-1] for name in lexicon.names if name.key.core)
        self._scanner = scanner
        self._examples = examples
        self._judged = judged

    def describes(self, scan: Scan, unexplained: Sequence[int]) -> bool:
        """Return whether the tokens `unexplained`, by their indexes, describe work; False for none."""
        return bool(unexplained) and self._judged["describes"].holds(self.features(scan, unexplained))

    def outside(self, scan: Scan) -> float:
        """Return how likely a question that names no class is none that specs answer, 0 to 1."""
        return self._judged["outside"].probability(self.outside_features(scan))

    def seems_outside(self, scan: Scan) -> bool:
        """Return whether a question would be none that specs answer if it named no class."""
        return self._judged["outside"].holds(self.outside_features(scan))

    def is_outside(self, scan: Scan) -> bool:
        """Return whether specs do not answer a question: with a class named, a personal case, else anything."""
        if not scan.residual and any(not phrase.weak for phrase in scan.phrases):
            return False  # A facet and nothing else: some class is meant.
        named = any(mention.candidates for mention in scan.mentions)
        features = self.outside_features(scan)
        if named and not (features["own"] or features["self"]):
            return False  # Nobody's own case: what the document does not say is not stated.
        return self._judged["personal" if named else "outside"].holds(features)

    def outside_features(self, scan: Scan) -> Features:
        """Return what is known of a question as a whole, for a calibrated judgment."""
        unexplained = scan.residual
        near = {n.key: n.similarity for n in self._examples.nearest(self._scanner.masked(scan))}
        own = self.features(scan, unexplained) if unexplained else dict.fromkeys(_OWN, 0.0)
        said = [token.raw.lower() for token in scan.tokens]
        others = [similarity for key, similarity in near.items() if key not in (_REVERSE, _OUTSIDE)]
        return {
            "outside": near.get(_OUTSIDE, 0.0),
            "told": near.get(_REVERSE, 0.0),
            "other": max(others, default=0.0),
            "own": float(sum(word in self._words["own"] for word in said)),
            "self": float(sum(word in self._words["self"] for word in said)),
            "asks": float(any(not phrase.weak for phrase in scan.phrases)),
            "cue": float(self._asks_who(scan)),
            **{name: own[name] for name in _OWN},
        }

    def features(self, scan: Scan, unexplained: Sequence[int]) -> Features:
        """Return what is known of the tokens `unexplained`, at least one, for a calibrated judgment."""
        tokens, first, last = scan.tokens, unexplained[0], unexplained[-1]
        words = [tokens[at] for at in unexplained]
        persons = [word.word.endswith(self._endings) for word in words]
        around = range(max(0, first - 1), min(len(tokens), last + 2))
        levels = {at for at in around if tokens[at].word in self._levels or numeral(tokens[at].raw)}
        inside = [tokens[at].raw.lower() for at in range(first, last + 1) if at not in unexplained and at not in levels]
        near = self._examples.nearest(scan.text)
        span = (first, last + 1)
        masked = self._examples.nearest(self._scanner.masked(scan, span), self._scanner.rest(scan, span))[0]
        return {
            "words": float(len(words)),
            "function_words": float(sum(word not in self._words["in_titles"] for word in inside)),
            "joined": float(sum(word in ("and", "or") for word in inside)),
            "level": float(bool(levels)),
            "title_head": float(words[-1].word in self._heads),
            "person_last": float(persons[-1]),
            "person": float(any(persons)),
            "cue": float(self._asks_who(scan)),
            "asks": float(any(not phrase.weak for phrase in scan.phrases)),
            "capitals": _share([tokens[at].raw[:1].isupper() for at in unexplained if at > 0]),
            "verb_first": float(words[0].raw.lower().endswith("s") and first <= _NEAR_FRONT),
            "masked": masked.similarity,
            "told": max((n.similarity for n in near if n.key == _REVERSE), default=0.0),
            "other": max((n.similarity for n in near if n.key != _REVERSE), default=0.0),
        }

    def _asks_who(self, scan: Scan) -> bool:
        """Whether a class is asked for, or somebody tells of their work: "I weld …"; not "who supervises …"."""
        tells = len(scan.tokens) > 1 and scan.tokens[0].word in ("i", "we") and 1 in scan.residual
        phrased = {at for phrase in scan.phrases if not phrase.weak for at in range(phrase.first, phrase.last)}
        return tells or self._scanner.has_cue(scan, "reverse", without=phrased)


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0
