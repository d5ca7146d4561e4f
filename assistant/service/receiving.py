"""Take in a form of files, piece by piece onto the disk."""

import uuid
from collections.abc import Sequence

from fastapi import Request
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from assistant.errors import RefusedError
from assistant.service.problems import (
    BAD_FILE_NAME,
    BODY_TOO_LARGE,
    INVALID_REQUEST,
    MALFORMED_FORM,
    UNAVAILABLE,
    Problem,
)
from assistant.service.shapes import Name, Shape
from assistant.uploads import Uploads
from ingest.errors import MAX_BYTES
from ingest.place import is_archive
from vectorstore.jobs import JobRequest

#: Files that are taken at once: each is an open file meanwhile.
MAX_FILES = 200

_FILES = "files"


class UploadFields(Shape):
    """What a form says beside its files."""

    agency: Name = ""
    """The agency that the specs are of; empty leaves that to the documents."""

    prune: bool = False
    """Remove what an archive of the same name held before and holds no more."""

    dry_run: bool = False
    """Say what would become of each file, and write nothing."""


async def received(request: Request, uploads: Uploads) -> tuple[str, JobRequest]:
    """Return the id and the request of a job whose files wait for it.

    Raises:
        Problem: the form or a file's name or size cannot be taken, or the disk has no room.
    """
    form = await _form(request)
    try:
        fields = _fields(form)
        files = _checked([value for value in form.getlist(_FILES) if isinstance(value, UploadFile)])
        job_id = uuid.uuid4().hex
        await run_in_threadpool(_kept, uploads, job_id, files)
    finally:
        await form.close()
    paths = tuple(str(uploads.path(file.filename or "", fields.agency)) for file in files)
    return job_id, JobRequest(paths, fields.agency, fields.prune, fields.dry_run, uploaded=True)


class _Parser(MultiPartParser):
    # So much of each file is in memory, what is more on the disk.
    spool_max_size = 64 * 1024


async def _form(request: Request) -> FormData:
    parser = _Parser(request.headers, request.stream(), max_files=MAX_FILES, max_fields=10, max_part_size=16 * 1024)
    try:
        return await parser.parse()
    except MultiPartException as error:
        raise Problem(MALFORMED_FORM, f"The form cannot be read: {error.message.rstrip('.')}.") from error
    except OSError as error:
        raise _full(error) from error


def _fields(form: FormData) -> UploadFields:
    given = {name: value for name, value in form.multi_items() if name != _FILES}
    known = [_FILES, *UploadFields.model_fields]
    for name in given:
        # One letter wrong, and what was to be tried only would be done.
        if name not in known:
            raise Problem(INVALID_REQUEST, f"The form has a field {name!r}; those there are: {', '.join(known)}.")
    try:
        return UploadFields.model_validate(given)
    except ValidationError as error:
        found = [{"location": ["body", *one["loc"]], "message": one["msg"]} for one in error.errors()]
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise Problem(INVALID_REQUEST, f"{place}: {error.errors()[0]['msg']}.", errors=found) from error


def _checked(files: Sequence[UploadFile]) -> Sequence[UploadFile]:
    if not files:
        raise Problem(INVALID_REQUEST, f"The form has no file in its field {_FILES!r}.")
    for file in files:
        # What an archive holds is measured when it is read.
        if (file.size or 0) > MAX_BYTES and not is_archive(file.filename or ""):
            size = f"{file.filename!r} has {file.size:,} bytes; at most {MAX_BYTES:,} are read"
            raise Problem(BODY_TOO_LARGE, f"{size}: split it.")
    names = [file.filename for file in files]
    for name in names:
        if names.count(name) > 1:
            raise Problem(BAD_FILE_NAME, f"The form has several files named {name!r}; send one of them.")
    return files


def _kept(uploads: Uploads, job_id: str, files: Sequence[UploadFile]) -> None:
    try:
        for file in files:
            uploads.add(job_id, file.filename or "", file.file)
    except RefusedError as error:
        uploads.discard(job_id)
        raise Problem(BAD_FILE_NAME, f"{str(error)[0].upper()}{str(error)[1:]}.") from error
    except OSError as error:
        uploads.discard(job_id)
        raise _full(error) from error


def _full(error: OSError) -> Problem:
    return Problem(UNAVAILABLE, f"The files cannot be kept: {error.strerror or error}.")
