"""The drafts at /drafts, for staff: those there are, and the form for a new one or a revision."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response
from starlette.status import HTTP_303_SEE_OTHER, HTTP_422_UNPROCESSABLE_CONTENT

from assistant.compose.writer import cased, title_of
from assistant.draft.values import Wanted
from assistant.errors import RefusedError
from assistant.service.access import require_staff_page
from assistant.service.backend import Backend
from assistant.service.deps import BackendDep, DraftingDep, ViewerDep
from assistant.service.ports import Drafting
from assistant.service.urls import spec_url
from assistant.web.draft_desk import STATES, sentence
from assistant.web.paging import pages
from assistant.web.templates import render
from assistant.web.writer import LONGEST, keep_writer, writer_of
from vectorstore.drafts import Listed
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry, Viewer

router = APIRouter(prefix="/drafts", include_in_schema=False, dependencies=[Depends(require_staff_page)])

_PAGE = 50
_Ids = Annotated[list[str], Query(max_length=20)]
_Words = Annotated[str, Form(max_length=500)]


@dataclass(frozen=True, slots=True)
class _Row:
    """A draft in the list."""

    draft_id: str
    title: str
    agency: str
    status: str
    is_revision: bool
    version: int
    at: datetime
    by: str


@router.get("")
def drafts_page(
    request: Request,
    backend: BackendDep,
    drafting: DraftingDep,
    viewer: ViewerDep,
    revises: Annotated[str, Query(max_length=100)] = "",
    similar_to: _Ids = [],  # noqa: B006 (FastAPI copies it)
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """Return the drafts, and the form: for a new class that draws on `similar_to`, or for a revision."""
    entry = backend.index.catalog.entry(revises, viewer) if revises else None
    given = Wanted(
        title_of(entry) if entry else "", similar_to=tuple(similar_to), revises=entry.spec_id if entry else ""
    )
    return _page(request, backend, drafting, viewer, given, offset=offset)


@router.post("")
def make(
    request: Request,
    backend: BackendDep,
    drafting: DraftingDep,
    viewer: ViewerDep,
    title: _Words = "",
    notes: Annotated[str, Form(max_length=20_000)] = "",
    agency: _Words = "",
    similar_to: Annotated[list[str], Form(max_length=20)] = [],  # noqa: B006
    revises: _Words = "",
    class_code: _Words = "",
    unit: _Words = "",
    supervisor: _Words = "",
    by: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Make a draft, and lead to its page; what cannot be drafted is told with what was typed."""
    wanted = Wanted(
        title.strip(), notes, agency, tuple(similar_to), revises, class_code.strip(), unit.strip(), supervisor.strip()
    )
    try:
        draft = drafting.create(wanted, by)
    except RefusedError as error:
        return _page(request, backend, drafting, viewer, wanted, trouble=sentence(error))
    response = RedirectResponse(f"{request.scope.get('root_path', '')}/drafts/{draft.draft_id}", HTTP_303_SEE_OTHER)
    keep_writer(request, response, by)
    return response


def _page(
    request: Request,
    backend: Backend,
    drafting: Drafting,
    viewer: Viewer,
    given: Wanted,
    *,
    offset: int = 0,
    trouble: str = "",
) -> Response:
    catalog, ids = backend.index.catalog, (given.revises, *given.similar_to)
    known = {one: entry for one in ids if one and (entry := catalog.entry(one, viewer)) is not None}
    found, total = drafting.page(offset=offset, limit=_PAGE)
    agencies = {fold(entry.agency): entry.agency for entry in catalog.entries(viewer) if entry.agency}
    told: dict[str, Any] = {"given": given, "trouble": trouble, "states": STATES, "longest": LONGEST}
    told |= {"writer": writer_of(request), "agencies": [(name, cased(name)) for _, name in sorted(agencies.items())]}
    told |= {"revised": _named(known[given.revises]) if given.revises in known else None}
    told |= {"drawn": [_named(known[one]) for one in given.similar_to if one in known]}
    told |= {"drafts": [_row(one) for one in found], "total": total}
    told["pages"] = pages(offset, len(found), total, _PAGE, lambda at: f"/drafts?offset={at}" if at else "/drafts")
    return render(request, "drafts.html", told, status=HTTP_422_UNPROCESSABLE_CONTENT if trouble else 200)


def _named(entry: CatalogEntry) -> dict[str, str]:
    return {"name": title_of(entry), "url": spec_url(entry.spec_id), "spec_id": entry.spec_id}


def _row(one: Listed) -> _Row:
    return _Row(
        one.draft_id,
        one.title,
        cased(one.agency),
        one.status,
        bool(one.revises),
        one.version,
        datetime.fromtimestamp(one.changed, UTC),
        one.changed_by,
    )
