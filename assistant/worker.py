"""Jobs that a server was asked for, run one after the other in a thread of it.

What is asked for is in the database before anybody is told so, and a job runs
until its end is: whatever stops the server, the next one begins the job anew,
and ingestion passes over what is in.
"""

import json
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from assistant.errors import JobFailedError
from assistant.uploads import Uploads
from ingest.classtable.importing import TableTask, perform
from ingest.classtable.report import TableReport
from ingest.errors import IngestError
from ingest.pipeline import ingest
from ingest.report import Report
from vectorstore.errors import VectorstoreError
from vectorstore.index import Index
from vectorstore.jobs import Job, JobRequest, JobState
from vectorstore.vocabulary import Vocabulary

_LOG = logging.getLogger(__name__)

#: A job that was begun so often, each time until its server died, is not begun again.
MOST_ATTEMPTS = 3

# Seconds between two notes of how far a job is.
_NOTED = 0.2

# Seconds that a thread which answers waits for one that works, at each of its many turns. With the usual five
# milliseconds, the slowest answers beside a job take three times as long.
_TURN = 0.001

# Seconds that a server which stops waits for the file or the few documents that are under way.
_GRACE = 20.0

# Seconds until a database that failed is asked again.
_PAUSE = 2.0


class Worker:
    """Runs the jobs of an index; its methods are safe to call from several threads."""

    def __init__(self, index: Index, vocabulary: Vocabulary, uploads: Uploads) -> None:
        self.uploads = uploads
        self._index = index
        self._vocabulary = vocabulary
        self._jobs = index.jobs
        self._cancelled: set[str] = set()
        self._awake = threading.Event()
        self._closing = threading.Event()
        self._abandoned = threading.Event()
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    @classmethod
    @contextmanager
    def running(cls, index: Index, vocabulary: Vocabulary, uploads: Uploads) -> Iterator[Self]:
        """Run jobs until the end of the block; the one that runs then is put back."""
        worker = cls(index, vocabulary, uploads)
        uploads.sweep({job.job_id for job in index.jobs.live()})
        worker._thread.start()
        try:
            yield worker
        finally:
            worker._close()

    def submit(self, request: JobRequest, job_id: str = "") -> Job:
        """Queue what is asked for."""
        job = self._jobs.add(request, job_id)
        self._awake.set()
        return job

    def cancel(self, job_id: str) -> bool:
        """Cancel a job, between two files if it runs; return whether it had not ended."""
        cancelled = self._jobs.cancel(job_id)
        job = self._jobs.get(job_id)
        if cancelled and job and job.state.has_ended:
            self.uploads.discard(job_id)
        elif cancelled:
            self._cancelled.add(job_id)
        return cancelled

    def get(self, job_id: str) -> Job | None:
        """Return a job; None where it is not known."""
        return self._jobs.get(job_id)

    def newest(self, limit: int) -> tuple[Job, ...]:
        """Return the jobs that were asked for last, the newest first."""
        return self._jobs.newest(limit)

    def load_table(self, task: TableTask) -> TableReport:
        """Do what is asked of a class table, at once: it takes a second, and is embedded by nothing.

        Raises:
            IngestError: the file cannot be taken; nothing was changed.
        """
        return perform(task, self._index, self._vocabulary)

    def _close(self) -> None:
        self._closing.set()
        self._awake.set()
        self._thread.join(_GRACE)
        if self._thread.is_alive():
            # It is left where it reads, and writes no more; the job counts as broken off.
            self._abandoned.set()
            _LOG.warning("the job that runs did not stop within %s s; it begins anew with the next server", _GRACE)

    def _run(self) -> None:
        while not self._closing.is_set():
            self._awake.clear()
            try:
                job = self._jobs.take()
                if job is None:
                    self._awake.wait()
                else:
                    with _giving_way():
                        self._perform(job)
            except VectorstoreError:
                # The job could not even be noted as failed: it is begun anew once the database can be written.
                _LOG.exception("the jobs cannot be read or noted at the moment")
                self._closing.wait(_PAUSE)

    def _perform(self, job: Job) -> None:
        """Run `job` to its end, or put it back where the server stops before."""
        state, report, error = self._ended(job)
        if self._abandoned.is_set():
            return
        if state is JobState.CANCELLED and not self._is_cancelled(job):
            self._jobs.put_back(job.job_id)
            return
        told = json.dumps(report.as_dict()) if report else ""
        why, is_misuse = str(error or ""), isinstance(error, IngestError)
        self._jobs.end(job.job_id, state, report=told, error=why, is_misuse=is_misuse)
        self.uploads.discard(job.job_id)
        self._cancelled.discard(job.job_id)

    def _ended(self, job: Job) -> tuple[JobState, Report | None, Exception | None]:
        """Return how `job` ends, having run it."""
        try:
            if job.attempts > MOST_ATTEMPTS:
                self.uploads.put_back(job)
                died = f"the server died {MOST_ATTEMPTS} times while it ran; ingest its files apart"
                return JobState.FAILED, None, JobFailedError(died)
            with self.uploads.placed(job):
                report = self._ingested(job)
        # An error of ingestion as a whole is one of its overrides; what is wrong with a file is in the report.
        except (VectorstoreError, IngestError, OSError) as error:
            return JobState.FAILED, None, error
        except Exception as error:
            _LOG.exception("job %s failed", job.job_id)
            failed = f"the server failed on it: {type(error).__name__}; its log names the reason"
            return JobState.FAILED, None, JobFailedError(failed)
        return JobState.CANCELLED if report.cancelled else JobState.DONE, report, None

    def _ingested(self, job: Job) -> Report:
        asked = job.request
        return ingest(
            [Path(path) for path in asked.paths],
            self._index,
            self._vocabulary,
            agency=asked.agency,
            prune=asked.prune,
            dry_run=asked.dry_run,
            overrides=Path(asked.overrides) if asked.overrides else None,
            progress=self._noting(job.job_id),
            stop=lambda: self._closing.is_set() or self._is_cancelled(job),
        )

    def _is_cancelled(self, job: Job) -> bool:
        return job.is_cancelling or job.job_id in self._cancelled

    def _noting(self, job_id: str) -> Callable[[str, int, int], None]:
        noted = 0.0

        def note(path: str, done: int, total: int) -> None:
            nonlocal noted
            # Thousands of files that did not change pass by in a second.
            if done == total or time.monotonic() - noted > _NOTED:
                self._jobs.progress(job_id, path, done, total)
                noted = time.monotonic()

        return note


@contextmanager
def _giving_way() -> Iterator[None]:
    """Have other threads wait less for this one, during the block."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
