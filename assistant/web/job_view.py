"""What a page shows of one job, and of the jobs before it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from assistant.web.report_view import ReportView, report_view
from ingest.report import Report
from vectorstore.jobs import Job, JobState
from vectorstore.spec import CatalogEntry

# Outcomes that a line about a job names, and how.
_NAMED = {"refused": "refused", "added": "new", "replaced": "changed", "removed": "removed", "unchanged": "unchanged"}


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job in a list."""

    url: str
    what: str
    """Its files, in a few words."""

    state: str
    """`queued`, `running`, `done`, `refused` (done, but for some), `failed` or `cancelled`."""

    label: str
    """The state in words, with what became of the files."""

    agency: str
    created: datetime


@dataclass(frozen=True, slots=True)
class JobView:
    """A job on its page."""

    job: Job
    line: JobLine
    headline: str
    lede: str
    report: ReportView | None
    ahead: int
    """Jobs that run before it."""

    took: float
    """Seconds that it ran."""


def job_url(job_id: str) -> str:
    """Return the path of the page of a job."""
    return f"/ingest?{urlencode({'job': job_id})}"


def job_line(job: Job) -> JobLine:
    """Return a job as the list of jobs shows it."""
    outcomes = _outcomes(job)
    said = [f"{outcomes[name]:,} {shown}" for name, shown in _NAMED.items() if outcomes.get(name)]
    state = "refused" if job.state is JobState.DONE and outcomes.get("refused") else job.state.value
    words = {"done": "Tried out" if job.request.dry_run else "Done", "refused": "Done"}.get(state, state.capitalize())
    return JobLine(
        url=job_url(job.job_id),
        what=_what(job),
        state=state,
        label=": ".join(filter(None, (words, ", ".join(said)))),
        agency=job.request.agency,
        created=datetime.fromtimestamp(job.created, UTC),
    )


def job_view(job: Job, jobs: Sequence[Job], entries: Iterable[CatalogEntry]) -> JobView:
    """Return what the page of `job` shows; `jobs` are the newest of all, `entries` the catalog's."""
    report = Report.from_dict(json.loads(job.report)) if job.report else None
    ahead = sum(not other.state.has_ended and other.created < job.created for other in jobs)
    headline, lede = _told(job, report, ahead)
    return JobView(
        job=job,
        line=job_line(job),
        headline=headline,
        lede=lede,
        report=report_view(report, entries, uploaded=job.request.uploaded) if report else None,
        ahead=ahead,
        took=(job.finished or 0) - (job.started or job.finished or 0),
    )


def _told(job: Job, report: Report | None, ahead: int) -> tuple[str, str]:
    if job.state is JobState.QUEUED:
        before = "another job is" if ahead == 1 else f"{ahead} other jobs are"
        return "Waiting to be read", f"It begins as soon as {before} done." if ahead else "It begins in a moment."
    if job.state is JobState.RUNNING and job.is_cancelling:
        return "Stopping", "It stops before the next file. What is in by then stays."
    if job.state is JobState.RUNNING:
        again = " It was broken off when the server stopped, and began again." if job.attempts > 1 else ""
        return "Reading the documents", f"Answers go on meanwhile. You may leave this page and come back.{again}"
    if job.state is JobState.FAILED:
        why = f"{job.error[:1].upper()}{job.error[1:].rstrip('.')}."
        return "Failed", f"{why} What was in by then stays; send the rest again once that is mended."
    if job.state is JobState.CANCELLED:
        done = len(report.files) if report else 0
        stays = f"{done:,} file{' was' if done == 1 else 's were'} dealt with, and that stays. The rest is as it was."
        return "Cancelled", stays if done else "Nothing was read, and nothing was changed."
    return _ended(report)


def _ended(report: Report | None) -> tuple[str, str]:
    refused = len(report.refused) if report else 0
    if report and report.dry_run:
        return (
            "Tried out, nothing was written",
            "This is what would become of each file. Send them without the trial to read them.",
        )
    if not report or not report.files:
        return "Done, but there was nothing to read", "No file was found in what was sent."
    if refused:
        files = "one file was" if refused == 1 else f"{refused:,} files were"
        return f"Done, but {files} refused", "Each refused file says why, and what to do with it."
    return "Done", "Every file was dealt with."


def _what(job: Job) -> str:
    names = [path.replace("\\", "/").rstrip("/").rpartition("/")[2] for path in job.request.paths]
    if len(names) > 2:
        return f"{names[0]} and {len(names) - 1:,} more"
    return " and ".join(names)


def _outcomes(job: Job) -> dict[str, int]:
    return dict(json.loads(job.report)["outcomes"]) if job.report else {}
