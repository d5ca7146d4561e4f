"""Jobs keep their order and their state, whatever happens to who runs them."""

from pathlib import Path

import pytest

from tests.vectorstore.fakes import WordHashes
from vectorstore import jobs
from vectorstore.index import Index
from vectorstore.jobs import JobRequest, JobState

REQUEST = JobRequest(("/specs/bees", "/specs/a\n\u2028b.txt"), "City of Elm \U0001f41d", prune=True)


def test_a_job_is_kept_as_it_was_asked_for(index: Index) -> None:
    job = index.jobs.add(REQUEST)
    assert (job.state, job.request, job.done, job.total, job.report, job.error) == ("queued", REQUEST, 0, 0, "", "")
    assert (job.started, job.finished, job.is_cancelling, job.attempts) == (None, None, False, 0)
    assert index.jobs.get(job.job_id) == job
    assert index.jobs.get("none") is None


def test_jobs_are_taken_in_order_and_end(index: Index) -> None:
    first, second = index.jobs.add(REQUEST), index.jobs.add(JobRequest(("/b",), uploaded=True))
    taken = index.jobs.take()
    assert taken is not None
    assert (taken.job_id, taken.state, taken.attempts) == (first.job_id, JobState.RUNNING, 1)
    index.jobs.progress(first.job_id, "/specs/bees/b.txt", 3, 9)
    now = index.jobs.get(first.job_id)
    assert now is not None
    assert (now.current, now.done, now.total) == ("/specs/bees/b.txt", 3, 9)
    index.jobs.end(first.job_id, JobState.DONE, report="{}")
    taken = index.jobs.take()
    assert taken is not None
    assert taken.job_id == second.job_id
    index.jobs.end(second.job_id, JobState.FAILED, error="No room.")
    assert index.jobs.take() is None
    assert [(job.state, job.report, job.error) for job in index.jobs.newest(9)] == [
        ("failed", "", "No room."),
        ("done", "{}", ""),
    ]
    assert [job.job_id for job in index.jobs.newest(1)] == [second.job_id]


def test_one_that_was_broken_off_is_taken_again_from_its_start(tmp_path: Path) -> None:
    with Index.open(tmp_path, WordHashes()) as index:
        job = index.jobs.add(REQUEST)
        later = index.jobs.add(REQUEST)
        index.jobs.take()
        index.jobs.progress(job.job_id, "/specs/bees/b.txt", 3, 9)
    with Index.open(tmp_path, WordHashes()) as index:
        assert [one.job_id for one in index.jobs.live()] == [later.job_id, job.job_id]
        taken = index.jobs.take()
        assert taken is not None
        assert (taken.job_id, taken.done, taken.total, taken.attempts) == (job.job_id, 0, 0, 2)


def test_one_that_is_put_back_was_not_begun(index: Index) -> None:
    job = index.jobs.add(REQUEST)
    index.jobs.take()
    index.jobs.put_back(job.job_id)
    back = index.jobs.get(job.job_id)
    assert back is not None
    assert (back.state, back.attempts) == (JobState.QUEUED, 0)


def test_queued_jobs_are_cancelled_at_once_and_running_ones_are_told(index: Index) -> None:
    running, queued = index.jobs.add(REQUEST), index.jobs.add(REQUEST)
    index.jobs.take()
    assert index.jobs.cancel(running.job_id)
    assert index.jobs.cancel(queued.job_id)
    states = {job.job_id: (job.state, job.is_cancelling) for job in index.jobs.newest(9)}
    assert states == {running.job_id: ("running", True), queued.job_id: ("cancelled", False)}
    index.jobs.end(running.job_id, JobState.CANCELLED)
    assert not index.jobs.cancel(running.job_id)
    assert not index.jobs.cancel(queued.job_id)
    assert not index.jobs.cancel("none")
    assert all(job.state.has_ended and not job.is_cancelling and job.finished for job in index.jobs.newest(9))


def test_old_ends_are_forgotten_and_what_is_live_is_not(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "KEPT", 2)
    live = index.jobs.add(REQUEST)
    for _ in range(4):
        index.jobs.end(index.jobs.add(REQUEST).job_id, JobState.DONE)
    newest = index.jobs.add(REQUEST)
    kept = [job.job_id for job in index.jobs.newest(99)]
    assert len(kept) == 4
    assert (kept[0], kept[-1]) == (newest.job_id, live.job_id)
