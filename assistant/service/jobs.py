"""Ingestion while serving: POST and GET /v1/ingest, GET and DELETE /v1/ingest/{job}."""

import os
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.status import HTTP_202_ACCEPTED

from assistant.service import access
from assistant.service.deps import BackendDep, JobsDep
from assistant.service.job_shapes import HandOver, JobDetail, JobList, job_url, summary
from assistant.service.problems import (
    BAD_FILE_NAME,
    BODY_TOO_LARGE,
    INVALID_REQUEST,
    JOB_ENDED,
    MALFORMED_FORM,
    MALFORMED_JSON,
    UNKNOWN_JOB,
    UNSUPPORTED_MEDIA_TYPE,
    Problem,
    documented,
)
from assistant.service.receiving import UploadFields, received
from vectorstore.jobs import JobRequest

router = APIRouter(prefix="/v1/ingest", tags=["ingest"], dependencies=[Depends(access.require_writer)])

_POST_PROBLEMS = documented(
    INVALID_REQUEST,
    MALFORMED_JSON,
    MALFORMED_FORM,
    BAD_FILE_NAME,
    BODY_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    *access.PROBLEMS,
)


def _body() -> dict[str, Any]:
    """Return the OpenAPI description of the two bodies that a POST takes; the endpoint reads them itself."""
    form = UploadFields.model_json_schema()
    files = {"type": "array", "items": {"type": "string", "format": "binary"}, "description": "Specs, or a ZIP of some"}
    form["properties"]["files"], form["required"] = files, ["files"]
    content = {
        "multipart/form-data": {"schema": form},
        "application/json": {"schema": HandOver.model_json_schema()},
    }
    return {"requestBody": {"required": True, "content": content}}


@router.post(
    "",
    summary="Ingest files",
    status_code=HTTP_202_ACCEPTED,
    responses=_POST_PROBLEMS,
    openapi_extra=_body(),
)
async def post_job(request: Request, response: Response, backend: BackendDep, jobs: JobsDep) -> JobDetail:
    """Queue files that are sent as a form, or paths of the server's own machine, for which it takes the token."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        job_id, asked = await received(request, jobs.uploads)
    elif kind == "application/json":
        access.require_owner(request, backend)
        job_id, asked = "", await _handed_over(request)
    else:
        raise Problem(UNSUPPORTED_MEDIA_TYPE, f"Send multipart/form-data or application/json, not {kind!r}.")
    job = await run_in_threadpool(jobs.submit, asked, job_id)
    response.headers["Location"] = job_url(job.job_id)
    return JobDetail.of(job)


async def _handed_over(request: Request) -> JobRequest:
    try:
        asked = HandOver.model_validate_json(await request.body())
    except ValidationError as error:
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in error.errors()]) from error
    for path in (*asked.paths, *filter(None, [asked.overrides])):
        if not os.path.isabs(path) or "\0" in path:
            raise Problem(INVALID_REQUEST, f"paths: {path!r} is no absolute path.")
    return JobRequest(asked.paths, asked.agency, asked.prune, asked.dry_run, overrides=asked.overrides)


@router.get("", summary="List jobs", responses=documented(INVALID_REQUEST, *access.PROBLEMS))
def list_jobs(jobs: JobsDep, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> JobList:
    """Return the jobs that were asked for last, the newest first."""
    return JobList(items=tuple(map(summary, jobs.newest(limit))))


@router.get("/{job_id}", summary="How a job is", responses=documented(UNKNOWN_JOB, *access.PROBLEMS))
def get_job(jobs: JobsDep, job_id: str) -> JobDetail:
    """Return how far a job is, and its report once it has one."""
    job = jobs.get(job_id)
    if job is None:
        raise Problem(UNKNOWN_JOB, f"There is no job {job_id!r}; /v1/ingest lists those there are.")
    return JobDetail.of(job)


@router.delete(
    "/{job_id}",
    summary="Cancel a job",
    status_code=HTTP_202_ACCEPTED,
    responses=documented(UNKNOWN_JOB, JOB_ENDED, *access.PROBLEMS),
)
def cancel_job(jobs: JobsDep, job_id: str) -> JobDetail:
    """Cancel a job: at once while it is queued, else before its next file; what is in stays."""
    cancelled = jobs.cancel(job_id)
    told = get_job(jobs, job_id)
    if not cancelled:
        raise Problem(JOB_ENDED, f"The job {job_id!r} has ended: it is {told.state}.")
    return told
