"""The parser against real documents, where they are: ../shared/corpora, beside the project."""

import re
from functools import cache
from pathlib import Path

from tests.ingest.parsing import fact, parsed_file, statement
from tests.ingest.properties import check
from vectorstore.spec import DocumentType, Modality, ParsedDocument


@cache
def bulletins(corpora: Path) -> dict[Path, ParsedDocument]:
    """Every bulletin, parsed once in a run."""
    return {path: parsed_file(path) for path in sorted((corpora / "la_bulletins").glob("*.txt"))}


def test_every_bulletin_names_its_class_its_dates_and_its_pay(corpora: Path) -> None:
    found = bulletins(corpora)
    assert len(found) == 75
    for path, result in found.items():
        (spec,) = result.specs
        assert result.type is DocumentType.BULLETIN, path.name
        assert re.fullmatch(r"\d{4}", spec.class_code), path.name
        in_name = re.search(r"(?<!\d)\d{4}(?!\d)", path.name)
        assert in_name is None or spec.class_code == in_name[0], path.name
        assert shared_words(spec.title, path.name), path.name
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", fact(result, "opened").value), path.name
        amounts = [f for f in result.facts if f.facet == "salary"]
        assert amounts, path.name
        assert all(f.low and f.high and 20_000 < f.low <= f.high < 400_000 and f.period == "year" for f in amounts)


def shared_words(title: str, name: str) -> bool:
    """Whether a file is named for the title, which it may abbreviate."""
    return len({*re.findall(r"[A-Z]+", title.upper())} & {*re.findall(r"[A-Z]+", name.upper())}) >= 1


def test_every_bulletin_says_duties_and_requirements(corpora: Path) -> None:
    for path, result in bulletins(corpora).items():
        spoken = {result.sections[s.section].kind for s in result.statements}
        assert {"duties", "requirements"} <= spoken, path.name
        assert any(s.modality is Modality.REQUIRED and "requirements" in s.facets for s in result.statements), path.name


def test_every_bulletin_holds_together(corpora: Path) -> None:
    for result in bulletins(corpora).values():
        check(result)


def test_a_license_binds_only_where_a_bulletin_asks_for_it(corpora: Path) -> None:
    mentioned = re.compile(
        r"licen[cs]e number|proof of|copy of|attach|list their|fail to (?:submit|provide)", re.IGNORECASE
    )
    for path, result in bulletins(corpora).items():
        for said in result.statements:
            if "license" not in said.facets:
                continue
            note = f"{path.name}: {said.text[:200]}"
            if re.match(r"Some positions (?:may|will) require", said.text):
                assert said.modality is Modality.MAY_BE_REQUIRED, note
            elif re.match(r"A valid [\w ]*driver's license is required", said.text):
                assert said.modality is Modality.REQUIRED, note
            elif mentioned.search(said.text):
                assert said.modality is Modality.DESCRIBED, note


def test_a_bulletin_without_a_day_names_no_deadline(corpora: Path) -> None:
    without = [r for r in bulletins(corpora).values() if not any(f.facet == "closes" for f in r.facts)]
    assert len(without) == 4
    assert all("close" in r.document.text and "prior notice" in r.document.text for r in without)


def seeds(corpora: Path) -> dict[str, ParsedDocument]:
    found = [parsed_file(path) for path in sorted((corpora / "seeds").glob("*.txt"))]
    return {result.specs[0].title: result for result in found}


def test_the_seeds_hold_together(corpora: Path) -> None:
    assert len(seeds(corpora)) == 3
    for result in seeds(corpora).values():
        check(result)


def test_the_senior_accounting_technician_is_read(corpora: Path) -> None:
    result = seeds(corpora)["Accounting Technician, Senior"]
    values = {found.facet: found.value for found in result.facts}
    assert values["class_code"] == "J1010"
    assert values["grade"] == "23"
    assert values["overtime"] == "Non-exempt"
    assert (values["established"], values["revised"]) == ("1991-01", "2019-02")
    assert statement(result, "driver's license").modality is Modality.MAY_BE_REQUIRED
    training = [s for s in result.statements if result.sections[s.section].heading == "Training and Experience"]
    assert [len(s.spans) for s in training] == [1]
    assert [(n.value, n.unit) for n in training[0].numbers] == [(2, "year"), (4, "year"), (1, "year")]


def test_the_account_technician_is_read(corpora: Path) -> None:
    result = seeds(corpora)["ACCOUNT TECHNICIAN"]
    assert result.agency.endswith("School District")
    assert fact(result, "grade").value == "Classified 17"
    assert fact(result, "approved").value == ""
    assert fact(result, "overtime").value == "Non Exempt"
    assert [s.modality for s in result.statements if "experience" in s.facets] == [Modality.REQUIRED]
    sitting = statement(result, "% sitting")
    assert [(number.value, number.unit) for number in sitting.numbers] == [
        (80, "percent"),
        (10, "percent"),
        (10, "percent"),
    ]
    kinds = {result.sections[s.section].kind: s.modality for s in result.statements if s.text == "None Specified"}
    assert kinds == {"training": Modality.STATED, "license": Modality.STATED}


def test_the_senior_library_technician_is_read(corpora: Path) -> None:
    result = seeds(corpora)["LIBRARY TECHNICIAN, SENIOR"]
    values = {found.facet: found.value for found in result.facts}
    assert values["class_code"] == ""
    assert (values["grade"], values["overtime"], values["adopted"]) == ("52", "Non-Exempt", "2017-07-01")
    assert values["represented"]
    assert [other.title for other in result.described] == ["Library Assistant", "Library Technician"]
    assert statement(result, "Associate degree").modality is Modality.REQUIRED
    assert statement(result, "Receives supervision").facets == ("supervision",)
    duties = [s for s in result.statements if result.sections[s.section].kind == "duties" and s.marker]
    assert len(duties) == 17
