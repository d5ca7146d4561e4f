"""Looking after the index while it serves: POST /v1/index/check."""

from fastapi import APIRouter, Depends

from assistant.service.access import PROBLEMS, require_owner
from assistant.service.deps import BackendDep
from assistant.service.limits import require_json
from assistant.service.problems import INVALID_REQUEST, MALFORMED_JSON, UNSUPPORTED_MEDIA_TYPE, documented
from assistant.service.shapes import Shape

router = APIRouter(prefix="/v1/index", tags=["index"], dependencies=[Depends(require_owner)])


class Check(Shape):
    """What to do about the index."""

    repair: bool = False
    """Mend what differs."""


class Checked(Shape):
    """What was found."""

    mended: tuple[str, ...]
    differences: tuple[str, ...]
    """How catalog, full text and vectors differ, a sentence each; nothing where they agree."""


@router.post(
    "/check",
    summary="Compare catalog, full text and vectors",
    responses=documented(INVALID_REQUEST, MALFORMED_JSON, UNSUPPORTED_MEDIA_TYPE, *PROBLEMS),
    dependencies=[Depends(require_json)],
)
def check_index(backend: BackendDep, body: Check) -> Checked:
    """Compare the parts of the index by ids; documents wait meanwhile to be stored, questions are answered."""
    mended = backend.index.repair() if body.repair else ()
    return Checked(mended=mended, differences=backend.index.check())
