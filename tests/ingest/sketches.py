"""Generated specs, and each of them as text, as a web page, as a Word file and as a PDF."""

import textwrap
from dataclasses import dataclass
from html import escape
from io import BytesIO

from docx import Document as new_document
from docx.document import Document
from hypothesis import strategies as st

from tests.ingest.paper import Spec as Paper

_WIDTH = 94


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a spec."""

    heading: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]
    numbered: bool
    inner: tuple[str, ...] = ()
    """Bullets below the last item, which has a number: plain text tells depth by the form of markers."""

    run_in: bool = False
    """The heading is the first words of its only paragraph, below a heading in capitals."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a spec says, whatever it is written in."""

    agency: str
    title: str
    labels: tuple[tuple[str, str], ...]
    tabled: bool
    """The labels stand above their values in a table."""

    parts: tuple[Part, ...]

    capitals: bool = True
    """Headings are in capitals; else what sets them off is their type, or blank lines in plain text."""

    def heading(self, part: Part) -> str:
        """Return the heading of a part as printed."""
        return part.heading.upper() if self.capitals else part.heading


def as_text(sketch: Sketch) -> bytes:
    """Return a text file with lines of much the same length."""
    lines = [sketch.agency, "", sketch.title.upper(), ""]
    if sketch.tabled:
        lines += ["\t".join(cells) for cells in zip(*sketch.labels, strict=True)]
    else:
        lines += [f"{label}: {value}" for label, value in sketch.labels]
    for part in sketch.parts:
        if part.run_in:
            lines += ["", *textwrap.wrap(f"{part.heading}: {part.paragraphs[0]}", _WIDTH)]
            continue
        lines += ["", sketch.heading(part), ""]
        for paragraph in part.paragraphs:
            lines += [*textwrap.wrap(paragraph, _WIDTH), ""]
        for number, item in enumerate(part.items, 1):
            lines += textwrap.wrap(item, _WIDTH, initial_indent=_marker(part, number), subsequent_indent="   ")
        for item in part.inner:
            lines += textwrap.wrap(item, _WIDTH, initial_indent="   - ", subsequent_indent="     ")
    return "\n".join([*lines, ""]).encode()


def as_html(sketch: Sketch) -> bytes:
    """Return a page with headings, lists and a table."""
    body = [f"<p>{sketch.agency}</p><h1>{sketch.title.upper()}</h1>"]
    if sketch.tabled:
        rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in zip(*sketch.labels, strict=True))
        body.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    else:
        body += [f"<p><b>{label}:</b> {value}</p>" for label, value in sketch.labels]
    for part in sketch.parts:
        if part.run_in:
            body.append(f"<p><b>{part.heading}:</b> {escape(part.paragraphs[0])}</p>")
            continue
        tag = "ol" if part.numbered else "ul"
        body.append(f"<h2>{sketch.heading(part)}</h2>" if sketch.capitals else f"<p><b>{part.heading}</b></p>")
        body += [f"<p>{escape(paragraph)}</p>" for paragraph in part.paragraphs]
        body += [f"<{tag}>{_listed(part)}</{tag}>"] if part.items else []
    return (
        f"<!doctype html><html><head><title>{sketch.title}</title></head><body>{''.join(body)}</body></html>".encode()
    )


def as_docx(sketch: Sketch) -> bytes:
    """Return a Word file with the styles of Word's own template."""
    spec, content = new_document(), BytesIO()
    spec.add_paragraph(sketch.agency)
    spec.add_heading(sketch.title.upper(), 0)
    if sketch.tabled:
        table = spec.add_table(2, len(sketch.labels))
        for cell, (label, value) in enumerate(sketch.labels):
            table.cell(0, cell).text, table.cell(1, cell).text = label, value
    else:
        for label, value in sketch.labels:
            _bold(spec, f"{label}:", f" {value}")
    for part in sketch.parts:
        if part.run_in:
            _bold(spec, f"{part.heading}:", f" {part.paragraphs[0]}")
            continue
        if sketch.capitals:
            spec.add_heading(sketch.heading(part), 1)
        else:
            _bold(spec, part.heading)
        for paragraph in part.paragraphs:
            spec.add_paragraph(paragraph)
        for item in part.items:
            spec.add_paragraph(item, "List Number" if part.numbered else "List Bullet")
        for item in part.inner:
            spec.add_paragraph(item, "List Bullet 2")
    spec.save(content)
    return content.getvalue()


def as_pdf(sketch: Sketch) -> bytes:
    """Return pages with a footer that counts them."""
    paper = Paper(sketch.title.upper(), "Page #")
    paper.row((72, sketch.agency))
    paper.gap()
    paper.row((72, sketch.title.upper()), bold=True, size=14)
    paper.gap()
    if sketch.tabled:
        for row in zip(*sketch.labels, strict=True):
            paper.row(*((72 + 150 * at, cell) for at, cell in enumerate(row)))
    else:
        for label, value in sketch.labels:
            paper.row((72, f"{label}: {value}"))
    for part in sketch.parts:
        if part.run_in:
            paper.gap()
            paper.paragraph(f"{part.heading}: {part.paragraphs[0]}")
            continue
        paper.heading(sketch.heading(part))
        for paragraph in part.paragraphs:
            paper.paragraph(paragraph)
        paper.items(*part.items, markers=[_marker(part, n).strip() for n in range(1, len(part.items) + 1)])
        for item in part.inner:
            paper.paragraph(item, marker="-", indent=54)
    return paper.content()


