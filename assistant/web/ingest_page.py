"""The page of documents: files are sent, a job's progress and report are shown, at /ingest and /ingest?job={id}."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.status import HTTP_303_SEE_OTHER

from assistant.service.access import require_staff_page
from assistant.service.deps import BackendDep, JobsDep, ViewerDep
from assistant.service.limits import MAX_UPLOAD
from assistant.service.problems import UNKNOWN_JOB, Problem
from assistant.service.receiving import MAX_FILES, received
from assistant.web.job_view import job_line, job_url, job_view
from assistant.web.templates import render
from ingest.errors import MAX_BYTES
from ingest.readers.formats import ARCHIVE, MEDIA_TYPES

#: Where a browser without scripts sends its files; as much may be sent there as to the API.
PATH = "/ingest"

router = APIRouter(prefix=PATH, include_in_schema=False, dependencies=[Depends(require_staff_page)])

# Jobs that are listed.
_SHOWN = 20


@router.get("")
def ingest_page(
    request: Request,
    backend: BackendDep,
    jobs: JobsDep,
    viewer: ViewerDep,
    job: Annotated[str, Query(max_length=100)] = "",
) -> HTMLResponse:
    """Return the form for files with the jobs before, or the page of one job."""
    newest = jobs.newest(_SHOWN)
    entries = backend.index.catalog.entries(viewer)
    if not job:
        agencies = sorted({entry.agency for entry in entries if entry.agency})
        told = {"agencies": agencies, "jobs": tuple(map(job_line, newest)), "limits": _LIMITS}
        return render(request, "ingest.html", told)
    found = jobs.get(job)
    if found is None:
        raise Problem(UNKNOWN_JOB, "The job is no longer kept, or its address is not complete.")
    return render(request, "job.html", {"view": job_view(found, newest, entries)})


_LIMITS = {
    "files": MAX_FILES,
    "bytes": MAX_UPLOAD,
    "file_bytes": MAX_BYTES,
    "archive": ARCHIVE,
    "formats": (*MEDIA_TYPES, ARCHIVE),
}


@router.post("")
async def send_files(request: Request, jobs: JobsDep) -> RedirectResponse:
    """Take the files of a form, and lead to the page of their job."""
    job_id, asked = await received(request, jobs.uploads)
    job = await run_in_threadpool(jobs.submit, asked, job_id)
    return _to(request, job.job_id)


@router.post("/cancel")
def cancel(request: Request, jobs: JobsDep, job: Annotated[str, Query(max_length=100)]) -> RedirectResponse:
    """Cancel a job, and lead back to its page; one that has ended stays as it is."""
    jobs.cancel(job)
    return _to(request, job)


def _to(request: Request, job_id: str) -> RedirectResponse:
    return RedirectResponse(request.scope.get("root_path", "") + job_url(job_id), HTTP_303_SEE_OTHER)
