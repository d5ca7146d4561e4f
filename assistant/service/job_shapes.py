"""What is told of jobs, and what is asked of them."""

import json
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self
from urllib.parse import quote

from pydantic import ConfigDict, Field

from assistant.service.shapes import Characters, Name, Shape
from vectorstore.jobs import Job, JobState


class HandOver(Shape):
    """Files and folders of the server's own machine, to be read where they are."""

    # One letter wrong, and what was to be tried only would be done.
    model_config = ConfigDict(extra="forbid")

    paths: Annotated[tuple[Annotated[Characters, Field(min_length=1)], ...], Field(min_length=1)]
    """Absolute paths."""

    agency: Name = ""
    """The agency that the specs are of; empty leaves that to the documents."""

    prune: bool = False
    """Remove specs whose files are gone from the paths."""

    dry_run: bool = False
    """Say what would become of each file, and write nothing."""

    overrides: Characters = ""
    """Absolute path of a file of overrides, in place of those in the folders; empty for those."""


class Progress(Shape):
    """How far a job is."""

    file: str
    """The file that was done last; empty before the first."""

    done: int
    total: int
    """Files there are; 0 until they were counted."""


class JobSummary(Shape):
    """A job without its report."""

    job_id: str
    url: str
    """Where to ask how it is; a DELETE there cancels it."""

    state: JobState
    cancelling: bool
    """It runs, and stops before the next file."""

    kind: Literal["upload", "paths"]
    paths: tuple[str, ...]
    agency: str
    prune: bool
    dry_run: bool
    progress: Progress
    error: str | None
    """Why it failed."""

    misuse: bool
    """It failed since what was asked for is wrong, such as its overrides."""

    created: datetime
    started: datetime | None
    finished: datetime | None


class JobDetail(JobSummary):
    """A job with all that is known of it."""

    report: dict[str, Any] | None
    """What became of each file, with the sums, once it is done or was cancelled while it ran."""

    @classmethod
    def of(cls, job: Job) -> Self:
        """Return `job` in the shape of the contract."""
        return cls(**summary(job).model_dump(), report=json.loads(job.report) if job.report else None)


class JobList(Shape):
    """Jobs, the newest first."""

    items: tuple[JobSummary, ...]


def job_url(job_id: str) -> str:
    """Return the path that tells of a job."""
    return f"/v1/ingest/{quote(job_id, safe='')}"


def summary(job: Job) -> JobSummary:
    """Return `job` without its report."""
    return JobSummary(
        job_id=job.job_id,
        url=job_url(job.job_id),
        state=job.state,
        cancelling=job.is_cancelling,
        kind="upload" if job.request.uploaded else "paths",
        paths=job.request.paths,
        agency=job.request.agency,
        prune=job.request.prune,
        dry_run=job.request.dry_run,
        progress=Progress(file=job.current, done=job.done, total=job.total),
        error=job.error or None,
        misuse=job.is_misuse,
        created=datetime.fromtimestamp(job.created, UTC),
        started=_moment(job.started),
        finished=_moment(job.finished),
    )


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
