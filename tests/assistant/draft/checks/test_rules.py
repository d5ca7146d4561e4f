"""Rules are rows; an agency's own rows lie over them, and bad ones are named."""

from pathlib import Path

import pytest

from assistant.draft.checks.check import CHECKS
from assistant.draft.checks.own_rules import laid_over
from assistant.draft.checks.rules import OWN_FILE, load, shipped
from assistant.errors import RulesError
from vectorstore.vocabulary import Vocabulary


def test_every_rule_of_the_table_is_checked_and_every_check_has_its_rule() -> None:
    assert set(shipped()) == set(CHECKS) == set(load().of("anybody"))


def test_the_rules_name_facets_that_the_vocabulary_has(vocabulary: Vocabulary) -> None:
    assert laid_over(shipped(), shipped(), "", vocabulary.facets)


def own(folder: Path, rows: str) -> Path:
    (folder / OWN_FILE).write_text(rows, "utf-8")
    return folder


def test_a_folder_without_a_file_has_the_rules_as_they_are_shipped(tmp_path: Path) -> None:
    assert load(tmp_path) == load()


def test_an_agency_switches_a_rule_off_and_others_keep_it(tmp_path: Path) -> None:
    rules = load(own(tmp_path, '[agency."Port of Tideport".rule.missing_section]\nseverity = "off"\n'))
    assert "missing_section" not in rules.of("PORT OF TIDEPORT")
    assert rules.of("Port of Elsewhere")["missing_section"] == load().of("")["missing_section"]


def test_an_agency_lies_over_what_the_file_says_for_all(tmp_path: Path) -> None:
    rows = '[rule.missing_section]\nseverity = "note"\n[agency.A.rule.missing_section]\nname = "gap"\n'
    rules = load(own(tmp_path, rows))
    assert [rules.of(name)["missing_section"].severity for name in ("A", "B")] == ["note", "note"]
    assert [rules.of(name)["missing_section"].name for name in ("A", "B")] == ["gap", "missing section"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("rule = [", "cannot be read"),
        ("[rules.missing_section]", "unknown tables ['rules']"),
        ("rule = 3", "3 is no table of rules"),
        ("agency = 3", "agency is 3"),
        ("[agency.A.no_code]\nseverity = 'off'", "agency is {'A': {'no_code'"),
        ("[rule.outline_gap]\nleft_out = ['dutys']", "unknown facets ['dutys']; known: ["),
        ("[rule.missing_section]\nrequired = [{wanted = 'x', facets = ['y']}]", "unknown facets ['y']; known: ["),
        ("[rule.no_such]", "unknown rules ['no_such']; known: ["),
        ("[rule.missing_section]\nfacets = 3", "unknown columns ['facets']; known: ["),
        ("[rule.missing_section]\nseverity = 'bad'", "severity is 'bad'; it has to be of ('error', "),
        ("[rule.missing_section]\nname = 3", "name is 3; it has to be text in quotes"),
        ("[rule.missing_section]\ndocuments = ['poem']", "documents is ['poem']; it has to be of ('specification', "),
        ("[rule.missing_section]\nmessage = 'no {title}'", "message is 'no {title}'; it has to be text with no other"),
        ("[rule.missing_section]\nmessage = '{'", "braces that do not match"),
        (
            "[rule.missing_section]\nrequired = [{wanted = 'x'}]",
            "required is {'wanted': 'x'}; it has to be a list of rows like",
        ),
        ("[rule.missing_section]\nrequired = ['x']", "required is 'x'; it has to be a list, of which each is a table"),
    ],
)
def test_a_bad_row_is_named_with_its_file(tmp_path: Path, vocabulary: Vocabulary, rows: str, said: str) -> None:
    with pytest.raises(RulesError) as error:
        load(own(tmp_path, rows), vocabulary.facets)
    assert OWN_FILE in str(error.value)
    assert said in str(error.value)


def test_of_very_many_bad_rows_the_first_are_named(tmp_path: Path) -> None:
    words = "\n".join(f'"x{number}" = ["y"]' for number in range(5000))
    for rows in (f"[rule.gendered_wording.words]\n{words}", f"[rule.no_code]\nname = [{'1,' * 5000}]"):
        with pytest.raises(RulesError) as error:
            load(own(tmp_path, rows))
        assert "..." in str(error.value) and len(str(error.value)) < 1500


def test_the_rules_that_the_readme_shows_can_be_used(tmp_path: Path, vocabulary: Vocabulary) -> None:
    readme = (Path(__file__).parents[4] / "README.md").read_text("utf-8")
    shown = next(block for block in readme.split("```toml\n") if block.startswith("[rule.")).split("```")[0]
    rules = load(own(tmp_path, shown), vocabulary.facets)
    assert "long_sentence" not in rules.of("anybody")
    words = rules.of("anybody")["gendered_wording"].words["“worker”"]
    assert "oarsman" in words
    assert "lineman" not in words
    required = rules.of("City of Example")["missing_section"].parameters["required"]
    assert [row["facets"] for row in required] == [["supervision"]]
