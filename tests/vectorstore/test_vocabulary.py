"""The vocabulary: what headings, labels and words mean, and which side reads what of it."""

import copy
import tomllib
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from vectorstore.errors import VocabularyError
from vectorstore.folding import fold
from vectorstore.spec import Modality
from vectorstore.vocabulary import Vocabulary, build, load, phrases

SHIPPED = load()


def table() -> dict[str, Any]:
    text = resources.files("vectorstore").joinpath("vocabulary.toml").read_text("utf-8")
    return copy.deepcopy(tomllib.loads(text))


@pytest.mark.parametrize(
    ("heading", "facet"),
    [
        ("MINIMUM QUALIFICATIONS", "requirements"),
        ("Requirements/Minimum Qualifications:", "requirements"),
        ("Job Requirements: Minimum Qualifications", "requirements"),
        ("Employment Standards", "requirements"),
        ("EXAMPLE OF DUTIES", "duties"),
        ("Typical Tasks", "duties"),
        ("Skills, Knowledge and Abilities", "knowledge"),
        ("Continuing Educ. / Training", "training"),
        ("CERTIFICATES & LICENSES", "license"),
        ("APPOINTMENT IS SUBJECT TO:", "special"),
        ("Class Characteristics", "distinguishing"),
        ("Certification", "certificate"),
        ("Minimum Qualifications for Senior Clerk", "requirements"),
        ("Minimum Qualificatons", "requirements"),
    ],
)
def test_a_heading_means_its_facet(heading: str, facet: str) -> None:
    assert SHIPPED.heading(heading) == facet


@pytest.mark.parametrize("heading", ["", ":", "The", "Uniform and Boots", "CRANE ELECTRICIAN", "Agent", "Dudes"])
def test_a_heading_that_nothing_is_like_means_nothing(heading: str) -> None:
    assert SHIPPED.heading(heading) == ""


@pytest.mark.parametrize(
    ("label", "facet"),
    [
        ("Job Code", "class_code"),
        ("OT Status", "overtime"),
        ("FLSA status", "overtime"),
        ("Salary Range", "grade"),
        ("Last Revision", "revised"),
        ("Original Date", "established"),
        ("Reports To", "supervision"),
    ],
)
def test_a_label_means_its_facet(label: str, facet: str) -> None:
    assert SHIPPED.label(label) == facet


def test_an_unknown_label_means_nothing() -> None:
    assert SHIPPED.label("Uniform Allowance") == ""


def test_no_heading_and_no_label_belongs_to_two_facets() -> None:
    headings = Counter(_without_small_words(h) for f in SHIPPED.facets.values() for h in {*map(fold, f.headings)})
    labels = Counter(label for f in SHIPPED.facets.values() for label in {*map(fold, f.labels)})
    assert [h for h, times in headings.items() if times > 1 and _facets_of(h) > 1] == []
    assert [label for label, times in labels.items() if times > 1] == []


def _without_small_words(heading: str) -> str:
    return " ".join(word for word in heading.split() if word not in {"and", "or", "the", "a", "an"})


def _facets_of(heading: str) -> int:
    return sum(any(_without_small_words(fold(h)) == heading for h in f.headings) for f in SHIPPED.facets.values())


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("A valid license is required.", Modality.REQUIRED),
        ("Candidates must pass a test.", Modality.REQUIRED),
        ("Some positions may require a license.", Modality.MAY_BE_REQUIRED),
        ("A license may be required for some positions.", Modality.MAY_BE_REQUIRED),
        ("The following are desired but not required:", Modality.PREFERRED),
        ("A certificate is preferred.", Modality.PREFERRED),
        ("A driver’s license is not required.", Modality.NOT_REQUIRED),
        ("No experience is needed.", Modality.NOT_REQUIRED),
        ("The work does not require a degree.", Modality.NOT_REQUIRED),
        ("College may be substituted for the required experience.", Modality.DESCRIBED),
        ("Keeps ledgers.", None),
    ],
)
def test_words_say_how_strongly_they_bind(text: str, modality: Modality | None) -> None:
    assert SHIPPED.modality(text) is modality


