"""Words that name a sex, and sentences that nobody reads to their end."""

import pytest

from tests.assistant.draft.checks.conftest import SOUND, Found, Under, filled

_GENDERED, _LONG = "gendered_wording", "long_sentence"


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("his", "they"),
        ("Foreman", "lead"),
        ("manpower", "staff"),
        ("man-hours", "staff hours"),
        ("journeymen", "journey-level"),
    ],
)
def test_a_word_of_one_sex_is_a_warning_with_what_to_write(found: Found, said: str, instead: str) -> None:
    (one,) = found(filled("Definition", f"{said} of the harbor office is kept."), _GENDERED)
    assert (one.quote, one.severity) == (said, "warning")
    assert instead in one.message


@pytest.mark.parametrize("said", ["he or she", "his/her", "Him or her", "his  or\nher"])
def test_a_pair_is_one_note_and_not_two_warnings(found: Found, said: str) -> None:
    (one,) = found(filled("Definition", f"{said} files the manifests."), _GENDERED)
    assert (one.quote, one.severity) == (said, "note")


def test_the_title_of_the_class_counts(found: Found) -> None:
    assert [one.quote for one in found(SOUND.replace("# Harbor Clerk", "# Harbor Foreman"), _GENDERED)] == ["Foreman"]


@pytest.mark.parametrize(
    "said", ["the Manpower Development Act", "the chapter on management", "a mantle, a heron and a manual"]
)
def test_names_and_longer_words_are_let_be(found: Found, said: str) -> None:
    assert found(filled("Definition", f"Knows {said}."), _GENDERED) == ()


def test_an_agency_adds_words_takes_words_out_and_lets_pairs_be(found: Found, under: Under) -> None:
    by = under(
        f"[rule.{_GENDERED}]\nseverity_of_pairs = 'off'\n[rule.{_GENDERED}.words]\n"
        "'“worker”' = ['oarsman', '-lineman']\n"
    )
    text = filled("Definition", "The oarsman, he or she, rows with a lineman.")
    assert [one.quote for one in found(text, _GENDERED, by)] == ["oarsman"]


def test_a_sentence_over_the_limit_is_a_note_with_its_words_counted(found: Found, under: Under) -> None:
    text = filled("Definition", " ".join(["Keeps", *["old"] * 60, "records."]))
    (one,) = found(text, _LONG)
    assert one.severity == "note"
    assert "62 words" in one.message
    assert found(text, _LONG, under(f"[rule.{_LONG}]\nmost_words = 62\n")) == ()


def test_items_run_together_are_to_become_a_list(found: Found) -> None:
    items = "; ".join(["keeps the old records of the harbor office and of its piers"] * 6)
    (one,) = found(filled("Definition", f"{items}."), _LONG)
    assert "6 items run together" in one.message
