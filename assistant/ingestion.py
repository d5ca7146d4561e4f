"""Ingestion as the command line runs it: here, or by the server that owns the index.

Whoever runs it, a person sees the same progress and gets the same report.
Where another command owns the index, this one waits for it.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import JobFailedError, NoAnswerError, RefusedError, UnavailableError
from assistant.owning import LOOK, WAIT, Say, where_it_is
from assistant.remote import Json, Server
from assistant.settings import Settings
from ingest.folder import absolute
from ingest.report import Report
from vectorstore.owner import Holder, holder

# Seconds that a server which went away has to come back with its jobs.
_RESTART = 30.0

_ENDED = frozenset({"done", "failed", "cancelled"})

#: Called with the file that was done last, how many are done, and how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be ingested, and how."""

    paths: Sequence[Path]
    agency: str = ""
    prune: bool = False
    dry_run: bool = False
    overrides: Path | None = None
    """File of overrides, in place of those in the folders."""


def run(task: Task, settings: Settings, progress: Progress, say: Say, wait: float = WAIT) -> Report:
    """Do `task` in this process, or have the server do it that owns the index.

    An interrupt cancels what the server does; the report says so.

    Raises:
        VectorstoreError: the index failed.
        OverridesError, RefusedError: the overrides cannot be used.
        UnavailableError: another command owned it for longer than `wait` seconds, or the server went away or failed.
    """
    return where_it_is(
        settings.data_dir,
        lambda: _done_here(task, settings, progress),
        lambda owner: _handed_over(task, settings.data_dir, owner, progress, say),
        say,
        wait,
    )


def _done_here(task: Task, settings: Settings, progress: Progress) -> Report:
    # Imported late: to hand a task over takes none of what opening an index does.
    from assistant.opening import open_index
    from ingest.pipeline import ingest
    from vectorstore.vocabulary import load

    with open_index(settings) as index:
        return ingest(
            task.paths,
            index,
            load(),
            agency=task.agency,
            prune=task.prune,
            dry_run=task.dry_run,
            overrides=task.overrides,
            progress=progress,
        )


def _handed_over(task: Task, data_dir: Path, owner: Holder, progress: Progress, say: Say) -> Report:
    paths = [absolute(path) for path in task.paths]
    overrides = absolute(task.overrides) if task.overrides else ""
    how = {"agency": task.agency, "prune": task.prune, "dry_run": task.dry_run, "overrides": overrides}
    job = Server.of(owner).send("/v1/ingest", {"paths": paths} | how)
    try:
        job = _followed(job, data_dir, progress)
    except KeyboardInterrupt:
        say("cancelling the job on the server; what is in stays")
        job = _cancelled(job, data_dir, progress)
    if job["misuse"]:
        raise RefusedError(job["error"])
    if job["state"] == "failed":
        raise JobFailedError(f"the server could not do it: {job['error']}")
    return Report.from_dict(job["report"]) if job["report"] else Report((), 0.0, task.dry_run, cancelled=True)


def _followed(job: Json, data_dir: Path, progress: Progress) -> Json:
    """Return `job` once it has ended, showing how far it is until then."""
    while job["state"] not in _ENDED:
        time.sleep(LOOK)
        job = _asked(job, data_dir)
        if job["progress"]["total"]:
            progress(job["progress"]["file"], job["progress"]["done"], job["progress"]["total"])
    return job


def _cancelled(job: Json, data_dir: Path, progress: Progress) -> Json:
    try:
        job = _asked(job, data_dir, method="DELETE")
    except RefusedError:
        # It had just ended by itself.
        job = _asked(job, data_dir)
    return _followed(job, data_dir, progress)


def _asked(job: Json, data_dir: Path, method: str = "GET") -> Json:
    """Ask for `job`: of the server that owns the index now, which may be another than the one that took it."""
    began = time.monotonic()
    while True:
        owner = holder(data_dir)
        try:
            if owner and owner.address:
                return Server.of(owner).send(job["url"], method=method)
        except NoAnswerError:
            if time.monotonic() - began > _RESTART:
                raise
        if time.monotonic() - began > _RESTART:
            raise UnavailableError("the server has stopped; the job goes on once `jobclass serve` runs again")
        time.sleep(LOOK)
