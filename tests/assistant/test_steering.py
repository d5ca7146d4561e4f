"""A word steers a conversation only where it stands for that."""

import pytest

from assistant.scan import Token, tokenize
from assistant.steering import Role, Steering
from vectorstore.vocabulary import Vocabulary, load


@pytest.fixture(scope="module")
def steering(vocabulary: Vocabulary) -> Steering:
    return Steering(vocabulary)


def test_every_row_has_a_role_and_every_role_a_row(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.steer) == set(Role)


@pytest.mark.parametrize(
    ("text", "kept", "roles"),
    [
        ("and the senior one?", "the senior one?", {Role.OPENING}),
        ("ok, what about fingerprints", "fingerprints", {Role.OPENING, Role.COURTESY}),
        ("sorry, meant II", "II", {Role.CORRECTION}),
        ("the senior level, I mean", "the senior level", {Role.CORRECTION}),
        ("not the salary, the license", "the license", {Role.CORRECTION}),
        ("the license not the salary", "the license not the salary", set()),
        ("no, not marlow but tern harbor", "tern harbor", {Role.CORRECTION}),
        ("is a license not required?", "is a license not required?", set()),
        ("not the salary", "not the salary", set()),
        ("which of them pays more", "which of them pays more", {Role.BOTH, Role.COMPARATIVE}),
        ("the first one's license?", "the first one's license?", {Role.FIRST}),
        ("what first aid is needed", "what first aid is needed", set()),
        ("do they work a second shift", "do they work a second shift", set()),
        ("2", "2", {Role.SECOND}),
        ("2 years of experience?", "2 years of experience?", set()),
        ("the latter", "the latter", {Role.LAST}),
        ("and the other one", "the other one", {Role.OPENING, Role.OTHER}),
        ("any other license", "any other license", set()),
        ("where does it say that?", "where does it say that?", {Role.WHY}),
        ("why does it need a license?", "why does it need a license?", set()),
        ("what else?", "what else?", {Role.MORE}),
        ("ok thanks", "ok thanks", {Role.COURTESY}),
        ("good driving record needed?", "good driving record needed?", {Role.COURTESY}),
        ("great, its pay", "its pay", {Role.COURTESY}),
        ("yes please", "yes please", {Role.ASSENT}),
    ],
)
def test_roles(steering: Steering, text: str, kept: str, roles: set[Role]) -> None:
    steer = steering.of(text)
    assert (steer.kept, steer.roles) == (kept, roles)


@pytest.mark.parametrize("text", ["1 " * 2000, "thanks " * 600, "thanks a 1 " * 400])
def test_long_message_is_looked_at_a_few_times_a_word(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    steering, looks = Steering(load()), 0
    plain = Steering._is_plain

    def counted(self: Steering, token: Token) -> bool:
        nonlocal looks
        looks += 1
        return plain(self, token)

    monkeypatch.setattr(Steering, "_is_plain", counted)
    steering.of(text)
    assert looks <= 3 * len(tokenize(text))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("which of them pays more", "it pays more"),
        ("does the second need a license", "does it need a license"),
        ("and education, for both", "education, for it"),
        ("what do both have to lift", "what do it have to lift"),
    ],
)
def test_what_is_left_reads_as_a_question_about_one_class(steering: Steering, text: str, rest: str) -> None:
    assert steering.of(text).unpointed == rest


@pytest.mark.parametrize(
    ("text", "place"), [("the third one", 2), ("option 2", 1), ("the last one", -1), ("neither of these", None)]
)
def test_places(steering: Steering, text: str, place: int | None) -> None:
    assert steering.of(text).place == place
