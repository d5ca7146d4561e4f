"""Whatever a unit says: told word for word it is proven, and with one thing changed it never is."""

from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant.narrate.exhibit import Unit
from tests.assistant.narrate.mutating import MUTATIONS
from tests.assistant.narrate.proven import Cases, exhibit, question
from vectorstore.spec import Modality
from vectorstore.vocabulary import load

_VOCABULARY = load()
_THINGS = ["crane certificate", "boat license", "class b permit", "welding card", "radio operator license", "dive log"]
_WORK = ["ledgers", "pump stations", "harbor maps", "deck crews", "grant budgets", "tide records"]
_DOING = ["inspecting", "repairing", "reviewing", "supervising", "painting", "counting"]
_DOES = ["Inspects", "Repairs", "Reviews", "Supervises", "Paints", "Counts"]
_PLACES = ["at the north pier", "for the port", "in the county", "with a public agency", "under close supervision"]
_RIDERS = ["", "", " if assigned to the dredge", " unless the chief decides", " before appointment", " only at night"]
_HOW_MUCH = ["two years", "18 months", "3 years", "$400 a month", "twenty-four units", "75 percent"]
_ASKS = ["is required", "may be required", "is preferred", "is not required", "may be required for some positions"]

_asked = st.builds(
    "{} {}{}.".format,
    st.sampled_from(_THINGS).map(lambda thing: f"A valid {thing}"),
    st.sampled_from(_ASKS),
    st.sampled_from(_RIDERS),
)
_experience = st.builds(
    "{} of experience {} {} {} {}.".format,
    st.sampled_from(_HOW_MUCH).map(str.capitalize),
    st.sampled_from(_DOING),
    st.sampled_from(_WORK),
    st.sampled_from(_PLACES),
    st.sampled_from(["are required", "may be required", "or a boat license is required"]),
)
_duty = st.builds(
    "{} {} and {} {}{}.".format,
    st.sampled_from(_DOES),
    st.sampled_from(_WORK),
    st.sampled_from(_WORK),
    st.sampled_from(_PLACES),
    st.sampled_from(_RIDERS),
)
_must = st.builds(
    "Applicants must {} {} {} {}.".format,
    st.sampled_from(["not lose", "hold", "pass", "never repair"]),
    st.sampled_from(["at least", "up to", "no more than"]),
    st.sampled_from(_HOW_MUCH),
    st.sampled_from(_PLACES),
)
_texts = st.one_of(_asked, _experience, _duty, _must)
_settled = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def _why_not(cases: Cases, text: str, sentence: str, modality: Modality | None = None) -> str:
    entry = cases.entry("class_b")
    told = modality or _VOCABULARY.modality(text) or Modality.DESCRIBED
    one = exhibit(entry, ("MINIMUM QUALIFICATIONS",), [Unit(text, told)])
    return cases.prover.why_not(sentence, [one], [one], question((entry,), "requirements"))


@_settled
@given(text=_texts)
def test_a_unit_word_for_word_is_proven(cases: Cases, text: str) -> None:
    assert not _why_not(cases, text, f"The spec says: {text}")


@_settled
@given(text=_texts, kind=st.sampled_from(sorted(MUTATIONS)), seed=st.integers(0, 10_000))
def test_a_unit_with_one_thing_changed_is_not(cases: Cases, text: str, kind: str, seed: int) -> None:
    random = Random(seed)
    changed = [false for false in MUTATIONS[kind](text, random) if " ".join(false.split()) != text]
    assume(changed)
    false = random.choice(changed)
    assert _why_not(cases, text, f"The spec says: {false}"), false


@_settled
@given(text=_texts, told=st.sampled_from(list(Modality)), seed=st.integers(0, 10_000))
def test_nor_is_it_however_its_section_puts_it(cases: Cases, text: str, told: Modality, seed: int) -> None:
    random = Random(seed)
    kind = random.choice(sorted(MUTATIONS))
    for false in MUTATIONS[kind](text, random):
        if " ".join(false.split()) != text:
            assert _why_not(cases, text, f"You need this: {false}", told), false


@_settled
@given(text=_texts, data=st.data())
def test_words_left_out_in_the_middle_are_missed(cases: Cases, text: str, data: st.DataObject) -> None:
    words = text.split()
    at = data.draw(st.integers(1, len(words) - 2))
    # Not missed is a word that says nothing, or one without which the same is merely told.
    assume(words[at] not in ("A", "a", "the", "at", "least", "must", "is", "are", "hold"))
    # Nor is to whom only something may be required: that it may says as much.
    assume("for some positions" not in text)
    left = " ".join([*words[:at], *words[at + 1 :]])
    assert _why_not(cases, text, f"The spec says: {left}"), left


@_settled
@given(text=_texts, other=st.sampled_from(["Accountant I", "Senior Heavy Equipment Mechanic", "Harbor Patrol Officer"]))
def test_no_other_class_is_what_a_unit_is_of(cases: Cases, text: str, other: str) -> None:
    assert _why_not(cases, text, f"The spec of the {other} says: {text}")
