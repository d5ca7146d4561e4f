"""The thread that runs jobs: in order, to their end, stopped and begun again; on a real index."""

import io
import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from assistant import worker as worker_module
from assistant.uploads import Uploads
from assistant.worker import MOST_ATTEMPTS, Worker
from ingest.report import Report
from tests.assistant.processes import title, until, write_specs
from tests.vectorstore.fakes import WordHashes
from vectorstore.index import Index
from vectorstore.jobs import Job, JobRequest
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary


@contextmanager
def working(folder: Path, vocabulary: Vocabulary) -> Iterator[Worker]:
    with (
        Index.open(folder / "data", WordHashes()) as index,
        Worker.running(index, vocabulary, Uploads(folder / "data")) as worker,
    ):
        yield worker


@pytest.fixture
def worker(tmp_path: Path, vocabulary: Vocabulary) -> Iterator[Worker]:
    with working(tmp_path, vocabulary) as worker:
        yield worker


def ended(worker: Worker, job: Job) -> Job:
    return until(lambda: (now := worker.get(job.job_id)) and now.state.has_ended and now) or job


def begun(worker: Worker, job: Job) -> Job:
    """Return `job` when some of its files are done."""
    return until(lambda: (now := worker.get(job.job_id)) and now.done and now) or job


def titles(worker: Worker) -> set[str]:
    return {entry.spec.title.casefold() for entry in worker._index.catalog.entries(Viewer())}


def test_jobs_run_in_order_and_their_reports_are_those_of_ingestion(worker: Worker, tmp_path: Path) -> None:
    first, second = write_specs(tmp_path / "a", range(5)), write_specs(tmp_path / "b", range(5, 7))
    (second / "picture.png").write_bytes(b"\x89PNG")
    jobs = [worker.submit(JobRequest((str(path),), "Elm", dry_run=path == second)) for path in (first, second)]
    done = [ended(worker, job) for job in jobs]
    assert [job.state for job in done] == ["done", "done"]
    assert (done[0].done, done[0].total) == (5, 5)
    assert done[0].finished is not None and done[1].started is not None and done[0].finished <= done[1].started
    reports = [json.loads(job.report) for job in done]
    assert [report["outcomes"]["added"] for report in reports] == [5, 2]
    assert (reports[1]["dry_run"], reports[1]["outcomes"]["refused"]) == (True, 1)
    assert titles(worker) == {title(number).casefold() for number in range(5)}


def test_a_job_that_is_cancelled_keeps_what_is_in_and_says_so(worker: Worker, tmp_path: Path) -> None:
    many = write_specs(tmp_path / "many", range(120))
    running = worker.submit(JobRequest((str(many),)))
    queued = worker.submit(JobRequest((str(many),), "Elm"))
    assert worker.cancel(queued.job_id)
    begun(worker, running)
    assert worker.cancel(running.job_id)
    done = ended(worker, running)
    report = json.loads(done.report)
    assert (done.state, report["cancelled"]) == ("cancelled", True)
    assert 0 < report["outcomes"]["added"] == len(report["files"]) < 120
    assert {Path(file["path"]).stem[4:].casefold() for file in report["files"]} == titles(worker)
    assert worker._index.check() == ()
    assert (ended(worker, queued).state, ended(worker, queued).report) == ("cancelled", "")
    assert not worker.cancel(running.job_id)


def test_a_job_is_put_back_when_the_server_stops_and_goes_on_with_the_next(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    many = write_specs(tmp_path / "many", range(100))
    with working(tmp_path, vocabulary) as worker:
        job = worker.submit(JobRequest((str(many),)))
        begun(worker, job)
    with Index.open(tmp_path / "data", WordHashes()) as index:
        back = index.jobs.get(job.job_id)
        assert back is not None
        assert (back.state, back.attempts) == ("queued", 0)
        before = len(index.catalog.entries(Viewer()))
        assert 0 < before < 100
    with working(tmp_path, vocabulary) as worker:
        report = json.loads(ended(worker, job).report)
        assert (report["outcomes"]["unchanged"], report["outcomes"]["added"]) == (before, 100 - before)
        assert len(titles(worker)) == 100


def test_a_job_that_kills_its_server_each_time_is_given_up(tmp_path: Path, vocabulary: Vocabulary) -> None:
    with Index.open(tmp_path / "data", WordHashes()) as index:
        job = index.jobs.add(JobRequest((str(write_specs(tmp_path / "one", range(1))),)))
        for _ in range(MOST_ATTEMPTS):
            index.jobs.take()
    with working(tmp_path, vocabulary) as worker:
        done = ended(worker, job)
        assert (done.state, "died 3 times" in done.error) == ("failed", True)
        assert titles(worker) == set()


def test_what_was_kept_is_there_again_when_a_job_that_only_tries_is_given_up(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    uploads = Uploads(tmp_path / "data")
    path = uploads.path("clerk.txt", "Elm")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"before")
    with Index.open(tmp_path / "data", WordHashes()) as index:
        job = index.jobs.add(JobRequest((str(path),), dry_run=True, uploaded=True))
        uploads.add(job.job_id, "clerk.txt", io.BytesIO(b"after"))
        for _ in range(MOST_ATTEMPTS):
            index.jobs.take()
        # The server dies in the midst of it.
        broken_off = uploads.placed(job)
        broken_off.__enter__()
        assert path.read_bytes() == b"after"
    with working(tmp_path, vocabulary) as worker:
        assert ended(worker, job).state == "failed"
    assert path.read_bytes() == b"before"


def test_a_server_stops_though_its_job_does_not(
    tmp_path: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, go_on = threading.Event(), threading.Event()

    def stuck(*_: object, **__: object) -> Report:
        reading.set()
        assert go_on.wait(60)
        return Report((), 0.0, cancelled=True)

    folder = write_specs(tmp_path / "one", range(1))
    with monkeypatch.context() as patch:
        patch.setattr(worker_module, "ingest", stuck)
        patch.setattr(worker_module, "_GRACE", 0.05)
        with working(tmp_path, vocabulary) as worker:
            job = worker.submit(JobRequest((str(folder),)))
            assert reading.wait(60)
        go_on.set()
        worker._thread.join(60)
    with working(tmp_path, vocabulary) as worker:
        done = ended(worker, job)
        assert (done.state, done.attempts, len(titles(worker))) == ("done", 2, 1)


def test_a_job_that_fails_says_why_and_the_next_one_runs(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    specs = write_specs(tmp_path / "specs", range(2))
    with ExitStack() as broken:
        patch = broken.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(worker._index._vectors.chunks, "_collection", None)
        failed = ended(worker, worker.submit(JobRequest((str(specs),))))
    assert (failed.state, failed.report) == ("failed", "")
    assert failed.error.startswith("the server failed on it: AttributeError")
    again = ended(worker, worker.submit(JobRequest((str(specs),))))
    assert (again.state, len(titles(worker))) == ("done", 2)
