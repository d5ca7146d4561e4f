"""The examples that are made from something else are what they are made from, and each class has its revisions."""

from collections import defaultdict

from ingest import archive
from ingest.place import Place
from tests.ingest import make_docx_series, make_zip
from tests.ingest.parsing import EXAMPLES, parsed_bytes, parsed_file
from tests.ingest.test_readers_docx import parts


def test_the_archive_holds_the_packed_files() -> None:
    path = EXAMPLES / make_zip.NAME
    assert path.read_bytes() == make_zip.content(), "run `python -m tests.ingest.make_zip`"
    packed = {place.name: archive.content(place) for place, _ in archive.members(str(path))}
    assert packed == {file.name: file.read_bytes() for file in make_zip.PACKED.iterdir()}


def test_the_series_in_word_is_what_its_maker_says() -> None:
    written = (EXAMPLES / make_docx_series.NAME).read_bytes()
    assert parts(written) == parts(make_docx_series.content()), "run `python -m tests.ingest.make_docx_series`"


def test_there_are_two_series_and_two_classes_of_several_revisions() -> None:
    documents = [parsed_file(path) for path in EXAMPLES.iterdir() if path.suffix != ".zip"]
    for place, _ in archive.members(str(EXAMPLES / make_zip.NAME)):
        documents.append(parsed_bytes(archive.content(Place.at(place.path)), place.name))
    assert len({spec.series for document in documents for spec in document.specs} - {""}) == 2
    dated: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for spec in document.specs:
            dated[spec.class_code].add(spec.revision)
    assert {code: dates for code, dates in dated.items() if code and len(dates) > 1} == {
        "4121": {"2015-06-05", "2018-03-16"},
        "M6203": {"2011-02-14", "2018-07-09"},
    }
