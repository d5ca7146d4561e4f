"""Each sketch of a spec as text, as a web page, as a Word file and as a PDF."""

import textwrap
from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO

from docx import Document as new_document
from docx.document import Document
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from tests.ingest.paper import Spec as Paper
from tests.ingest.raw_docx import NAMES, box
from tests.ingest.sketches import Part, Sketch

_WIDTH = 94


def as_text(sketch: Sketch) -> bytes:
    """Return a text file with lines of much the same length."""
    lines = [sketch.agency, "", sketch.title.upper(), ""]
    if sketch.layout == "table":
        lines += ["\t".join(cells) for cells in zip(*sketch.labels, strict=True)]
    else:
        lines += ["\t".join(line) for line in sketch.lines()]
    for part in sketch.parts:
        if part.run_in:
            lines += ["", *textwrap.wrap(f"{part.heading}: {part.paragraphs[0]}", _WIDTH)]
            continue
        lines += ["", sketch.heading(part), ""]
        for paragraph in part.paragraphs:
            lines += [*textwrap.wrap(paragraph, _WIDTH), ""]
        lines += ["\t".join(row) for row in part.rows]
        for number, item in enumerate(part.items, 1):
            lines += textwrap.wrap(item, _WIDTH, initial_indent=_marker(part, number), subsequent_indent="   ")
        for item in part.inner:
            lines += textwrap.wrap(item, _WIDTH, initial_indent="   - ", subsequent_indent="     ")
    return "\n".join([*lines, ""]).encode()


def as_html(sketch: Sketch) -> bytes:
    """Return a page with headings, lists and a table."""
    body = [f"<p>{sketch.agency}</p><h1>{sketch.title.upper()}</h1>"]
    if sketch.layout == "table":
        body.append(_table(zip(*sketch.labels, strict=True)))
    elif sketch.layout == "pairs":
        body.append(_table(sketch.lines()))
    else:
        body += [f"<p><b>{label}:</b> {value}</p>" for label, value in sketch.labels]
    for part in sketch.parts:
        if part.run_in:
            body.append(f"<p><b>{part.heading}:</b> {escape(part.paragraphs[0])}</p>")
            continue
        tag = "ol" if part.numbered else "ul"
        body.append(f"<h2>{sketch.heading(part)}</h2>" if sketch.capitals else f"<p><b>{part.heading}</b></p>")
        body += [f"<p>{escape(paragraph)}</p>" for paragraph in part.paragraphs]
        body += [_table(part.rows)] if part.rows else []
        body += [f"<{tag}>{_listed(part)}</{tag}>"] if part.items else []
    return (
        f"<!doctype html><html><head><title>{sketch.title}</title></head><body>{''.join(body)}</body></html>".encode()
    )


def as_docx(sketch: Sketch) -> bytes:
    """Return a Word file with the styles of Word's own template."""
    spec, content = new_document(), BytesIO()
    if sketch.revised:
        _boxed(spec, sketch.agency)
    else:
        spec.add_paragraph(sketch.agency)
    spec.add_heading(sketch.title.upper(), 0)
    if sketch.layout == "table":
        _filled(spec, list(zip(*sketch.labels, strict=True)))
    elif sketch.layout == "pairs":
        _filled(spec, sketch.lines())
    else:
        for label, value in sketch.labels:
            _bold(spec, f"{label}:", f" {value}")
    for part in sketch.parts:
        _part(spec, sketch, part)
    spec.save(content)
    return content.getvalue()


def _part(spec: Document, sketch: Sketch, part: Part) -> None:
    if part.run_in:
        _bold(spec, f"{part.heading}:", f" {part.paragraphs[0]}")
        return
    if sketch.capitals:
        spec.add_heading(sketch.heading(part), 1)
    else:
        _bold(spec, part.heading)
    for paragraph in part.paragraphs:
        _revised(spec.add_paragraph(paragraph), sketch.revised)
    if part.rows:
        _filled(spec, part.rows)
    for item in part.items:
        _revised(spec.add_paragraph(item, "List Number" if part.numbered else "List Bullet"), sketch.revised)
    for item in part.inner:
        spec.add_paragraph(item, "List Bullet 2")


def as_pdf(sketch: Sketch) -> bytes:
    """Return pages with a footer that counts them."""
    paper = Paper(sketch.title.upper(), "Page #")
    paper.row((72, sketch.agency))
    paper.gap()
    paper.row((72, sketch.title.upper()), bold=True, size=14)
    paper.gap()
    rows = zip(*sketch.labels, strict=True) if sketch.layout == "table" else sketch.lines()
    for row in rows:
        paper.row(*((72 + (240 if sketch.layout == "pairs" else 150) * at, cell) for at, cell in enumerate(row)))
    for part in sketch.parts:
        if part.run_in:
            paper.gap()
            paper.paragraph(f"{part.heading}: {part.paragraphs[0]}")
            continue
        paper.heading(sketch.heading(part))
        for paragraph in part.paragraphs:
            paper.paragraph(paragraph)
        for row in part.rows:
            paper.row(*((72 + 200 * at, cell) for at, cell in enumerate(row)))
        paper.items(*part.items, markers=[_marker(part, n).strip() for n in range(1, len(part.items) + 1)])
        for item in part.inner:
            paper.paragraph(item, marker="-", indent=54)
    return paper.content()


#: A writer for each extension.
WRITERS = {".txt": as_text, ".html": as_html, ".docx": as_docx, ".pdf": as_pdf}


def _marker(part: Part, number: int) -> str:
    return f"{number}. " if part.numbered else "• "


def _filled(spec: Document, rows: Sequence[Sequence[str]]) -> None:
    table = spec.add_table(len(rows), max(map(len, rows)))
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            table.cell(at, place).text = cell


def _revised(paragraph: Paragraph, revised: bool) -> None:
    """Have the words of `paragraph` put in by one revision, in place of others that are struck."""
    if not revised:
        return
    author = 'w:id="1" w:author="HR"'
    struck = f"<w:del {author}><w:r><w:delText>Does nothing at all. </w:delText></w:r></w:del>"
    put_in = parse_xml(f"<w:ins {NAMES} {author}/>")
    put_in.extend(paragraph._p.r_lst)
    paragraph._p.extend([parse_xml(struck.replace("<w:del ", f"<w:del {NAMES} ", 1)), put_in])


def _boxed(spec: Document, words: str) -> None:
    """Add a paragraph with nothing but a text box with `words` in it."""
    shape = box(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
    spec.add_paragraph()._p.append(parse_xml(shape.replace("<w:r>", f"<w:r {NAMES}>", 1)))


def _bold(spec: Document, words: str, rest: str = "") -> None:
    paragraph = spec.add_paragraph()
    paragraph.add_run(words).bold = True
    paragraph.add_run(rest)


def _table(rows: Iterable[Sequence[str]]) -> str:
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _listed(part: Part) -> str:
    inner = f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in part.inner)}</ul>" if part.inner else ""
    last = len(part.items) - 1
    return "".join(f"<li>{escape(item)}{inner if at == last else ''}</li>" for at, item in enumerate(part.items))
