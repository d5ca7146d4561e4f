"""Which readers see the pages for staff: those who may send documents."""

from fastapi import Request

from assistant.service import access
from assistant.service.deps import get_backend
from assistant.service.problems import Problem


def is_staff(request: Request) -> bool:
    """Return whether the reader may send documents and see what was asked; False while nothing is open."""
    state = request.app.state
    backend = getattr(state, "backend", None)
    if backend is None:
        return False
    try:
        access.require_writer(request, backend, state.settings)
    except Problem:
        return False
    return True


def require_staff(request: Request) -> None:
    """Let staff through.

    Raises:
        Problem: the reader is none of them, or nothing is open.
    """
    access.require_writer(request, get_backend(request), request.app.state.settings)
