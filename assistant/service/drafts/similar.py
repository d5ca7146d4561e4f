"""The classes that are most like a wanted one, a draft or a spec: POST /v1/similar."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field, model_validator

from assistant.draft.similar_about import About, about_draft, about_spec, about_wanted
from assistant.draft.values import Similar, Wanted
from assistant.service.access import require_staff
from assistant.service.backend import Backend
from assistant.service.compare import spec_of
from assistant.service.deps import BackendDep, ViewerDep, get_drafting
from assistant.service.problems import INVALID_REQUEST, TOKEN_NEEDED, UNKNOWN_DRAFT, UNKNOWN_SPEC, Problem, documented
from assistant.service.shapes import Characters, Name, Shape
from vectorstore.spec import Viewer

router = APIRouter(prefix="/v1/similar", tags=["drafts"], dependencies=[Depends(require_staff)])

#: Lines, and characters of one and of the notes, that are compared at most: each line takes some milliseconds.
_MOST_LINES, _LONGEST = 200, 20_000
#: Kind of the lines that are sent.
_DUTIES = "duties"


class SimilarRequest(Shape):
    """What similar classes are looked for: a class in the writer's own words, or a spec."""

    title: Name = ""
    """Title of the class."""

    notes: Annotated[Characters, Field(max_length=_LONGEST)] = ""
    """What it is for and does, in a few sentences."""

    lines: list[Annotated[Characters, Field(max_length=_LONGEST)]] = Field(default=[], max_length=_MOST_LINES)
    """Its duties, one each."""

    spec_id: Name = ""
    """A spec to which similar ones are looked for, in place of all that."""

    draft_id: Name = ""
    """Likewise, a draft."""

    agency: Name = ""
    """Only classes of this agency; those of all where it is left out."""

    limit: int = Field(default=8, ge=1, le=50)
    """As many classes at most."""

    @model_validator(mode="after")
    def _is_one(self) -> "SimilarRequest":
        own = any(text.strip() for text in (self.title, self.notes, *self.lines))
        if sum((own, bool(self.spec_id), bool(self.draft_id))) != 1:
            raise ValueError("send a title, notes or lines, or else the id of a spec or of a draft")
        return self


class SimilarClasses(Shape):
    """Classes, the most similar first."""

    items: tuple[Similar, ...]


@router.post(
    "",
    summary="Find similar classes",
    responses=documented(INVALID_REQUEST, UNKNOWN_SPEC, UNKNOWN_DRAFT, TOKEN_NEEDED),
)
def similar(backend: BackendDep, viewer: ViewerDep, asked: SimilarRequest) -> SimilarClasses:
    """Return the classes that are most like what is asked for, each with the reason."""
    return similar_to(backend, viewer, asked)


def similar_to(backend: Backend, viewer: Viewer, asked: SimilarRequest) -> SimilarClasses:
    """Return the classes that are most like what is asked for.

    Raises:
        Problem: the spec is not known.
        UnknownDraftError: the draft is not.
    """
    about, without = _about(backend, viewer, asked)
    found = backend.assistant.similar(about, viewer, agency=asked.agency, limit=asked.limit, without=without)
    return SimilarClasses(items=found)


def _about(backend: Backend, viewer: Viewer, asked: SimilarRequest) -> tuple[About, tuple[str, ...]]:
    """What is looked for, and the specs that are of the very class."""
    if asked.draft_id:
        draft = get_drafting(backend).get(asked.draft_id)
        return about_draft(draft), tuple(filter(None, (draft.wanted.revises, draft.published)))
    if asked.spec_id:
        spec = spec_of(backend, viewer, asked.spec_id)
        if spec is None:
            raise Problem(UNKNOWN_SPEC, f"There is no spec {asked.spec_id!r}; /v1/specs lists those there are.")
        return about_spec(spec), (asked.spec_id,)
    told = about_wanted(Wanted(asked.title, asked.notes, asked.agency))
    lines = tuple((_DUTIES, line) for line in asked.lines if line.strip())
    return About(told.title, told.sentences, lines, told.agency), ()
