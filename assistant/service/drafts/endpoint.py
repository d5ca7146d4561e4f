"""Drafts, for staff: POST and GET /v1/drafts; GET, PATCH and DELETE /v1/drafts/{id}; its versions and publication."""

import re
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Header, Query, Response
from starlette.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from assistant.draft.values import Draft
from assistant.service import access
from assistant.service.deps import DraftingDep
from assistant.service.drafts.requests import DraftChange, DraftPublication, DraftRequest, Writer
from assistant.service.drafts.shapes import DraftList, DraftReply, DraftSummary, DraftVersion, DraftVersions, draft_url
from assistant.service.limits import require_json
from assistant.service.ports import Drafting
from assistant.service.problems import (
    DRAFT_MOVED,
    DRAFT_REFUSED,
    INVALID_REQUEST,
    MALFORMED_JSON,
    UNKNOWN_DRAFT,
    UNKNOWN_SPEC,
    UNSUPPORTED_MEDIA_TYPE,
    VERSION_NEEDED,
    Problem,
    documented,
)

router = APIRouter(prefix="/v1/drafts", tags=["drafts"], dependencies=[Depends(access.require_staff)])

_JSON = [Depends(require_json)]
_BODY = (INVALID_REQUEST, MALFORMED_JSON, UNSUPPORTED_MEDIA_TYPE, *access.PROBLEMS)
_CHANGING = (UNKNOWN_DRAFT, DRAFT_MOVED, VERSION_NEEDED, DRAFT_REFUSED)
# A proxy that compresses makes the tags weak: the number in them is the version all the same.
_TAG = re.compile(r'\s*(?:W/)?"(\d{1,9})"\s*')


def base_version(
    if_match: Annotated[str | None, Header(description='Version that is changed, as `"3"`')] = None,
) -> int:
    """Return the version that a request is about to change.

    Raises:
        Problem: it does not say so, or not one version.
    """
    if if_match is None:
        raise Problem(VERSION_NEEDED, 'Send the version that you change in If-Match, as its ETag says it, such as "3".')
    tag = _TAG.fullmatch(if_match)
    if tag is None:
        raise Problem(INVALID_REQUEST, f'If-Match: {if_match!r} is not one version in quotes, such as "3".')
    return int(tag[1])


_Base = Annotated[int, Depends(base_version)]


@router.post(
    "",
    summary="Draft a class, or a revision",
    status_code=HTTP_201_CREATED,
    responses=documented(UNKNOWN_SPEC, DRAFT_REFUSED, *_BODY),
    dependencies=_JSON,
)
def post_draft(drafting: DraftingDep, asked: DraftRequest, response: Response) -> DraftReply:
    """Gather a draft from similar classes, or begin a revision with the text of its spec, and keep it."""
    draft = drafting.create(asked.wanted, asked.by)
    response.headers["Location"] = draft_url(draft.draft_id)
    return _reply(drafting, draft, response)


@router.get("", summary="List drafts", responses=documented(INVALID_REQUEST, *access.PROBLEMS))
def list_drafts(
    drafting: DraftingDep,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> DraftList:
    """Return a page of the drafts, the one that changed last first."""
    found, total = drafting.page(offset=offset, limit=limit)
    following = offset + len(found)
    path = f"/v1/drafts?{urlencode({'limit': limit, 'offset': following})}" if found and following < total else None
    return DraftList(items=tuple(map(DraftSummary.of, found)), total=total, limit=limit, offset=offset, next=path)


@router.get("/{draft_id}", summary="One draft", responses=documented(UNKNOWN_DRAFT, *access.PROBLEMS))
def get_draft(
    drafting: DraftingDep,
    response: Response,
    draft_id: str,
    version: Annotated[int | None, Query(ge=1, le=1_000_000_000)] = None,
) -> DraftReply:
    """Return a version of a draft, by default the newest, with what the checks find in it."""
    return _reply(drafting, drafting.get(draft_id, version), response)


@router.get(
    "/{draft_id}/versions",
    summary="Who did what to a draft",
    responses=documented(UNKNOWN_DRAFT, *access.PROBLEMS),
)
def get_versions(drafting: DraftingDep, draft_id: str) -> DraftVersions:
    """Return the versions of a draft, the newest first."""
    drafting.get(draft_id)
    return DraftVersions(items=tuple(map(DraftVersion.of, reversed(drafting.events(draft_id)))))


@router.patch(
    "/{draft_id}",
    summary="Change a draft",
    responses=documented(*_CHANGING, UNKNOWN_SPEC, *_BODY),
    dependencies=_JSON,
)
def patch_draft(
    drafting: DraftingDep, draft_id: str, base: _Base, asked: DraftChange, response: Response
) -> DraftReply:
    """Do all of the actions to the version that `If-Match` names, or nothing."""
    return _reply(drafting, drafting.change(draft_id, base, asked.actions, asked.by), response)


@router.post(
    "/{draft_id}/publish",
    summary="Publish an approved draft",
    responses=documented(*_CHANGING, *_BODY),
    dependencies=[*_JSON, Depends(access.require_writer)],
)
def publish_draft(
    drafting: DraftingDep, draft_id: str, base: _Base, asked: DraftPublication, response: Response
) -> DraftReply:
    """Make a draft a spec of the catalog, as a Word file; `published` of the reply is the id of that."""
    done = drafting.publish(draft_id, base, asked.effective, asked.by, despite_errors=asked.despite_errors)
    return _reply(drafting, done, response)


@router.delete(
    "/{draft_id}",
    summary="Delete a draft",
    status_code=HTTP_204_NO_CONTENT,
    responses=documented(UNKNOWN_DRAFT, DRAFT_MOVED, VERSION_NEEDED, INVALID_REQUEST, *access.PROBLEMS),
)
def delete_draft(drafting: DraftingDep, draft_id: str, base: _Base, by: Annotated[Writer, Query()] = "") -> None:
    """Delete a draft with all its versions; that it was there, and who did what, stays noted."""
    drafting.delete(draft_id, base, by)


def _reply(drafting: Drafting, draft: Draft, response: Response) -> DraftReply:
    response.headers["ETag"] = f'"{draft.version}"'
    return DraftReply.of(draft, drafting.findings(draft))
