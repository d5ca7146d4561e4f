"""The example specs that are shipped as Word files.

`python -m tests.ingest.make_docx` writes them again; a test holds them to what
this file says. They have what real ones have: a header of the first page and
another for the rest, page numbers, counted lists, tables, a text box, a
tracked change, a comment.
"""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document as new_document
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import _Footer, _Header
from docx.text.paragraph import Paragraph

EXAMPLES = Path(__file__).parents[2] / "ingest" / "examples"

_EDITOR = 'w:author="R. Ortega" w:date="2021-08-02T09:00:00Z"'


def election_services_coordinator() -> bytes:
    """Return a county's spec: the code in the header of the first page, headings and lists in Word's own styles."""
    spec = new_document()
    spec.styles["Heading 1"].font.all_caps = True
    section = spec.sections[0]
    section.different_first_page_header_footer = True
    _line(section.first_page_header, "MARLOW COUNTY CLASS SPECIFICATION\tClass Code: M2214")
    _line(section.header, "Election Services Coordinator\tM2214")
    for footer in (section.first_page_footer, section.footer):
        line = _line(footer, "Marlow County Human Resources\tPage ")
        _field(line, "PAGE", "1")
        line.add_run(" of ")
        _field(line, "NUMPAGES", "2")
    spec.add_paragraph("Election Services Coordinator", "Title")
    _table(
        spec,
        ("Service", "Unit", "Salary Range", "FLSA Status"),
        ("Classified", "Administrative", "27", "Exempt"),
    )
    spec.add_paragraph("Established: 05/2004")
    spec.add_paragraph("Last Revised: 08/2021")
    spec.add_heading("Definition", 1)
    spec.add_paragraph(
        "Under general direction, plans and runs one part of the county's elections, such as polling places, ballots by"
        " mail or candidate filing, from the calendar of the first notice to the signed canvass."
    )
    spec.add_heading("Distinguishing Characteristics", 1)
    spec.add_paragraph(
        "The Election Services Coordinator answers for a whole part of each election and directs the temporary staff"
        " hired for it. Election Clerks process registrations and envelopes under instructions that a coordinator"
        " writes. The Registrar of Voters appoints coordinators and answers to the board."
    )
    spec.add_heading("Examples of Duties", 1)
    _items(
        spec,
        "Surveys polling places for parking, light, power and ramps; signs agreements with their owners.",
        "Recruits poll workers and trains them to:",
        (
            "open and close a precinct,",
            "assist voters with disabilities, and",
            "reconcile the roster with the ballots cast.",
        ),
        "Proofreads sample ballots in each language that the law asks for and approves them for printing.",
        "Schedules the drivers who deliver voting equipment and bring sealed ballot boxes back on election night.",
        "Tests ballot scanners before the public and keeps the chain of custody of their memory cards.",
        "Checks nomination papers and campaign statements for completeness; tells candidates what is missing.",
        "Answers observers and reporters at the counting center without disclosing results before the polls close.",
    )
    spec.add_heading("Desirable Qualifications", 1)
    _bold(spec.add_paragraph(), "Knowledge of:")
    _bullets(
        spec,
        "The state's elections code and the county's own calendar of deadlines.",
        "Ways to train people who work one day a year.",
        "Geographic files of precincts and districts.",
    )
    _bold(spec.add_paragraph(), "Ability to:")
    _bullets(
        spec,
        "Stay exact under a deadline that no one can move.",
        "Stay civil with people who are angry and sure of themselves.",
    )
    _bold(spec.add_paragraph(), "Training and Experience:")
    training = spec.add_paragraph("Graduation from college with any major, and ")
    _changed(training, "two", "three")
    training.add_run(" years of full")
    training._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:noBreakHyphen/><w:t>time</w:t></w:r>"))
    training.add_run(" work in elections, logistics or volunteer programs; one year of it as a lead.")
    comment = spec.add_comment(training.runs[0], "Raised by the board, item 14.", "R. Ortega", "RO")
    comment._comment_elm.set(qn("w:date"), "2021-08-02T09:00:00Z")
    spec.add_heading("License", 1)
    spec.add_paragraph("A valid driver's license is required at the time of appointment.")
    spec.add_heading("Working Conditions", 1)
    spec.add_paragraph(
        "Sixteen-hour days before and on an election; lifts voting equipment of up to 40 pounds. Political activity is"
        " restricted by county policy."
    )
    return _fixed(spec, "Election Services Coordinator")


