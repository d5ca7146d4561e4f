"""Class tables while serving: POST /v1/tables, for `jobclass table` beside a server."""

import os
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from pydantic import ConfigDict, Field

from assistant.service import access
from assistant.service.deps import JobsDep
from assistant.service.problems import INVALID_REQUEST, MALFORMED_JSON, Problem, documented
from assistant.service.shapes import Characters, Name, Shape
from ingest.classtable.importing import TableTask
from ingest.errors import IngestError

router = APIRouter(prefix="/v1/tables", tags=["ingest"], dependencies=[Depends(access.require_owner)])


class TableHandOver(Shape):
    """A class table of the server's own machine, to be read where it is."""

    # One letter wrong, and what was to be tried only would be done.
    model_config = ConfigDict(extra="forbid")

    path: Annotated[Characters, Field(min_length=1)]
    """Absolute path."""

    agency: Name = ""
    """The agency that it is of; empty where the specs are of one."""

    effective: Name = ""
    """ISO date from which on it holds."""

    period: Literal["month", "year", "hour", ""] = ""
    """What its amounts are for, where a column does not say."""

    columns: dict[Name, Name] = Field(default_factory=dict)
    """Columns by name with what they mean, where their names do not say."""

    dry_run: bool = False
    """Write nothing."""

    remove: bool = False
    """Take out what the file said; of `effective` alone, where that is given."""


@router.post("", summary="Load a class table", responses=documented(INVALID_REQUEST, MALFORMED_JSON, *access.PROBLEMS))
def post_table(jobs: JobsDep, asked: TableHandOver) -> dict[str, Any]:
    """Read a class table of this machine into the index, for whoever has the token; return what came of it."""
    if not os.path.isabs(asked.path) or "\0" in asked.path:
        raise Problem(INVALID_REQUEST, f"path: {asked.path!r} is no absolute path.")
    try:
        return jobs.load_table(TableTask(**asked.model_dump())).as_dict()
    except IngestError as error:
        raise Problem(INVALID_REQUEST, str(error)) from error
