"""Why a tool could not be answered, as a sentence that a model can act on; what only a person can mend is logged."""

import uuid

from pydantic import ValidationError

from assistant.errors import AssistantError
from assistant.service.log import log
from assistant.service.problems import Problem
from vectorstore.errors import VectorstoreError


def reason(error: Exception, tool: str) -> str:
    """Return what to tell whoever called `tool`; nothing of the server's inside leaves with it."""
    if isinstance(error, ValidationError):
        return f"{tool} cannot be called so: {'; '.join(map(_place, error.errors()))}."
    if isinstance(error, Problem):
        return str(error.detail)
    if isinstance(error, AssistantError):
        return str(error)
    named = uuid.uuid4().hex
    log.error("tool failed", tool=tool, failure=named, exc_info=error)
    if isinstance(error, VectorstoreError):
        return f"The index cannot be read at the moment; try again. The server's log names the reason under {named}."
    return f"The server could not answer this. Its log names the reason under {named}."


def _place(found: object) -> str:
    assert isinstance(found, dict)
    where = ".".join(str(part) for part in found["loc"])
    return f"{where}: {found['msg']}" if where else str(found["msg"])