def test_phrases_find_whole_words_in_singular_and_plural() -> None:
    pattern = phrases(["driver's license", "tb"])
    assert [
        m[0] for m in pattern.finditer("two driver’s  licenses, one tb test, a tbx and a driver\ufffds license")
    ] == [
        "driver’s  licenses",
        "tb",
        "driver\ufffds license",
    ]


def test_a_new_heading_changes_what_parsing_reads_and_no_more() -> None:
    changed = table()
    changed["facet"]["duties"]["headings"].append("what the days are like")
    assert_changed(build(changed), parsing=True, asking=False)


def test_a_new_way_of_asking_changes_what_asking_reads_and_no_more() -> None:
    changed = table()
    changed["facet"]["duties"]["examples"].append("how does a CLASS spend the morning")
    assert_changed(build(changed), parsing=False, asking=True)


@pytest.mark.parametrize(
    ("field", "parsing", "asking"),
    [
        ("labels", True, False),
        ("cues", True, False),
        ("mentions", True, False),
        ("synonyms", False, True),
        ("includes", False, True),
    ],
)
def test_each_field_belongs_to_one_side(field: str, parsing: bool, asking: bool) -> None:
    changed = table()
    changed["facet"]["license"].setdefault(field, []).append("duties")
    assert_changed(build(changed), parsing=parsing, asking=asking)


def test_modalities_belong_to_parsing_and_frames_to_asking() -> None:
    with_modality, with_frame = table(), table()
    with_modality["modality"][0]["cues"].append("at the director's wish")
    with_frame["frame"]["overview"]["examples"].append("who on earth is CLASS")
    assert_changed(build(with_modality), parsing=True, asking=False)
    assert_changed(build(with_frame), parsing=False, asking=True)


def assert_changed(vocabulary: Vocabulary, *, parsing: bool, asking: bool) -> None:
    assert (vocabulary.parsing_fingerprint != SHIPPED.parsing_fingerprint) is parsing
    assert (vocabulary.asking_fingerprint != SHIPPED.asking_fingerprint) is asking


def test_names_of_table_columns_change_neither() -> None:
    changed = table()
    changed["table"]["low"].append("floor")
    changed["table_columns"]["unit"].append("guild")
    made = build(changed)
    assert_changed(made, parsing=False, asking=False)
    assert ("floor" in made.table["low"], "guild" in made.table_columns["unit"]) == (True, True)


def test_the_same_table_has_the_same_fingerprints() -> None:
    assert_changed(build(table()), parsing=False, asking=False)


def test_an_agency_adds_rows_of_its_own(tmp_path: Path) -> None:
    extra = tmp_path / "ours.toml"
    extra.write_text('[facet.duties]\nheadings = ["what we do all day"]\n[facet.parking]\nname = "parking"\n', "utf-8")
    ours = load(extra)
    assert ours.heading("WHAT WE DO ALL DAY") == "duties"
    assert ours.heading("EXAMPLES OF DUTIES") == "duties"
    assert ours.facets["parking"].name == "parking"
    assert ours.parsing_fingerprint != SHIPPED.parsing_fingerprint


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    extra = tmp_path / "ours.toml"
    extra.write_text("[facet.duties\n", "utf-8")
    with pytest.raises(VocabularyError, match=r"ours\.toml is no TOML"):
        load(extra)


def test_an_unknown_field_is_named() -> None:
    changed = table()
    changed["facet"]["duties"]["synonym"] = ["tasks"]
    with pytest.raises(VocabularyError, match=r"'duties' has unknown fields \['synonym'\]"):
        build(changed)


def test_a_facet_that_refers_to_none_is_named() -> None:
    changed = table()
    changed["facet"]["duties"]["includes"] = ["chores"]
    with pytest.raises(VocabularyError, match=r"'duties' refers to unknown facets \['chores'\]"):
        build(changed)


def test_an_unknown_modality_is_named() -> None:
    changed = table()
    changed["modality"][0]["modality"] = "perhaps"
    with pytest.raises(VocabularyError, match="unknown modality 'perhaps'"):
        build(changed)


def test_every_cue_of_a_facet_that_binds_can_be_found() -> None:
    for facet in SHIPPED.facets.values():
        assert not facet.binds or facet.cues or facet.headings, facet.key
        for cue in facet.cues:
            assert SHIPPED.cues[facet.key].search(cue.lower()), cue
