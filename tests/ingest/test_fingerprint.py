"""The fingerprint of the parser covers every module that reads, so that none is forgotten."""

from importlib.resources import files
from pathlib import Path

import ingest
from ingest.fingerprint import _modules, parsing_fingerprint
from tests.ingest.parsing import words


def test_every_module_of_every_package_is_in_it() -> None:
    root = Path(ingest.__file__).parent
    reading = [path.relative_to(root).parts for path in root.rglob("*.py")]
    # What only shows documents changes nothing of what is read.
    expected = {".".join(["ingest", *parts]) for parts in reading if parts[0] != "show"}
    assert {name for name, _ in _modules(files("ingest"), "ingest")} == expected
    assert {"ingest.lines.py", "ingest.readers.lines.py", "ingest.readers.docx.story.py"} <= expected


def test_it_is_the_same_from_one_call_to_the_next() -> None:
    assert parsing_fingerprint(words()) == parsing_fingerprint(words())
