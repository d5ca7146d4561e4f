"""What was done to a draft is told in words, whatever it was."""

from typing import get_args

import pytest

from assistant.draft.actions import Action
from assistant.draft.values import Status
from assistant.web.draft_deeds import in_words


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("new", "Begun"),
        ("edit (2), accept", "Edited 2 lines, accepted a line"),
        ("set (3)", "Changed title, code, unit or supervisor"),
        ("accept_section, review", "Accepted a section, handed to review"),
    ],
)
def test_the_audit_is_read_as_a_sentence(what: str, said: str) -> None:
    assert in_words(what) == said


def test_every_action_has_words() -> None:
    unions = get_args(get_args(Action)[0])
    names = [name for one in unions for name in get_args(one.__dataclass_fields__["action"].type)]
    names = [name for name in names if name != "status"] + [status.value for status in Status]
    assert len(names) > 10
    assert [name for name in names if in_words(name).lower() in (name, name.replace("_", " "))] == [
        "approved",
        "published",
    ]
