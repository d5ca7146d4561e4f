"""How the assistant is put on a site's own pages: /embed, its tags at /embed/tags, a page to try at /embed/preview."""

from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, JSONResponse

from assistant.service.deps import BackendDep, SettingsDep, ViewerDep
from assistant.service.headers import content_security_policy
from assistant.web import widget_files
from assistant.web.embed_reference import EXAMPLE, REFERENCES
from assistant.web.embedding import ACCENT, LENGTHS, POSITIONS, THEMES, Embedding, embedding
from assistant.web.templates import render

router = APIRouter(prefix="/embed", include_in_schema=False)


def _chosen(request: Request) -> Embedding:
    return embedding(request.query_params)


ChosenDep = Annotated[Embedding, Depends(_chosen)]


@router.get("")
def embed_page(
    request: Request, backend: BackendDep, settings: SettingsDep, viewer: ViewerDep, chosen: ChosenDep
) -> HTMLResponse:
    """Return the page that shows how to embed, for what was chosen in its form."""
    agencies = sorted({entry.agency for entry in backend.index.catalog.entries(viewer) if entry.agency})
    base = _base(request)
    told: dict[str, Any] = {"chosen": chosen, "tags": _tags(request, chosen), "base": base, "own": _origin(base)}
    told |= {"agencies": agencies, "origins": settings.embed_origins, "references": REFERENCES}
    told |= {
        "example": EXAMPLE,
        "days": settings.conversation_days,
        "accent": ACCENT,
        "positions": POSITIONS,
        "themes": THEMES,
        "lengths": LENGTHS,
    }
    page = render(request, "embed.html", told)
    # The preview is a frame of our own.
    page.headers["Content-Security-Policy"] = f"{content_security_policy()}; frame-src 'self'"
    return page


@router.get("/tags")
def embed_tags(request: Request, chosen: ChosenDep) -> JSONResponse:
    """Return the tags for what was chosen, and what of it cannot be."""
    return JSONResponse({**_tags(request, chosen), "wrong": dict(chosen.wrong)})


@router.get("/preview")
def preview_page(request: Request, chosen: ChosenDep) -> HTMLResponse:
    """Return a page as an agency might have it, with the real widget on it."""
    root, widget = request.scope.get("root_path", ""), widget_files.current()
    told = {"chosen": chosen, "src": root + widget.path, "integrity": widget.integrity}
    return render(request, "embed_preview.html", told)


def _tags(request: Request, chosen: Embedding) -> dict[str, str]:
    widget, base = widget_files.current(), _base(request)
    return {
        "script": chosen.script_tag(base, widget.path, widget.integrity),
        "frame": chosen.frame_tag(base),
        "preview": f"/embed/preview{chosen.query}",
    }


def _base(request: Request) -> str:
    """Return the address that this server was asked by, with the path that a proxy serves it under."""
    return str(request.base_url).rstrip("/")


def _origin(base: str) -> str:
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}"
