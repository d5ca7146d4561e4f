"""What is asked of a model in vain: another model, another form of answer."""

from collections.abc import Iterator

from assistant.service.openai_shapes import MODEL, CompletionRequest
from assistant.service.problems import INVALID_REQUEST, MODEL_NOT_FOUND, UNSUPPORTED_PARAMETER, Kind, Problem


def require_model(name: str) -> None:
    """Let nothing through that asks another model.

    Raises:
        Problem: `name` is not the assistant's.
    """
    if name != MODEL:
        detail = f"There is no model {name!r}; the one to ask is {MODEL!r}."
        raise _problem(MODEL_NOT_FOUND, "model", detail)


def require_doable(body: CompletionRequest) -> None:
    """Let nothing through that wants another form of answer, or says nothing.

    Raises:
        Problem: what is wanted first of all that is not done here.
    """
    for name, detail in _undoable(body):
        raise _problem(UNSUPPORTED_PARAMETER, name, detail)
    if not body.said:
        raise _problem(INVALID_REQUEST, "messages", "None of the messages is of the role 'user'.")


def _undoable(body: CompletionRequest) -> Iterator[tuple[str, str]]:
    if body.n not in (None, 1):
        yield "n", f"There is one answer to a question; {body.n} were asked for."
    for name in ("tool_choice", "function_call"):
        if getattr(body, name) not in (None, "auto", "none"):
            yield name, "No tool is ever called here; send 'auto' or 'none', or nothing."
    kind = (body.response_format or {}).get("type", "text")
    if kind != "text":
        yield "response_format", f"Answers are text; {kind!r} was asked for. The data is under job_class_assistant."
    if body.modalities is not None and body.modalities != ["text"]:
        yield "modalities", f"Answers are text; {', '.join(body.modalities) or 'nothing'} was asked for."


def _problem(kind: Kind, name: str, detail: str) -> Problem:
    return Problem(kind, detail, errors=[{"location": ["body", name], "message": detail}])
