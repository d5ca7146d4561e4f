"""The catalog at /specs: search, filters, and the classes that they leave."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from assistant.compose.writer import cased, title_of
from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.filtered import classes, filters_given
from assistant.service.specs import Sort
from assistant.service.urls import spec_url
from assistant.web.catalog_view import Address, chips, chosen_of, panels, without_one
from assistant.web.paging import pages
from assistant.web.templates import render

router = APIRouter(include_in_schema=False)

_PAGE = 50
#: Heads of the columns that the table can be put in order by.
_HEADS = (("title", "Class"), ("code", "Code"), ("revision", "Revised"))
#: What the template calls.
_HELP = {"spec_url": spec_url, "title_of": title_of, "cased": cased}


@router.get("/specs")
def catalog_page(
    request: Request,
    backend: BackendDep,
    viewer: ViewerDep,
    q: Annotated[str, Query(max_length=500)] = "",
    sort: Sort = "title",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> HTMLResponse:
    """Return a page of the classes that words and filters leave, by their newest documents."""
    filters = backend.assistant.filters(viewer)
    chosen = chosen_of(filters, filters_given(request.query_params.multi_items()))
    found = classes(backend, viewer, q, filters, chosen, sort)
    here = Address(q, chosen, sort)
    entries, total = found.entries[offset : offset + _PAGE], len(found.entries)
    told = _HELP | {
        "q": q,
        "sort": sort,
        "entries": entries,
        "agencies": any(entry.agency for entry in entries),
        "is_empty": not filters.entries,
        "panels": panels(filters, chosen, found.within),
        "chips": chips(chosen, here),
        "pages": pages(offset, len(entries), total, _PAGE, lambda at: here.path(offset=at)),
        "sorts": [(key, head, here.path(sort=key)) for key, head in _HEADS],
        "sheet": here.path(base="/v1/specs.csv"),
        "instead": without_one(backend, viewer, filters, here) if not total else (),
        "bare": here.path(chosen=()),
    }
    return render(request, "catalog.html", told)
