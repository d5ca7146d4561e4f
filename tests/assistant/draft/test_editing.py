"""A writer's actions lead from one version of a draft to the next, all of them or none."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.draft.actions import ACTIONS, told
from assistant.draft.editing import Means, edited
from assistant.draft.values import Decision, Draft, DraftSection, Provenance, Status, draft_json, draft_of
from assistant.errors import DraftError
from tests.assistant.draft.drafts import is_verbatim
from tests.assistant.draft.harbor import harbor_draft, taken_line
from vectorstore.vocabulary import Vocabulary, load

Do = Callable[..., Draft]

_LICENSE = DraftSection("LICENSE", "license", (taken_line("x3", "A valid license is required.", "s2"),))


def _means(vocabulary: Vocabulary) -> Means:
    def with_source(draft: Draft, spec_id: str) -> Sequence[DraftSection]:
        return (*draft.sections, _LICENSE)

    return Means(vocabulary, with_source, lambda version: harbor_draft(vocabulary))


@pytest.fixture
def draft(vocabulary: Vocabulary) -> Draft:
    return harbor_draft(vocabulary)


@pytest.fixture
def do(vocabulary: Vocabulary) -> Do:
    """Do actions, given as a client sends them."""

    def do(draft: Draft, *actions: dict[str, object]) -> Draft:
        return edited(draft, ACTIONS.validate_python(actions), _means(vocabulary))

    return do


def test_decisions_count_up_one_version_a_change(draft: Draft, do: Do) -> None:
    changed = do(
        draft,
        {"action": "accept", "line_id": "t1"},
        {"action": "reject", "line_id": "t2"},
        {"action": "accept_section", "section": 0},
    )
    assert changed.version == 2
    assert {line.line_id: line.decision.value for line in changed.lines} == {
        **{"h1": "accepted", "h2": "accepted", "h3": "open", "d1": "open"},
        **{"t1": "accepted", "t2": "rejected"},
    }
    assert do(changed, {"action": "reopen", "line_id": "t2"}).line("t2") == draft.line("t2")


def test_an_edit_says_what_it_changed_and_an_answer_settles_a_question(draft: Draft, do: Do) -> None:
    changed = do(
        draft,
        {"action": "edit", "line_id": "t1", "text": "Files three reports a day."},
        {"action": "edit", "line_id": "h3", "text": "Port Operations"},
    )
    line, answered = changed.line("t1"), changed.line("h3")
    assert line is not None and answered is not None
    assert (line.provenance, line.decision) == (Provenance.ADAPTED, Decision.ACCEPTED)
    assert [(c.before, c.after, c.kind.value) for c in line.changes] == [("two", "three", "number")]
    assert (answered.text, answered.provenance, answered.question) == ("Port Operations", Provenance.NEW, "")
    back = do(changed, {"action": "edit", "line_id": "h3", "text": ""}).line("h3")
    assert back is not None
    assert (back.provenance, back.question) == (Provenance.NEEDS_INPUT, "What is the department?")


def test_added_lines_have_ids_of_their_own_and_can_be_moved_and_removed(draft: Draft, do: Do) -> None:
    add = {"action": "add_line", "section": 2, "text": "Moors boats."}
    once = do(draft, {**add, "after": "t1"}, {**add, "text": "Rows."})
    ids = [line.line_id for line in once.sections[2].lines]
    assert [line.text for line in once.sections[2].lines][1::2] == ["Moors boats.", "Rows."]
    assert (once.sections[2].lines[1].depth, once.sections[2].lines[1].author) == (1, "writer")
    again = do(do(once, {"action": "remove_added", "line_id": ids[1]}), add)
    assert len({*ids, *(line.line_id for line in again.lines)}) == len(ids) + 5
    moved = do(
        once,
        {"action": "move", "line_id": ids[3], "section": 2},
        {"action": "move", "line_id": "t1", "section": 1, "after": "d1"},
    )
    assert [line.line_id for line in moved.sections[2].lines] == [ids[3], ids[1], "t2"]
    assert [line.line_id for line in moved.sections[1].lines] == ["d1", "t1"]


def test_what_names_the_class_follows_its_title(draft: Draft, do: Do) -> None:
    accepted = do(draft, {"action": "accept", "line_id": "d1"})
    changed = do(accepted, {"action": "set", "title": "Quay Clerk II", "unit": "Port Operations"})
    lines = {line.line_id: line for line in changed.lines}
    assert [lines[key].text for key in ("h1", "h3", "d1")] == [
        *("Quay Clerk II", "Port Operations", "The Quay Clerk II keeps the books."),
    ]
    assert lines["d1"].decision is Decision.OPEN
    assert [(c.before, c.after, c.kind.value) for c in lines["d1"].changes] == [
        *(("Harbor", "Quay", "title"), ("", "II", "level")),
    ]
    assert lines["t2"] == draft.line("t2"), "another class, one level up"
    assert changed.wanted.title == "Quay Clerk II"


def test_a_line_that_follows_a_title_is_still_whose_it_was_and_asks_what_it_asked(draft: Draft, do: Do) -> None:
    asking = replace(draft.sections[1].lines[0], author="a-model", question="Is that so?")
    changed = do(
        replace(draft, sections=(draft.sections[0], replace(draft.sections[1], lines=(asking,)))),
        {"action": "set", "title": "Quay Clerk"},
    )
    line = changed.line("d1")
    assert line is not None
    assert (line.text, line.author, line.question) == ("The Quay Clerk keeps the books.", "a-model", "Is that so?")


def test_a_source_is_drawn_on_once(draft: Draft, do: Do) -> None:
    changed = do(draft, {"action": "add_source", "spec_id": "s2"})
    assert changed.sections == (*draft.sections, _LICENSE)
    assert changed.wanted.similar_to == ("s1", "s2")
    with pytest.raises(DraftError, match="already"):
        do(changed, {"action": "add_source", "spec_id": "s2"})


def test_a_draft_is_approved_out_of_review_with_nothing_left_to_say(draft: Draft, do: Do) -> None:
    approve, review = ({"action": "status", "status": status} for status in ("approved", "review"))
    with pytest.raises(DraftError, match=r"not everything is answered yet; answer or leave out: Department$"):
        do(draft, review, approve)
    answered = do(draft, {"action": "edit", "line_id": "h3", "text": "Port Operations"})
    with pytest.raises(DraftError, match="review first"):
        do(answered, approve)
    approved = do(do(answered, review), approve)
    assert approved.status is Status.APPROVED
    assert do(approved, {"action": "accept", "line_id": "t1"}).status is Status.REVIEW
    with pytest.raises(DraftError, match="was published"):
        do(replace(approved, status=Status.PUBLISHED), review)


def test_an_earlier_version_comes_back_as_the_next_one(draft: Draft, do: Do) -> None:
    changed = do(draft, {"action": "reject", "line_id": "t1"}, {"action": "status", "status": "review"})
    restored = do(changed, {"action": "restore", "version": 1})
    assert restored == replace(draft, version=3)


@pytest.mark.parametrize(
    ("action", "says"),
    [
        ({"action": "accept", "line_id": "h3"}, "says nothing yet: Which department"),
        ({"action": "accept", "line_id": "zz"}, "no line 'zz'"),
        ({"action": "edit", "line_id": "t1", "text": "  "}, "one that is not wanted is left out"),
        ({"action": "add_line", "section": 7, "text": "x"}, "no section 7"),
        ({"action": "add_line", "section": 2, "text": "x", "after": "d1"}, "section 2 has no line 'd1'"),
        ({"action": "remove_added", "line_id": "t1"}, "gathered and not added"),
        ({"action": "move", "line_id": "t1", "section": 2, "after": "t1"}, "follow itself"),
        ({"action": "set"}, "nothing to set"),
        ({"action": "set", "title": " "}, "needs a title"),
        ({"action": "set", "title": "?!"}, "needs a title"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is(draft: Draft, do: Do, action: dict[str, object], says: str) -> None:
    with pytest.raises(DraftError, match=rf"action 2 \({action['action']}\): .*{says}"):
        do(draft, {"action": "accept", "line_id": "t1"}, action)


def test_an_action_with_a_letter_wrong_is_none() -> None:
    with pytest.raises(ValidationError, match="afer"):
        ACTIONS.validate_python([{"action": "add_line", "section": 2, "text": "x", "afer": "t1"}])


def test_the_audit_counts_what_was_done() -> None:
    accept = [{"action": "accept", "line_id": one} for one in ("a", "b")]
    assert told(ACTIONS.validate_python([*accept, {"action": "status", "status": "review"}])) == "accept (2), review"


_IDS = ("h1", "h3", "d1", "t1", "t2")
_TEXTS = st.sampled_from(["Files two reports a day.", "Files ten reports.", "Rows\u200b boats", "The Pier Clerk rows."])
_ACTION = st.one_of(
    st.fixed_dictionaries(
        {"action": st.sampled_from(["accept", "reject", "reopen"]), "line_id": st.sampled_from(_IDS)}
    ),
    st.fixed_dictionaries({"action": st.just("edit"), "line_id": st.sampled_from(_IDS), "text": _TEXTS}),
    st.fixed_dictionaries({"action": st.just("add_line"), "section": st.integers(0, 2), "text": _TEXTS}),
    st.fixed_dictionaries({"action": st.just("set"), "title": st.sampled_from(["Quay Clerk", "Clerk, Pier"])}),
    st.fixed_dictionaries({"action": st.just("move"), "line_id": st.sampled_from(_IDS), "section": st.integers(0, 2)}),
)
_VOCABULARY = load()


@given(st.lists(_ACTION, min_size=1, max_size=8))
def test_whatever_is_done_what_is_called_taken_is_verbatim(actions: list[dict[str, object]]) -> None:
    draft = harbor_draft(_VOCABULARY)
    for action in actions:
        try:
            draft = edited(draft, ACTIONS.validate_python([action]), _means(_VOCABULARY))
        except DraftError:
            continue
    ids = [line.line_id for line in draft.lines]
    assert len(ids) == len(set(ids))
    for line in draft.lines:
        assert is_verbatim(line) if line.provenance is Provenance.TAKEN else True
        assert bool(line.changes) == (line.provenance is Provenance.ADAPTED)
        assert bool(line.text) != (line.provenance is Provenance.NEEDS_INPUT)
    assert draft_of(draft_json(draft)) == draft
