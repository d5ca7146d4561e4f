"""The catalog says everything it was given, and to each viewer only what they may see."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vectorstore.documents import AGENCY, CLASSES, parsed, source
from vectorstore.catalog import Catalog
from vectorstore.index import Index
from vectorstore.spec import (
    ClassSpec,
    Document,
    DocumentType,
    Fact,
    Modality,
    Number,
    ParsedDocument,
    Place,
    Section,
    Source,
    Span,
    Statement,
    Viewer,
    line_starts,
)
from vectorstore.writing import Entry

ANYBODY = Viewer()
INSIDER = Viewer(frozenset({"public", "hr"}))

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NUMBER = st.integers(0, 10_000)
SPAN = st.builds(Span, NUMBER, NUMBER, NUMBER, st.none() | NUMBER)
ORDINALS = st.lists(st.integers(0, 60), max_size=3).map(tuple)
NUMBERS = st.builds(Number, st.floats(allow_nan=False, allow_infinity=False), TEXT, SPAN)
MONEY = st.none() | st.floats(0, 1e9)


def numbered(values: list[Statement] | list[Section] | list[ClassSpec]) -> tuple[object, ...]:
    return tuple(replace(value, ordinal=at) for at, value in enumerate(values))


STATEMENTS = st.lists(
    st.builds(
        Statement, st.just(0), NUMBER, st.lists(SPAN, min_size=1, max_size=3).map(tuple), TEXT, TEXT, NUMBER,
        st.lists(TEXT, max_size=3).map(tuple), st.sampled_from(Modality), st.lists(NUMBERS, max_size=2).map(tuple),
        st.sampled_from(["", "and", "or"]), st.booleans(), ORDINALS,
    ),
    max_size=4,
)  # fmt: skip
SECTIONS = st.lists(
    st.builds(
        Section, st.just(0), st.none() | NUMBER, TEXT, TEXT, st.lists(TEXT, max_size=3).map(tuple), SPAN, SPAN, NUMBER,
        ORDINALS,
    ),
    max_size=3,
)  # fmt: skip
FACTS = st.lists(
    st.builds(Fact, TEXT, TEXT, TEXT, SPAN, SPAN, st.sampled_from(Modality), MONEY, MONEY, TEXT, TEXT, ORDINALS),
    max_size=3,
)
EDGE = st.floats(-1000, 1000)
PLACE = st.builds(Place, st.integers(0, 99), st.integers(0, 99), st.integers(1, 500), st.tuples(EDGE, EDGE, EDGE, EDGE))
SPECS = st.lists(
    st.builds(ClassSpec, st.just(0), TEXT, SPAN, TEXT, st.lists(TEXT, max_size=3).map(tuple), TEXT), max_size=3
)


@st.composite
def anything(draw: st.DrawFn) -> ParsedDocument:
    text = draw(TEXT)
    document = Document(
        draw(TEXT), "text/plain", text, line_starts(text), (), draw(st.lists(SPAN, max_size=2).map(tuple)),
        wrapped=draw(st.booleans()), places=draw(st.lists(PLACE, max_size=3).map(tuple)),
    )  # fmt: skip
    return ParsedDocument(
        document, draw(TEXT), draw(st.sampled_from(DocumentType)), numbered(draw(SPECS)), numbered(draw(SECTIONS)),  # type: ignore[arg-type]
        numbered(draw(STATEMENTS)), tuple(draw(FACTS)), (),  # type: ignore[arg-type]
    )  # fmt: skip


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(anything(), TEXT, TEXT)
def test_whatever_is_put_comes_back(index: Index, document: ParsedDocument, path: str, agency: str) -> None:
    origin = Source(path, path, agency)
    index.put(origin, document, parsing="p1")
    assert index.catalog.parsed(origin.source_id, ANYBODY) == document
    assert index.catalog.text(origin.source_id, ANYBODY) == document.document.text
    assert index.catalog.source(origin.source_id, ANYBODY) == origin
    listed = [entry for entry in index.catalog.entries(ANYBODY) if entry.source_id == origin.source_id]
    rows = index.catalog.roster().view(ANYBODY).by_table.get(origin.source_id)
    # A row of a class table is listed with no class.
    assert (rows is not None, not listed or rows is None) == (document.type is DocumentType.TABLE, True)
    mine = rows.entries if rows is not None else listed
    assert all(index.catalog.entry(entry.spec_id, ANYBODY) == entry for entry in mine)
    assert sorted(entry.spec.ordinal for entry in mine) == list(range(len(document.specs)))
    assert len({entry.spec_id for entry in mine}) == len(mine)


class TestReading:
    def test_entries_are_in_the_order_of_titles(self, library: Index) -> None:
        entries = library.catalog.entries(ANYBODY)
        assert [entry.spec.title for entry in entries] == sorted(CLASSES)
        assert all(library.catalog.entry(entry.spec_id, ANYBODY) == entry for entry in entries)
        first = entries[0]
        assert (first.agency, first.source_name, first.source_path) == (
            AGENCY, "Archive Clerk.txt", "specs/Archive Clerk.txt",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("", sorted(CLASSES)),
            ("keeper", ["Bee Keeper"]),
            ("KEEPERS bee", ["Bee Keeper"]),
            ("f1", ["Ferry Pilot"]),
            ("fer pil", ["Ferry Pilot"]),
            ("nowhere", sorted(CLASSES)),
            ("eeper", []),
            ("bee pilot", []),
            ("honey", []),
        ],
    )
    def test_words_find_titles_codes_and_agencies(self, library: Index, words: str, expected: list[str]) -> None:
        page, total = library.catalog.find(words, ANYBODY)
        assert [entry.spec.title for entry in page] == expected
        assert total == len(expected)

    def test_a_page_says_how_many_there_are(self, library: Index) -> None:
        page, total = library.catalog.find("", ANYBODY, limit=2, offset=1)
        assert [entry.spec.title for entry in page] == ["Bee Keeper", "Ferry Pilot"]
        assert total == 4
        assert library.catalog.find("", ANYBODY, offset=9) == ((), 4)

    def test_what_is_unknown_is_none(self, library: Index) -> None:
        assert library.catalog.entry("nothing", ANYBODY) is None
        assert library.catalog.parsed("nothing", ANYBODY) is None
        assert library.catalog.source("nothing", ANYBODY) is None
        assert library.catalog.text("nothing", ANYBODY) is None

    def test_what_no_vocabulary_knows_is_listed(self, stocked: Index) -> None:
        document = parsed("Lamp Lighter", "X1", ("Lights the lamps.",))
        label = replace(document.facts[0], facet="label:lamp allowance", label="Lamp Allowance")
        stocked.put(source("lamps"), replace(document, facts=(*document.facts, label)), parsing="p1")
        assert stocked.catalog.stated.own_labels(ANYBODY) == {"label:lamp allowance", "heading:notice"}
        assert stocked.catalog.stated.own_labels(Viewer(agency="Elsewhere")) == frozenset()

    def test_classes_described_in_passing_come_with_the_class_that_does(self, library: Index) -> None:
        found = library.catalog.stated.described(ANYBODY)
        assert sorted((entry.spec.title, told.title) for entry, told in found) == [
            (t, "Deckhand") for t in sorted(CLASSES)
        ]
        assert library.catalog.stated.described(Viewer(frozenset())) == ()

    def test_long_statements_are_listed_with_their_sources(self, library: Index) -> None:
        pilot = source("specs/Ferry Pilot.txt").source_id
        stated = library.catalog.stated
        assert stated.statement_texts(ANYBODY, 39) == ((pilot, "Checks the engine before each crossing."),)
        assert len(stated.statement_texts(ANYBODY, 1)) == 16
        assert stated.statement_texts(ANYBODY, 40) == ()
        assert stated.statement_texts(Viewer(frozenset()), 1) == ()

    def test_another_catalog_of_the_same_database_sees_each_change(self, stocked: Index) -> None:
        other = Catalog(stocked._database)
        assert len(other.entries(ANYBODY)) == 4
        stocked.remove(source("specs/Bee Keeper.txt").source_id)
        stocked.put(source("new"), parsed("Lamp Lighter", "X1"), parsing="p1")
        assert [entry.spec.title for entry in other.entries(ANYBODY)] == [
            "Archive Clerk", "Ferry Pilot", "Lamp Lighter", "Lift Mechanic",
        ]  # fmt: skip


class TestViewers:
    @pytest.fixture
    def secret(self, stocked: Index) -> Source:
        """A source for HR alone, of another agency, that resembles the public ones."""
        origin = source("secret/Bee Keeper.txt", agency="Hidden Agency", audience="hr")
        document = parsed("Wasp Keeper", "B200", ("Tends the secret hives of the park.",), agency="Hidden Agency")
        stocked.put(origin, document, parsing="p1")
        twin = replace(document, specs=(replace(document.specs[0], title="Hornet Keeper"),))
        stocked.put(source("secret/twin.txt", agency="Hidden Agency", audience="hr"), twin, parsing="p1")
        return origin

    def test_what_a_viewer_may_not_see_shows_nowhere(self, stocked: Index, secret: Source) -> None:
        catalog, hidden = stocked.catalog, secret.source_id
        spec_id = next(entry.spec_id for entry in catalog.entries(INSIDER) if entry.source_id == hidden)
        assert [entry.spec.title for entry in catalog.entries(ANYBODY)] == sorted(CLASSES)
        assert catalog.entry(spec_id, ANYBODY) is None
        assert catalog.parsed(hidden, ANYBODY) is None
        assert catalog.source(hidden, ANYBODY) is None
        assert catalog.text(hidden, ANYBODY) is None
        assert catalog.find("", ANYBODY)[1] == 4
        assert catalog.find("keeper", ANYBODY)[1] == 1
        assert catalog.conflicts(ANYBODY) == ()
        assert "Wasp Keeper" not in {title for titles in catalog.titles(ANYBODY).values() for title in titles}
        seen = {p.entry.source_id for p in stocked.search("secret hives of the park", ANYBODY, limit=50)}
        seen |= {r.entry.source_id for r in stocked.rank_classes((), "secret hives of the park", ANYBODY, limit=50)}
        assert seen <= {entry.source_id for entry in catalog.entries(ANYBODY)}

    def test_who_may_see_it_does(self, stocked: Index, secret: Source) -> None:
        assert len(stocked.catalog.entries(INSIDER)) == 6
        assert stocked.catalog.parsed(secret.source_id, INSIDER) is not None
        assert stocked.catalog.source(secret.source_id, INSIDER) == secret
        assert stocked.search("secret hives", INSIDER)[0].entry.agency == "Hidden Agency"
        assert stocked.rank_classes((), "secret hives", INSIDER)[0].entry.agency == "Hidden Agency"
        assert {conflict.kind for conflict in stocked.catalog.conflicts(INSIDER)} == {"code", "copy"}

    @pytest.mark.parametrize("agency", ["Hidden Agency", "hidden  AGENCY"])
    def test_an_agency_is_a_scope(self, stocked: Index, secret: Source, agency: str) -> None:
        of_agency = Viewer(INSIDER.groups, agency)
        assert {entry.agency for entry in stocked.catalog.entries(of_agency)} == {"Hidden Agency"}
        assert {p.entry.agency for p in stocked.search("hives", of_agency)} == {"Hidden Agency"}
        assert {r.entry.agency for r in stocked.rank_classes((), "hives", of_agency)} == {"Hidden Agency"}
        assert stocked.catalog.entries(Viewer(frozenset({"public"}), agency)) == ()
        assert stocked.search("hives", Viewer(frozenset({"public"}), agency)) == ()

    @pytest.mark.parametrize("every", [2, 65])
    def test_few_visible_among_many_hidden_are_all_found(self, index: Index, every: int) -> None:
        entries = []
        for n in range(130):
            audience = "public" if n % every == every - 1 else "hr"
            document = parsed(f"Hive Keeper {n}", f"K{n}", (f"Tends the hives number {n}.",))
            entries.append(Entry(source(f"{n}", audience=audience), document, "p1"))
        index.put_many(entries)
        found = index.search("tends the hives", ANYBODY, limit=200)
        visible = {entry.spec.title for entry in index.catalog.entries(ANYBODY)}
        assert len(visible) == 130 // every
        assert {passage.entry.spec.title for passage in found} == visible
        assert len(index.rank_classes((), "tends the hives", ANYBODY, limit=200)) == len(visible)

    def test_as_many_viewers_as_there_may_be_each_see_their_own(self, stocked: Index, secret: Source) -> None:
        for n in range(200):
            assert len(stocked.catalog.entries(Viewer(frozenset({"public", f"group {n}"})))) == 4
            assert len(stocked.catalog.entries(Viewer(frozenset({"public", "hr", f"group {n}"})))) == 6

    def test_a_viewer_of_no_group_sees_nothing(self, stocked: Index) -> None:
        nobody = Viewer(frozenset())
        assert stocked.catalog.entries(nobody) == ()
        assert stocked.search("hives", nobody) == ()
        assert stocked.rank_classes((), "hives", nobody) == ()

    def test_an_audience_that_narrows_takes_effect_at_once(self, stocked: Index) -> None:
        bees = source("specs/Bee Keeper.txt", audience="hr")
        assert stocked.catalog.parsed(bees.source_id, ANYBODY) is not None
        stocked.put(bees, parsed("Bee Keeper", *CLASSES["Bee Keeper"]), parsing="p1")
        assert stocked.catalog.parsed(bees.source_id, ANYBODY) is None
        assert stocked.catalog.find("bee", ANYBODY) == ((), 0)