#: A writer for each extension.
WRITERS = {".txt": as_text, ".html": as_html, ".docx": as_docx, ".pdf": as_pdf}


def _marker(part: Part, number: int) -> str:
    return f"{number}. " if part.numbered else "• "


def _bold(spec: Document, words: str, rest: str = "") -> None:
    paragraph = spec.add_paragraph()
    paragraph.add_run(words).bold = True
    paragraph.add_run(rest)


def _listed(part: Part) -> str:
    inner = f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in part.inner)}</ul>" if part.inner else ""
    last = len(part.items) - 1
    return "".join(f"<li>{escape(item)}{inner if at == last else ''}</li>" for at, item in enumerate(part.items))


_DUTIES = (
    "Reads water meters on a route of about 300 customers and reports leaks.",
    "Prepares and posts notices; answers questions at the counter.",
    "Inspects lift stations each morning, cleans the screens, and records the run times of both pumps in the log.",
    "Trains new clerks in the county's system of vouchers, and checks their entries until they are reliable.",
    "Performs related work as required.",
)
_DEFINITION = (
    "Under general supervision, keeps the records of one program and answers for their accuracy.",
    "This is the journey level of the series. Incumbents work from written procedures and refer what is odd.",
    "Positions may be assigned to any shift, weekends and holidays included, as the work of the plant demands.",
)
_REQUIREMENTS = (
    "Two years of clerical experience, one of which included the posting of ledgers.",
    "Completion of 12 semester units of college accounting; an Associate degree is preferred.",
    "High school diploma or its equivalent.",
    "One year as a Clerk II with the county.",
)
_LICENSES = (
    "A valid Class C driver's license is required.",
    "Some positions may require a license.",
    "A certificate in first aid is desirable. It must be kept current.",
)
_DEMANDS = ("Lifts up to 50 pounds.", "Stands for most of an eight-hour shift.", "Works outdoors in heat and rain.")
_KNOWING = ("Bookkeeping terms and methods.", "Use of a ten-key calculator.", "Safe practice around machinery.")

# Headings of one meaning each, so that a section is what its heading says in every format.
_PARTS = {
    "Definition": (_DEFINITION, ()),
    "Distinguishing Characteristics": (_DEFINITION, ()),
    "Examples of Duties": ((), _DUTIES),
    "Minimum Qualifications": (_REQUIREMENTS, _REQUIREMENTS),
    "Knowledge of": ((), _KNOWING),
    "Experience": (_REQUIREMENTS, ()),
    "License": (_LICENSES, ()),
    "Physical Demands": (_DEMANDS, _DEMANDS),
    "Working Conditions": (_DEMANDS, ()),
}

_RUN_IN = frozenset({"License", "Experience", "Physical Demands"})

_LABELS = {
    "Class Code": ("M2041", "1234", "W-310"),
    "Salary Grade": ("41", "12"),
    "FLSA Status": ("Exempt", "Non-exempt"),
    "Last Revised": ("11/2012", "March 4, 2019"),
    "Annual Salary": ("$51,240 to $63,900", "$48,000"),
}


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """Return a spec with some of the sections that specs have, in their order."""
    labels = draw(st.lists(st.sampled_from(sorted(_LABELS)), min_size=2, max_size=3, unique=True))
    capitals = draw(st.booleans())
    chosen = draw(st.sets(st.sampled_from(sorted(_PARTS)), min_size=2, max_size=6))
    first, *rest = (heading for heading in _PARTS if heading in chosen)
    return Sketch(
        agency=draw(st.sampled_from(["Marlow County", "Tern Harbor Port District"])),
        title=draw(st.sampled_from(["Meter Reader", "Accounting Clerk", "Pump Station Operator II"])),
        labels=tuple((label, draw(st.sampled_from(_LABELS[label]))) for label in labels),
        tabled=draw(st.booleans()),
        parts=(draw(_parts(first, False)), *(draw(_parts(heading, capitals)) for heading in rest)),
        capitals=capitals,
    )


@st.composite
def _parts(draw: st.DrawFn, heading: str, may_be_run_in: bool) -> Part:
    said, listed = _PARTS[heading]
    if may_be_run_in and heading in _RUN_IN and draw(st.booleans()):
        return Part(heading, draw(_some(said))[:1], (), False, run_in=True)
    items = draw(_some(listed)) if listed else ()
    numbered = draw(st.booleans())
    return Part(
        heading=heading,
        paragraphs=draw(_some(said)) if said and not (items and draw(st.booleans())) else (),
        items=items,
        numbered=numbered,
        inner=draw(_some(_KNOWING)) if items and numbered and draw(st.booleans()) else (),
    )


def _some(texts: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(texts), min_size=1, max_size=3, unique=True).map(tuple)
