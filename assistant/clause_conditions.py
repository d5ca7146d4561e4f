"""Tell the conditions of one clause of a question for many classes, all of which must hold."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.clause_kinds import Kinds
from assistant.clause_parts import Part
from assistant.clause_words import is_requiring, modalities, of_value, same, strength, touches
from assistant.conditions import (
    AnyOf,
    Asked,
    Measured,
    Mentioned,
    Not,
    Paid,
    Stated,
    Tree,
    Valued,
    all_of,
    leaves,
)
from assistant.listwords import BY
from assistant.literal_conditions import Around, bind, ranged
from assistant.scan import Phrase
from assistant.scanner import Scan
from vectorstore.folding import fold
from vectorstore.spec import OWN_HEADING, OWN_LABEL, Modality
from vectorstore.vocabulary import Vocabulary
from vectorstore.vocabulary_rows import Facet

#: Words that say how something is asked for or stated.
VERBS = frozenset({"requires", "bars", "may", "certainly", "prefers", "states", "denies", "says", "silent"})
#: Facets that are told in so many words that one more names none of them: they are searched.
_WORK = frozenset({"duties", "definition", "scope", "distinguishing", "responsibility", "requirements", "title"})
#: Shapes of value that are compared with the words of a question.
_WORDED = frozenset({"text", "choice", "code", "grade"})
#: Facets behind whose name right away stands what is done: "experience welding".
_DOING = frozenset({"experience", "knowledge", "skills", "abilities", "training"})
_REQUIREMENT = re.compile(r"\s+requirements?$", re.IGNORECASE)
#: Words of the longest phrase that is looked for as it is.
_LONGEST = 8
#: Words between those of one value: "unit of the clerks".
_MOST_BETWEEN = 2


class ClauseReader:
    """Reads one clause; what a condition takes is taken from what is left to explain."""

    def __init__(self, vocabulary: Vocabulary, scan: Scan, part: Part) -> None:
        """Read `part` of `scan` with the facets of `vocabulary`."""
        self._vocabulary = vocabulary
        self._scan = scan
        self._part = part
        # "Say that no license is required" is said in words, and no lack of them.
        self._said_so = {"says", "denies"} <= part.verbs and "silent" not in part.verbs
        self._denied = ("denies" in part.verbs or "silent" in part.verbs) and "certainly" not in part.verbs
        self._loose = set(part.loose)
        self._phrases = [phrase for phrase in part.phrases if not is_requiring(phrase, part)]
        self._found: list[Tree] = []
        self._kinds = Kinds(vocabulary, scan, part)

    def read(self) -> Tree | None:
        """Return the conditions; None where a word is of none."""
        if len(self._phrases) > 1 and any("substitution" in phrase.facets for phrase in self._phrases):
            return None  # What stands in for what is no condition.
        if any(one.last == other.first for one, other in pairwise(self._phrases)):
            return None  # "A physical test" is one thing, and no two conditions.
        self._free_own()
        self._free_mentions()
        self._of_period()
        if self._of_words():
            return self._found[0]
        if self._found:
            return self._found[0]
        understood = self._of_literals() and self._of_values() and self._of_phrases()
        if not understood or self._loose or not self._found:
            return None
        return all_of(self._found)

    def _of_words(self) -> bool:
        """Take words that name no facet and are required for a phrase: "require Spanish"; not "need to speak …"."""
        part, words = self._part, sorted(self._loose)
        asked = part.verbs & {"requires", "may", "prefers"} and not self._denied
        if not asked or self._phrases or part.values or part.literals or self._kinds.alone(self._loose) or not words:
            return False
        first, last = words[0], words[-1] + 1
        while last < part.last and last not in part.told and self._kinds.goes_on(last, part.last):
            last += 1
        if last - first > _LONGEST or first - 1 not in part.told | self._articles(first):
            return False
        self._loose.clear()
        return self._add(Mentioned(self._text(first, last), modalities(part.verbs)))

    def _of_period(self) -> None:
        """Take what pay is for: "paid by the hour"; of an amount it is said with it."""
        tags = [verb for verb in self._part.verbs if verb.startswith(BY)]
        pay = [phrase for phrase in self._phrases if "salary" in phrase.facets]
        others = [phrase for phrase in self._phrases if phrase not in pay]
        if not tags or others or self._part.literals or self._loose:
            return
        self._phrases = []
        self._add(Paid(tags[0].removeprefix(BY)))

    def _articles(self, at: int) -> set[int]:
        """The token before `at` where it is an article right behind a verb."""
        before = self._scan.tokens[at - 1].word if at else ""
        return {at - 1} if before in self._vocabulary.title["articles"] and at - 2 in self._part.told else set()

    def _free_own(self) -> None:
        """Let go of the headings of some document that are a narrower kind of a facet as well: "Typing"."""
        own = [p for p in self._phrases if all(key.startswith((OWN_LABEL, OWN_HEADING)) for key in p.facets)]
        tokens = {at for phrase in own for at in range(phrase.first, phrase.last)}
        if tokens and self._kinds.alone(tokens):
            self._phrases = [phrase for phrase in self._phrases if phrase not in own]
            self._loose |= tokens

    def _free_mentions(self) -> None:
        """Let go of what only mentions a facet, and is none of it: "a driving record" is no license."""
        for phrase in [phrase for phrase in self._phrases if self._kinds.is_mention(phrase)]:
            self._phrases.remove(phrase)
            self._loose |= set(range(phrase.first, phrase.last))

    def _add(self, tree: Tree) -> bool:
        self._found.append(Not(tree) if self._denied else tree)
        return True

    def _of_literals(self) -> bool:
        part, scan = self._part, self._scan
        if not part.literals:
            return True
        around = Around(
            tuple(self._phrases),
            part.text,
            scan.text,
            denied=self._denied,
            starts="starts" in part.verbs,
            top="top" in part.verbs,
            required="requires" in part.verbs,
            words=self._said(self._loose),
        )
        at = [next(i for i, t in enumerate(scan.tokens) if one.start <= t.start) for one in part.literals]
        bound = bind(part.literals, at, around, self._vocabulary)
        if not bound:
            return False
        self._found.append(ranged(bound))
        measures = any(isinstance(one, Measured) for bind_ in bound for one in leaves(bind_.tree))
        self._phrases = [phrase for phrase in self._phrases if not same(phrase, [one.phrase for one in bound])]
        if measures:
            self._loose.clear()
        # "A year of probation in unit R04": the unit is that of the value beside it.
        valued = {key for value in part.values for key in value.facets[1:]}
        return not (measures and any(not valued & set(phrase.facets) for phrase in self._phrases))

    def _of_values(self) -> bool:
        for value in self._part.values:
            facets, key = of_value(value, self._phrases)
            if not facets and self._is_all(value):
                facets = value.facets[1:]
            if not facets:
                self._loose |= set(range(value.first, value.last))
                continue
            either = tuple(Valued(facet, key, self._text(value.first, value.last)) for facet in facets)
            self._add(either[0] if len(either) == 1 else AnyOf(either))
            self._phrases = [phrase for phrase in self._phrases if not set(facets) & set(phrase.facets)]
        return True

    def _is_all(self, value: Phrase) -> bool:
        """Whether a value that one facet has is all that the clause says: "which classes are unrepresented"."""
        part = self._part
        alone = not (part.phrases or part.literals or part.verbs or part.loose) and len(part.values) == 1
        of_one = len(value.facets) - 1 == 1
        return alone and of_one and self._scan.tokens[value.first - 1].word in self._vocabulary.lists["being"]

    def _of_phrases(self) -> bool:
        termed = [] if self._part.literals else self._kinds.alone(self._loose)
        return all(self._of_phrase(phrase) for phrase in self._phrases or termed)

    def _of_phrase(self, phrase: Phrase) -> bool:
        facet = next((f for key in phrase.facets if (f := self._vocabulary.facets.get(key)) is not None), None)
        loose, verbs = self._loose, self._part.verbs
        if facet is None:
            return bool(verbs) and not loose and self._add(Stated(phrase.facets[0]))
        if facet.value in _WORDED and loose:
            return self._valued(facet)
        if facet.value:
            return not loose and bool(verbs or facet.value == "date") and self._add(Stated(facet.key))
        if facet.key in _WORK:
            return self._denied and not loose and self._add(Stated(facet.key))
        return self._asked(phrase, facet)

    def _valued(self, facet: Facet) -> bool:
        """Add that a facet has the value that the words which nothing explains say, where they stand together."""
        words = sorted(self._loose)
        self._loose.clear()
        together = words[-1] - words[0] < len(words) + _MOST_BETWEEN
        return together and self._add(Valued(facet.key, self._said(words), self._text(words[0], words[-1] + 1)))

    def _asked(self, phrase: Phrase, facet: Facet) -> bool:
        part, loose = self._part, self._loose
        terms = self._kinds.named(facet)
        acts = fold(self._text(phrase.first, phrase.last)) in map(fold, facet.acts) and not loose
        by_kind, named = self._kinds.covered(facet, terms), set(range(phrase.first, phrase.last))
        covered = by_kind | named
        # "Outdoors in bad weather" says by its kind alone what is listed; "heavy lifting" says more than its kind.
        kinds_alone = terms and (facet.listed or not (facet.binds or (loose | named) - by_kind))
        if not (acts or part.verbs & VERBS) and (loose or not facet.binds) and not kinds_alone:
            return False
        # "Not open to the public" is a kind of its own, and "supervise no one".
        self._denied &= not self._kinds.denies_within(by_kind)
        mine = self._own_words(phrase, loose - covered)
        joined = self._scan.tokens[phrase.last - 1].word in self._vocabulary.words["function"]
        if facet.key not in _DOING and phrase.last in mine and not joined:
            return False  # "A license section" is no kind of license.
        loose -= covered | set(mine)
        kinds = [at for at in mine if self._scan.tokens[at].word not in self._vocabulary.words["of_any_kind"]]
        said = self._called(facet, [*covered, *mine])
        asked = Asked(facet.key, strength(part.verbs, facet), terms, self._said(kinds), said, acts and not terms)
        if not facet.binds and not terms and not kinds and self._kinds.is_narrower(facet, said):
            return self._add(Mentioned(said))
        if self._said_so and facet.binds:
            self._found.append(replace(asked, modalities=frozenset({Modality.NOT_REQUIRED})))
            return True
        return self._add(asked)

    def _called(self, facet: Facet, tokens: Sequence[int]) -> str:
        """The words from the first to the last of `tokens`, as a condition on `facet` is called in the answer."""
        first, last = min(tokens), max(tokens) + 1
        if first > self._part.first and self._scan.tokens[first - 1].word in self._vocabulary.title["articles"]:
            first -= 1
        said = _REQUIREMENT.sub("", self._text(first, last))
        return f"{facet.name} as to “{said}”" if "bars" in self._part.verbs else said

    def _own_words(self, phrase: Phrase, words: set[int]) -> list[int]:
        """The words that nothing explains which narrow a facet: no verb between, of several facets those beside it."""
        alone = len(self._part.phrases) == 1
        return [at for at in sorted(words) if (alone or touches(at, phrase, words))
                and not self._part.told & set(range(at, phrase.first))]  # fmt: skip

    def _said(self, tokens: Iterable[int]) -> str:
        return " ".join(self._scan.tokens[at].word for at in sorted(tokens))

    def _text(self, first: int, last: int) -> str:
        return self._scan.text[self._scan.tokens[first].start : self._scan.tokens[last - 1].end]
