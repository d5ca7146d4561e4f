"""Which of a class's own statements answers a question, and whether any does."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

import assistant.telling
from assistant.confidence import ALWAYS, NEVER, Confidence, calibrated
from assistant.one_class import asked_of
from assistant.reading import Reader
from assistant.telling import Asked, Teller, Telling, Told
from tests.assistant.conftest import SpecOf
from vectorstore.embedder import Embedder
from vectorstore.spec import Number, Span, Statement

SWIM = Asked("how far must a swim", "swim", "swim", frozenset(), named=False, polar=False)
KAYAKS = replace(SWIM, rest="pulls kayakers out", residual="kayakers", words="kayakers")


@pytest.fixture(scope="module")
def teller(embedder: Embedder) -> Teller:
    return Teller(embedder, calibrated())


def said(told: list[Told]) -> list[str]:
    return [one.statement.text for one in told]


@pytest.mark.parametrize(
    ("question", "title", "says"),
    [
        ("How far must a Harbor Patrol Officer swim?", "Harbor Patrol Officer", "swim 500 yards"),
        ("what happens with torn pages, Library Assistant, Senior", "Library Assistant, Senior", "Mends torn pages"),
        ("What fines can a Library Assistant, Senior waive?", "Library Assistant, Senior", "waiving up to $20"),
        ("Does the Vessel Traffic Dispatcher watch radar?", "Vessel Traffic Dispatcher", "watches radar"),
        ("How high does a Crane Electrician climb?", "Crane Electrician", "up to 140 feet"),
        (
            "Does a Public Safety Dispatcher I give CPR instructions over the phone?",
            "Public Safety Dispatcher I",
            "instructions for CPR",
        ),
        ("Does a Public Safety Dispatcher I work on holidays?", "Public Safety Dispatcher I", "weekends and holidays"),
        (
            "Would I handle taste complaints from customers as a Senior Water Treatment Operator?",
            "Water Treatment Operator, Senior",
            "taste and odor",
        ),
        (
            "Is somebody with a conviction of a felony taken as Animal Services Officer?",
            "Animal Services Officer",
            "no conviction of a felony",
        ),
        (
            "How many years of multibeam sonar for Land Surveyor II (Hydrographic)?",
            "Land Surveyor II (Hydrographic)",
            "One year of experience with multibeam sonar",
        ),
    ],
)
def test_statement_that_says_it_is_first_and_answers(
    teller: Teller, reader: Reader, spec_of: SpecOf, question: str, title: str, says: str
) -> None:
    spec, asked = spec_of(title), asked_of(reader.read(question))
    told = teller.of(spec, asked).ranked
    assert says in told[0].statement.text
    assert teller.of(spec, asked).answering() is told[0].statement


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Does a Permit Technician perform autopsies?", "Permit Technician"),
        ("how long is the probation of a Crane Electrician", "Crane Electrician"),
        ("Does the Harbor Patrol Officer teach ballet?", "Harbor Patrol Officer"),
        ("how many horses does an Accountant II own", "Accountant II"),
    ],
)
def test_statement_that_only_comes_nearest_answers_nothing(
    teller: Teller, reader: Reader, spec_of: SpecOf, question: str, title: str
) -> None:
    spec, asked = spec_of(title), asked_of(reader.read(question))
    assert teller.of(spec, asked).ranked
    assert teller.of(spec, asked).answering() is None


def test_a_dozen_statements_are_ranked_the_likeliest_first(teller: Teller, spec_of: SpecOf) -> None:
    spec = spec_of("Harbor Patrol Officer")
    told = teller.of(spec, SWIM).ranked
    assert len(told) == 12 < len(spec.parsed.statements)
    assert [one.says for one in told] == sorted((one.says for one in told), reverse=True)
    assert [one.says for one in told] == [calibrated()["says"].probability(one.features) for one in told]
    assert all(len(one.statement.text.split()) > 2 for one in told)


def test_one_judgment_orders_and_others_answer(embedder: Embedder, spec_of: SpecOf) -> None:
    spec = spec_of("Harbor Patrol Officer")

    def telling(weight: float, **judged: Confidence) -> Telling:
        says = Confidence(0.0, {"cosine": weight}, 1.0)
        return Teller(embedder, {"says": says, "answers": NEVER, "confirms": NEVER, **judged}).of(spec, SWIM)

    best = telling(1.0, answers=ALWAYS)
    cosines = [one.features["cosine"] for one in best.ranked]
    assert cosines == sorted(cosines, reverse=True)
    assert (best.answering(), best.answering(confirm=True)) == (best.ranked[0].statement, None)
    surest = telling(1.0, confirms=ALWAYS)
    assert (surest.answering(), surest.answering(confirm=True)) == (None, surest.ranked[0].statement)
    assert said(telling(-1.0).ranked) == said(best.ranked)[::-1]


def test_to_confirm_takes_more_than_to_answer() -> None:
    answers, confirms = calibrated()["answers"], calibrated()["confirms"]
    assert (answers.bias, answers.weights) == (confirms.bias, confirms.weights)
    assert answers.threshold < confirms.threshold


@pytest.mark.parametrize("threshold", [0.0, 0.2, 0.5, 0.9, 1.0])
def test_two_statements_at_most_say_it_and_only_surely(embedder: Embedder, spec_of: SpecOf, threshold: float) -> None:
    judged = {**calibrated(), "says": replace(calibrated()["says"], threshold=threshold)}
    telling = Teller(embedder, judged).of(spec_of("Harbor Patrol Officer"), SWIM)
    sure = [one.statement for one in telling.ranked if one.says >= threshold]
    assert telling.saying() == sure[:2]
    assert len(sure) == {0.0: 12, 0.2: 2, 0.5: 2, 0.9: 1, 1.0: 0}[threshold]


class Counting:
    """The bundled embedder with each text embedded alone, counting the texts of documents that it is given."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder, self.given = embedder, Counter[str]()

    def embed_documents(self, texts: list[str]) -> NDArray[np.float32]:
        self.given.update(texts)
        return self._embedder.embed_queries(texts)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        return self._embedder.embed_query(text)


