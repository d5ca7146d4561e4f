"""Drafts as files: over HTTP, and by `jobclass draft`, from the index itself and through its server."""

import io
import json
import shutil
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest
from docx.oxml.ns import qn
from typer.testing import CliRunner

from assistant.cli import app
from assistant.desk import Remote
from assistant.errors import RefusedError
from assistant.remote import Server
from ingest.readers import read
from tests.assistant.service.real import ingested, serving_examples

TITLE = "Accounting Technician, Lead"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving_examples() as address:
        yield address


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index that no other test has open."""
    return shutil.copytree(ingested().name, tmp_path_factory.mktemp("own") / "data")


@pytest.fixture(scope="module")
def revision(client: httpx.Client) -> Json:
    """The second version of a revision, whose writer has another title, other numbers and a line less."""
    (spec,) = client.get("/v1/specs", params={"q": "M2042"}).json()["items"]
    body = {"revises": spec["spec_id"], "title": TITLE, "by": "Pat Reed"}
    draft = client.post("/v1/drafts", json=body).json()
    first, second, *_ = (
        line for section in draft["sections"] if section["kind"] == "duties" for line in section["lines"]
    )
    far = {"action": "edit", "line_id": first["line_id"], "text": "Audits 12 marinas."}
    less = {"action": "reject", "line_id": second["line_id"]}
    changed = client.patch(
        f"/v1/drafts/{draft['draft_id']}", json={"actions": [far, less], "by": "Lee Moss"}, headers={"If-Match": '"1"'}
    )
    return {**changed.json(), "far": first["text"], "less": second["text"]}


def test_a_revision_comes_as_a_word_file_with_tracked_changes_of_who_made_them(
    client: httpx.Client, revision: Json
) -> None:
    answer = client.get(f"/v1/drafts/{revision['draft_id']}.docx")
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    assert 'filename="Accounting Technician, Lead.docx"' in answer.headers["content-disposition"]
    body = docx.Document(io.BytesIO(answer.content)).element
    changes = [element for element in body.iter(qn("w:ins"), qn("w:del"))]
    assert {change.get(qn("w:author")) for change in changes} == {"Lee Moss"}
    gone = " ".join("".join(run.itertext()) for run in body.iter(qn("w:del")))
    assert "Senior" in gone and revision["far"].split()[0] in gone and revision["less"].split()[-1] in gone


def test_comments_and_tracked_changes_can_be_left_out_and_an_older_version_asked_for(
    client: httpx.Client, revision: Json
) -> None:
    path = f"/v1/drafts/{revision['draft_id']}.docx"
    plain = client.get(path, params={"comments": "false", "tracked": "false"}).content
    document = docx.Document(io.BytesIO(plain))
    assert not list(document.comments) and not list(document.element.iter(qn("w:ins"), qn("w:del")))
    text = read(plain, "d.docx").text
    assert "Audits 12 marinas." in text and revision["less"] not in text
    older = client.get(path, params={"tracked": "false", "version": 1}).content
    assert revision["less"] in read(older, "d.docx").text


def test_a_draft_comes_as_markdown(client: httpx.Client, revision: Json) -> None:
    answer = client.get(f"/v1/drafts/{revision['draft_id']}.md")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.text.startswith(f"# {TITLE}\n") and "- Audits 12 marinas.\n" in answer.text
    assert revision["less"] not in answer.text


def test_a_stroke_in_a_title_is_no_folder(client: httpx.Client) -> None:
    draft = client.post("/v1/drafts", json={"title": "Clerk/Typist"}).json()
    saved = client.get(f"/v1/drafts/{draft['draft_id']}.md").headers["content-disposition"]
    assert 'filename="Clerk Typist.md"' in saved


@pytest.mark.parametrize("extension", ["docx", "md"])
def test_what_is_not_there_is_told_and_nobody_but_staff_gets_a_file(
    client: httpx.Client, revision: Json, extension: str
) -> None:
    unknown = client.get(f"/v1/drafts/nowhere.{extension}")
    assert (unknown.status_code, "nowhere" in unknown.json()["detail"]) == (HTTPStatus.NOT_FOUND, True)
    path = f"/v1/drafts/{revision['draft_id']}.{extension}"
    assert client.get(path, params={"version": 99}).status_code == HTTPStatus.NOT_FOUND
    assert client.get(path, headers={"X-Forwarded-For": "192.0.2.1"}).status_code == HTTPStatus.UNAUTHORIZED


def test_the_command_line_gets_the_files_of_the_server(address: str, client: httpx.Client, revision: Json) -> None:
    desk = Remote(Server(address))
    assert (
        desk.draft_markdown(revision["draft_id"]).decode() == client.get(f"/v1/drafts/{revision['draft_id']}.md").text
    )
    commented = docx.Document(io.BytesIO(desk.draft_word(revision["draft_id"], comments=True)))
    bare = docx.Document(io.BytesIO(desk.draft_word(revision["draft_id"], comments=False)))
    assert list(commented.comments) and not list(bare.comments)
    made = desk.draft({"title": "Pier Clerk", "notes": "Sells tickets."})
    assert made["title"] == "Pier Clerk" and made["sections"]
    with pytest.raises(RefusedError, match="nowhere"):
        desk.draft_markdown("nowhere")


def test_the_command_drafts_prints_where_lines_come_from_and_writes_both_files(data: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Prepares reports on federal grants.")
    arguments = ["draft", "Grants Accountant", "--notes", f"@{tmp_path}/notes.txt", "--agency", "Marlow County"]
    files = ["--docx", f"{tmp_path}/d.docx", "--markdown", f"{tmp_path}/d.md"]
    done = CliRunner().invoke(app, [*arguments, "--similar-to", "M2049", *files, "--data-dir", str(data)])
    assert done.exit_code == 0, done.output
    told = " ".join(done.output.split())
    assert told.index("Similar classes") < told.index("EXAMPLES OF DUTIES")
    assert "= - Draw down grant funds within three days of the expense; Accountant I (Specialist) (M2049)" in told
    assert "? Class Code: ? What is the class code of Grants Accountant?" in told
    assert (tmp_path / "d.md").read_text().startswith("# Grants Accountant\n")
    assert list(docx.Document(str(tmp_path / "d.docx")).comments)
    as_json = CliRunner().invoke(app, ["draft", "--revise", "M2048", "--json", "--data-dir", str(data)])
    assert json.loads(as_json.output)["wanted"]["title"] == "Accountant I"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Clerk", "--notes", "@nowhere.txt"], "nowhere.txt"),
        (["Clerk", "--revise", "no such spec"], "no such spec"),
        ([], "title"),
    ],
)
def test_what_cannot_be_drafted_is_told(data: Path, arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(app, ["draft", *arguments, "--data-dir", str(data)])
    assert result.exit_code == 2
    assert said in result.output
