"""The page of documents: its form without scripts, the states of a job, and its report."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from assistant.service.app import create_app
from assistant.settings import Settings
from assistant.web.job_view import job_line, job_view
from assistant.web.report_view import MOST, report_view
from ingest.report import FileReport, Outcome, Report
from tests.assistant.service.html_text import Page
from tests.assistant.service.jobs_stand_in import REPORT, TOKEN, JobsStandIn, job, opened_with
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import ENTRY
from vectorstore.jobs import JobRequest, JobState

ASKED = JobRequest(("/up/x/a.txt", "/up/x/b.txt", "/up/x/c.txt"), uploaded=True)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def jobs(data_dir: Path) -> JobsStandIn:
    return JobsStandIn(data_dir)


@pytest.fixture(scope="module")
def client(jobs: JobsStandIn, data_dir: Path) -> Iterator[httpx.Client]:
    app = create_app(Settings(data_dir=data_dir), opened_with(jobs))
    app.root_path = "/sub"
    with serving(app) as address, httpx.Client(base_url=f"{address}/sub", trust_env=False) as client:
        yield client


def test_a_form_without_scripts_leads_to_its_job(client: httpx.Client, jobs: JobsStandIn, data_dir: Path) -> None:
    assert "Nothing was sent yet" in client.get("/ingest").text
    assert 'value="Isle of Wicks"' in client.get("/ingest").text
    files = [("files", ("a&b.txt", b"A")), ("files", ("c.txt", b"C"))]
    response = client.post("/ingest", files=files, data={"agency": "Elm", "dry_run": "true"})
    ((job_id, sent),) = jobs.jobs.items()
    assert (response.status_code, response.headers["location"]) == (303, f"/sub/ingest?job={job_id}")
    assert (sent.request.agency, sent.request.dry_run, sent.request.uploaded) == ("Elm", True, True)
    assert {path.name for path in (data_dir / "uploads-waiting").rglob("*.txt")} == {"a&b.txt", "c.txt"}
    assert "a&amp;b.txt and c.txt" in client.get("/ingest").text
    assert client.post(f"/ingest/cancel?job={job_id}").headers["location"] == f"/sub/ingest?job={job_id}"
    assert jobs.jobs[job_id].is_cancelling
    shown = client.get("/ingest", params={"job": job_id})
    assert "Waiting to be read" in shown.text and 'http-equiv="refresh"' in shown.text


def test_what_cannot_be_taken_is_said_on_a_page(client: httpx.Client) -> None:
    page = {"Accept": "text/html"}
    assert "No such job" in client.get("/ingest?job=none", headers=page).text
    refused = client.post("/ingest", files=[("files", (".hidden", b"x"))], headers=page)
    assert refused.status_code == 422 and "hidden file" in Page(refused.text).texts["main"]


def test_a_report_says_everything_once_and_links_the_classes(client: httpx.Client, jobs: JobsStandIn) -> None:
    jobs.submit(ASKED, "whole")
    jobs.end("whole", REPORT)
    shown = Page(client.get("/ingest?job=whole").text)
    text = " ".join(shown.texts["main"].split())
    for said in (
        "Done, but one file was refused", "cut.pdf Is no PDF, or a damaged one; save it again",
        "Two columns were <read> as one.", "Without class code, date.", "Unknown headings: “Odds & Ends”.",
        "Code Q7 is of 'Lamp' and of 'Net'.", "Conflicts elsewhere in the catalog 1", "Was old.txt",
        "Same content as wicks/lamp.txt", "left.txt", "o.toml, line 3", "new.txt does not print what is corrected.",
    ):  # fmt: skip
        assert said in text, said
    assert "b" not in shown.tags
    links = [value for name, value in shown.attributes if name == "href" and value and "/specs/" in value]
    # Its own line, its conflict and its copy; what the catalog does not have is named without a link.
    assert links == [f"/sub/specs/{ENTRY.spec_id}"] * 3
    assert "N1 NET KEEPER" in text
    listed = client.get("/ingest").text
    assert "Done: 1 refused, 2 new, 1 changed, 1 removed, 1 unchanged" in listed


def test_a_dry_run_links_nothing_that_is_not_there() -> None:
    for dry, url in ((False, f"/specs/{ENTRY.spec_id}"), (True, "")):
        view = report_view(replace(REPORT, dry_run=dry), [ENTRY], uploaded=True)
        (added,) = [part for part in view.parts if part.key == "added"]
        assert [link.url for link in added.lines[0].links] == [url]
        assert bool(added.advice) is not dry
    assert view.tallies[0] == ("Refused", 1)
    assert job_view(_ended(replace(REPORT, dry_run=True)), (), ()).headline == "Tried out, nothing was written"


def test_a_long_report_is_cut_and_counted() -> None:
    files = tuple(FileReport(f"/up/{number}.txt", Outcome.UNCHANGED) for number in range(MOST + 5))
    (part,) = report_view(Report(files, 1.0), (), uploaded=True).parts
    assert (len(part.lines), part.count, part.folded) == (MOST, MOST + 5, True)


def _ended(report: Report, state: JobState = JobState.DONE) -> object:
    jobs = JobsStandIn(Path("/nowhere"))
    jobs.submit(ASKED, "x")
    jobs.end("x", report, state)
    return jobs.jobs["x"]


@pytest.mark.parametrize(
    ("changes", "headline", "lede", "label"),
    [
        ({}, "Waiting to be read", "It begins in a moment.", "Queued"),
        ({"state": JobState.RUNNING}, "Reading the documents", "You may leave this page", "Running"),
        ({"state": JobState.RUNNING, "attempts": 2}, "Reading the documents", "began again", "Running"),
        ({"state": JobState.RUNNING, "is_cancelling": True}, "Stopping", "before the next file", "Running"),
        ({"state": JobState.FAILED, "error": "the disk is full"}, "Failed", "The disk is full.", "Failed"),
        ({"state": JobState.CANCELLED}, "Cancelled", "nothing was changed", "Cancelled"),
    ],
)
def test_every_state_is_told(changes: dict[str, object], headline: str, lede: str, label: str) -> None:
    asked = replace(job("x", ASKED), **changes)  # type: ignore[arg-type]
    view = job_view(asked, (asked,), ())
    assert (view.headline, view.line.label, view.line.what) == (headline, label, "a.txt and 2 more")
    assert lede in view.lede


def test_a_job_says_how_many_run_before_it_and_how_it_was_broken_off() -> None:
    first, second = replace(job("x", ASKED), created=5.0), job("y", ASKED)
    assert "another job is done" in job_view(second, (second, first), ()).lede
    cancelled = job_view(_ended(REPORT, JobState.CANCELLED), (), ())  # type: ignore[arg-type]
    assert cancelled.lede.startswith("9 files were dealt with")
    nothing = job_view(_ended(Report((), 0.1)), (), ())  # type: ignore[arg-type]
    assert "nothing to read" in nothing.headline and job_line(nothing.job).state == "done"


@pytest.mark.parametrize("path", ["/ingest", "/ingest?job=x", "/inbox"])
def test_only_staff_sees_the_pages_and_their_links(data_dir: Path, path: str) -> None:
    jobs = JobsStandIn(data_dir)
    app = create_app(Settings(data_dir=data_dir, uploads="token"), opened_with(jobs))
    with serving(app) as address, httpx.Client(base_url=address, trust_env=False) as client:
        asked = client.get(path)
        assert (asked.status_code, asked.headers["location"]) == (303, f"/sign-in?next={quote(path, safe='/')}")
        assert client.post("/ingest", files=[("files", ("a.txt", b"A"))]).status_code == 303
        assert not jobs.jobs
        assert "/ingest" not in client.get("/embed").text
        owner = {"Authorization": f"Bearer {TOKEN}"}
        assert "/ingest" in client.get("/embed", headers=owner).text
        assert client.get(path, headers=owner).status_code in {200, 404, 503}
        signed_in = client.post("/sign-in", data={"token": TOKEN, "next": path})
        assert (signed_in.status_code, signed_in.headers["location"]) == (303, path)
        assert "/ingest" in client.get("/embed").text and "Sign out" in client.get("/ingest").text
