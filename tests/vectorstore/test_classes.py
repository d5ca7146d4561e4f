"""Documents of one class join it, and what contradicts is reported and never merged."""

from dataclasses import replace

from tests.vectorstore.documents import AGENCY, parsed, series, source
from vectorstore.index import Index
from vectorstore.spec import Source, Viewer

ANYBODY = Viewer()


def class_of(index: Index, path: str) -> str:
    source_id = source(path).source_id
    return next(entry.class_id for entry in index.catalog.entries(ANYBODY) if entry.source_id == source_id)


def put(index: Index, path: str, title: str, code: str, revision: str = "", agency: str = AGENCY) -> str:
    document = parsed(title, code, (f"Works as of {path}.",), revision=revision, agency=agency)
    index.put(source(path), document, parsing="p1")
    return class_of(index, path)


def test_revisions_of_a_class_join_it(index: Index) -> None:
    old = put(index, "2015", "Senior Ferry Pilot", "F1")
    new = put(index, "2019", "Ferry Pilot, Sr.", "F-1")
    assert old == new
    assert index.catalog.titles(ANYBODY) == {old: ("Ferry Pilot, Sr.", "Senior Ferry Pilot")}
    assert index.catalog.conflicts(ANYBODY) == ()


def test_a_class_without_a_code_learns_it(index: Index) -> None:
    first = put(index, "2011", "Ferry Pilot", "")
    assert put(index, "2015", "Ferry Pilot", "F1") == first
    assert put(index, "2019", "Ferry Pilots", "F1") == first
    assert put(index, "2020", "Ferry Pilot", "F2") != first


def test_a_code_with_two_titles_is_a_conflict_and_no_merge(index: Index) -> None:
    pilot = put(index, "a", "Ferry Pilot", "F1")
    clerk = put(index, "b", "Archive Clerk", "F1")
    assert pilot != clerk
    (conflict,) = index.catalog.conflicts(ANYBODY)
    assert (conflict.kind, conflict.title, conflict.other_title) == ("code", "Archive Clerk", "Ferry Pilot")
    assert (conflict.source, conflict.other) == (source("b"), source("a"))


def test_a_title_with_two_codes_too(index: Index) -> None:
    assert put(index, "a", "Ferry Pilot", "F1") != put(index, "b", "Ferry Pilot", "F2")
    (conflict,) = index.catalog.conflicts(ANYBODY)
    assert (conflict.kind, conflict.class_code, conflict.other_class_code) == ("title", "F2", "F1")


def test_a_conflict_goes_with_what_caused_it(index: Index) -> None:
    put(index, "a", "Ferry Pilot", "F1")
    put(index, "b", "Archive Clerk", "F1")
    put(index, "b", "Archive Clerk", "A1")
    assert index.catalog.conflicts(ANYBODY) == ()
    put(index, "b", "Archive Clerk", "F1")
    assert len(index.catalog.conflicts(ANYBODY)) == 1
    index.remove(source("a").source_id)
    assert index.catalog.conflicts(ANYBODY) == ()


def test_one_document_in_two_places_is_reported(index: Index) -> None:
    document = parsed("Ferry Pilot", "F1", ("Steers.",))
    for path in ("a", "b"):
        index.put(source(path), document, parsing="p1")
    assert class_of(index, "a") == class_of(index, "b")
    (conflict,) = index.catalog.conflicts(ANYBODY)
    assert (conflict.kind, conflict.source.path, conflict.other.path) == ("copy", "b", "a")


def test_equal_classes_of_two_agencies_are_two(index: Index) -> None:
    assert put(index, "a", "Ferry Pilot", "F1") != put(index, "b", "Ferry Pilot", "F1", agency="Elsewhere")
    assert index.catalog.conflicts(ANYBODY) == ()


def test_without_agency_and_code_equal_titles_prove_nothing(index: Index) -> None:
    documents = [parsed("Ferry Pilot", "", (f"Steers {n}.",), agency="") for n in range(2)]
    for path, document in zip("ab", documents, strict=True):
        index.put(Source(path, path), document, parsing="p1")
    assert len({entry.class_id for entry in index.catalog.entries(ANYBODY)}) == 2


def test_a_class_keeps_its_id_when_its_document_is_read_anew_renamed_or_given_back(index: Index) -> None:
    first = put(index, "a", "Ferry Pilot", "F1")
    assert put(index, "a", "Ferry Pilot", "F1") == first
    assert put(index, "a", "Boat Captain", "F1") == first
    assert index.catalog.titles(ANYBODY) == {first: ("Boat Captain", "Ferry Pilot")}
    index.remove(source("a").source_id)
    assert index.catalog.titles(ANYBODY) == {}
    assert put(index, "moved", "Ferry Pilot", "F1") == first


def test_a_title_that_was_misread_is_no_old_title(index: Index) -> None:
    document = parsed("Ferry Pilot", "F1", ("Steers.",))
    misread = replace(document, specs=(replace(document.specs[0], title="Page 1 of 2"),))
    for version in (misread, document):
        index.put(source("a"), version, parsing="p1")
    assert list(index.catalog.titles(ANYBODY).values()) == [("Ferry Pilot",)]


def test_an_old_title_outlives_the_reading_of_the_new_document_anew(index: Index) -> None:
    first = put(index, "a", "Ferry Pilot", "F1")
    for _ in range(2):
        put(index, "a", "Boat Captain", "F1")
        assert index.catalog.titles(ANYBODY) == {first: ("Boat Captain", "Ferry Pilot")}


def test_the_agency_of_a_class_s_only_document_takes_the_class_along(index: Index) -> None:
    first = put(index, "a", "Ferry Pilot", "F1", agency="")
    assert put(index, "a", "Ferry Pilot", "F1", agency="Elsewhere") == first
    assert put(index, "b", "Ferry Pilot", "F1", agency="Elsewhere") == first
    assert put(index, "a", "Ferry Pilot", "F1", agency="Nowhere") != first


def test_levels_of_a_series_are_classes_of_their_own(index: Index) -> None:
    levels = {"Clerk I": ("C1", ("Files.",)), "Clerk II": ("C1", ("Checks.",)), "Clerk III": ("C3", ())}
    index.put(source("clerks"), series(("Helps.",), levels), parsing="p1")
    entries = index.catalog.entries(ANYBODY)
    assert len({entry.class_id for entry in entries}) == len({entry.spec_id for entry in entries}) == 3
    assert [conflict.kind for conflict in index.catalog.conflicts(ANYBODY)] == ["code"]
    before = {entry.spec.title: entry.class_id for entry in entries}
    index.put(source("clerks"), series(("Helps you.",), levels), parsing="p1")
    assert {entry.spec.title: entry.class_id for entry in index.catalog.entries(ANYBODY)} == before


def test_of_documents_of_one_date_the_one_of_fewer_classes_answers_and_else_the_first_by_path(index: Index) -> None:
    levels = {"Bee Keeper": ("B200", ("Tends hives.",)), "Bee Warden": ("B300", ("Counts hives.",))}
    index.put(source("a/series"), series((), levels), parsing="p")
    for path in ("c/keeper", "b/keeper"):
        index.put(source(path), parsed("Bee Keeper", "B200", (f"Tends hives, as {path} says.",)), parsing="p")
    roster = index.catalog.roster().view(Viewer())
    (keeper,) = [e for e in roster.entries if e.spec.class_code == "B200" and e.spec_id in roster.current]
    assert keeper.source_path == "b/keeper"
