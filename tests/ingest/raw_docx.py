"""A tiny writer of Word files from raw XML, for what no library writes: tracked changes, text boxes, fields, bombs."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes"}


def root(name: str, inner: str) -> str:
    """Return a part whose root element is `name`."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {NAMES}>{inner}</w:{name}>'


def word(body: str, **parts: str) -> bytes:
    """Return a Word file with `body` and `parts` such as `styles`, `numbering`, `footnotes`, `settings`, `header1`.

    A part's relationship has the part's name as its id.
    """
    files = {"word/document.xml": root("document", f"<w:body>{body}</w:body>")}
    relations = []
    for name, inner in parts.items():
        kind = name.rstrip("0123456789")
        files[f"word/{name}.xml"] = root(_ROOTS.get(kind, kind), inner)
        relations.append(f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>')
    files["word/_rels/document.xml.rels"] = _relationships(relations)
    return packed(files)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Return the container of a Word file with `files`, and what leads to its document."""
    main = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as container:
        for name, file in {"_rels/.rels": _relationships([main]), **files}.items():
            container.writestr(name, file)
    return content.getvalue()


def run(text: str, properties: str = "") -> str:
    """Return a run of `text`; `properties` are XML, such as `<w:b/>`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    """Return a paragraph of `runs`, which are XML or else plain text."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def item(text: str, level: int = 0, number: int = 1) -> str:
    """Return a paragraph that the list `number` counts at `level`."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def styled(text: str, style: str) -> str:
    """Return a paragraph in a style."""
    return p(text, properties=f'<w:pStyle w:val="{style}"/>')


def style(name: str, properties: str = "", *, kind: str = "paragraph", based_on: str = "", run: str = "") -> str:
    """Return a style whose id is its name without spaces."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def level(at: int, form: str, text: str, more: str = "") -> str:
    """Return a level of a list: its number format, and what it shows."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}'
        f'<w:pPr><w:ind w:left="{720 * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def numbering(*lists: str, instances: str = "") -> str:
    """Return the part of `lists`, the levels of each; list 1 is the first; `instances` are further ones."""
    abstract = (f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>' for at, levels in enumerate(lists))
    first = (f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(len(lists)))
    return "".join([*abstract, *first, instances])


def table(*rows: Iterable[str]) -> str:
    """Return a table of rows of cells, whose content is XML or else plain text."""
    lines = ("".join(map(cell, row)) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    """Return a cell, unless `content` is one."""
    if content.startswith("<w:tc>"):
        return content
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def field(instruction: str, result: str) -> str:
    """Return the runs of a field with its result."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{marks[1]}{run(result)}{marks[2]}"


def box(content: str) -> str:
    """Return a run with a text box as Word writes it: a drawing, and its twin for older programs."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def section(*references: str, title_page: bool = False) -> str:
    """Return the properties of a section; `references` are such as `header1:first`."""
    inner = ""
    for reference in references:
        part, pages = reference.split(":")
        inner += f'<w:{part.rstrip("0123456789")}Reference w:type="{pages}" r:id="{part}"/>'
    return f"<w:sectPr>{inner}{'<w:titlePg/>' if title_page else ''}</w:sectPr>"


def _relationships(relations: Iterable[str]) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(relations)}</Relationships>'
