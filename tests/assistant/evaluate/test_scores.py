"""The sums over outcomes, each counted as it is named, and the report of them."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import QuestionsError, RefusedError, UnavailableError
from assistant.evaluate.questions import Question
from assistant.evaluate.report import Report, page
from assistant.evaluate.run import Examiner
from assistant.evaluate.scores import Outcome, Scores
from tests.assistant.evaluate.replies import TEXT, question, reply

WRONG = Outcome(question(contains=["Q8"], status="answered"), reply(), 0.004, missed=("contains",))
REFUSED = Outcome(question(status="answered"), reply(status="not_stated"), 0.003, missed=("status",))
UNSUPPORTED = Outcome(question(kind="out", status="out_of_scope"), reply(), 0.002, missed=("status",))
EITHER = Outcome(question(kind="out", status_in=["answered", "not_stated"]), reply(), 0.001)
NEITHER = Outcome(question(kind="out", contains=["x"]), reply(status="ambiguous"), 0.5, missed=("contains",))
BROKEN = Outcome(question(), reply(), 0.006, unverified=("[1] quotes 'x'",), loose=("17",))
TOO_LONG = Outcome(question(), None, 0.0, refusal="it is too long")
ALL = Scores((WRONG, REFUSED, UNSUPPORTED, EITHER, NEITHER, BROKEN, TOO_LONG))


def test_each_fault_is_counted_where_it_belongs() -> None:
    assert ALL.totals == {
        "unverified_quotes": 1,
        "loose_numbers": 1,
        "wrong_answers": 2,
        "false_refusals": 2,
        "unsupported_answers": 1,
    }
    assert [o for o in ALL.outcomes if o.is_wrong] == [WRONG, BROKEN]
    assert [o for o in ALL.outcomes if o.is_false_refusal] == [REFUSED, TOO_LONG]
    assert [o for o in ALL.outcomes if o.is_unsupported] == [UNSUPPORTED]


def test_kinds_count_alike_whatever_their_size() -> None:
    assert [(kind.name, kind.right, kind.asked) for kind in ALL.kinds] == [("code", 0, 4), ("out", 1, 3)]
    assert (ALL.mean, ALL.right) == (pytest.approx(1 / 6), 1)


def test_latency_is_of_the_answers_that_came() -> None:
    assert (ALL.latency(0.5), ALL.latency(0.95), Scores((TOO_LONG,)).latency(0.5)) == (0.003, 0.5, 0.0)


def test_scores_are_json() -> None:
    data = json.loads(json.dumps(ALL.as_dict()))
    assert (data["mean"], data["asked"], data["kinds"][1]["right"]) == (pytest.approx(1 / 6), 7, 1)
    assert data["questions"][0]["missed"] == ["contains"]
    assert data["questions"][0]["expect"] == {"contains": ["Q8"], "status": "answered"}
    assert data["questions"][6]["refusal"] == "it is too long"


def test_whatever_a_document_or_a_file_says_is_text_in_the_report() -> None:
    bad = "<script>alert(1)</script>"
    asked = question(bad, kind=bad, history=(bad,), contains=[bad])
    said: dict[str, Any] = reply(f"**{bad}** [1]")
    said["citations"][0] |= {"quote": bad, "title": bad, "source": bad, "section_path": [bad]}
    said["choices"] = said["nearest"] = [{"title": bad, "class_code": bad, "agency": bad}]
    html = page(Scores((Outcome(asked, said, 0.1, (bad,), (bad,)),)), bad, datetime(2026, 11, 26))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 16
    assert "{{" not in html


def test_a_report_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none" / "report.html"):
        with pytest.raises(QuestionsError, match="name a file in a folder that exists"):
            Report.to(path)
    Report.to(tmp_path / "report.html").write(Scores((EITHER,)), "mine.jsonl")
    assert "Every question was answered as expected." in (tmp_path / "report.html").read_text("utf-8")


class StandIn:
    """A desk that keeps its conversations, refuses what is long and breaks when told."""

    def __init__(self, *, keeps: bool = True) -> None:
        self.keeps = keeps
        self.open: dict[str, list[str]] = {}
        self.histories: list[list[str]] = []
        self.said: list[list[str]] = []
        self.emptied = False

    def ask(
        self,
        question: str,
        agency: str | None,
        conversation_id: str | None = None,
        history: Sequence[str] | None = None,
    ) -> dict[str, Any]:
        assert conversation_id is None or history is None
        self.histories.append(list(history or ()))
        if question == "break":
            raise UnavailableError("gone")
        if question == "long":
            raise RefusedError("it is too long")
        if not self.keeps:
            return reply(f"Q7 of {agency} [1].", conversation_id=None)
        key = conversation_id or f"c{len(self.said) + len(self.open)}"
        self.open.setdefault(key, []).append(question)
        return reply(f"Q7 of {agency} [1].", conversation_id=key)

    def forget(self, conversation_id: str) -> None:
        self.said.append(self.open.pop(conversation_id))

    def source(self, source_id: str) -> dict[str, Any]:
        if self.emptied:
            raise RefusedError(f"no source {source_id}")
        return {"text": {"lamp": TEXT}[source_id]}

    def page(self, words: str, offset: int) -> dict[str, Any]:
        raise NotImplementedError

    def detail(self, spec_id: str) -> dict[str, Any]:
        raise NotImplementedError


def examined(desk: StandIn, *questions: Question) -> Scores:
    return Examiner(desk, "Tern").examine(questions, lambda *_: None)


def test_each_question_has_a_conversation_of_its_own_which_is_forgotten() -> None:
    desk = StandIn()
    scores = examined(desk, question("a"), question("c", history=("b",), contains=["Tern"]), question("long"))
    # The first is asked twice: what whoever asks first waits for is no part of its time.
    assert (desk.said, desk.open) == ([["a"], ["a"], ["b", "c"]], {})
    assert [outcome.right for outcome in scores.outcomes] == [True, True, False]
    assert scores.outcomes[2].faults == ("refused: it is too long",)


def test_where_no_conversation_is_kept_the_earlier_messages_are_sent_along() -> None:
    desk = StandIn(keeps=False)
    scores = examined(desk, question("d", history=("b", "c"), contains=["Tern"]))
    assert desk.histories == [[], ["b"], ["b", "c"]] * 2
    assert [outcome.right for outcome in scores.outcomes] == [True]


def test_a_quote_of_a_source_that_is_gone_is_not_verified() -> None:
    desk = StandIn()
    desk.emptied = True
    assert examined(desk, question("a")).totals["unverified_quotes"] == 1


def test_nothing_is_half_scored() -> None:
    desk = StandIn()
    with pytest.raises(UnavailableError, match="gone"):
        examined(desk, question("a"), question("break", history=("b",)))
    assert desk.open == {}
