"""Originals: GET /v1/sources/{id}/original, the bytes; GET /v1/sources/{id}/pages/{n}.png, a page as a picture."""

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Annotated, Any
from urllib.parse import quote

import anyio
from anyio.lowlevel import RunVar
from fastapi import APIRouter, Header, Path, Query
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.ports import Catalog
from assistant.service.problems import (
    INVALID_REQUEST,
    NO_ORIGINAL,
    NO_PAGE,
    NOT_SHOWN,
    TOO_MANY_PAGES,
    UNKNOWN_SOURCE,
    Problem,
    documented,
)
from assistant.showing import SHOWING
from ingest.readers.characters import canonical
from ingest.readers.formats import DOCX, HTML, PDF
from ingest.readers.pdf.limits import PAGES
from ingest.show.asking import NotShownError
from ingest.show.limits import NARROWEST, WIDEST
from vectorstore.spec import Document, Viewer

router = APIRouter(prefix="/v1/sources", tags=["sources"])

#: Pages that are drawn at once, by so many threads, and that may wait to be.
_AT_ONCE, _WAITING = 2, 200
_LIMITER: RunVar[anyio.CapacityLimiter] = RunVar("pages drawn at once")

# What was sent by somebody is never a page of ours: it runs nothing, loads nothing, stands in no frame.
_ASIDE = "sandbox; default-src 'none'; frame-ancestors 'none'"

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\"\\/:*?<>|%]")

_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/png": {}}},
    304: {"description": "It is the one that the reader has"},
}
_BYTES: dict[int | str, dict[str, Any]] = {200: {"content": {kind: {} for kind in (PDF, HTML, DOCX)}}}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A page that somebody wants to see."""

    catalog: Catalog
    viewer: Viewer
    source_id: str
    page: int
    width: int
    document: Document

    @property
    def tag(self) -> str:
        """Names its picture; a document of other bytes has other ones."""
        return f'"{self.document.document_id[:32]}-{self.page}-{self.width}"'

    def drawn(self) -> bytes:
        """Return its picture; blocking."""
        return SHOWING.picture(self.document.document_id, self.page, self.width, self._content)

    def _content(self) -> bytes | None:
        return self.catalog.original(self.source_id, self.viewer)


@router.get(
    "/{source_id}/original",
    summary="The file as it was ingested",
    response_class=Response,
    responses={**_BYTES, **documented(UNKNOWN_SOURCE, NO_ORIGINAL)},
)
def get_original(backend: BackendDep, viewer: ViewerDep, source_id: str) -> Response:
    """Return the bytes of a PDF, a web page or a Word file, to be saved."""
    catalog = backend.index.catalog
    document = _document(catalog, source_id, viewer)
    source, content = catalog.source(source_id, viewer), catalog.original(source_id, viewer)
    if source is None or content is None:
        raise Problem(NO_ORIGINAL, "The bytes of this document are not kept; its text is at /v1/sources/{id}.")
    headers = {
        # Without a charset: a web page says itself which one it is in.
        "Content-Type": document.media_type,
        "Content-Disposition": disposition(source.name),
        "Content-Security-Policy": _ASIDE,
    }
    return Response(content, headers=headers)


@router.get(
    "/{source_id}/pages/{page}.png",
    summary="A page of a PDF as a picture",
    response_class=Response,
    responses={
        **_PICTURE,
        **documented(UNKNOWN_SOURCE, NO_ORIGINAL, NO_PAGE, NOT_SHOWN, TOO_MANY_PAGES, INVALID_REQUEST),
    },
)
async def get_page(
    backend: BackendDep,
    viewer: ViewerDep,
    source_id: str,
    page: Annotated[int, Path(ge=1, le=PAGES)],
    width: Annotated[int, Query(ge=NARROWEST, le=WIDEST, description="Of the picture, in pixels")] = 1200,
    if_none_match: Annotated[str, Header(max_length=1000)] = "",
) -> Response:
    """Return a page as PNG; one of very many pixels is smaller than asked for."""
    catalog = backend.index.catalog
    document = await run_in_threadpool(_document, catalog, source_id, viewer)
    if document.media_type != PDF:
        raise Problem(NO_ORIGINAL, "Only the pages of a PDF are shown as pictures.")
    asked = _Asked(catalog, viewer, source_id, page, width, document)
    headers = {"ETag": asked.tag, "Cache-Control": "private, no-cache", "Content-Security-Policy": _ASIDE}
    if asked.tag in (tag.strip().removeprefix("W/") for tag in if_none_match.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(await _drawn(asked), media_type="image/png", headers=headers)


def disposition(name: str) -> str:
    """Return the header by which a browser saves a file as `name`, whatever is in that (RFC 6266)."""
    safe = _UNSAFE.sub("_", canonical(PurePath(name).name).text.replace("\n", "_")).strip(" .") or "document"
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"


def _document(catalog: Catalog, source_id: str, viewer: Viewer) -> Document:
    parsed = catalog.parsed(source_id, viewer)
    if parsed is None:
        raise Problem(UNKNOWN_SOURCE, f"There is no source {source_id!r}; a citation's source_id names one.")
    return parsed.document


async def _drawn(asked: _Asked) -> bytes:
    """Return the picture of a page; those that must be drawn wait for each other, and keep nobody else waiting."""
    try:
        if SHOWING.has_picture(asked.document.document_id, asked.page, asked.width):
            return await run_in_threadpool(asked.drawn)
        limiter = _limiter()
        if limiter.statistics().tasks_waiting >= _WAITING:
            raise Problem(
                TOO_MANY_PAGES, "Many pages are drawn just now; try again soon.", headers={"Retry-After": "5"}
            )
        return await anyio.to_thread.run_sync(asked.drawn, limiter=limiter)
    except NotShownError as error:
        raise _problem(error) from error


def _limiter() -> anyio.CapacityLimiter:
    try:
        return _LIMITER.get()
    except LookupError:
        _LIMITER.set(anyio.CapacityLimiter(_AT_ONCE))
        return _LIMITER.get()


def _problem(error: NotShownError) -> Problem:
    match error.problem:
        case "page":
            return Problem(NO_PAGE, f"The document has {error.detail} pages.")
        case "gone":
            return Problem(NO_ORIGINAL, "The bytes of this document are not kept.")
    return Problem(NOT_SHOWN, "The page cannot be drawn; read the document's text, or save the original and open it.")
