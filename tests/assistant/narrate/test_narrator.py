"""A composed answer in a model's words: what is said, what is left out, what comes instead."""

import re
from dataclasses import replace

import pytest

from assistant.answer import Answer, AnswerFact, Status
from assistant.model.port import Prompt
from assistant.narrate.narrator import UNAVAILABLE, UNPROVEN, Narrator
from tests.assistant.narrate.parts import QUESTION, Doubts, Ear, Writes, citation, composed

LICENSE, YEARS = "A valid license is required.", "Two years of experience are required."
TWO = composed(
    f"**Lock Keeper**: License\n- {LICENSE} [1]\n**Experience**\n- {YEARS} [2]",
    citation(1, LICENSE),
    citation(2, YEARS),
    facts=[AnswerFact("license", LICENSE, "required", "L100", 1), AnswerFact("experience", YEARS, "required", "", 2)],
    notice="An old document.",
)


def ids(prompt: Prompt) -> list[str]:
    return re.findall(r'id="(\w+)"', prompt.user)


def said(text: str, prompt: Prompt) -> str:
    """`text` with the id of the first exhibit for @1, and so on."""
    return re.sub(r"@(\d)", lambda found: f"[{ids(prompt)[int(found[1]) - 1]}]", text)


def worded(text: str, answer: Answer = TWO, prover: Doubts | None = None, **more: object) -> tuple[Answer, Ear, Writes]:
    model, ear = Writes(lambda prompt: said(text, prompt), fails=bool(more.pop("fails", False))), Ear(**more)  # type: ignore[arg-type]
    narrator = Narrator(model, most_tokens=6000, salt=lambda: "salt of the test")
    told = narrator.worded(QUESTION, answer, prover or Doubts(), lambda _: None, ear)
    assert "".join(ear.heard) == told.answer
    for one in told.citations if told.composed_by != "catalog" else ():
        assert f"[{one.number}]" in told.answer[one.answer_start : one.answer_end]
    return told, ear, model


def test_prose_comes_with_numbers_in_the_order_of_use() -> None:
    told, ear, _ = worded("The Lock Keeper needs a license @1. It needs two years @2.")
    assert told.answer == "The Lock Keeper needs a license. [1] It needs two years. [2]"
    assert [c.quote for c in told.citations] == [LICENSE, YEARS]
    assert [told.answer[c.answer_start : c.answer_end] for c in told.citations] == [
        "The Lock Keeper needs a license. [1]",
        "It needs two years. [2]",
    ]
    assert (told.composed_by, told.notice, len(ear.heard)) == ("made-model", "An old document.", 2)


def test_facts_stay_the_catalogs_under_the_numbers_of_the_prose() -> None:
    first_the_core = "It needs two years @2. The Lock Keeper needs a license @1."
    told, _, _ = worded(first_the_core)
    assert told.answer.startswith("The Lock Keeper needs a license. [1] It needs two years. [2]")
    assert [(f.value, f.number) for f in told.facts] == [(LICENSE, 1), (YEARS, 2)]


def test_what_is_left_out_is_added_in_the_composed_words() -> None:
    told, _, _ = worded("The Lock Keeper needs a license @1.")
    assert told.answer == f"The Lock Keeper needs a license. [1]\n**Experience**\n- {YEARS} [2]"
    assert (told.composed_by, [c.number for c in told.citations]) == ("made-model", [1, 2])


@pytest.mark.parametrize(
    "text",
    [
        "The Lock Keeper needs no license @1.",
        "The Lock Keeper needs a license.",
        "The Lock Keeper needs a license [zzzz].",
        "The Lock Keeper needs a license @1[zzzz].",
        "It needs two years @2.",
        "",
    ],
)
def test_without_its_core_the_composed_answer_comes_instead(text: str) -> None:
    told, ear, _ = worded(text, prover=Doubts(wrong=("no license",)))
    assert told == replace(TWO, notice=f"An old document. {UNPROVEN}")
    assert ear.heard == [TWO.answer]


def test_an_unproven_sentence_is_dropped_alone() -> None:
    told, _, _ = worded(
        "The Lock Keeper needs a license @1. It needs nine years @2.", prover=Doubts(wrong=("nine years",))
    )
    assert "nine" not in told.answer
    assert told.answer.endswith(f"- {YEARS} [2]")


