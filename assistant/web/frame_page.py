"""The chat in a frame, at /frame: for sites that may not run scripts of others."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from assistant.service.deps import SettingsDep
from assistant.service.headers import content_security_policy
from assistant.service.shapes import Characters
from assistant.web.templates import render

router = APIRouter(include_in_schema=False)


@router.get("/frame")
def frame_page(
    request: Request,
    settings: SettingsDep,
    name: Annotated[Characters, Query(max_length=80)] = "",
    greeting: Annotated[Characters, Query(max_length=500)] = "",
    agency: Annotated[Characters, Query(max_length=500)] = "",
    about: Annotated[Characters, Query(max_length=500, alias="class")] = "",
    accent: Annotated[str, Query(pattern="^(#[0-9a-fA-F]{6})?$")] = "",
    theme: Literal["auto", "light", "dark"] = "auto",
) -> HTMLResponse:
    """Return the chat alone, for pages of `embed_origins` to show in a frame."""
    given = {"name": name, "greeting": greeting, "agency": agency, "about": about, "accent": accent, "theme": theme}
    page = render(request, "frame.html", given)
    page.headers["Content-Security-Policy"] = content_security_policy(settings.embed_origins)
    return page
