"""Generated specs, to be written in every format; see `sketch_writers`."""

from dataclasses import dataclass
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


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

    rows: tuple[tuple[str, ...], ...] = ()
    """A table below the paragraphs, its first row the heads of its columns."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a spec says, whatever it is written in."""

    agency: str
    title: str
    labels: tuple[tuple[str, str], ...]
    layout: str
    """How the labels stand: each with its value on a `line`, in `pairs` beside each other, or in a `table` above it."""

    parts: tuple[Part, ...]

    capitals: bool = True
    """Headings are in capitals; else what sets them off is their type, or blank lines in plain text."""

    revised: bool = False
    """The Word file has tracked changes, and its agency in a text box."""

    def lines(self) -> list[list[str]]:
        """Return the labels with their values, as many on each line as the layout has."""
        said = [f"{label}: {value}" for label, value in self.labels]
        across = 2 if self.layout == "pairs" else 1
        return [said[at : at + across] for at in range(0, len(said), across)]

    def heading(self, part: Part) -> str:
        """Return the heading of a part as printed."""
        return part.heading.upper() if self.capitals else part.heading


_DUTIES = (
    "Reads water meters on a route of about 300 customers and reports leaks.",
    "Prepares and posts notices; answers questions at the counter.",
    "Inspects lift stations each morning, cleans the screens, and records the run times of both pumps in the log.",
    "Trains new clerks in the county's system of vouchers, and checks their entries until they are reliable.",
    "Answers calls about outages after hours; writes down where, since when and for whom the water is off.",
    "Reviews the plans of others for work near mains, marks where they cross, and returns them within ten days.",
    "Keeps the tools of the shop in order and counts them at the end of each month with another clerk of the division.",
    "Drafts letters to customers whose meters cannot be reached, and visits those who do not answer a second letter.",
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
    "Hazards": ((), ()),
}

# Headings that a table may stand below.
_TABLED = frozenset({"Physical Demands"})
_HEADS = ("Demand", "Frequency")
_ROWS = (("Standing", "Often"), ("Lifting up to 50 pounds", "Seldom"), ("Climbing ladders", "Often"))

_RUN_IN = frozenset({"License", "Experience", "Physical Demands"})

_LABELS = {
    "Class Code": ("M2041", "1234", "W-310"),
    "Salary Grade": ("41", "12"),
    "FLSA Status": ("Exempt", "Non-exempt"),
    "Last Revised": ("11/2012", "March 4, 2019"),
    "Annual Salary": ("$51,240 to $63,900", "$48,000"),
}


def full(number: int) -> Sketch:
    """Return a spec with every section, as many different ones as there are numbers."""
    return Sketch(
        agency="Marlow County",
        title=f"Pump Station Operator {number}",
        labels=(("Class Code", f"P{number:04}"), ("Salary Grade", "41"), ("FLSA Status", "Exempt")),
        layout=("line", "pairs", "table")[number % 3],
        parts=tuple(Part(heading, said, listed, numbered=True) for heading, (said, listed) in _PARTS.items()),
    )


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """Return a spec with some of the sections that specs have, in their order."""
    labels = draw(st.lists(st.sampled_from(sorted(_LABELS)), min_size=2, max_size=4, unique=True))
    capitals = draw(st.booleans())
    chosen = draw(st.sets(st.sampled_from(sorted(_PARTS)), min_size=2, max_size=8))
    first, *rest = (heading for heading in _PARTS if heading in chosen)
    return Sketch(
        agency=draw(st.sampled_from(["Marlow County", "Tern Harbor Port District"])),
        title=draw(st.sampled_from(["Meter Reader", "Accounting Clerk", "Pump Station Operator II"])),
        labels=tuple((label, draw(st.sampled_from(_LABELS[label]))) for label in labels),
        layout=draw(st.sampled_from(["line", "pairs", "table"])),
        parts=(draw(_parts(first, False)), *(draw(_parts(heading, capitals)) for heading in rest)),
        capitals=capitals,
        revised=draw(st.booleans()),
    )


@st.composite
def _parts(draw: st.DrawFn, heading: str, may_be_run_in: bool) -> Part:
    said, listed = _PARTS[heading]
    if may_be_run_in and heading in _RUN_IN and draw(st.booleans()):
        return Part(heading, draw(_some(said))[:1], (), False, run_in=True)
    if not said and not listed:
        return Part(heading, (), (), False)
    if heading in _TABLED and draw(st.booleans()):
        return Part(heading, draw(_some(said))[:1], (), False, rows=(_HEADS, *draw(_some(_ROWS))))
    items = draw(_some(listed)) if listed else ()
    numbered = draw(st.booleans())
    return Part(
        heading=heading,
        paragraphs=draw(_some(said)) if said and not (items and draw(st.booleans())) else (),
        items=items,
        numbered=numbered,
        inner=draw(_some(_KNOWING)) if items and numbered and draw(st.booleans()) else (),
    )


def _some(texts: tuple[T, ...]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(st.sampled_from(texts), min_size=1, max_size=len(texts), unique=True).map(tuple)
