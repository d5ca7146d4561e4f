"""POST /v1/similar and `jobclass similar`, over the real examples."""

import json
import shutil
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from assistant.cli import app
from tests.assistant.service.real import ingested, serving_examples


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving_examples() as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the index, which nobody owns."""
    path = tmp_path_factory.mktemp("similar") / "data"
    shutil.copytree(ingested().name, path, ignore=shutil.ignore_patterns("*.lock"))
    return path


def spec_id(client: httpx.Client, words: str) -> str:
    (found,) = client.get("/v1/specs", params={"q": words}).json()["items"]
    return str(found["spec_id"])


def test_similar_classes_come_with_their_reason_and_parts(client: httpx.Client) -> None:
    lines = ["Prepare trial balances and cash flow statements for county funds.", "Sing at the county fair."]
    items = client.post("/v1/similar", json={"title": "Accountant III", "lines": lines}).json()["items"]
    first = next(item for item in items if item["title"] == "Accountant I")
    assert first["why"] == "1 of 2 duties alike, two levels below"
    assert first["parts"] == [{"kind": "duties", "heading": "EXAMPLES OF DUTIES", "alike": 1, "total": 2}]
    assert first["is_duplicate"] is False
    assert sorted((item["score"] for item in items), reverse=True) == [item["score"] for item in items]


def test_a_spec_is_not_similar_to_itself(client: httpx.Client) -> None:
    own = spec_id(client, "M2048")
    items = client.post("/v1/similar", json={"spec_id": own, "agency": "Marlow County", "limit": 3}).json()["items"]
    assert items[0]["title"] == "Accountant II"
    assert own not in {item["spec_id"] for item in items}
    assert len(items) == 3


def test_a_draft_is_looked_up_by_what_it_says(client: httpx.Client) -> None:
    revised = spec_id(client, "M2048")
    draft = client.post("/v1/drafts", json={"title": "", "revises": revised}).json()
    items = client.post("/v1/similar", json={"draft_id": draft["draft_id"], "agency": "Marlow County"}).json()["items"]
    assert items[0]["title"] == "Accountant II"
    assert revised not in {item["spec_id"] for item in items}
    assert {part["kind"] for part in items[0]["parts"]} >= {"duties", "definition"}


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({}, HTTPStatus.UNPROCESSABLE_ENTITY, "send a title, notes or lines"),
        ({"title": "Clerk", "spec_id": "x"}, HTTPStatus.UNPROCESSABLE_ENTITY, "or else the id of a spec"),
        ({"title": "Clerk", "lines": ["x"] * 201}, HTTPStatus.UNPROCESSABLE_ENTITY, "200"),
        ({"draft_id": "none"}, HTTPStatus.NOT_FOUND, "none"),
        ({"spec_id": "nowhere"}, HTTPStatus.NOT_FOUND, "nowhere"),
    ],
)
def test_what_cannot_be_looked_for_is_told(
    client: httpx.Client, body: dict[str, object], status: HTTPStatus, said: str
) -> None:
    answer = client.post("/v1/similar", json=body)
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_nobody_but_staff_looks_for_similar_classes(client: httpx.Client) -> None:
    answer = client.post("/v1/similar", json={"title": "Clerk"}, headers={"X-Forwarded-For": "192.0.2.1"})
    assert answer.status_code == HTTPStatus.UNAUTHORIZED


def test_the_command_line_says_the_same(folder: Path, client: httpx.Client) -> None:
    arguments = ["similar", "Accountant II", "--agency", "Marlow County", "--data-dir", str(folder)]
    shown = CliRunner().invoke(app, arguments)
    assert "may exist already" in " ".join(shown.output.split())
    data = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).output)
    assert data == client.post("/v1/similar", json={"title": "Accountant II", "agency": "Marlow County"}).json()


def test_the_command_line_asks_for_something_to_look_for(folder: Path) -> None:
    for wrong in ([], ["Clerk", "--spec", "M2048"]):
        result = CliRunner().invoke(app, ["similar", *wrong, "--data-dir", str(folder)])
        assert result.exit_code == 2
        assert "--spec" in result.output
