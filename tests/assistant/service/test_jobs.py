"""Ingestion over HTTP: uploads, paths, progress, reports, and everything that is refused; on a real index."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from assistant.service.app import create_app
from assistant.service.backend import Backend
from assistant.service.limits import MAX_UPLOAD
from assistant.service.receiving import MAX_FILES
from assistant.settings import Settings
from ingest.errors import MAX_BYTES
from tests.assistant.processes import SPEC, owner_client, until, write_specs
from tests.assistant.service.real import ready
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import INDEX

Files = list[tuple[str, tuple[str, bytes]]]


def spec(title: str, code: str, place: str = "lake") -> bytes:
    duty = f"Walks the {place} and mends what the storms have broken there."
    return SPEC.format(title=title, code=code, place=place, duty=duty).encode()


def form(**files: bytes) -> Files:
    return [("files", (name.replace("_", "."), content)) for name, content in files.items()]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ready(tmp_path_factory.mktemp("jobs") / "data")


@pytest.fixture(scope="module")
def address(data_dir: Path) -> Iterator[str]:
    with serving(create_app(Settings(data_dir=data_dir))) as address:
        yield address


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    """Anybody on this machine."""
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def owner(address: str, data_dir: Path) -> Iterator[httpx.Client]:
    """Who has the token; a server in a thread does not know its port beforehand, so the address is told apart."""
    with owner_client(data_dir) as known, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        client.headers["Authorization"] = known.headers["Authorization"]
        yield client


def done(client: httpx.Client, response: httpx.Response) -> dict[str, Any]:
    """Return the job that `response` accepted, once it has ended."""
    assert response.status_code == 202, response.text
    url = response.headers["location"]
    assert url == response.json()["url"]
    return dict(until(lambda: (job := client.get(url).json())["state"] in {"done", "failed", "cancelled"} and job))


def refused(response: httpx.Response, status: int, kind: str) -> str:
    assert response.status_code == status, response.text
    assert response.json()["type"] == f"urn:jobclass:problem:{kind}"
    return str(response.json()["detail"])


def found(client: httpx.Client, words: str) -> list[dict[str, Any]]:
    return list(client.get("/v1/specs", params={"q": words}).json()["items"])


def test_what_is_uploaded_answers_when_its_job_is_done(client: httpx.Client) -> None:
    files = form(heron_txt=spec("HERON COUNTER", "H1"), pike_txt=spec("PIKE COUNTER", "H2"), photo_png=b"\x89PNG")
    job = done(client, client.post("/v1/ingest", files=files, data={"agency": "Lake District"}))
    assert (job["state"], job["kind"], job["agency"], job["error"]) == ("done", "upload", "Lake District", None)
    assert job["progress"]["done"] == job["progress"]["total"] == 3
    assert job["report"]["outcomes"] | {"added": 2, "refused": 1} == job["report"]["outcomes"]
    (bad,) = [file for file in job["report"]["files"] if file["outcome"] == "refused"]
    assert "photo.png" in bad["path"] and "format not supported yet: .png" in bad["reason"]
    reply = client.post("/v1/chat", json={"message": "What is the class code of the Heron Counter?"}).json()
    assert reply["status"] == "answered" and "H1" in reply["answer"]
    assert reply["citations"][0]["agency"] == "Lake District"


def test_a_second_upload_of_a_name_replaces_and_another_agency_has_its_own(client: httpx.Client) -> None:
    for code, agency in (("O1", "City of Elm"), ("O2", "City of Elm"), ("O3", "City of Oak")):
        files = form(otter_txt=spec("OTTER KEEPER", code))
        job = done(client, client.post("/v1/ingest", files=files, data={"agency": agency}))
        assert job["state"] == "done", job
    assert job["report"]["files"][0]["outcome"] == "added"
    codes = {(item["agency"], item["class_code"]) for item in found(client, "otter keeper")}
    assert codes == {("City of Elm", "O2"), ("City of Oak", "O3")}


def test_a_dry_run_says_what_would_be_and_changes_nothing(client: httpx.Client, data_dir: Path) -> None:
    files = form(swan_txt=spec("SWAN KEEPER", "S1"))
    done(client, client.post("/v1/ingest", files=files, data={"agency": "Elm"}))
    more = form(swan_txt=spec("SWAN KEEPER", "S2"), moor_txt=spec("MOOR KEEPER", "S3"))
    job = done(client, client.post("/v1/ingest", files=more, data={"agency": "Elm", "dry_run": "true"}))
    assert [file["outcome"] for file in job["report"]["files"]] == ["replaced", "added"]
    assert [item["class_code"] for item in found(client, "swan keeper")] == ["S1"]
    assert found(client, "moor keeper") == []
    (kept,) = (data_dir / "uploads").glob("elm-*")
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == {"swan.txt": spec("SWAN KEEPER", "S1")}
    # What waited goes right after the job has ended.
    assert until(lambda: not list((data_dir / "uploads-waiting").iterdir()))


def test_an_archive_is_its_members_and_prune_takes_those_that_are_gone(client: httpx.Client) -> None:
    def packed(**members: bytes) -> Files:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in members.items():
                archive.writestr(f"{name}.txt", content)
        return [("files", ("birds.zip", file.getvalue()))]

    both = packed(teal=spec("TEAL KEEPER", "T1"), coot=spec("COOT KEEPER", "T2"))
    assert done(client, client.post("/v1/ingest", files=both))["report"]["outcomes"]["added"] == 2
    one = packed(teal=spec("TEAL KEEPER", "T1"))
    job = done(client, client.post("/v1/ingest", files=one, data={"prune": "true"}))
    assert (job["report"]["outcomes"]["unchanged"], job["report"]["outcomes"]["removed"]) == (1, 1)
    assert (len(found(client, "teal keeper")), found(client, "coot keeper")) == (1, [])


def test_paths_are_read_for_the_owner(owner: httpx.Client, tmp_path: Path) -> None:
    folder = write_specs(tmp_path / "specs", range(3))
    job = done(owner, owner.post("/v1/ingest", json={"paths": [str(folder)], "agency": "Elm"}))
    assert (job["kind"], job["paths"], job["report"]["outcomes"]["added"]) == ("paths", [str(folder)], 3)
    listed = owner.get("/v1/ingest", params={"limit": 1}).json()["items"]
    assert [one["job_id"] for one in listed] == [job["job_id"]]
    assert "report" not in listed[0]


@pytest.mark.parametrize("authorization", [None, "Bearer", "Bearer wrong", "Basic {token}", "{token}"])
def test_paths_are_read_for_nobody_else(
    address: str, owner: httpx.Client, tmp_path: Path, authorization: str | None
) -> None:
    token = owner.headers["Authorization"].removeprefix("Bearer ")
    headers = {} if authorization is None else {"Authorization": authorization.format(token=token)}
    before = len(owner.get("/v1/ingest").json()["items"])
    for path, body in (("/v1/ingest", {"paths": [str(tmp_path)]}), ("/v1/index/check", {})):
        response = httpx.post(address + path, json=body, headers=headers, trust_env=False)
        assert "token" in refused(response, 401, "token-needed")
        assert response.headers["www-authenticate"] == "Bearer"
    assert len(owner.get("/v1/ingest").json()["items"]) == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"paths": []},
        {"paths": ["relative/specs"]},
        {"paths": [""]},
        {"paths": ["/a\0b"]},
        {"paths": "/specs"},
        {"paths": ["/specs"], "prune": "perhaps"},
        {"paths": ["/specs"], "agency": "x" * 501},
    ],
)
def test_paths_that_are_none_are_refused(owner: httpx.Client, body: dict[str, object]) -> None:
    refused(owner.post("/v1/ingest", json=body), 422, "invalid-request")


def test_a_body_that_is_neither_is_refused(owner: httpx.Client) -> None:
    refused(owner.post("/v1/ingest", content=b"{", headers={"Content-Type": "application/json"}), 422, "malformed-json")
    refused(
        owner.post("/v1/ingest", content=b"x", headers={"Content-Type": "text/plain"}), 415, "unsupported-media-type"
    )
    refused(owner.post("/v1/ingest", content=b"x"), 415, "unsupported-media-type")
    for kind in ("multipart/form-data", "multipart/form-data; boundary=b"):
        response = owner.post("/v1/ingest", content=b"--x\r\n", headers={"Content-Type": kind})
        refused(response, 422, "malformed-form")
    refused(owner.post("/v1/ingest", files=[("other", ("a.txt", b"a"))]), 422, "invalid-request")
    refused(owner.post("/v1/ingest", files=form(a_txt=b"a"), data={"dry_run": "perhaps"}), 422, "invalid-request")
    refused(owner.post("/v1/ingest", files=form(a_txt=b"a"), data={"dry-run": "true"}), 422, "invalid-request")


@pytest.mark.parametrize("name", ["../../escape.txt", "a/b.txt", "a\\b.txt", ".hidden.txt", "x" * 300 + ".txt"])
def test_a_file_name_that_leads_elsewhere_is_refused_by_name(client: httpx.Client, data_dir: Path, name: str) -> None:
    files = [("files", ("fine.txt", spec("FINE KEEPER", "F1"))), ("files", (name, b"x"))]
    assert name[:20].replace("\\", "\\\\") in refused(client.post("/v1/ingest", files=files), 422, "bad-file-name")
    assert found(client, "fine keeper") == []
    assert not list(data_dir.parent.rglob("escape.txt"))
    assert until(lambda: not list((data_dir / "uploads-waiting").iterdir()))


def test_two_files_of_one_name_are_refused(client: httpx.Client) -> None:
    files = form(same_txt=b"a") * 2
    assert "'same.txt'" in refused(client.post("/v1/ingest", files=files), 422, "bad-file-name")


def test_what_is_too_large_is_refused_with_the_limit(client: httpx.Client, data_dir: Path) -> None:
    large = form(large_txt=b"x" * (MAX_BYTES + 1))
    detail = refused(client.post("/v1/ingest", files=large), 413, "body-too-large")
    assert "'large.txt'" in detail and f"{MAX_BYTES:,}" in detail
    many = [("files", (f"{number}.txt", b"x")) for number in range(MAX_FILES + 1)]
    assert str(MAX_FILES) in refused(client.post("/v1/ingest", files=many), 422, "malformed-form")
    assert until(lambda: not list((data_dir / "uploads-waiting").iterdir()))


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(address: str) -> None:
    with closing(HTTPConnection(address.removeprefix("http://"), timeout=60)) as connection:
        connection.putrequest("POST", "/v1/ingest")
        connection.putheader("Content-Type", "multipart/form-data; boundary=b")
        connection.putheader("Content-Length", str(MAX_UPLOAD + 1))
        connection.endheaders()
        response = connection.getresponse()
        assert (response.status, f"{MAX_UPLOAD:,}" in response.read().decode()) == (413, True)


def test_jobs_that_are_not_there_or_have_ended(client: httpx.Client) -> None:
    for method in ("GET", "DELETE"):
        assert "'none'" in refused(client.request(method, "/v1/ingest/none"), 404, "unknown-job")
    job = done(client, client.post("/v1/ingest", files=form(wren_txt=spec("WREN KEEPER", "W1"))))
    assert "it is done" in refused(client.delete(job["url"]), 409, "job-ended")


def test_a_job_is_cancelled_where_it_stands(owner: httpx.Client, tmp_path: Path) -> None:
    folder = write_specs(tmp_path / "specs", range(3, 180))
    response = owner.post("/v1/ingest", json={"paths": [str(folder)], "agency": "Ash"})
    waiting = owner.post("/v1/ingest", json={"paths": [str(folder)], "agency": "Ash"}).json()
    assert owner.delete(waiting["url"]).json()["state"] == "cancelled"
    assert owner.delete(response.headers["location"]).status_code == 202
    job = done(owner, response)
    assert (job["state"], job["report"]["cancelled"]) == ("cancelled", True)
    assert len(job["report"]["files"]) < 177


@contextmanager
def guarded(settings: Settings) -> Iterator[Backend]:
    """Open a backend without jobs or an index: to refuse takes none."""
    jobs = SimpleNamespace(newest=lambda limit: ())
    yield Backend(None, INDEX, None, jobs=jobs, token="secret")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("how", "headers", "status", "kind"),
    [
        ({}, {}, 200, ""),
        ({"host": "::1"}, {}, 200, ""),
        ({"uploads": "off"}, {}, 403, "uploads-off"),
        ({"uploads": "token"}, {}, 401, "token-needed"),
        ({"host": "0.0.0.0"}, {}, 401, "token-needed"),
        ({"allowed_hosts": ("jobs.example.gov",)}, {}, 401, "token-needed"),
        ({"allowed_origins": ("https://hr.example.gov",)}, {}, 401, "token-needed"),
        ({}, {"X-Forwarded-For": "192.0.2.7"}, 401, "token-needed"),
        ({}, {"Forwarded": "for=192.0.2.7"}, 401, "token-needed"),
    ],
)
def test_who_may_send_documents(
    data_dir: Path, how: dict[str, Any], headers: dict[str, str], status: int, kind: str
) -> None:
    settings = Settings(data_dir=data_dir, **how)
    with (
        serving(create_app(settings, guarded)) as address,
        httpx.Client(base_url=address, headers=headers, trust_env=False) as client,
    ):
        if kind:
            refused(client.get("/v1/ingest"), status, kind)
            refused(client.post("/v1/ingest", files=form(owl_txt=b"Owl")), status, kind)
            refused(client.delete("/v1/ingest/any"), status, kind)
        assert client.get("/v1/ingest", headers={"Authorization": "Bearer secret"}).status_code == 200
        assert client.get("/v1/ingest").status_code == status


@pytest.mark.parametrize(
    ("headers", "status", "kind"),
    [({"Origin": "http://evil.example"}, 403, "foreign-origin"), ({"Host": "evil.example"}, 421, "foreign-host")],
)
def test_a_page_of_another_site_sends_nothing(
    client: httpx.Client, headers: dict[str, str], status: int, kind: str
) -> None:
    refused(client.post("/v1/ingest", files=form(owl_txt=spec("OWL KEEPER", "O1")), headers=headers), status, kind)
    assert found(client, "owl keeper") == []


def test_the_contract_describes_both_bodies(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    content = document["paths"]["/v1/ingest"]["post"]["requestBody"]["content"]
    assert set(content) == {"multipart/form-data", "application/json"}
    assert "$defs" not in json.dumps(content)
