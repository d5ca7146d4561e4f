"""The example series that is shipped as a Word file: its classes are lines of titles and codes, not a table.

`python -m tests.ingest.make_docx_series` writes it again; a test holds it to what this file says.
"""

from docx import Document as new_document

from tests.ingest.make_docx import EXAMPLES, _bold, _bullets, _fixed

NAME = "dredge-crew-series.docx"


def content() -> bytes:
    """Return a port's series: a block of headings for what all classes share, one heading for each class within."""
    spec = new_document()
    spec.add_paragraph("Tern Harbor Port District")
    spec.add_paragraph("Dredge Crew Series", "Title")
    for line in ("Dredge Deckhand (Class Code: 3811)", "Dredge Leverhand (Class Code: 3812)"):
        spec.add_paragraph(line)
    spec.add_paragraph("Dredge Captain (Class Code: 3815)")
    spec.add_paragraph("Adopted: 03/08/2016")
    spec.add_heading("Series Description", 1)
    spec.add_paragraph(
        "The crew of the suction dredge Patience keeps the channels and the basins of the port at their charted depth."
        " Shifts are twelve hours, one week on and one week off."
    )
    spec.add_heading("Examples of Duties", 1)
    _bold(spec.add_paragraph(), "All Classes")
    spec.add_paragraph("Stands watch, takes part in drills, and keeps the decks free of what could trip a person.")
    _bold(spec.add_paragraph(), "Dredge Deckhand")
    _bullets(
        spec,
        "Handles anchors and swing wires; connects and drains the floating pipeline.",
        "Greases the cutter ladder and clears stones, cable and timber from the cutter.",
    )
    _bold(spec.add_paragraph(), "Dredge Leverhand")
    _bullets(
        spec,
        "Works the levers of cutter, ladder and swing winches so that the cut is even and the pump does not choke.",
        "Logs vacuum, discharge pressure and the advance of each set.",
    )
    _bold(spec.add_paragraph(), "Dredge Captain")
    _bullets(
        spec,
        "Commands the dredge, plans the cuts from the latest sounding, and answers for the crew's safety.",
        "Agrees with the Vessel Traffic Dispatcher when the channel is closed.",
    )
    spec.add_heading("Minimum Qualifications", 1)
    _bold(spec.add_paragraph(), "Dredge Deckhand")
    spec.add_paragraph("Six months of paid work on deck.")
    _bold(spec.add_paragraph(), "Dredge Leverhand and Dredge Captain")
    spec.add_paragraph("Two years of experience on a cutter suction dredge.")
    _bold(spec.add_paragraph(), "Dredge Captain")
    spec.add_paragraph("A master's license for vessels of 100 tons or more is required.")
    spec.add_heading("Physical Demands", 1)
    spec.add_paragraph("Every class lifts up to 75 pounds and works in wind, rain and noise.")
    return _fixed(spec, "Dredge Crew Series")


def main() -> None:
    """Write the example."""
    (EXAMPLES / NAME).write_bytes(content())


if __name__ == "__main__":
    main()
