"""A port's ladder of ferry clerks, its pay tables, and what has become of some of its classes; all invented."""

from collections.abc import Mapping
from pathlib import Path

from assistant.opening import open_index
from assistant.settings import Settings
from ingest.classtable.importing import TableTask, perform
from ingest.pipeline import ingest
from vectorstore.vocabulary import load

AGENCY = "Port of Tideport"


def document(title: str, code: str, level: str = "", asks: str = "Good eyesight.", more: str = "") -> str:
    """Return a spec as the port writes it."""
    return f"""\
# {title}

Class Code: {code}
{more}
## Definition
Looks after what passes the {title.lower()}'s gate on the quay.

## Distinguishing Characteristics
{level or "Nothing sets this class apart."}

## Minimum Qualifications
{asks}
"""


def years(count: str, of: str = "selling passages on ferries") -> str:
    """Return what asks for experience."""
    return f"{count} years of experience {of}."


FILES: Mapping[str, str] = {
    "F101.md": document("Ferry Clerk I", "F101", "This is the entry level of the series.", years("Two")),
    "F102.md": document(
        "Ferry Clerk II", "F102", "This class is the first supervisory level of its series.", years("Four")
    ),
    "F103.md": document("Ferry Clerk III", "F103", asks="One year as a Ferry Clerk II."),
    "G201.md": document("Pier Guard", "G201", more="Formerly: Quay Guard\n"),
    "G202.md": document("Senior Pier Guard", "G202", asks="One year as a Pier Guard."),
    "H301.md": document("Toll Warden", "H301"),
    "K401.md": "# Lamp Keeper\n\nClass Code: K401\n\nThis class was abolished on June 30, 2011.\n",
}

_HEAD = "Class Code,Title,Low,High\n"
_BOTH = (
    "F101,FERRY CLERK I,3000,3600\nF102,FERRY CLERK II,3300,3900\n"
    "G201,PIER GUARD,2900,3300\nG202,SENIOR PIER GUARD,3100,3500\n"
)
TABLES: Mapping[str, str] = {
    "2018-07-01": f"{_HEAD}{_BOTH}F103,FERRY CLERK III,3700,4200\nH301,TOLL WARDEN,2500,2800\n",
    "2020-07-01": f"{_HEAD}{_BOTH}F103,FERRY AND TOLL OFFICER,3200,3900\n",
}


def made(folder: Path) -> Settings:
    """Make an index of the port's documents and tables below `folder`, and return its settings."""
    documents, settings = folder / "documents", Settings(data_dir=folder / "data")
    documents.mkdir()
    for name, text in FILES.items():
        (documents / name).write_text(text, "utf-8")
    with open_index(settings) as index:
        assert not ingest([documents], index, load(), agency=AGENCY).refused
        for date, text in TABLES.items():
            table = folder / f"pay {date}.csv"
            table.write_text(text, "utf-8")
            assert not perform(TableTask(str(table), AGENCY, date, "month"), index, load()).refused
    return settings
