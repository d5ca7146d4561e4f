"""Jobs that do only what a test says, for states that a real one passes through too fast; files are really kept."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from assistant.service.backend import Backend, BackendFactory
from assistant.settings import Settings
from assistant.uploads import Uploads
from ingest.report import ConflictReport, Counts, FileReport, Outcome, OverrideReport, Report, Unrecognized
from tests.assistant.service.stand_in import INDEX, SOURCE
from vectorstore.jobs import Job, JobRequest, JobState

TOKEN = "secret"


class JobsStandIn:
    """Jobs by id, the newest last."""

    def __init__(self, data_dir: Path) -> None:
        self.uploads = Uploads(data_dir)
        self.jobs: dict[str, Job] = {}

    def submit(self, request: JobRequest, job_id: str = "") -> Job:
        self.jobs[job_id] = job(job_id, request)
        return self.jobs[job_id]

    def cancel(self, job_id: str) -> bool:
        found = self.jobs.get(job_id)
        if found is None or found.state.has_ended:
            return False
        self.change(job_id, is_cancelling=True)
        return True

    def get(self, job_id: str) -> Job | None:
        return self.jobs.get(job_id)

    def newest(self, limit: int) -> tuple[Job, ...]:
        return tuple(reversed(self.jobs.values()))[:limit]

    def change(self, job_id: str, **values: object) -> None:
        """Have a job be otherwise."""
        self.jobs[job_id] = replace(self.jobs[job_id], **values)

    def end(self, job_id: str, report: Report, state: JobState = JobState.DONE) -> None:
        """End a job with its report."""
        self.change(job_id, state=state, report=json.dumps(report.as_dict()), started=1e9 + 1, finished=1e9 + 3)


def job(job_id: str, request: JobRequest) -> Job:
    """Return a queued job."""
    return Job(job_id, JobState.QUEUED, request, False, 0, "", 0, 0, "", "", False, 1e9, None, None)


def opened_with(jobs: JobsStandIn, index: object = INDEX) -> BackendFactory:
    """Return a factory of backends that run `jobs`."""

    @contextmanager
    def factory(settings: Settings) -> Iterator[Backend]:
        yield Backend(None, index, None, jobs=jobs, token=TOKEN)  # type: ignore[arg-type]

    return factory


def _file(name: str, outcome: Outcome, reason: str = "", **told: object) -> FileReport:
    return FileReport(f"/up/x/{name}", outcome, reason, **told)


#: Everything that a report can say, each once; "lamp.txt" is in the catalog of the stand-in.
REPORT = Report(
    files=(
        FileReport(SOURCE.path, Outcome.ADDED, specs=("Q7 LAMP <b>KEEPER</b>",), counts=Counts(specs=1)),
        _file("new.txt", Outcome.REPLACED, specs=("N1 NET KEEPER",), warnings=("Two columns were <read> as one.",)),
        _file("bare.txt", Outcome.ADDED, specs=("ROPE KEEPER",), unknown_headings=("Odds & Ends",),
              unrecognized=(Unrecognized("ROPE KEEPER", ("class code", "date")),)),
        _file("cut.pdf", Outcome.REFUSED, "'cut.pdf' is no PDF, or a damaged one; save it again"),
        _file("was.txt", Outcome.MOVED, "was at '/up/x/old.txt'", other_path="/up/x/old.txt"),
        _file("twin.txt", Outcome.COPY, f"copy of '{SOURCE.path}'", other_path=SOURCE.path),
        _file("pay.csv", Outcome.SKIPPED, "a class table; `jobclass table` takes it"),
        _file("gone.txt", Outcome.REMOVED),
        _file("same.txt", Outcome.UNCHANGED),
    ),
    seconds=1.5,
    gone=("/up/x/left.txt",),
    conflicts=(
        ConflictReport("code", "Code Q7 is of 'Lamp' and of 'Net'.", SOURCE.path, "/up/x/new.txt", "Q7", "Lamp"),
        ConflictReport("title", "'Oar' has code O1 and code O2.", "/else/a.txt", "/else/b.txt"),
        ConflictReport("copy", "a copy", "/up/x/twin.txt", SOURCE.path),
    ),
    overrides=(OverrideReport("/up/x/o.toml", 3, "Q7 has code Q8", misfits=("/up/x/new.txt",)),),
)  # fmt: skip
