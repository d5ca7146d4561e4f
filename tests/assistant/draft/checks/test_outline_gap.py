"""What nearly all classes of an agency have, learned from them."""

from assistant.draft.checks.check import check_specs
from assistant.draft.checks.context import Context
from assistant.draft.checks.pasted import specs_of
from tests.assistant.draft.checks.conftest import SOUND, Under

_RULE = "outline_gap"
_COUNTY = "Marlow County"


def lacking(text: str, context: Context, agency: str = _COUNTY) -> list[str]:
    return [one.message for one in check_specs(specs_of(text, context.vocabulary, agency), context, {_RULE})]


def test_what_all_others_have_is_missed_with_how_many_they_are(under: Under) -> None:
    by = under(f"[rule.{_RULE}]\nfewest_classes = 5\nleast_share = 80\n")
    (told,) = [said for said in lacking(SOUND.replace("FLSA Status: Non-exempt\n", ""), by) if "FLSA" in said]
    others = [spec for spec in by.specs if spec.entry.agency.casefold() == _COUNTY.casefold()]
    kept = [spec for spec in others if spec.entry.type.value == "specification"]
    assert f"of the {len(kept)} other classes" in told
    assert not any("FLSA" in said for said in lacking(SOUND, by))


def test_what_answers_for_it_is_enough(under: Under) -> None:
    by = under(f"[rule.{_RULE}]\nfewest_classes = 5\nleast_share = 50\nleft_out = []\n")
    said = lacking(SOUND, by)
    # Duties answer for a definition, and the other way round; knowledge of any kind for skills.
    assert not any("definition" in one or "duties" in one for one in said)
    assert said


def test_of_few_classes_nothing_is_learned(under: Under) -> None:
    by = under(f"[rule.{_RULE}]\nfewest_classes = 500\nleast_share = 1\n")
    assert lacking(SOUND, by) == []
    assert lacking(SOUND, under(f"[rule.{_RULE}]\nfewest_classes = 1\nleast_share = 1\n"), "Nowhere") == []
