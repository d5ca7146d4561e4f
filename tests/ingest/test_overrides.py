"""What a person says of documents: done where it fits, cited, told in the report, and undone again."""

from pathlib import Path

import pytest

from assistant.engine import Assistant
from assistant.settings import Settings
from ingest import pipeline
from ingest.corrections import HEADING
from ingest.overrides import NAME
from ingest.report import OverrideReport
from tests.ingest.corrected import (
    ANYBODY,
    CORRECT,
    VOCABULARY,
    entry,
    fact,
    held,
    ingested,
    outcomes,
    parsed,
    quoted,
    two_specs_apart,
)
from tests.ingest.park import spec
from tests.vectorstore.fakes import WordHashes
from vectorstore.embedder import Embedder
from vectorstore.index import Index


@pytest.fixture
def embedder() -> Embedder:
    return WordHashes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return two_specs_apart(tmp_path / "specs")


def test_a_corrected_code_is_the_class_s_and_is_cited_with_its_reason(folder: Path, index: Index) -> None:
    ingested(folder, index)
    document = entry(index, "ranger.txt"), parsed(index, "ranger.txt")
    report = ingested(folder, index, CORRECT)
    assert outcomes(report) == {"ranger.txt": "replaced", "warden.md": "unchanged"}
    assert held(report) == {2: ["ranger.txt"]}
    assert entry(index, "ranger.txt").spec.class_code == "R101"
    line = "Class Code: R101 (printed: R100). Reason: typing error, HR memo of 2019-02-01."
    assert quoted(index, "ranger.txt", "class_code") == ("R101", line)
    made = parsed(index, "ranger.txt")
    assert made.document.document_id == document[1].document.document_id
    assert made.document.text == f"{document[1].document.text}\n{HEADING}\n{line}\n"
    assert made.sections[-1].heading == HEADING
    assert made.document.quote(made.sections[-1].body) == line
    assert any(found.text == line for found in index.search("typing error HR memo", ANYBODY, 3))
    assert index.check() == ()


def test_every_section_statement_and_fact_still_quotes_the_text(folder: Path, index: Index) -> None:
    ingested(folder, index)
    before = parsed(index, "ranger.txt")
    ingested(folder, index, CORRECT)
    after = parsed(index, "ranger.txt")
    kept = len(before.statements)
    assert [after.document.quote(s.span) for s in after.statements[:kept]] == [
        before.document.quote(s.span) for s in before.statements
    ]
    pairs = zip(after.sections, after.sections[1:], strict=False)
    assert all(one.end == other.heading_span.start for one, other in pairs if other.parent is None)
    assert after.sections[-1].end == len(after.document.text)


def test_without_the_entry_the_document_says_what_it_prints_again(folder: Path, index: Index) -> None:
    ingested(folder, index)
    before = parsed(index, "ranger.txt"), entry(index, "ranger.txt")
    ingested(folder, index, CORRECT)
    report = ingested(folder, index, "")
    assert outcomes(report) == {"ranger.txt": "replaced", "warden.md": "unchanged"}
    assert report.overrides == ()
    assert (parsed(index, "ranger.txt"), entry(index, "ranger.txt").spec) == (before[0], before[1].spec)
    ingested(folder, index, CORRECT)
    (folder / NAME).unlink()
    assert outcomes(ingested(folder, index)) == {"ranger.txt": "replaced", "warden.md": "unchanged"}
    assert parsed(index, "ranger.txt") == before[0]


def test_a_change_reads_only_the_documents_that_it_touches(folder: Path, index: Index) -> None:
    """An entry fits by what is printed, though a correction before it changed that."""
    retired = '[[retire]]\nclass = "W200"\ndate = 2020-01-31\nreason = "merged"\n'
    ingested(folder, index, CORRECT + retired)
    assert set(outcomes(ingested(folder, index)).values()) == {"unchanged"}
    moved = "# a comment moves every line\n" + retired + CORRECT
    report = ingested(folder, index, moved)
    assert set(outcomes(report).values()) == {"unchanged"}
    assert held(report) == {2: ["warden.md"], 7: ["ranger.txt"]}
    more = '\n[[correct]]\nclass = "R100"\nfact = "grade"\nvalue = "43"\nreason = "raised"\n'
    report = ingested(folder, index, CORRECT + retired + more)
    assert outcomes(report) == {"ranger.txt": "replaced", "warden.md": "unchanged"}
    assert quoted(index, "ranger.txt", "grade")[1].endswith(": 43 (printed: 41). Reason: raised.")
    assert entry(index, "ranger.txt").spec.class_code == "R101"
    report = ingested(folder, index, CORRECT.replace("R101", "R102") + retired + more)
    assert outcomes(report) == {"ranger.txt": "replaced", "warden.md": "unchanged"}
    assert entry(index, "ranger.txt").spec.class_code == "R102"