@pytest.mark.parametrize("opener", ["Yes, ", "Based on the provided evidence, ", "In addition, it is noted that "])
def test_what_only_opens_a_sentence_is_cut_off(opener: str) -> None:
    told, _, _ = worded(f"{opener}the Lock Keeper needs a license @1.", prover=Doubts(wrong=(opener.strip(),)))
    assert told.answer.startswith("The Lock Keeper needs a license. [1]")


def test_a_list_has_the_composed_words_above_it() -> None:
    told, _, _ = worded("The Lock Keeper needs:\n1. A license @1.\n2. Two years @2.\n")
    assert told.answer == "**Lock Keeper**: License\n- A license. [1]\n- Two years. [2]"


def test_what_is_left_out_is_headed_by_its_own_section_and_by_its_class_where_there_are_two() -> None:
    answer = replace(TWO, citations=(TWO.citations[0], replace(TWO.citations[1], title="PILOT")))
    told, _, _ = worded("The Lock Keeper needs a license @1.", answer)
    assert told.answer.endswith(f"\n**Lock Keeper**: Experience\n- {YEARS} [2]")


def test_the_words_above_alternatives_stay() -> None:
    text = f"Ways to qualify as Lock Keeper:\n**Either I**\n- {LICENSE} [1]\n**Or II**\n- {YEARS} [2]"
    told, _, _ = worded("A license is one way @1.", composed(text, citation(1, LICENSE), citation(2, YEARS)))
    assert told.answer.endswith(f"\nWays to qualify as Lock Keeper:\n**Or II**\n- {YEARS} [2]")


@pytest.mark.parametrize("word", ["or", "and"])
def test_the_rest_of_a_chain_is_joined_to_what_the_prose_has_of_it(word: str) -> None:
    first = f"{LICENSE[:-1]}; {word}"
    text = f"**Lock Keeper**: Requirements\n- {first} [1]\n- {YEARS} [2]\n- A boat. [3]"
    cited = [citation(1, first), citation(2, YEARS), citation(3, "A boat.")]
    told, _, _ = worded("One way is a license @1.", composed(text, *cited))
    rest = f"{word.capitalize()}, in the document's words:\n- {YEARS} [2]\n- A boat. [3]"
    assert told.answer == f"One way is a license. [1]\n{rest}"


def test_the_models_order_is_kept_where_its_first_sentence_names_the_class() -> None:
    told, _, _ = worded("The Lock Keeper needs two years @2. A license is required @1.")
    assert told.answer == "The Lock Keeper needs two years. [1] A license is required. [2]"
    assert [fact.number for fact in told.facts] == [2, 1]


CODE = composed(
    "**L100** is the class **LOCK KEEPER**. [1] [2]",
    citation(1, "LOCK KEEPER"),
    citation(2, "L100 | 1998"),
    facts=[AnswerFact("title", "LOCK KEEPER", "", "L100", 1), AnswerFact("class_code", "L100", "", "L100", 2)],
)


def test_the_model_is_shown_what_the_catalog_states_by_a_quote() -> None:
    _, _, model = worded("", CODE)
    assert model.prompts[0].user.count("states: L100 is the class LOCK KEEPER.") == 2


RANGES = composed(
    "The salary of Lock Keeper:\n- Range A: **$10 to $12** a month [1]\n- Range B: **$20 to $22** a month [2]",
    citation(1, "L100,A,10,12"),
    citation(2, "L100,B,20,22"),
    facts=[AnswerFact("salary", "$10 to $12", "", "L100", 1), AnswerFact("salary", "$20 to $22", "", "L100", 2)],
)


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("The salary of a Lock Keeper: Range A: $10 to $12 a month @1.", True),
        ("The salary of a Lock Keeper: Range A: $10 to $12 a month @2.", False),
        ("The salary of a Lock Keeper: Range A: $10 to $22 a month @1.", False),
        ("The salary of a Lock Keeper: Range A: $10 to $12 a year @1.", False),
        ("The salary of a Lock Keeper II: Range A: $10 to $12 a month @1.", False),
    ],
)
def test_what_the_catalog_states_needs_no_other_proof(text: str, is_taken: bool) -> None:
    told, _, model = worded(text, RANGES, prover=Doubts(wrong=("salary",)))
    assert "states: The salary of Lock Keeper: Range A: $10 to $12 a month" in model.prompts[0].user
    assert (told.composed_by == "made-model") is is_taken
    assert told.answer.endswith("- Range B: **$20 to $22** a month [2]")


