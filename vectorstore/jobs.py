"""Jobs: ingestions that a server was asked for, kept so that they outlive it.

A job is queued, runs, and ends in one of three states. Who runs jobs takes
the oldest that has not ended, whether it runs already or not: after a crash,
that is the one that was broken off.
"""

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update

from vectorstore.database import Database
from vectorstore.rows import row
from vectorstore.service_tables import jobs

#: As many jobs that have ended are kept.
KEPT = 200


class JobState(StrEnum):
    """Where a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def has_ended(self) -> bool:
        """Whether nothing more becomes of the job."""
        return self not in _LIVE


_LIVE = (JobState.QUEUED, JobState.RUNNING)

_C = jobs.c


@dataclass(frozen=True, slots=True)
class JobRequest:
    """What was asked for."""

    paths: tuple[str, ...]
    """Absolute paths of files and folders."""

    agency: str = ""
    prune: bool = False
    dry_run: bool = False
    uploaded: bool = False
    """Whether the files came with the request, and not only their paths."""

    overrides: str = ""
    """Absolute path of a file of overrides, in place of those in the folders; empty for those."""


@dataclass(frozen=True, slots=True)
class Job:
    """One job as it is now."""

    job_id: str
    state: JobState
    request: JobRequest
    is_cancelling: bool
    """Whether it is to stop, and has not yet."""

    attempts: int
    """How often it was begun and not put back."""

    current: str
    """Path of the file that was done last; empty before the first."""

    done: int
    """Files that are done."""

    total: int
    """Files there are; 0 until they were counted."""

    report: str
    """The report as JSON; empty until there is one."""

    error: str
    """Why it failed, in a sentence; else empty."""

    is_misuse: bool
    """Whether it failed since what was asked for is wrong."""

    created: float
    """When it was asked for, in seconds since the epoch."""

    started: float | None
    finished: float | None


class Jobs:
    """The jobs of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, request: JobRequest, job_id: str = "") -> Job:
        """Queue what is asked for, under `job_id` or else a new one; of the jobs that ended long ago, forget some."""
        named = job_id or uuid.uuid4().hex
        added = row(jobs, request, job_id=named, state=JobState.QUEUED, created=time.time())
        with self._database.write() as connection:
            connection.execute(insert(jobs), added)
            ended = select(_C.ordinal).where(_C.state.not_in(_LIVE)).order_by(_C.ordinal.desc()).offset(KEPT)
            connection.execute(delete(jobs).where(_C.ordinal.in_(ended)))
        job = self.get(named)
        assert job is not None
        return job

    def get(self, job_id: str) -> Job | None:
        """Return a job; None where it is not known."""
        found = self._found(_C.job_id == job_id, limit=1)
        return found[0] if found else None

    def newest(self, limit: int) -> tuple[Job, ...]:
        """Return the jobs that were asked for last, the newest first."""
        return self._found(_C.job_id != "", limit=limit)

    def live(self) -> tuple[Job, ...]:
        """Return the jobs that have not ended, the newest first."""
        return self._found(_C.state.in_(_LIVE))

    def take(self) -> Job | None:
        """Return the oldest job that has not ended, running from now on; None where there is none."""
        oldest = select(_C.job_id).where(_C.state.in_(_LIVE)).order_by(_C.ordinal).limit(1)
        running = {
            "state": JobState.RUNNING,
            "started": time.time(),
            "attempts": _C.attempts + 1,
            "current": "",
            "done": 0,
            "total": 0,
        }
        with self._database.write() as connection:
            job_id = connection.scalar(oldest)
            if job_id is not None:
                connection.execute(update(jobs).where(_C.job_id == job_id).values(running))
        return None if job_id is None else self.get(job_id)

    def put_back(self, job_id: str) -> None:
        """Queue a job again that was begun, before those that were asked for later."""
        self._update(job_id, state=JobState.QUEUED, attempts=_C.attempts - 1)

    def progress(self, job_id: str, current: str, done: int, total: int) -> None:
        """Note how far a job is."""
        self._update(job_id, current=current, done=done, total=total)

    def end(self, job_id: str, state: JobState, *, report: str = "", error: str = "", is_misuse: bool = False) -> None:
        """Note that a job has ended in `state`."""
        told = {"report": report, "error": error, "is_misuse": is_misuse}
        self._update(job_id, state=state, is_cancelling=False, finished=time.time(), **told)

    def cancel(self, job_id: str) -> bool:
        """Cancel a job: at once if it is queued, else it is to stop; return whether it was live."""
        own = update(jobs).where(_C.job_id == job_id)
        queued = own.where(_C.state == JobState.QUEUED).values(state=JobState.CANCELLED, finished=time.time())
        running = own.where(_C.state == JobState.RUNNING).values(is_cancelling=True)
        with self._database.write() as connection:
            return connection.execute(queued).rowcount > 0 or connection.execute(running).rowcount > 0

    def _update(self, job_id: str, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(update(jobs).where(_C.job_id == job_id).values(values))

    def _found(self, condition: ColumnElement[bool], *, limit: int | None = None) -> tuple[Job, ...]:
        query = select(jobs).where(condition).order_by(_C.ordinal.desc()).limit(limit)
        with self._database.read() as connection:
            return tuple(_job(dict(found)) for found in connection.execute(query).mappings())


def _job(found: Mapping[str, Any]) -> Job:
    values = {name: value for name, value in found.items() if name != "ordinal"}
    request = JobRequest(**{field.name: values.pop(field.name) for field in fields(JobRequest)})
    return Job(request=request, state=JobState(values.pop("state")), **values)