def test_statement_is_embedded_once(embedder: Embedder, spec_of: SpecOf) -> None:
    counting, spec = Counting(embedder), spec_of("Harbor Patrol Officer")
    teller = Teller(counting, calibrated())  # type: ignore[arg-type]
    first, again = teller.of(spec, SWIM).ranked, teller.of(spec, SWIM).ranked
    assert teller.of(spec, KAYAKS).ranked
    assert [(one.statement, one.says) for one in again] == [(one.statement, one.says) for one in first]
    assert set(counting.given.values()) == {1}
    assert len(counting.given) >= 12


def test_answer_does_not_depend_on_what_was_asked_before(embedder: Embedder, spec_of: SpecOf) -> None:
    spec, asked_before = spec_of("Harbor Patrol Officer"), Teller(embedder, calibrated())
    assert asked_before.of(spec, SWIM).ranked
    told, fresh = (teller.of(spec, KAYAKS).ranked for teller in (asked_before, Teller(embedder, calibrated())))
    assert {one.statement.text: one.features["cosine"] for one in told} == pytest.approx(
        {one.statement.text: one.features["cosine"] for one in fresh}, abs=1e-5
    )


def test_only_so_many_vectors_are_kept(embedder: Embedder, spec_of: SpecOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistant.telling, "_REMEMBERED", 5)
    counting, statements = Counting(embedder), spec_of("Harbor Patrol Officer").parsed.statements[:10]
    teller = Teller(counting, calibrated())  # type: ignore[arg-type]
    expected = Teller(Counting(embedder), calibrated()).cosines("swim", statements)  # type: ignore[arg-type]
    assert teller.cosines("swim", statements) == pytest.approx(expected, abs=1e-5)
    assert teller.cosines("swim", statements[-5:]) == pytest.approx(expected[-5:], abs=1e-5)
    assert sum(counting.given.values()) == 10
    assert teller.cosines("swim", statements[:5]) == pytest.approx(expected[:5], abs=1e-5)
    assert sum(counting.given.values()) == 15


def test_several_threads_share_the_vectors(
    embedder: Embedder, spec_of: SpecOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assistant.telling, "_REMEMBERED", 7)
    statements = spec_of("Harbor Patrol Officer").parsed.statements[:12]
    teller = Teller(Counting(embedder), calibrated())  # type: ignore[arg-type]
    expected = teller.cosines("swim", statements)
    parts = [statements[at % 8 : at % 8 + 5] for at in range(64)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda part: teller.cosines("swim", part), parts))
    assert found == [pytest.approx(expected[at % 8 : at % 8 + 5], abs=1e-5) for at in range(64)]


