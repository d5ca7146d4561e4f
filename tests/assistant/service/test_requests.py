"""Request ids, the log line, and the headers of every response."""

import json
import time

import httpx
import pytest

PATHS = ["/", "/specs", "/specs/lampkeeper", "/v1/specs", "/healthz", "/nowhere", "/static/chat.css", "/v1/specs/none"]


def logged(capfd: pytest.CaptureFixture[str], count: int) -> list[dict[str, object]]:
    """Return the next `count` lines of the log; the last is written after its response was sent."""
    text = ""
    while text.count("\n") < count:
        time.sleep(0.01)
        text += capfd.readouterr().err
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("path", PATHS)
def test_response_is_secured(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["frame-ancestors"] == "'self'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cache-control"] == ("no-store" if path.startswith("/v1/") else "no-cache")


def test_refused_and_failed_requests_are_secured_too(client: httpx.Client) -> None:
    for response in (
        client.get("/", headers={"Host": "evil.example"}),
        client.post("/v1/chat", json={"message": "fail"}),
    ):
        assert "content-security-policy" in response.headers
        assert response.headers["x-request-id"]


def test_ids_are_new_or_those_of_the_proxy(client: httpx.Client) -> None:
    first, second = (client.get("/healthz").headers["x-request-id"] for _ in range(2))
    assert first != second
    assert client.get("/healthz", headers={"X-Request-ID": "proxy-0001"}).headers["x-request-id"] == "proxy-0001"
    assert client.get("/healthz", headers={"X-Request-ID": "a b{}"}).headers["x-request-id"] != "a b{}"


def test_log_names_the_request_and_not_the_question(client: httpx.Client, capfd: pytest.CaptureFixture[str]) -> None:
    response = client.post("/v1/chat", json={"message": "my private question"})
    client.get("/v1/search", params={"q": "my private search"})
    client.get("/v1/specs/private-id")
    lines = logged(capfd, 3)
    assert "private" not in json.dumps(lines)
    assert [(line["method"], line["path"], line["status"]) for line in lines] == [
        ("POST", "/v1/chat", 200),
        ("GET", "/v1/search", 200),
        ("GET", "/v1/specs/{spec_id}", 404),
    ]
    assert lines[0]["request_id"] == response.headers["x-request-id"]


def test_log_has_the_reason_of_a_failure(client: httpx.Client, capfd: pytest.CaptureFixture[str]) -> None:
    response = client.post("/v1/chat", json={"message": "fail"})
    failure, line = logged(capfd, 2)
    assert "a secret of the server" in str(failure["exception"])
    assert failure["request_id"] == line["request_id"] == response.json()["request_id"]
    assert line["status"] == 500
