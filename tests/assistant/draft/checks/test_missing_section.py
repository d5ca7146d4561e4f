"""A document says what the class does, and what it requires."""

from assistant.draft.checks.check import check_specs
from assistant.draft.checks.context import Context
from assistant.draft.checks.pasted import specs_of
from tests.assistant.draft.checks.conftest import SOUND, Found, Under, without

_RULE = "missing_section"


def test_a_sound_spec_lacks_nothing(found: Found) -> None:
    assert found(SOUND, _RULE) == ()


def test_a_spec_without_qualifications_is_told_of_as_a_whole_with_its_basis(found: Found) -> None:
    text = without("Minimum Qualifications").replace("## License\nNone required.\n\n", "")
    (one,) = found(text, _RULE)
    assert (one.title, one.class_code, one.severity, one.quote) == ("Harbor Clerk", "M2030", "error", "")
    assert "which minimum qualifications" in one.message
    assert "29 CFR 1630.2(m)" in one.basis


def test_a_definition_answers_for_duties(found: Found) -> None:
    assert found(without("Typical Duties"), _RULE) == ()
    (one,) = found(without("Typical Duties").replace("## Definition", "## Poetry"), _RULE)
    assert "what the class does" in one.message
    assert (one.severity, one.quote) == ("error", "")


def test_a_sentence_under_no_known_heading_is_told_of_at_its_place(found: Found) -> None:
    told = "Keeps the books of the harbor office and tells its masters what the piers have earned."
    text = without("Typical Duties").replace(
        "## Definition\nKeeps the records of the harbor office.", f"## Poetry\n{told}"
    )
    (one,) = found(text, _RULE)
    assert (one.severity, one.quote) == ("warning", told)
    assert "no heading of its own" in one.message


def test_a_blank_section_is_not_missing(found: Found) -> None:
    text = SOUND.replace("Two years of clerical experience.", "").replace("## License\nNone required.\n\n", "")
    assert found(text, _RULE) == ()


def test_an_agency_says_what_it_requires(found: Found, under: Under) -> None:
    rows = f'[agency.Tideport.rule.{_RULE}]\nrequired = [{{wanted = "who leads it", facets = ["supervision"]}}]'
    by = under(rows)
    assert ["who leads it" in one.message for one in found(SOUND, _RULE, by, "Tideport")] == [True]
    assert found(SOUND, _RULE, by, "Elsewhere") == ()


def test_the_stub_of_an_abolished_class_has_to_say_nothing(context: Context) -> None:
    assert "stub" not in {kind.value for kind in context.rules.of("")[_RULE].documents}
    stubs = [spec for spec in context.specs if spec.entry.type not in context.rules.of("")[_RULE].documents]
    assert stubs
    assert check_specs(stubs, context, {_RULE}) == ()


def test_what_classes_of_one_document_share_is_one_finding(context: Context) -> None:
    (series,) = [group for group in (specs_of(SERIES, context.vocabulary),) if len(group) == 2]
    (one,) = check_specs(series, context, {_RULE})
    assert one.message.endswith("So for 2 classes of the document.")


SERIES = """\
# Ferry Agent Series

| Class Title | Class Code |
|---|---|
| Ferry Agent I | M3301 |
| Ferry Agent II | M3302 |

## Definition
Agents in this series sell passages.
"""
