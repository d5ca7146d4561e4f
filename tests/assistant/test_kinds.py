"""The narrower kind that a question for yes or no names."""

import pytest

from assistant.evidence import Found, gather
from assistant.kinds import named_kind, of_kind
from tests.assistant.conftest import SpecOf
from vectorstore.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("facet", "question", "kind"),
    [
        ("license", "does need a firearm license?", "firearm"),
        ("education", "must have a chemistry degree", "chemistry"),
        ("experience", "is supervisory experience asked for", "supervisory"),
        ("certificate", "does need a college certificate", "college"),
        # The vocabulary knows these.
        ("license", "does need a driver's license", ""),
        ("license", "does need a commercial driver's license", ""),
        ("testing", "must pass a drug test", ""),
        ("license", "do u need a drivrs licence", ""),
        # These narrow nothing.
        ("license", "does need a valid license", ""),
        ("license", "is any license required", ""),
        ("license", "license", ""),
        ("license", "may one drink", ""),
    ],
)
def test_word_before_the_facet_names_a_kind(vocabulary: Vocabulary, facet: str, question: str, kind: str) -> None:
    assert named_kind(vocabulary.facets[facet], question, vocabulary) == kind


@pytest.mark.parametrize(
    ("title", "facet", "question", "found"),
    [
        ("HARBOR PATROL OFFICER", "license", "does need a firearm license", Found.NOTHING),
        ("Accountant I", "education", "does need a chemistry degree", Found.NOTHING),
        ("Accountant I", "education", "does need an accounting degree", Found.STATEMENTS),
        ("Accountant I", "education", "does need an acounting degree", Found.STATEMENTS),
        # Its letters stand for "Emergency Medical Dispatch".
        ("PUBLIC SAFETY DISPATCHER II", "certificate", "is the EMD certificate mandatory", Found.STATEMENTS),
        # "None required" is said of every kind.
        ("Accountant II", "license", "does need a firearm license", Found.STATEMENTS),
    ],
)
def test_kind_must_stand_in_what_is_asked_for(
    spec_of: SpecOf, vocabulary: Vocabulary, title: str, facet: str, question: str, found: Found
) -> None:
    evidence = gather(spec_of(title), (facet,), question, vocabulary)
    assert of_kind(evidence, question, vocabulary).found is found


def test_nearest_is_what_names_the_kind(spec_of: SpecOf, vocabulary: Vocabulary) -> None:
    question = "does need a college certificate"
    evidence = gather(spec_of("IRRIGATION SPECIALIST"), ("certificate",), question, vocabulary)
    refused = of_kind(evidence, question, vocabulary)
    assert (refused.kind, refused.told, refused.states) == ("college", True, False)
    assert refused.near[0].text.startswith("A certificate in landscape irrigation from a community college")
