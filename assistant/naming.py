"""Say which classes a question names: by code, by title, several side by side, and of which agency."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from assistant.agencies import Agencies
from assistant.codes import Coded, find_codes
from assistant.identity import Candidate, Match, Mention, find_mentions, settle
from assistant.lexicon import Lexicon
from assistant.scan import Phrase, Token
from assistant.titles import numeral
from vectorstore.folding import fold

#: Classes that a question may name: one more than are compared, so that this is told.
_MOST_MENTIONS = 4
_SURE = (Match.EXACT, Match.OPEN)


class Namer:
    """Finds the classes of one lexicon in questions."""

    def __init__(self, lexicon: Lexicon, is_word: Callable[[str], bool]) -> None:
        """Find the classes of `lexicon`; `is_word` tells a real word from a slip of the pen."""
        self._lexicon = lexicon
        self._is_word = is_word
        self.agencies = Agencies(lexicon.entries, lexicon.vocabulary)
        cues = lexicon.vocabulary.frames["compare"].cues
        self._compares = [f" {fold(cue)} " for cue in cues if fold(cue) not in lexicon.vocabulary.title["connectives"]]

    def mentions(
        self, text: str, tokens: Sequence[Token], explained: Sequence[bool], phrases: Sequence[Phrase]
    ) -> tuple[Mention, ...]:
        """Return the classes that `text` names, in its order; one mention with the nearest where none fits."""
        codes = list(find_codes(text, tokens, self._lexicon))
        coded = {at for code in codes for at in range(code.mention.first, code.mention.last)}
        phrased = {at for p in phrases if not p.weak for at in range(p.first, p.last)}
        coded |= self.agencies.spelled(tokens)
        marked = [explained[at] or at in coded for at in range(len(tokens))]
        cuts = dict.fromkeys((self._listed_within(text, tokens), (0, 0)))
        found = next(filter(None, (self._around(cut, tokens, marked, phrased) for cut in cuts)), [])
        found = [c for c in found if not self._ends_with_document(c, found, tokens)]
        named = self._coded(codes, found, tokens)
        rest = [c for c in found if c.match in _SURE] if named else found
        while len(named) < _MOST_MENTIONS:
            rest = [c for c in rest if all(c.last <= m.first or c.first >= m.last for m in named)]
            following = settle(rest)
            if not following.candidates:
                named = named or [following]
                break
            named += [following, *self._of_other_numerals(following, text, tokens)]
            rest = [c for c in rest if c.match in _SURE]
        found_all = [self._of_agency(mention, tokens, named) for mention in named[:_MOST_MENTIONS]]
        if len(found_all) > 1:
            found_all = [mention for mention in found_all if mention.candidates]
        return tuple(sorted(found_all, key=lambda mention: mention.first)) if len(found_all) > 1 else tuple(found_all)

    def _ends_with_document(self, named: Candidate, found: Sequence[Candidate], tokens: Sequence[Token]) -> bool:
        """Whether the last word is that of a document, behind the whole title of another class: "Clerk spec"."""
        vocabulary, last = self._lexicon.vocabulary, tokens[named.last - 1].word
        if last not in vocabulary.abbreviations or last not in vocabulary.words["filler"]:
            return False
        return any(c.match is Match.EXACT and (c.first, c.last) == (named.first, named.last - 1) for c in found)

    def _around(
        self, cut: tuple[int, int], tokens: Sequence[Token], explained: Sequence[bool], phrased: Collection[int]
    ) -> list[Candidate]:
        """The classes that the tokens without those of `cut` may mean; none where no title is written around these.

        "Dispatcher I and II (Public Safety)" has its other numeral within.
        """
        first, last = cut
        places = [at for at in range(len(tokens)) if not first <= at < last]
        found = find_mentions(
            [tokens[at] for at in places],
            self._lexicon,
            lambda at: explained[places[at]],
            phrased={at for at, place in enumerate(places) if place in phrased},
            is_word=self._is_word,
        )
        placed = [replace(c, first=places[c.first], last=places[c.last - 1] + 1) for c in found]
        around = any(c.match in _SURE and c.first < first and last < c.last for c in placed)
        return placed if around or cut == (0, 0) else []

    def _coded(self, codes: Sequence[Coded], found: Sequence[Candidate], tokens: Sequence[Token]) -> list[Mention]:
        """The classes named by code; digits alone are one only where no title is named, or two are compared."""
        said = f" {' '.join(token.word for token in tokens)} "
        lone = not any(c.match in _SURE for c in found) or any(cue in said for cue in self._compares)
        named = []
        for code in codes:
            titled = _with_title(code.mention, found)
            if code.sure or lone or titled is not code.mention:
                named.append(titled)
        return named[:_MOST_MENTIONS]

    def _of_other_numerals(self, mention: Mention, text: str, tokens: Sequence[Token]) -> Iterator[Mention]:
        """The further classes of "Accountant I and II", "Clerk I, II or III"."""
        keys = [key for c in mention.candidates for key in self._lexicon.keys[c.entry.spec_id]]
        key = next((key for key in keys if key.numeral), None)
        said = len(mention.candidates) == 1 and mention.candidates[0].numeral
        if key is None or not (said or mention.candidates[0].match is Match.EXACT):
            return
        first, _ = self._listed_within(text, tokens)
        within = mention.first < first < mention.last
        at, lists = first if within else mention.last, self._lexicon.vocabulary.title["lists"]
        like = tokens[at - 1]
        while at < len(tokens):
            joined = tokens[at].word in lists
            at += joined
            if at == len(tokens) or not (joined or tokens[at].after_comma):
                return
            if not self._is_written_like(tokens, at, like):
                return
            wanted = replace(key, numeral=numeral(tokens[at].raw))
            agencies = {c.entry.agency for c in mention.candidates}
            same = [entry for entry in self._lexicon.by_key.get(wanted, ()) if entry.agency in agencies]
            if not wanted.numeral or not same:
                return
            yield settle([Candidate(entry, Match.EXACT, at, at + 1, 1.0) for entry in same])
            at += 1

    def _listed_within(self, text: str, tokens: Sequence[Token]) -> tuple[int, int]:
        """The tokens of a further numeral between a title's own and a parenthesis; none is from 0 to 0."""
        lists = self._lexicon.vocabulary.title["lists"]
        for at in range(2, len(tokens) - 2):
            both = numeral(tokens[at - 1].raw) and numeral(tokens[at + 1].raw)
            if both and tokens[at].word in lists and "(" in text[tokens[at + 1].end : tokens[at + 2].start]:
                return at, at + 2
        return 0, 0

    def _is_written_like(self, tokens: Sequence[Token], at: int, like: Token) -> bool:
        """Whether a numeral in capitals stands at `at`, or a number behind a title with one, that counts nothing."""
        raw = tokens[at].raw
        if raw.isdecimal():
            counts = at + 1 < len(tokens) and tokens[at + 1].word in self._lexicon.vocabulary.title["units"]
            return like.raw.isdecimal() and not counts
        return raw.isupper() or (len(raw) > 1 and like.raw.islower())

    def _of_agency(self, mention: Mention, tokens: Sequence[Token], named_all: Sequence[Mention]) -> Mention:
        """Keep the classes of the agency that the question's other words name; another's are only near.

        Of several mentions each may have an agency of its own behind it: "the Clerk of one and the Clerk of the other".
        """
        if not mention.candidates:
            return mention
        following = [m.first for m in named_all if m.candidates and m.first >= mention.last]
        outside = list(tokens[mention.last : min(following, default=len(tokens))])
        if len(named_all) < 2 or not self.agencies.named(outside):
            outside = [t for at, t in enumerate(tokens) if not mention.first <= at < mention.last]
        words = {token.word for token in outside}
        named = [self.agencies.likeness(c.entry.agency, words) for c in mention.candidates]
        kept = [c for c, count in zip(mention.candidates, named, strict=True) if count == max(named)]
        sure = self.agencies.named(outside)
        if sure and not mention.by_code and all(fold(c.entry.agency) not in ("", fold(sure)) for c in kept):
            nearest = tuple(c.entry for c in mention.candidates)
            return Mention(nearest=nearest, agency=sure, span=(mention.first, mention.last))
        return replace(mention, candidates=tuple(kept))


def _with_title(by_code: Mention, found: Sequence[Candidate]) -> Mention:
    """Return a class that is named by its code as named by its title where that stands beside: "Clerk (1441)".

    Where the title beside it is another class's, either may be meant.
    """
    beside = [c for c in found if c.match in _SURE and (c.last == by_code.first or c.first == by_code.last)]
    coded = {candidate.entry.class_id for candidate in by_code.candidates}
    own = [c for c in beside if c.entry.class_id in coded]
    if not own:
        other = settle([c for c in beside if c.match is Match.EXACT]).candidates
        return _together(by_code, other) if other else by_code
    longest = max(own, key=lambda candidate: candidate.last - candidate.first)
    first, last = min(longest.first, by_code.first), max(longest.last, by_code.last)
    named = [
        replace(c, first=first, last=last) for c in by_code.candidates if c.entry.class_id == longest.entry.class_id
    ]
    return Mention(tuple(named))


def _together(by_code: Mention, titled: Sequence[Candidate]) -> Mention:
    first = min(by_code.first, titled[0].first)
    last = max(by_code.last, titled[0].last)
    both = (*by_code.candidates, *titled)
    return Mention(tuple(replace(c, first=first, last=last) for c in both), by_code=True)
