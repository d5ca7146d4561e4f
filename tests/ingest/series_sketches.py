"""Generated series documents, and each of them as text, as Markdown, as a web page, as a Word file and as a PDF."""

import textwrap
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from docx import Document as new_document
from hypothesis import strategies as st

from tests.ingest.paper import Spec as Paper

_WIDTH = 94
_HEAD = ("Schem Code", "Class Code", "Class")
_HISTORY = ("Class", "Date Established", "Date Revised")

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """What a series document says, whatever it is written in."""

    title: str
    codes: Rows
    """Schematic code, class code and title of each class."""

    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Headings of a kind, each with headings of classes and what stands below them."""

    history: Rows
    """Title, date established and date revised of each class."""


def as_text(series: Series) -> bytes:
    """Return a text file; cells are parted by tabs."""
    lines = [series.title.upper(), "", *map("\t".join, (_HEAD, *series.codes))]
    for heading, classes in series.parts:
        lines += ["", heading.upper()]
        for named, text in classes:
            lines += ["", f"{named}:", "", *textwrap.wrap(text, _WIDTH)]
    lines += ["", "CLASS HISTORY", "", *map("\t".join, (_HISTORY, *series.history)), ""]
    return "\n".join(lines).encode()


def as_markdown(series: Series) -> bytes:
    """Return a Markdown file with tables."""
    lines = [f"# {series.title}", "", *_bars((_HEAD, *series.codes))]
    for heading, classes in series.parts:
        lines += ["", f"## {heading}"]
        for named, text in classes:
            lines += ["", f"### {named}", "", text]
    lines += ["", "## Class History", "", *_bars((_HISTORY, *series.history)), ""]
    return "\n".join(lines).encode()


def as_html(series: Series) -> bytes:
    """Return a page whose headings of classes are of the rank of those of a kind."""
    body = [f"<h1>{series.title}</h1>", _table((_HEAD, *series.codes))]
    for heading, classes in series.parts:
        body.append(f"<h2>{heading}</h2>")
        body += [f"<h2>{named}:</h2><p>{text}</p>" for named, text in classes]
    body += ["<h2>Class History</h2>", _table((_HISTORY, *series.history))]
    return f"<!doctype html><html><body>{''.join(body)}</body></html>".encode()


def as_docx(series: Series) -> bytes:
    """Return a Word file; headings of classes are bold."""
    spec, content = new_document(), BytesIO()
    spec.add_heading(series.title, 0)
    for rows, parts in (((_HEAD, *series.codes), series.parts), ((_HISTORY, *series.history), ())):
        if rows[0] is _HISTORY:
            spec.add_heading("Class History", 1)
        table = spec.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for cell, text in enumerate(row):
                table.cell(at, cell).text = text
        for heading, classes in parts:
            spec.add_heading(heading, 1)
            for named, text in classes:
                spec.add_paragraph().add_run(named).bold = True
                spec.add_paragraph(text)
    spec.save(content)
    return content.getvalue()


def as_pdf(series: Series) -> bytes:
    """Return pages with a footer that counts them."""
    paper = Paper(series.title.upper(), "Page #")
    paper.row((72, series.title.upper()), bold=True, size=14)
    paper.gap()
    for row in (_HEAD, *series.codes):
        paper.row(*zip((72, 172, 272), row, strict=True))
    for heading, classes in series.parts:
        paper.heading(heading.upper())
        for named, text in classes:
            paper.gap()
            paper.row((72, f"{named}:"), bold=True)
            paper.paragraph(text)
    paper.heading("CLASS HISTORY")
    for row in (_HISTORY, *series.history):
        paper.row(*zip((72, 322, 432), row, strict=True))
    return paper.content()


#: A writer for each extension.
WRITERS = {".txt": as_text, ".md": as_markdown, ".html": as_html, ".docx": as_docx, ".pdf": as_pdf}


def _bars(rows: Rows) -> list[str]:
    rule = "|" + " --- |" * len(rows[0])
    printed = [f"| {' | '.join(row)} |" for row in rows]
    return [printed[0], rule, *printed[1:]]


def _table(rows: Rows) -> str:
    cells = [[f"<{tag}>{cell}</{tag}>" for cell in row] for tag, row in _tagged(rows)]
    return f"<table>{''.join(f'<tr>{chr(10).join(row)}</tr>' for row in cells)}</table>"


def _tagged(rows: Rows) -> list[tuple[str, tuple[str, ...]]]:
    return [("th" if at == 0 else "td", row) for at, row in enumerate(rows)]


_LADDERS = (
    ("Ferry Deckhand Series", ("Ferry Deckhand I", "Ferry Deckhand II", "Senior Ferry Deckhand")),
    ("Tide Analyst Series", ("Tide Analyst I (Charts)", "Tide Analyst I (Swell)", "Tide Analyst II (Charts)")),
    ("Lock Tender (Various Classes) Series", ("Lock Tender Trainee", "Lock Tender", "Supervising Lock Tender I")),
)
_WORK = (
    "Under close supervision, learns to moor and unmoor the ferries and to guide vehicles to their lanes.",
    "Under general supervision, works a regular watch and answers for the gear of one vessel.",
    "Under direction, leads a watch of up to six and reports on their work.",
)
_ASKED = (
    "One year of experience on a vessel that carries passengers.",
    "Two years of experience performing duties comparable to those of the class below, and a first-aid certificate.",
    "Ability to lift up to 50 pounds.",
)
_DAYS = ("07/01/1990", "--", "03/15/2004")


@st.composite
def serieses(draw: st.DrawFn) -> Series:
    """Return a series with two parts or more, each for some of its classes and perhaps for all."""
    title, titles = draw(st.sampled_from(_LADDERS))
    codes = draw(st.lists(st.integers(100, 9999), min_size=len(titles), max_size=len(titles), unique=True))
    parts = [("Definition of Levels", _WORK), ("Minimum Qualifications", _ASKED), ("Abilities", _ASKED)]
    return Series(
        title=title,
        codes=tuple((f"K{at}0", f"{code}", name) for at, (code, name) in enumerate(zip(codes, titles, strict=True))),
        parts=tuple((heading, draw(_classes(titles, texts))) for heading, texts in parts[: draw(st.integers(2, 3))]),
        history=tuple((name, draw(st.sampled_from(_DAYS[::2])), draw(st.sampled_from(_DAYS))) for name in titles),
    )


@st.composite
def _classes(draw: st.DrawFn, titles: tuple[str, ...], texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    named = [*titles, *(f"{one} and {other}" for one, other in pairwise(titles)), "All Levels", "Both Classes"]
    chosen = draw(st.lists(st.sampled_from(named), min_size=1, max_size=3, unique=True))
    return tuple((one, draw(st.sampled_from(texts))) for one in chosen)