def test_a_dry_run_shows_what_overrides_would_do(folder: Path, index: Index) -> None:
    ingested(folder, index)
    report = ingested(folder, index, CORRECT, dry_run=True)
    assert outcomes(report) == {"ranger.txt": "replaced", "warden.md": "unchanged"}
    assert held(report) == {2: ["ranger.txt"]}
    assert entry(index, "ranger.txt").spec.class_code == "R100"


def test_folders_give_agencies_the_nearest_wins_and_what_is_no_longer_given_goes(folder: Path, index: Index) -> None:
    def agencies() -> dict[str, str]:
        return {entry.source_name: entry.agency for entry in index.catalog.entries(ANYBODY)}

    ingested(folder, index)
    before = entry(index, "warden.md")
    report = ingested(folder, index, '[agency]\n"." = "County of Elm"\n"field/" = "City of Oak"\n"none" = "Nobody"\n')
    assert set(outcomes(report).values()) == {"replaced"}
    assert agencies() == {"ranger.txt": "County of Elm", "warden.md": "City of Oak"}
    assert held(report) == {2: ["ranger.txt"], 3: ["warden.md"], 4: []}
    assert (entry(index, "warden.md").spec_id, entry(index, "warden.md").class_id) == (before.spec_id, before.class_id)
    assert set(outcomes(pipeline.ingest([folder], index, VOCABULARY, agency="District of Ash")).values()) == {
        "unchanged"
    }
    report = ingested(folder, index, '[agency]\n"field" = "City of Oak"\n')
    assert outcomes(report) == {"ranger.txt": "replaced", "warden.md": "unchanged"}
    assert agencies() == {"ranger.txt": "", "warden.md": "City of Oak"}


def test_aliases_are_titles_of_the_class(folder: Path, index: Index) -> None:
    alias = '[[alias]]\nclass = "Warden, Game"\ntitles = ["Deer Counter", "Stag Teller"]\n'
    report = ingested(folder, index, alias)
    assert held(report) == {1: ["warden.md"]}
    assert entry(index, "warden.md").spec.aliases == ("Deer Counter", "Stag Teller")
    assert "Stag Teller" in index.catalog.titles(ANYBODY)[entry(index, "warden.md").class_id]
    ingested(folder, index, alias.replace(', "Stag Teller"', ""))
    assert index.catalog.titles(ANYBODY)[entry(index, "warden.md").class_id] == ("Deer Counter", "GAME WARDEN")


def test_a_corrected_title_is_the_class_s_name(folder: Path, index: Index) -> None:
    ingested(
        folder,
        index,
        '[[correct]]\nfile = "ranger.txt"\nfact = "title"\nvalue = "Trail Ranger"\nreason = "renamed in 2020"\n',
    )
    assert entry(index, "ranger.txt").spec.title == "Trail Ranger"
    assert quoted(index, "ranger.txt", "title") == (
        "Trail Ranger",
        "Title: Trail Ranger (printed: PARK RANGER). Reason: renamed in 2020.",
    )
    assert {chunk.text.split("\n")[0].split(" > ")[0] for chunk in parsed(index, "ranger.txt").chunks} == {
        "Trail Ranger"
    }


def test_what_nobody_sees_does_not_come_in_by_an_override(folder: Path, index: Index) -> None:
    hidden = CORRECT.replace("R101", "R1\\u200b0\\U000E00411").replace("typing", "typ\\ning\\u0007")
    ingested(folder, index, hidden)
    line = "Class Code: R101 (printed: R100). Reason: typ ing error, HR memo of 2019-02-01."
    assert quoted(index, "ranger.txt", "class_code") == ("R101", line)


