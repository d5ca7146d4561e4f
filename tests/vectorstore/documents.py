"""Small parsed documents of an invented agency, with true spans, made without the parser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vectorstore.spec import (
    Chunk,
    ClassSpec,
    Described,
    Document,
    DocumentType,
    Fact,
    Mark,
    MarkKind,
    Modality,
    Number,
    ParsedDocument,
    Section,
    Source,
    Span,
    Statement,
    document_id,
    line_starts,
)

AGENCY = "Lake District of Nowhere"

#: Titles, codes and duties of a few classes that have little in common.
CLASSES: dict[str, tuple[str, tuple[str, ...]]] = {
    "Ferry Pilot": ("F100", ("Steers the ferry across the lake.", "Checks the engine before each crossing.")),
    "Bee Keeper": ("B200", ("Tends the hives of the park.", "Harvests honey in autumn.")),
    "Archive Clerk": ("A300", ("Files the letters of the council.", "Finds old maps for visitors.")),
    "Lift Mechanic": ("L400", ("Repairs lifts and escalators.", "Orders spare parts.")),
}


def source(path: str, *, agency: str = AGENCY, audience: str = "public") -> Source:
    return Source(path, path.rsplit("/", 1)[-1], agency, audience)


@dataclass
class Draft:
    """A document in the making: lines are added at its end, and each gives the span it got."""

    text: str = ""
    sections: list[Section] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)

    def line(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + "\n"
        return Span(start, start + len(words), self.text.count("\n"), None)

    def section(
        self,
        heading: str,
        kind: str,
        said: Sequence[str],
        *,
        title: str,
        boilerplate: bool = False,
        applies_to: tuple[int, ...] = (),
        parent: int | None = None,
    ) -> None:
        ordinal = len(self.sections)
        heading_span = self.line(heading)
        start, line = len(self.text), self.text.count("\n") + 1
        for words in said:
            span = self.line(words)
            numbers = (Number(2.0, "year", span),) if "two years" in words else ()
            self.statements.append(
                Statement(
                    len(self.statements),
                    ordinal,
                    (span,),
                    words,
                    facets=(kind,) if kind else (),
                    modality=Modality.REQUIRED if kind == "requirements" else Modality.DESCRIBED,
                    numbers=numbers,
                    boilerplate=boilerplate,
                    applies_to=applies_to,
                )
            )
        body = Span(start, len(self.text), line, None)
        path = (heading,)
        self.sections.append(
            Section(ordinal, parent, heading, kind, path, heading_span, body, body.end, applies_to=applies_to)
        )
        content = f"{title} > {heading}\n" + "\n".join(said)
        tokens = len(content.split())
        self.chunks.append(
            Chunk(len(self.chunks), ordinal, content, body, tokens, boilerplate=boilerplate, applies_to=applies_to)
        )

    def document(self) -> Document:
        marks = tuple(Mark(MarkKind.HEADING, s.heading_span.start, s.heading_span.end, 2) for s in self.sections)
        return Document(
            document_id(self.text.encode("utf-8", "surrogatepass")),
            "text/plain",
            self.text,
            line_starts(self.text),
            marks,
            running=(Span(0, 1, 1),),
            warnings=("Read as a test.",),
        )


def parsed(
    title: str,
    code: str = "",
    duties: Sequence[str] = (),
    *,
    agency: str = AGENCY,
    requirements: Sequence[str] = ("Needs two years of such work.",),
    notice: str = "Everybody is welcome to apply.",
    revision: str = "",
    aliases: tuple[str, ...] = (),
    kind: DocumentType = DocumentType.SPECIFICATION,
) -> ParsedDocument:
    """Return a document of one class with sections of duties, requirements and boilerplate."""
    draft = Draft()
    title_span = draft.line(title)
    code_span = draft.line(f"Class Code: {code}")
    draft.section("DUTIES", "duties", duties, title=title)
    draft.section("REQUIREMENTS", "requirements", requirements, title=title)
    draft.section("NOTICE", "", [notice], title=title, boilerplate=True)
    fact = Fact("class_code", "Class Code", code, Span(code_span.start + 12, code_span.end, 2), code_span)
    return ParsedDocument(
        draft.document(),
        agency,
        kind,
        (ClassSpec(0, title, title_span, code, aliases, revision),),
        tuple(draft.sections),
        tuple(draft.statements),
        (fact,),
        tuple(draft.chunks),
        (Described("Deckhand", draft.sections[0].body),),
    )


def series(
    shared: Sequence[str], levels: Mapping[str, tuple[str, Sequence[str]]], agency: str = AGENCY
) -> ParsedDocument:
    """Return a document of several classes, title to code and duties, with duties that all of them share."""
    draft = Draft()
    spans = [draft.line(f"{title} {code}") for title, (code, _) in levels.items()]
    name = " / ".join(levels)
    draft.section("ALL LEVELS", "duties", shared, title=name)
    for ordinal, (title, (_, duties)) in enumerate(levels.items()):
        draft.section(title.upper(), "duties", duties, title=title, applies_to=(ordinal,))
    specs = [
        ClassSpec(ordinal, title, spans[ordinal], code) for ordinal, (title, (code, _)) in enumerate(levels.items())
    ]
    return ParsedDocument(
        draft.document(),
        agency,
        DocumentType.SPECIFICATION,
        tuple(specs),
        tuple(draft.sections),
        tuple(draft.statements),
        (),
        tuple(draft.chunks),
    )
