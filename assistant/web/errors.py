"""What a person sees in a browser where a program would read a problem."""

from fastapi import Request
from starlette.responses import Response

from assistant.service.problems import Problem
from assistant.service.requests import request_id
from assistant.web.templates import render


def wants_page(request: Request) -> bool:
    """Return whether a person's browser asked, and not for the API."""
    accepts_page = "text/html" in request.headers.get("accept", "")
    return accepts_page and not request.url.path.startswith("/v1/")


def error_page(request: Request, problem: Problem) -> Response:
    """Return the page that tells `problem`."""
    told = {"problem": problem, "request_id": request_id(request.scope)}
    page = render(request, "error.html", told, status=problem.kind.status)
    page.headers.update(problem.headers or {})
    return page
