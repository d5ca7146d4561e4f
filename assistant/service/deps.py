"""What the lifespan opened, handed to the endpoints."""

from typing import Annotated, TypeVar

from fastapi import Depends, Request

from assistant.service.backend import Backend
from assistant.service.ports import Checks, Drafting, Inbox, Jobs
from assistant.service.problems import UNAVAILABLE, Problem
from assistant.service.stream import Pace
from assistant.settings import Settings
from vectorstore.spec import Viewer

Part = TypeVar("Part")


def get_backend(request: Request) -> Backend:
    """Return the open assistant and index.

    Raises:
        Problem: they could not be opened; the detail says why.
    """
    backend: Backend | None = request.app.state.backend
    if backend is None:
        raise Problem(UNAVAILABLE, request.app.state.missing)
    return backend


def get_jobs(backend: Annotated[Backend, Depends(get_backend)]) -> Jobs:
    """Return what runs jobs; see `_opened`."""
    return _opened(backend.jobs, "This server runs no jobs.")


def get_inbox(backend: Annotated[Backend, Depends(get_backend)]) -> Inbox:
    """Return where feedback goes; see `_opened`."""
    return _opened(backend.inbox, "This server takes no feedback.")


def get_checks(backend: Annotated[Backend, Depends(get_backend)]) -> Checks:
    """Return what checks specs; see `_opened`."""
    return _opened(backend.checks, "This server checks no specs.")


def get_drafting(backend: Annotated[Backend, Depends(get_backend)]) -> Drafting:
    """Return what drafts; see `_opened`."""
    return _opened(backend.drafting, "This server keeps no drafts.")


def _opened(part: Part | None, without: str) -> Part:
    """Return `part` of the backend.

    Raises:
        Problem: the backend has none; `without` says so.
    """
    if part is None:
        raise Problem(UNAVAILABLE, without)
    return part


def get_settings(request: Request) -> Settings:
    """Return the settings that the application was created with."""
    settings: Settings = request.app.state.settings
    return settings


def get_pace(request: Request) -> Pace:
    """Return how streams are paced."""
    pace: Pace = request.app.state.pace
    return pace


def get_viewer() -> Viewer:
    """Return whose eyes the request is for: anybody's, as nobody signs in."""
    return Viewer()


BackendDep = Annotated[Backend, Depends(get_backend)]
ChecksDep = Annotated[Checks, Depends(get_checks)]
DraftingDep = Annotated[Drafting, Depends(get_drafting)]
InboxDep = Annotated[Inbox, Depends(get_inbox)]
JobsDep = Annotated[Jobs, Depends(get_jobs)]
SettingsDep = Annotated[Settings, Depends(get_settings)]
PaceDep = Annotated[Pace, Depends(get_pace)]
ViewerDep = Annotated[Viewer, Depends(get_viewer)]