def test_what_many_documents_share_and_other_classes_do_is_not_ranked(teller: Teller, spec_of: SpecOf) -> None:
    spec = spec_of("Harbor Patrol Officer")
    first, second, third, *_ = (s for s in spec.parsed.statements if len(s.text.split()) > 2)
    other = (spec.entry.spec.ordinal + 1,)
    statements = (replace(first, boilerplate=True), replace(second, applies_to=other), third)
    spec = replace(spec, parsed=replace(spec.parsed, statements=statements))
    assert said(teller.of(spec, SWIM).ranked) == [third.text]


@pytest.mark.parametrize("texts", [(), ("None specified", "Swims")])
def test_document_that_says_nothing_answers_nothing(teller: Teller, spec_of: SpecOf, texts: tuple[str, ...]) -> None:
    spec = spec_of("Harbor Patrol Officer")
    statements = tuple(Statement(at, 0, (Span(0, 4, 1),), text) for at, text in enumerate(texts))
    spec = replace(spec, parsed=replace(spec.parsed, statements=statements))
    assert teller.of(spec, SWIM).ranked == []
    assert teller.of(spec, SWIM).answering() is None


@pytest.fixture(scope="module")
def features(teller: Teller, spec_of: SpecOf) -> dict[str, dict[str, float]]:
    """What is known of three statements beside a question on an amount, by their first words."""
    spec = spec_of("Harbor Patrol Officer")
    span = Span(0, 4, 1)
    statements = (
        Statement(
            0, 0, (span,), "Swims 500 yards in open water", facets=("testing",), numbers=(Number(500, "", span),)
        ),
        Statement(1, 0, (span,), "Keeps the log of the boat"),
        Statement(2, 0, (span,), "Swim lessons are given to recruits"),
    )
    spec = replace(spec, parsed=replace(spec.parsed, statements=statements))
    asked = Asked("how far must swim in the test", "swim", "swim test", frozenset({"testing"}), True, True, True)
    return {one.statement.text.split()[0]: dict(one.features) for one in teller.of(spec, asked).ranked}


@pytest.mark.parametrize(
    ("name", "swims", "keeps", "swim"),
    [
        # A stem counts as its word does: of one word asked, all or nothing is there.
        ("shared", 1.0, 0.0, 1.0),
        ("facet", 1.0, 0.0, 0.0),
        ("named", 1.0, 1.0, 1.0),
        ("facet_named", 1.0, 0.0, 0.0),
        ("polar", 1.0, 1.0, 1.0),
        ("polar_shared", 1.0, 0.0, 1.0),
        ("number", 1.0, 0.0, 0.0),
        ("no_number", 0.0, 1.0, 1.0),
        ("words", 1.0, 1.0, 1.0),
    ],
)
def test_what_is_known_of_a_statement(
    features: dict[str, dict[str, float]], name: str, swims: float, keeps: float, swim: float
) -> None:
    assert [features[word][name] for word in ("Swims", "Keeps", "Swim")] == [swims, keeps, swim]


def test_one_statement_is_ahead_and_all_others_behind_it(features: dict[str, dict[str, float]]) -> None:
    by_meaning = sorted(features.values(), key=lambda known: -known["cosine"])
    best, second = by_meaning[:2]
    assert best["ahead"] == pytest.approx(best["cosine"] - second["cosine"])
    for known in by_meaning[1:]:
        assert known["ahead"] == pytest.approx(known["cosine"] - best["cosine"])
    assert all(known["polar_cosine"] == known["cosine"] for known in by_meaning)


def test_numbers_and_a_yes_or_no_count_only_where_asked_for(teller: Teller, spec_of: SpecOf) -> None:
    for one in teller.of(spec_of("Harbor Patrol Officer"), SWIM).ranked:
        known = one.features
        assert {known[name] for name in ("number", "no_number", "polar", "polar_cosine", "polar_shared")} == {0.0}


def test_rare_words_of_a_document_weigh_more_than_its_common_ones(teller: Teller, spec_of: SpecOf) -> None:
    spec = spec_of("Harbor Patrol Officer")
    texts = ("Patrols the harbor by boat", "Patrols the harbor at night", "Inspects the anchors of yachts")
    statements = tuple(Statement(at, 0, (Span(0, 4, 1),), text) for at, text in enumerate(texts))
    spec = replace(spec, parsed=replace(spec.parsed, statements=statements))
    asked = replace(SWIM, rest="harbor anchors", residual="harbor anchors", words="harbor anchors")
    shared = {one.statement.ordinal: one.features["shared"] for one in teller.of(spec, asked).ranked}
    assert 0.0 < shared[0] == shared[1] < 0.5 < shared[2] < 1.0
