"""What a report says of the documents that were read: what was not recognized, and all of it as plain data."""

import json

from ingest.report import FileReport, Outcome, Report, Unrecognized, read_report
from tests.ingest.parsing import parsed

WHOLE = """PARK RANGER

Class Code: R100
Revised: March 2019

DEFINITION

Looks after the trails of the district.
"""


def report(text: str, name: str = "spec.txt") -> FileReport:
    return read_report(f"/specs/{name}", Outcome.ADDED, parsed(text, name))


def test_a_whole_spec_lacks_nothing() -> None:
    read = report(WHOLE)
    assert (read.specs, read.unrecognized, read.unknown_headings) == (("R100 PARK RANGER",), (), ())
    assert read.warnings == ()


def test_what_a_class_lacks_is_named() -> None:
    bare = WHOLE.replace("Class Code: R100\nRevised: March 2019\n", "").replace("DEFINITION", "LICENSE")
    assert report(bare).unrecognized == (Unrecognized("PARK RANGER", ("class code", "duties or definition", "date")),)


def test_headings_that_are_not_known_are_listed_once_each() -> None:
    more = "\nCAFETERIA PRIVILEGES\n\nEats free.\n\nMOON PHASES\n\nNew and full.\n"
    assert report(WHOLE + more).unknown_headings == ("CAFETERIA PRIVILEGES", "MOON PHASES")


def test_a_document_without_headings_is_named_after_its_file() -> None:
    read = report("the ranger walks the trails and mends the fences.\n", "Night Ranger.txt")
    assert read.unrecognized == (Unrecognized("Night Ranger", ("class code", "title", "duties or definition", "date")),)
    assert read.warnings == ("No heading was recognized.",)


def test_an_abolished_class_need_not_tell_its_duties() -> None:
    stub = "PARK RANGER\n\nClass Code: R100\n\nThis class was abolished on June 30, 2011.\n"
    assert [what for one in report(stub).unrecognized for what in one.missing if "duties" in what] == []


def test_a_report_is_plain_data() -> None:
    data = Report((report(WHOLE.replace("R100", "")),), 1.5, gone=("/specs/x.txt",)).as_dict()
    assert json.loads(json.dumps(data))["files"][0]["unrecognized"] == [
        {"spec": "PARK RANGER", "missing": ["class code"]}
    ]
    assert set(data) == {
        "files", "seconds", "dry_run", "gone", "conflicts", "overrides", "cancelled", "outcomes", "totals",
    }  # fmt: skip