def test_a_title_that_the_prose_has_is_not_told_again() -> None:
    told, _, _ = worded("The Lock Keeper has class code L100 @2.", CODE)
    assert told.answer == "The Lock Keeper has class code L100. [1]"
    told, _, _ = worded("It has class code L100 @2.", CODE)
    assert told.answer.endswith("**L100** is the class **LOCK KEEPER**. [2] [1]")


def test_a_model_that_fails_at_once_is_told_of() -> None:
    told, _, _ = worded("", fails=True)
    assert told == replace(TWO, notice=f"An old document. {UNAVAILABLE}")


def test_a_model_that_breaks_off_leaves_what_was_proven_and_the_rest_is_added() -> None:
    told, _, _ = worded("The Lock Keeper needs a license @1. It nee", fails=True)
    assert told.answer.startswith("The Lock Keeper needs a license. [1]\n")
    assert told.answer.endswith(f"- {YEARS} [2]")


def test_nobody_listening_ends_the_call() -> None:
    _, ear, model = worded("The Lock Keeper needs a license @1. It needs " + "very " * 500 + "@2.", leaves_after=1)
    assert model.closed == 1
    assert len(ear.heard) <= 4


def test_a_remark_stays_as_it_is() -> None:
    remark = "Note that this recruitment is over. [2]"
    answer = composed(f"- {LICENSE} [1]\n{remark}", citation(1, LICENSE), citation(2, "March 30"))
    told, _, model = worded("A license @1.", answer)
    assert told.answer == f"A license. [1]\n{remark}"
    assert len(ids(model.prompts[0])) == 1, "what only a remark cites need not be said again"


@pytest.mark.parametrize(
    "answer",
    [
        replace(TWO, status=Status.NOT_STATED),
        replace(TWO, comparison={"rows": []}),
        replace(TWO, total=3),
        replace(TWO, answer=f"The class that fits best is **Lock Keeper**. [1]\n- {LICENSE} [1]", facts=()),
        composed("Nothing is cited."),
    ],
)
def test_refusals_and_what_was_calculated_are_not_worded(answer: Answer) -> None:
    told, ear, model = worded("The Lock Keeper needs a license @1.", answer)
    assert (told, ear.heard, model.prompts) == (answer, [answer.answer], [])


def test_what_speaks_to_a_model_is_not_shown_to_it() -> None:
    told, _, model = worded("A license @1.", prover=Doubts(commands=("Two years",)))
    assert len(ids(model.prompts[0])) == 1
    assert "Two years" not in model.prompts[0].user
    assert f"- {YEARS} [2]" in told.answer


def test_a_prompt_has_no_more_tokens_than_it_may() -> None:
    quotes = [f"Item {number}: {'words ' * 200}" for number in range(1, 41)]
    answer = composed(
        "\n".join(f"- {quote.strip()} [{at}]" for at, quote in enumerate(quotes, 1)),
        *(citation(at, quote.strip()) for at, quote in enumerate(quotes, 1)),
    )
    told, _, model = worded("Item 1 @1.", answer)
    assert 10 < len(ids(model.prompts[0])) < 30
    assert len(told.citations) == 40


def test_where_nothing_may_be_shown_the_model_is_not_asked() -> None:
    told, _, model = worded("A license @1.", prover=Doubts(commands=("license", "years")))
    assert (told, model.prompts) == (TWO, [])


def test_ids_and_fence_differ_from_answer_to_answer() -> None:
    model = Writes(lambda prompt: "")
    for _ in range(2):
        Narrator(model, 6000).worded(QUESTION, TWO, Doubts(), lambda _: None, Ear())
    first, second = model.prompts
    assert not set(ids(first)) & set(ids(second))
    assert first.system != second.system
