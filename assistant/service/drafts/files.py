"""Drafts as files: GET /v1/drafts/{id}.docx, GET /v1/drafts/{id}.md."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from assistant.draft.rendered import rendered
from assistant.draft.values import Draft
from assistant.service import access
from assistant.service.deps import DraftingDep
from assistant.service.originals import disposition
from assistant.service.ports import Drafting
from assistant.service.problems import INVALID_REQUEST, UNKNOWN_DRAFT, documented
from ingest.readers.formats import DOCX

router = APIRouter(prefix="/v1/drafts", tags=["drafts"], dependencies=[Depends(access.require_staff)])

_MARKDOWN = "text/markdown"
_PROBLEMS = documented(INVALID_REQUEST, UNKNOWN_DRAFT, *access.PROBLEMS)

Version = Annotated[int | None, Query(ge=1, le=1_000_000_000, description="By default the newest")]
Comments = Annotated[bool, Query(description="Say in comments where each line comes from, and what is asked")]
Tracked = Annotated[bool, Query(description="Show a revision as tracked changes")]


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A draft as a file."""

    draft: Draft
    media_type: str
    extension: str
    content: bytes

    @property
    def name(self) -> str:
        """What it is saved as; of what a title has on both sides of a stroke, nothing is a folder."""
        return f"{self.draft.title.replace('/', ' ')}.{self.extension}"


def _files(media_type: str, what: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {}}, "description": what}, **_PROBLEMS}


@router.get(
    "/{draft_id}.docx",
    summary="A draft as a Word file",
    response_class=Response,
    responses=_files(DOCX, "A Word file"),
)
def get_word(
    drafting: DraftingDep, draft_id: str, version: Version = None, comments: Comments = True, tracked: Tracked = True
) -> Response:
    """Return a version of a draft as a Word file, in the outline of its agency."""
    return _saved(word_file(drafting, draft_id, version, comments=comments, tracked=tracked))


@router.get(
    "/{draft_id}.md",
    summary="A draft as Markdown",
    response_class=Response,
    responses=_files(_MARKDOWN, "Markdown"),
)
def get_markdown(drafting: DraftingDep, draft_id: str, version: Version = None) -> Response:
    """Return a version of a draft as Markdown, without what was rejected and what is still asked."""
    return _saved(markdown_file(drafting, draft_id, version))


def word_file(
    drafting: Drafting, draft_id: str, version: int | None = None, *, comments: bool, tracked: bool
) -> DraftFile:
    """Return a version of a draft as a Word file; its changes are dated, and named after who made that version.

    Raises:
        UnknownDraftError: there is none.
    """
    # Imported late: the library for Word files takes a while to load.
    from assistant.draft.docx.word import AUTHOR, word

    draft = drafting.get(draft_id, version)
    made = next((event for event in drafting.events(draft_id) if event.version == draft.version), None)
    content = word(
        draft,
        base=drafting.get(draft_id, 1),
        comments=comments,
        tracked=tracked,
        author=(made.by if made else "") or AUTHOR,
        dated=datetime.fromtimestamp(made.at, UTC) if made else None,
    )
    return DraftFile(draft, DOCX, "docx", content)


def markdown_file(drafting: Drafting, draft_id: str, version: int | None = None) -> DraftFile:
    """Return a version of a draft as Markdown.

    Raises:
        UnknownDraftError: there is none.
    """
    draft = drafting.get(draft_id, version)
    return DraftFile(draft, _MARKDOWN, "md", rendered(draft, drafting.vocabulary).text.encode())


def _saved(file: DraftFile) -> Response:
    charset = "; charset=utf-8" if file.media_type == _MARKDOWN else ""
    headers = {
        "Content-Type": file.media_type + charset,
        "Content-Disposition": disposition(file.name),
        "Cache-Control": "private, no-cache",
    }
    return Response(file.content, headers=headers)
