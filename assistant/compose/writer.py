"""Write an answer line by line, each with the spans that it cites."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer import Answer, AnswerFact, Choice, Citation, Nearest, Status
from assistant.citations import cite, paragraphs
from vectorstore.folding import one_line
from vectorstore.spec import CatalogEntry, ParsedDocument, Span, Statement

# Brackets are for our markers, and whoever shows Markdown would make links and images of others, and tags of tags.
_BRACKETS = str.maketrans("[]", "()")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")

#: Lines of a section that the text shows; what is beyond is cited and shown by the page.
MOST_LINES = 40


@dataclass
class Writer:
    """The lines, citations and facts of an answer in the making."""

    lines: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    facts: list[AnswerFact] = field(default_factory=list)

    def cite(self, entry: CatalogEntry, parsed: ParsedDocument, span: Span) -> int:
        """Return the number of the citation of `span`; the same span is cited once."""
        for known in self.citations:
            if (known.spec_id, known.start, known.end) == (entry.spec_id, span.start, span.end):
                return known.number
        self.citations.append(cite(entry, parsed, span, len(self.citations) + 1))
        return len(self.citations)

    def quotes(self, span: Span) -> bool:
        """Return whether the beginning of `span` is quoted already; all of one document."""
        return any(c.start <= span.start < c.end for c in self.citations)

    def say(self, text: str, *numbers: int) -> None:
        """Add a line that the citations `numbers` support."""
        marks = "".join(f" [{number}]" for number in dict.fromkeys(numbers))
        self.lines.append(f"{text}{marks}")

    def quote(self, entry: CatalogEntry, parsed: ParsedDocument, statements: Sequence[Statement]) -> list[int]:
        """Add the very words of `statements`, an item a paragraph; return their citations."""
        numbers = []
        for span in paragraphs(parsed.document, statements):
            number = self.cite(entry, parsed, span)
            numbers.append(number)
            if len(numbers) <= MOST_LINES:
                self.say(f"- {plain(parsed.document.quote(span))}", number)
        return numbers

    def fact(self, facet: str, value: str, modality: str, class_code: str, number: int) -> None:
        """Add a fact as data."""
        self.facts.append(AnswerFact(facet, value, modality, class_code, number))

    def answer(self, status: Status) -> Answer:
        """Return the answer so far; its further fields are for `dataclasses.replace`."""
        return Answer(status, "\n".join(self.lines), tuple(self.citations), tuple(self.facts))


def plain(quote: str) -> str:
    """Return a quote on one line, without the marks of Markdown."""
    return inert(one_line(quote.replace("**", "").replace("__", "").replace("`", "")).strip("|*_ "))


def inert(text: str) -> str:
    """Return what others wrote for a sentence of ours: no marker that looks like ours, no link, image or tag."""
    return _TAG.sub("‹", text.translate(_BRACKETS))


def title_of(entry: CatalogEntry) -> str:
    """Return the class's title as data: capitals become title case."""
    return cased(entry.spec.title)


def shown_title(entry: CatalogEntry) -> str:
    """Return the class's title for a sentence of an answer."""
    return inert(title_of(entry))


def cased(name: str) -> str:
    """Return a name for a sentence: one in capitals in title case."""
    if any(c.islower() for c in name):
        return name
    return " ".join(_word(word) for word in name.split())


def _word(word: str) -> str:
    bare = word.strip("(),/")
    if bare in {"II", "III", "IV", "VI", "VII", "VIII", "IX", "I/II", "EMS", "IT", "GIS", "HR", "CEA"}:
        return word
    if bare in {"OF", "AND", "THE", "FOR", "IN", "TO", "OR"}:
        return word.lower()
    return "-".join(part[:1].upper() + part[1:].lower() if part[:1].isalpha() else part[:2] + part[2:].lower()
                    for part in word.split("-"))  # fmt: skip


def verb(name: str) -> str:
    """Return `is`, or `are` for a name of several things: "clearances", and not "number of positions" or "status"."""
    noun = name.lower().split(" of ")[0].strip(" ).:")
    return "are" if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else "is"


def choice(entry: CatalogEntry, ask: str) -> Choice:
    """Return `entry` as a choice, with the question that names it."""
    return Choice(entry.spec_id, title_of(entry), entry.spec.class_code, entry.agency, ask)


def nearest(entries: Sequence[CatalogEntry]) -> tuple[Nearest, ...]:
    """Return `entries` as the nearest classes of a refusal."""
    return tuple(Nearest(e.spec_id, title_of(e), e.spec.class_code, e.agency) for e in entries)


def named(entry: CatalogEntry) -> str:
    """Return title and agency of a class for a list; its code is in the data, since nothing is quoted here."""
    agency = f" — {entry.agency}" if entry.agency else ""
    return f"{shown_title(entry)}{agency}"
