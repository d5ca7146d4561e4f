"""Documents are chosen, looked over, sent and watched; by keyboard, and where the server is gone for a while."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assistant.service.app import create_app
from assistant.service.limits import MAX_UPLOAD
from assistant.service.receiving import MAX_FILES
from assistant.settings import Settings
from ingest.errors import MAX_BYTES
from tests.assistant.processes import write_specs
from tests.assistant.service.jobs_stand_in import REPORT, JobsStandIn, opened_with
from tests.assistant.service.serving import serving
from vectorstore.jobs import JobRequest, JobState

Open = Callable[..., Page]

ASKED = JobRequest(("/up/x/a.txt", "/up/x/b.txt"), agency="Elm", uploaded=True)


@contextmanager
def office(data_dir: Path, jobs: JobsStandIn, port: int = 0) -> Iterator[str]:
    with serving(create_app(Settings(data_dir=data_dir), opened_with(jobs)), port=port) as address:
        yield address


@pytest.fixture
def desk_of_documents(tmp_path: Path) -> Iterator[SimpleNamespace]:
    jobs = JobsStandIn(tmp_path)
    with office(tmp_path, jobs) as address:
        yield SimpleNamespace(address=address, jobs=jobs)


def payload(name: str, size: int = 3) -> dict[str, object]:
    return {"name": name, "mimeType": "text/plain", "buffer": b"x" * size}


def tab_to(page: Page, selector: str) -> None:
    for _ in range(30):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector}")


def test_files_are_looked_over_and_sent_by_keyboard(open_page: Open, desk_of_documents: SimpleNamespace) -> None:
    page, jobs = open_page(f"{desk_of_documents.address}/ingest"), desk_of_documents.jobs
    page.on("filechooser", lambda _: None)  # from here on the browser hands them over, not just from the key on
    tab_to(page, "#send")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Choose a file first.")
    page.locator("#files").focus()
    expect(page.locator("#files")).to_be_focused()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files([payload("a.txt"), payload("photo.png")])  # type: ignore[list-item]
    page.locator("#files").set_input_files([payload("b & c.txt"), payload(".hidden")])  # type: ignore[list-item]
    rows = page.locator("#chosen li")
    expect(rows).to_have_count(4)
    expect(rows.filter(has_text="photo.png")).to_contain_text("Not of a format that is read")
    expect(rows.filter(has_text=".hidden")).to_contain_text("A hidden file")
    page.locator("#send").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("1 file cannot be sent")
    page.get_by_role("button", name="Remove .hidden").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#chosen-sum")).to_be_focused()
    page.get_by_label("Agency").fill("Elm")
    page.get_by_label("Agency").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting to be read")
    ((job_id, sent),) = jobs.jobs.items()
    assert page.url.endswith(f"/ingest?job={job_id}")
    assert [Path(path).name for path in sent.request.paths] == ["a.txt", "photo.png", "b & c.txt"]
    assert (sent.request.agency, sent.request.dry_run, sent.request.prune) == ("Elm", False, False)
    # The page of a job goes on asking until it is left.
    page.goto("about:blank")


def test_a_refused_upload_keeps_what_was_chosen(
    open_page: Open, desk_of_documents: SimpleNamespace, complaints: list[str]
) -> None:
    page = open_page(f"{desk_of_documents.address}/ingest")
    page.locator("#files").set_input_files([payload("a.txt")])  # type: ignore[list-item]
    for status, problem, said in (
        (503, "unavailable", "has no room at the moment: No space left."),
        (401, "token-needed", "You may not send documents here"),
        (0, "", "The connection was lost before everything was sent"),
    ):
        body = {"type": f"urn:jobclass:problem:{problem}", "detail": "No space left.", "request_id": "r1"}
        page.unroute_all()
        page.route("**/v1/ingest", lambda route: route.fulfill(status=status, json=body) if status else route.abort())  # noqa: B023
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("alert")).to_contain_text(said)
        expect(page.locator("#chosen li")).to_have_count(1)
        expect(page.get_by_role("button", name="Send")).to_be_focused()
        assert complaints.pop().startswith("error: Failed to load resource")
        if status == 401:
            link = page.get_by_role("link", name="Sign in")
            expect(link).to_have_attribute("href", "/sign-in?next=%2Fingest")


LOOK_OVER = """async (files) => {
    const { examined, joined, limitsOf, together } = await import("/static/ingest-files.js");
    const limits = limitsOf(document.getElementById("upload"));
    const same = joined(files.slice(0, 1), files.slice(0, 2));
    return [same.length, examined(files, limits).map(({ says, blocks }) => [says, blocks]), together(files, limits)];
}"""


def test_limits_are_those_of_the_server(open_page: Open, desk_of_documents: SimpleNamespace) -> None:
    page = open_page(f"{desk_of_documents.address}/ingest")

    def look_over(*files: tuple[str, int]) -> list[Any]:
        told = [{"name": name, "size": size, "lastModified": 1} for name, size in files]
        return list(page.evaluate(LOOK_OVER, told))

    known, each, whole = look_over(("a.TXT", MAX_BYTES), ("b.pdf", MAX_BYTES + 1), ("c.zip", MAX_BYTES + 1))
    assert (known, whole, each[0], each[2]) == (2, "", ["", False], ["", False])
    assert each[1] == ["Too large: at most 20 MB a file are read. Split it.", True]
    twice = look_over(("a.txt", 1), ("a.txt", 2), ("b", 1))[1]
    assert [blocks for _, blocks in twice] == [True, True, False] and "has this name" in twice[0][0]
    assert look_over(*((f"{number}.txt", 1) for number in range(MAX_FILES)))[2] == ""
    assert "201 files are too many" in look_over(*((f"{number}.txt", 1) for number in range(MAX_FILES + 1)))[2]
    assert "are too much at once" in look_over(("a.zip", MAX_UPLOAD), ("b.zip", 1))[2]


def test_files_are_dropped(open_page: Open, desk_of_documents: SimpleNamespace) -> None:
    page = open_page(f"{desk_of_documents.address}/ingest")
    held = page.evaluate_handle(
        "() => { const held = new DataTransfer(); held.items.add(new File(['x'], 'a.txt')); return held; }"
    )
    page.dispatch_event("#drop", "dragover", {"dataTransfer": held})
    expect(page.locator("#drop.over")).to_be_visible()
    page.dispatch_event("#drop", "drop", {"dataTransfer": held})
    expect(page.locator("#drop.over")).to_have_count(0)
    expect(page.locator("#chosen")).to_contain_text("1 file, 1 byte")
    assert page.locator("#files").evaluate("input => input.files.length") == 1


@pytest.mark.long
def test_a_job_is_watched_over_a_restart_to_its_report(open_page: Open, tmp_path: Path, complaints: list[str]) -> None:
    jobs = JobsStandIn(tmp_path)
    jobs.submit(ASKED, "j1")
    with office(tmp_path, jobs) as address:
        page = open_page(f"{address}/ingest?job=j1")
        expect(page.get_by_role("heading", level=1)).to_have_text("Waiting to be read")
        jobs.change("j1", state=JobState.RUNNING, current="/up/x/a.txt", done=1, total=2)
        expect(page.locator("#done-text")).to_have_text("1 of 2 · a.txt")
        expect(page.locator("#announcer")).to_have_text("The documents are being read.")
    expect(page.get_by_role("alert")).to_contain_text("The connection to the server is lost")
    with office(tmp_path, jobs, port=int(address.rpartition(":")[2])):
        expect(page.get_by_role("alert")).to_be_empty()
        page.get_by_role("button", name="Cancel").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Stopping")
        assert jobs.jobs["j1"].is_cancelling
        jobs.end("j1", REPORT)
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text("Done, but one file was refused")
        expect(heading).to_be_focused()
        # A reader who comes later begins at the top.
        page.reload()
        expect(heading).not_to_be_focused()
        page.goto("about:blank")
    assert set(complaints) == {"error: Failed to load resource: net::ERR_CONNECTION_REFUSED"}
    complaints.clear()


@pytest.mark.long
def test_real_documents_are_sent_cancelled_and_answer(open_page: Open, tmp_path: Path) -> None:
    folder = write_specs(tmp_path / "specs", range(180))
    with serving(create_app(Settings(data_dir=tmp_path / "data"))) as address:
        page = open_page(f"{address}/ingest")
        page.locator("#files").set_input_files(sorted(folder.iterdir()))
        page.get_by_role("button", name="Send").click()
        expect(page.locator("#done")).to_be_visible()
        page.get_by_role("button", name="Cancel").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Cancelled", timeout=60_000)
        page.get_by_role("link", name="Send more documents").click()
        large = tmp_path / "large.txt"
        large.write_bytes(b"x" * (MAX_BYTES + 1))
        page.locator("#files").set_input_files([*sorted(folder.iterdir()), large])
        expect(page.locator("#chosen li", has_text="large.txt")).to_contain_text("Too large")
        page.get_by_role("button", name="Remove what cannot be sent").click()
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Done", timeout=120_000)
        page.locator("#part-added + p + ul").get_by_role("link").first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.goto("about:blank")
