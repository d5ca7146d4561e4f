"""The chat page at /."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from assistant.service.deps import BackendDep, ViewerDep
from assistant.web.openers import openers
from assistant.web.templates import render

router = APIRouter(include_in_schema=False)


@router.get("/")
def chat_page(request: Request, backend: BackendDep, viewer: ViewerDep) -> HTMLResponse:
    """Return the chat page."""
    catalog = backend.index.catalog
    _, total = catalog.find("", viewer, 1, 0)
    return render(request, "chat.html", {"total": total, "openers": tuple(openers(catalog, viewer, total))})