def wharf_carpenter() -> bytes:
    """Return a port's spec: a box with the code, bold words that head their paragraph, a table of demands."""
    spec = new_document()
    _line(spec.sections[0].footer, "Tern Harbor Port District, Human Resources").alignment = 1
    agency = spec.add_paragraph()
    agency._p.append(parse_xml(_box("Job Code: 4157", "Hourly Pay: $34.20 to $41.85")))
    _bold(agency, "TERN HARBOR PORT DISTRICT")
    _bold(spec.add_paragraph(), "JOB DESCRIPTION")
    _bold(spec.add_paragraph(), "WHARF CARPENTER")
    for label, text in (
        ("FLSA Status", "Non Exempt"),
        ("Represented Status", "Harbor Crafts Council"),
        ("Approval Date", "February 11, 2022"),
    ):
        _bold(spec.add_paragraph(), f"{label}:", f" {text}")
    _bold(spec.add_paragraph(), "Purpose Statement:")
    spec.add_paragraph(
        "The Wharf Carpenter builds and repairs the timber of the district's wharves, piers and floating docks: fender"
        " piles, stringers, decking, bull rails and ladders."
    )
    _bold(spec.add_paragraph(), "Essential Functions")
    _bullets(
        spec,
        "Sounds piles and caps with a hammer and an increment borer for rot and marine borers, and marks what must go.",
        "Cuts, bores and bolts treated timbers from a work float; sets fender piles with a crane crew.",
        "Replaces decking and bull rails between ship calls and leaves no gap that a wheel or a heel could catch in.",
        "Builds concrete forms for curbs and light bases; sharpens and maintains hand and power tools.",
        "Rigs loads of up to two tons, signals the crane operator, and inspects slings before each lift.",
        "Keeps treated offcuts out of the water and records them for disposal.",
    )
    _bold(spec.add_paragraph(), "Job Requirements: Minimum Qualifications")
    _bold(
        spec.add_paragraph(),
        "Experience",
        " Completion of an apprenticeship as a carpenter, pile driver or shipwright,",
    )
    spec.paragraphs[-1].add_run(" or four years of heavy timber construction.")
    _bold(spec.add_paragraph(), "Education", " None Specified")
    _bold(
        spec.add_paragraph(),
        "Licenses",
        " A driver's license is required. A license to operate a work boat of up to 25 feet is preferred.",
    )
    _bold(spec.add_paragraph(), "Testing", " A swim test of 100 yards in clothing must be passed before appointment.")
    _bold(spec.add_paragraph(), "Physical Demands")
    _table(
        spec,
        ("Activity", "Share of the day"),
        ("Standing and walking on floats", "60%"),
        ("Kneeling and reaching below deck", "25%"),
        ("Lifting timbers of up to 80 pounds", "15%"),
    )
    _bold(spec.add_paragraph(), "Working Environment")
    spec.add_paragraph("Outdoors in all weather, over water, beside moving cranes; exposed to creosote and noise.")
    return _fixed(spec, "Wharf Carpenter")


#: The examples by name.
FILES = {
    "M2214 Election Services Coordinator.docx": election_services_coordinator,
    "wharf-carpenter.docx": wharf_carpenter,
}


def _line(margin: _Header | _Footer, text: str) -> Paragraph:
    line = margin.paragraphs[0]
    line.add_run(text)
    return line


def _bold(paragraph: Paragraph, words: str, rest: str = "") -> None:
    paragraph.add_run(words).bold = True
    paragraph.add_run(rest)


def _bullets(spec: Document, *texts: str) -> None:
    for text in texts:
        spec.add_paragraph(text, "List Bullet")


def _items(spec: Document, *texts: str | tuple[str, ...]) -> None:
    for text in texts:
        for inner in text if isinstance(text, tuple) else ():
            spec.add_paragraph(inner, "List Bullet 2")
        if isinstance(text, str):
            spec.add_paragraph(text, "List Number")


def _table(spec: Document, head: tuple[str, ...], *rows: tuple[str, ...]) -> None:
    table = spec.add_table(0, len(head), "Table Grid")
    for row in (head, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = row is head


def _field(paragraph: Paragraph, instruction: str, result: str) -> None:
    for kind, inner in (("begin", ""), ("", instruction), ("separate", ""), ("text", result), ("end", "")):
        if kind == "text":
            content = f"<w:t>{inner}</w:t>"
        else:
            content = f'<w:fldChar w:fldCharType="{kind}"/>' if kind else f"<w:instrText>{inner}</w:instrText>"
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{content}</w:r>"))


def _changed(paragraph: Paragraph, old: str, new: str) -> None:
    """Add a word that replaces another, both kept as a tracked change."""
    for xml in (
        f'<w:del {nsdecls("w")} w:id="1" {_EDITOR}><w:r><w:delText>{old}</w:delText></w:r></w:del>',
        f'<w:ins {nsdecls("w")} w:id="2" {_EDITOR}><w:r><w:t>{new}</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(parse_xml(xml))


def _box(*lines: str) -> str:
    """Return a run with a text box at the right margin, as Word 2010 and its forerunners read it."""
    spaces = {
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    inner = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        f"<w:r {nsdecls('w', 'wp', 'a')} {declared}>"
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV>'
        '<wp:extent cx="2160000" cy="540000"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Text Box 1"/>'
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData"
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2160000" cy="540000"/></a:xfrm><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        '<v:shape style="width:170pt;height:42pt"><v:textbox>'
        f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def _fixed(spec: Document, title: str) -> bytes:
    """Return the file of `spec`, the same one whenever it is made."""
    spec.core_properties.title = title
    spec.core_properties.author = "Human Resources"
    spec.core_properties.comments = ""
    # The template's picture of an empty page, and its styles for a version of Word that is gone.
    for relations in (spec.part.rels, spec.part.package.rels):
        for key in [
            key for key, one in relations.items() if one.reltype.endswith(("/thumbnail", "/stylesWithEffects"))
        ]:
            relations.pop(key)
    written, fixed = BytesIO(), BytesIO()
    spec.save(written)
    with ZipFile(written) as old, ZipFile(fixed, "w") as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), ZIP_DEFLATED)
    return fixed.getvalue()


def main() -> None:
    """Write the examples."""
    for name, make in FILES.items():
        (EXAMPLES / name).write_bytes(make())
        print(f"wrote {name}")


if __name__ == "__main__":
    main()
