"""Tell whether a question asks about the reader's own qualification, for a class or for all of them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.identity import Match
from assistant.qualify.credentials import Credentials
from assistant.qualify.marked import may_tell, normalized
from assistant.qualify.telling import Told, told_in
from assistant.question import Question
from assistant.scanner import Scan, Scanner
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: What a question about somebody's qualification may ask for by name; anything else is asked as such.
QUALIFYING = frozenset(
    {
        "requirements", "education", "experience", "license", "certificate", "age", "clearance", "testing", "training",
        "exam_type", "desirable", "application", "selection", "special", "title", "knowledge", "skills", "duties",
    }
)  # fmt: skip
_MINE = re.compile(r"\b(?:i|i'm|i've|im|ive|my|me)\b")
_DO_I = r"(?:do|would|could|can|am|will|might) i\b"
_REMEMBERED = 64
#: What may stand before the name of a class where nothing else is left of a message.
_JOINING = re.compile(
    r"^(?:\W|(?:and|an?|the|plus|with|including|which|of|i|have|i've|my|so|for|was|am|im|i'm|did)\b)+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asks:
    """A question about the reader's own qualification."""

    told: Told
    of_all: bool
    """For which classes, and not whether for one."""

    outright: bool = False
    """In so many words: "which classes do I …", whatever class is named beside."""


def asked_of_oneself(question: Question) -> bool:
    """Return whether a question, read without what somebody says of themselves, asks for nothing else by name."""
    asked = {option[0] for option in question.facets if option}
    return question.sureness < 1 or asked <= QUALIFYING


class Qualifier:
    """Reads such questions against one vocabulary and one set of titles."""

    def __init__(self, vocabulary: Vocabulary, scanner: Scanner) -> None:
        """Read with the classes and words of `scanner`."""
        self._vocabulary = vocabulary
        self._scanner = scanner
        self.told = lru_cache(_REMEMBERED)(self._told)

    def _told(self, text: str) -> Told:
        text = normalized(text)
        if not may_tell(text, self._vocabulary):
            return Told(Credentials(), text)
        scan = self._scanner.scan(text)
        titles = [(scan.tokens[m.first].start, scan.tokens[m.last - 1].end) for m in scan.named]
        return told_in(text, self._vocabulary, self._held, titles)

    def credentials(self, texts: tuple[str, ...]) -> Credentials:
        """Return all that messages, in order, say of who writes them."""
        found = Credentials()
        for text in texts:
            found = found.with_more(self.told(text).credentials)
        return found

    def asks(self, text: str) -> Asks | None:
        """Return what `text` asks about the reader's qualification; None where it asks for something else."""
        lower = text.replace("’", "'").lower()
        rows = self._vocabulary.qualify
        strongly = any(not self._asks_how(lower[: match.start()]) for match in rows["asks"].finditer(lower))
        of_all = bool(rows["which"].search(lower) and (strongly or rows["which_asks"].search(lower)))
        weakly = bool(rows["asks_weakly"].search(lower))
        if rows["otherwise"].search(lower):
            return None
        if not (strongly or of_all or weakly):
            return self._asks_barely(text)
        told = self.told(text)
        said = told.credentials
        mine = bool(_MINE.search(lower))
        own = bool(said.worked) or (
            mine and bool(said.learned or said.licensed or said.units or said.age or said.barred)
        )
        if not (strongly or own or (of_all and said)):
            return None
        outright = of_all and bool(re.search(rf"(?:{rows['which'].pattern})\s+(?:else\s+)?{_DO_I}", lower))
        return Asks(told, of_all and (bool(said) or strongly), outright)

    def asks_by(self, text: str, words: str) -> bool:
        """Return whether `words` only ask, and name nothing: the "missing" of "what am I missing"."""
        lower, word = text.replace("’", "'").lower(), words.lower()
        return bool(words) and any(
            word in match[0].split() for match in self._vocabulary.qualify["asks"].finditer(lower)
        )

    def _asks_barely(self, text: str) -> Asks | None:
        """What is asked by the name of a class alone, beside what somebody brings.

        "Two years of filing: Clerk?", "I'm 20 and want to be a Clerk".
        """
        told, rows = self.told(text), self._vocabulary.qualify
        said = told.credentials
        wishes = bool(rows["wishes"].search(told.rest.lower()))
        did = bool(said.worked) and (bool(said.learned) or all(work.kind for work in said.worked))
        brings = (
            did
            or bool(said.age)
            or (wishes and bool(said.worked or said.learned or said.licensed or said.age or said.barred))
        )
        if not brings or not (wishes or text.rstrip().endswith("?")):
            return None
        rest = told.rest
        for row in ("wishes", "fits"):
            rest = re.sub(rows[row].pattern, " ", rest, flags=re.IGNORECASE)
        scan = self._scanner.scan(_JOINING.sub("", rest))
        whole = any(m.first == 0 and m.last == len(scan.tokens) for m in scan.named)
        return Asks(told, of_all=False) if whole else None

    def _asks_how(self, before: str) -> bool:
        words = before.split()
        rows = self._vocabulary.qualify["how"]
        return any(rows.fullmatch(" ".join(words[-count:])) for count in (1, 2))

    def _goes_on(self, scan: Scan, last: int) -> bool:
        """Whether a word for a person that nothing explains stands right behind a title: "Roofer helper"."""
        if last not in scan.residual or scan.tokens[last].apart:
            return False
        return scan.tokens[last].word.endswith(tuple(self._vocabulary.words["person_endings"]))

    def _held(self, text: str) -> tuple[tuple[CatalogEntry, ...], int]:
        """The classes whose title a text begins with in full, and the offset just past it."""
        scan = self._scanner.scan(text)
        for mention in scan.named:
            fitting = [c for c in mention.candidates if c.match in (Match.EXACT, Match.OPEN)]
            if mention.first == 0 and fitting and not (mention.by_code or self._goes_on(scan, mention.last)):
                return tuple(c.entry for c in fitting), scan.tokens[mention.last - 1].end
        return (), 0
