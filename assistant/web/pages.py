"""The pages of the catalog at /specs, and of one spec at /specs/{id}."""

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from assistant.compose.writer import title_of
from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.problems import UNKNOWN_SPEC, Problem
from assistant.service.urls import spec_url
from assistant.web.spec_view import spec_view
from assistant.web.templates import render
from vectorstore.spec import DocumentType

router = APIRouter(include_in_schema=False)

#: Scripts, styles and pictures, served under /static.
STATIC = Path(__file__).parent / "static"

_PAGE = 50


@router.get("/specs")
def catalog_page(
    request: Request,
    backend: BackendDep,
    viewer: ViewerDep,
    q: Annotated[str, Query(max_length=500)] = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> HTMLResponse:
    """Return a page of the catalog."""
    entries, total = backend.index.catalog.find(q, viewer, _PAGE, offset)
    told: dict[str, Any] = {"entries": entries, "total": total, "q": q, "offset": offset}
    told |= {"spec_url": spec_url, "title_of": title_of}
    told["sheet"] = f"/v1/specs.csv?{urlencode({'q': q})}" if q else "/v1/specs.csv"
    told["previous"] = _catalog_url(q, max(0, offset - _PAGE)) if offset else None
    told["next"] = _catalog_url(q, offset + _PAGE) if offset + _PAGE < total else None
    return render(request, "catalog.html", told)


@router.get("/specs/{spec_id}")
def spec_page(
    request: Request, backend: BackendDep, viewer: ViewerDep, spec_id: str, start: str = "", end: str = ""
) -> HTMLResponse:
    """Return the page of one spec, the span from `start` to `end` marked."""
    entry = backend.index.catalog.entry(spec_id, viewer)
    parsed = backend.index.catalog.parsed(entry.source_id, viewer) if entry else None
    if entry is None or parsed is None:
        raise Problem(UNKNOWN_SPEC, "The class specification was removed, or its address is not complete.")
    rows = () if entry.type is DocumentType.TABLE else backend.index.catalog.rows_of(entry, viewer)
    return render(request, "spec.html", {"view": spec_view(entry, parsed, start, end, rows)})


def _catalog_url(words: str, offset: int) -> str:
    given = {name: value for name, value in (("q", words), ("offset", offset)) if value}
    return f"/specs?{urlencode(given)}" if given else "/specs"
