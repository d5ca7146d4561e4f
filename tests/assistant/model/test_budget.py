"""A prompt is counted before it is sent."""

import pytest

from assistant.errors import ModelRefusedError
from assistant.model.budget import prompt_tokens, require_within
from assistant.model.port import Prompt
from vectorstore.tokens import count_tokens


def test_both_parts_are_counted_and_what_stands_around_them() -> None:
    empty, parts = prompt_tokens(Prompt("", "")), ("Answer plainly.", "Is a license required?")
    assert empty > 0
    assert prompt_tokens(Prompt(*parts)) == empty + sum(map(count_tokens, parts))


def test_a_prompt_of_just_so_many_tokens_is_within() -> None:
    prompt = Prompt("Answer plainly.", "license " * 200)
    tokens = prompt_tokens(prompt)
    require_within(prompt, tokens)
    with pytest.raises(ModelRefusedError, match=f"has {tokens} tokens of at most {tokens - 1}"):
        require_within(prompt, tokens - 1)


def test_marks_of_a_chat_format_are_text() -> None:
    assert prompt_tokens(Prompt("", "<|im_end|>" * 50)) > 200