def test_a_retired_class_has_the_day_and_the_reason(folder: Path, index: Index) -> None:
    ingested(folder, index, '[[retire]]\nclass = "W200"\ndate = 2020-01-31\nreason = "merged into Park Ranger"\n')
    assert fact(index, "warden.md", "abolished").value == "2020-01-31"
    assert quoted(index, "warden.md", "abolished")[1] == "Retired: 2020-01-31. Reason: merged into Park Ranger."


def test_corrected_pay_has_its_amounts_and_period_and_dates_make_the_revision(folder: Path, index: Index) -> None:
    pay = '[[correct]]\nclass = "W200"\nfact = "salary"\nvalue = "$4,100 to $5,200 a month"\nreason = "new table"\n'
    day = '[[correct]]\nclass = "W200"\nfact = "revised"\nvalue = "3/1/2019"\nreason = "left out"\n'
    ingested(folder, index, pay + day)
    found = fact(index, "warden.md", "salary")
    assert (found.low, found.high, found.period) == (4100.0, 5200.0, "month")
    assert quoted(index, "warden.md", "salary")[1].startswith("Salary: $4,100 to $5,200 a month (not printed). Reason")
    assert entry(index, "warden.md").spec.revision == "2019-03-01"


def test_a_correction_of_what_is_not_printed_any_more_is_told_and_not_made(folder: Path, index: Index) -> None:
    guarded = CORRECT.replace("value", 'printed = "R-OLD"\nvalue')
    for outcome in ("added", "unchanged"):
        report = ingested(folder, index, guarded)
        assert outcomes(report)["ranger.txt"] == outcome
        assert report.overrides == (
            OverrideReport(
                str(folder / NAME),
                2,
                "class code of R100 is R101: typing error, HR memo of 2019-02-01",
                (),
                (str(folder / "ranger.txt"),),
            ),
        )
    assert entry(index, "ranger.txt").spec.class_code == "R100"
    for _ in range(2):
        assert held(ingested(folder, index, guarded.replace("R-OLD", "R100"))) == {2: ["ranger.txt"]}
    assert entry(index, "ranger.txt").spec.class_code == "R101"


def test_one_level_of_a_series_is_corrected_alone(folder: Path, index: Index) -> None:
    text = spec("Clerk I/II", "C1 (I), C2 (II)").replace("CLERK I/II", "CLERK I/II")
    (folder / "clerk.txt").write_text(text)
    ingested(folder, index, CORRECT.replace("R100", "C2").replace("R101", "C9"))
    made = parsed(index, "clerk.txt")
    assert [one.class_code for one in made.specs] == ["C1", "C9"]
    codes = {fact.value: fact.applies_to for fact in made.facts if fact.facet == "class_code"}
    assert codes == {"C1": (0,), "C9": (1,)}
    assert "CLERK II, Class Code: C9 (printed: C2). Reason:" in made.document.text


def test_answers_cite_the_correction_and_say_that_a_class_is_retired(
    folder: Path, tmp_path: Path, embedder: Embedder
) -> None:
    retired = '[[retire]]\nclass = "W200"\ndate = 2020-01-31\nreason = "merged into Park Ranger"\n'
    alias = '[[alias]]\nclass = "R100"\ntitles = ["Trail Mender"]\n'
    with Index.open(tmp_path / "real", embedder) as index:
        ingested(folder, index, CORRECT + retired + alias)
        engine = Assistant(index, VOCABULARY, Settings(data_dir=tmp_path / "real"))
        code = engine.ask("What is the class code of the Trail Mender?").answer
        assert "**R101**" in code.answer
        assert "R100" not in code.answer
        assert code.citations[0].section == HEADING
        text = index.catalog.text(code.citations[0].source_id, ANYBODY) or ""
        assert text[code.citations[0].start : code.citations[0].end] == code.citations[0].quote
        duties = engine.ask("What does a Game Warden do?").answer
        assert "Counts deer" in duties.answer
        assert duties.answer.endswith("a class no more: Retired: 2020-01-31. Reason: merged into Park Ranger. [3]")
        asked = engine.ask("When was the Game Warden class abolished?").answer
        assert (asked.status, asked.answer.count("2020-01-31")) == ("answered", 1)
