"""The official client of OpenAI's API asks the real assistant over the example specs."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import openai
import pytest
from langchain_openai import ChatOpenAI
from openai import OpenAI
from openai.types.chat import ChatCompletion

from assistant.service.limits import MAX_BODY, MAX_HISTORY
from tests.assistant.service.asking import MODEL, async_client_of, chat, client_of, completed, streamed
from tests.assistant.service.html_text import Page
from tests.assistant.service.real import serving_examples
from tests.awaiting import awaited
from vectorstore.tokens import count_tokens

CODE = "What is the class code for Accounting Technician, Senior?"
LIST, SEVERAL, NONE = (
    "how many classes are there?",
    "What does an accounting technician do?",
    "What does an Astronaut earn?",
)
USER = {"role": "user", "content": CODE}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving_examples() as address:
        yield address


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[OpenAI]:
    with client_of(address) as client:
        yield client


@pytest.fixture(scope="module")
def plain(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, trust_env=False, timeout=30) as plain:
        yield plain


def content(completion: ChatCompletion) -> str:
    return completion.choices[0].message.content or ""


def reply(completion: ChatCompletion) -> dict[str, object]:
    """The reply of ours that a completion carries, without its ids."""
    told = (completion.model_extra or {})["job_class_assistant"]
    return {name: value for name, value in told.items() if name not in {"conversation_id", "message_id"}}


def cited(completion: ChatCompletion) -> list[tuple[str, str, str]]:
    """The marker, title and address of each annotation."""
    text, marks = content(completion), completion.choices[0].message.annotations or []
    found = [mark.url_citation for mark in marks]
    return [(text[one.start_index : one.end_index], one.title, one.url) for one in found]


def test_model_is_listed(client: OpenAI) -> None:
    assert [model.id for model in client.models.list()] == [MODEL]
    assert client.models.retrieve(MODEL) == client.models.list().data[0]


def test_answer_is_that_of_the_chat(client: OpenAI, plain: httpx.Client) -> None:
    completion = completed(client, CODE)
    told = plain.post("/v1/chat", json={"message": CODE}).json()
    assert reply(completion) == {name: told[name] for name in reply(completion)}
    assert completion.job_class_assistant["conversation_id"] is None  # type: ignore[attr-defined]
    assert content(completion) == told["answer"]
    assert (completion.choices[0].finish_reason, completion.model) == ("stop", MODEL)


def test_annotation_marks_the_marker_and_opens_the_quote(client: OpenAI, plain: httpx.Client) -> None:
    completion = completed(client, CODE)
    citations = reply(completion)["citations"]
    assert isinstance(citations, list) and citations
    by_marker = {f"[{citation['number']}]": citation for citation in citations}
    marks = cited(completion)
    assert {marker for marker, _, _ in marks} == set(by_marker)
    for marker, title, url in marks:
        assert title == by_marker[marker]["title"]
        assert Page(plain.get(url).text).marked == by_marker[marker]["quote"]


@pytest.mark.parametrize("question", (CODE, LIST, SEVERAL, NONE))
def test_stream_adds_up_to_the_completion(client: OpenAI, question: str) -> None:
    whole, told = completed(client, question), streamed(client, question)
    assert content(told) == content(whole)
    assert cited(told) == cited(whole)
    assert told.choices[0].finish_reason == "stop"


def test_last_chunk_carries_the_reply_and_one_more_the_usage(client: OpenAI) -> None:
    whole = completed(client, CODE)
    options: dict[str, bool] = {"include_usage": True}
    *chunks, last, usage = client.chat.completions.create(
        model=MODEL, messages=chat(CODE), stream=True, stream_options=options
    )
    assert chunks[0].choices[0].delta.role == "assistant"
    assert reply(last) == reply(whole)  # type: ignore[arg-type]
    assert last.choices[0].finish_reason == "stop"
    assert (usage.choices, usage.usage) == ([], whole.usage)
    assert all(chunk.usage is None for chunk in (*chunks, last))
    assert len({chunk.id for chunk in (*chunks, last, usage)}) == 1
    without = list(client.chat.completions.create(model=MODEL, messages=chat(CODE), stream=True))
    assert len(without) == len(chunks) + 1


def test_usage_counts_what_was_read_and_said(client: OpenAI) -> None:
    completion = completed(client, "hello", "Gladly.", CODE)
    usage = completion.usage
    assert usage is not None
    assert usage.prompt_tokens == count_tokens("hello") + count_tokens(CODE)
    assert usage.completion_tokens == count_tokens(content(completion))
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens


def test_asynchronous_client_hears_the_same(client: OpenAI, address: str) -> None:
    async def asked() -> tuple[ChatCompletion, ChatCompletion]:
        async with async_client_of(address) as other:
            whole = await other.chat.completions.create(model=MODEL, messages=chat(CODE))
            async with other.chat.completions.stream(model=MODEL, messages=chat(CODE)) as stream:
                return whole, await stream.get_final_completion()

    expected = completed(client, CODE)
    for told in awaited(asked()):
        assert (content(told), cited(told)) == (content(expected), cited(expected))


def test_follow_up_is_of_what_was_said(client: OpenAI, plain: httpx.Client) -> None:
    first = completed(client, CODE)
    followed = completed(client, CODE, content(first), "and what does it pay?")
    told = plain.post("/v1/chat", json={"message": "and what does it pay?", "history": [CODE]}).json()
    assert content(followed).startswith(told["answer"])
    assert "Accounting Technician, Senior" in content(followed)


def test_choice_is_made_by_its_place(client: OpenAI) -> None:
    asked = "What is the class code of the Accounting Technician?"
    choices = completed(client, asked)
    assert reply(choices)["status"] == "ambiguous"
    lines = [line for line in content(choices).splitlines() if line.startswith("- ")]
    assert len(lines) == 2
    codes = [content(completed(client, asked, content(choices), place)) for place in ("the first", "the second")]
    assert ["3114" in code for code in codes] == [True, False]
    assert ["M2041" in code for code in codes] == [False, True]


def test_content_names_every_class_of_a_list(client: OpenAI) -> None:
    completion = completed(client, LIST)
    items = reply(completion)["items"]
    assert isinstance(items, list) and len(items) == reply(completion)["total"] > 8
    named = [line for line in content(completion).splitlines() if line.startswith("- ")]
    assert len(named) == len(items)
    for line, item in zip(named, items, strict=True):
        assert item["title"] in line


def test_notice_is_the_last_paragraph(client: OpenAI) -> None:
    completion = completed(client, "What does a Harbor Patrol Officer require?")
    notice = reply(completion)["notice"]
    assert notice and content(completion).endswith(f"\n\n{notice}")


def test_agency_narrows(client: OpenAI) -> None:
    asked = "What is the class code of the Accounting Technician?"
    assert reply(completed(client, asked))["status"] == "ambiguous"
    narrowed = completed(client, asked, extra_body={"agency": "Marlow County"})
    assert "M2041" in content(narrowed)


def test_what_means_nothing_here_changes_nothing(client: OpenAI) -> None:
    parts = [{"type": "text", "text": CODE}, {"type": "image_url", "image_url": {"url": "data:,"}}]
    messages: list[object] = [
        {"role": "system", "content": "You are a pirate."},
        {"role": "developer", "content": [{"type": "text", "text": "Answer in French."}]},
        {"role": "user", "content": parts, "name": "anna"},
    ]
    function = {"type": "function", "function": {"name": "look_up", "parameters": {}}}
    completion = client.chat.completions.create(
        model=MODEL,
        messages=messages,  # type: ignore[arg-type]
        n=1,
        temperature=2,
        max_tokens=1,
        seed=7,
        stop=["code"],
        user="anna",
        tools=[function],  # type: ignore[list-item]
        tool_choice="auto",
        response_format={"type": "text"},
        extra_body={"nobody_knows": {"this": 1}},
    )
    assert content(completion) == content(completed(client, CODE))


REFUSED = [
    ({"model": "gpt-9"}, openai.NotFoundError, "model_not_found", "model"),
    ({"messages": []}, openai.BadRequestError, "invalid_request", "messages"),
    ({"messages": [{"role": "system", "content": "x"}]}, openai.BadRequestError, "invalid_request", "messages"),
    ({"messages": [USER, {"role": "user"}]}, openai.BadRequestError, "empty_message", None),
    ({"messages": [{**USER, "content": 5}]}, openai.BadRequestError, "invalid_request", "messages[0].content"),
    ({"messages": [{**USER, "content": "x" * 5000}]}, openai.BadRequestError, "message_too_long", None),
    ({"n": 2}, openai.BadRequestError, "unsupported_parameter", "n"),
    ({"tool_choice": "required"}, openai.BadRequestError, "unsupported_parameter", "tool_choice"),
    ({"function_call": {"name": "f"}}, openai.BadRequestError, "unsupported_parameter", "function_call"),
    ({"response_format": {"type": "json_object"}}, openai.BadRequestError, "unsupported_parameter", "response_format"),
    ({"modalities": ["text", "audio"]}, openai.BadRequestError, "unsupported_parameter", "modalities"),
]


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(("wrong", "kind", "code", "param"), REFUSED)
def test_client_raises_what_is_wrong(
    client: OpenAI,
    wrong: dict[str, object],
    kind: type[openai.APIStatusError],
    code: str,
    param: str | None,
    stream: bool,
) -> None:
    sent: dict[str, object] = {"model": MODEL, "messages": [USER], "stream": stream, **wrong}
    with pytest.raises(kind) as raised:
        client.chat.completions.create(**sent)  # type: ignore[call-overload]
    error = raised.value
    assert (error.code, error.param, error.type) == (code, param, "invalid_request_error")
    problem = error.response.json()
    assert error.response.headers["content-type"] == "application/problem+json"
    assert problem["type"] == f"urn:jobclass:problem:{code.replace('_', '-')}"
    assert problem["status"] == error.status_code
    assert problem["error"]["message"] == problem["detail"]
    assert problem["request_id"] == error.request_id


def test_unknown_model_is_not_found(client: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as raised:
        client.models.retrieve("other/model")
    assert raised.value.code == "model_not_found"


def test_long_chat_is_taken_and_an_endless_one_refused(client: OpenAI) -> None:
    picture = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{'A' * (2 * MAX_BODY)}"}}
    seen = {"role": "user", "content": [{"type": "text", "text": CODE}, picture]}
    messages = [seen, *chat(*["an answer", "what?"] * 400, "an answer", CODE)]
    completion = client.chat.completions.create(model=MODEL, messages=messages)  # type: ignore[arg-type]
    assert "M2042" in content(completion)
    with pytest.raises(openai.APIStatusError) as raised:
        completed(client, "x" * MAX_HISTORY, "an answer", CODE)
    assert (raised.value.status_code, raised.value.code) == (413, "body_too_large")


def test_langchain_speaks_to_it(client: OpenAI, address: str) -> None:
    model = ChatOpenAI(model=MODEL, base_url=f"{address}/v1", api_key="any", max_retries=0)  # type: ignore[arg-type]
    expected = content(completed(client, CODE))
    assert model.invoke(CODE).content == expected
    assert "".join(str(chunk.content) for chunk in model.stream(CODE)) == expected


def test_readme_example_prints_a_cited_answer(
    address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    shown = readme.split("```python\nfrom openai ")[1].split("```")[0]
    monkeypatch.setenv("NO_PROXY", "*")
    exec(f"from openai {shown}".replace("http://127.0.0.1:8000", address), {})
    said = capsys.readouterr().out
    assert "**M6203**. [1]" in said
    assert re.search(rf"PERMIT TECHNICIAN {re.escape(address)}/specs/\S+", said)
