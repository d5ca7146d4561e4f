"""The widget's script: `/widget.js`, the newest, and `/widget/DIGEST/widget.js`, one version for good.

It is public code that pages of any site may load; what it may ask once it
runs there is another matter, and up to `embed_origins`.
"""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from assistant.service.deps import SettingsDep
from assistant.service.problems import NOT_FOUND, Problem
from assistant.web.widget_files import WidgetFile, current, kept

router = APIRouter(include_in_schema=False)

# A year, in seconds.
_FOR_GOOD = "public, max-age=31536000, immutable"
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
}


@router.get("/widget.js")
async def newest(request: Request) -> Response:
    """Return the widget of this version, which a browser asks after each time."""
    widget = await run_in_threadpool(current)
    # Weak: compressed or not, it is the same script.
    headers = {"ETag": f'W/"{widget.digest}"', "Cache-Control": "no-cache"}
    if headers["ETag"] in _listed(request, "if-none-match"):
        return Response(status_code=304, headers=_HEADERS | headers)
    return _script(widget, request, headers)


@router.get("/widget/{digest}/widget.js")
async def version(request: Request, settings: SettingsDep, digest: str) -> Response:
    """Return the version of `digest`, the newest or one that was served before an upgrade."""
    widget = await run_in_threadpool(kept, settings.data_dir, digest)
    if widget is None:
        raise Problem(NOT_FOUND, "There is no such version of the widget here; /widget.js is the newest.")
    return _script(widget, request, {"Cache-Control": _FOR_GOOD})


def _script(widget: WidgetFile, request: Request, headers: dict[str, str]) -> Response:
    headers = _HEADERS | headers
    # `gzip;q=0` says that it is not accepted.
    if any(one.split(";")[0] == "gzip" and not one.endswith("q=0") for one in _listed(request, "accept-encoding")):
        return Response(widget.gzipped, headers=headers | {"Content-Encoding": "gzip"}, media_type="text/javascript")
    return Response(widget.content, headers=headers, media_type="text/javascript")


def _listed(request: Request, name: str) -> list[str]:
    return [one.strip().replace(" ", "") for one in request.headers.get(name, "").split(",")]
