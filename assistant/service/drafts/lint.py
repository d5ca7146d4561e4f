"""Checks of specs, of a draft, or of a text: POST /v1/lint and POST /v1/lint.csv."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse
from pydantic import Field, model_validator

from assistant.draft.checks.own_rules import SEVERITIES
from assistant.draft.checks.rules import shipped
from assistant.draft.values import Finding, Origin
from assistant.service.access import require_staff
from assistant.service.agencies import require_agency
from assistant.service.backend import Backend
from assistant.service.compare import spec_of
from assistant.service.deps import BackendDep, ViewerDep, get_checks, get_drafting
from assistant.service.problems import INVALID_REQUEST, TOKEN_NEEDED, UNKNOWN_DRAFT, UNKNOWN_SPEC, Problem, documented
from assistant.service.shapes import Characters, Name, Shape
from assistant.service.spreadsheet import CSV, sheet
from assistant.service.urls import cite_url, spec_url
from ingest.errors import IngestError
from vectorstore.folding import fold, one_line
from vectorstore.spec import Viewer

router = APIRouter(prefix="/v1/lint", tags=["drafts"], dependencies=[Depends(require_staff)])

#: Characters of the longest text that is checked: about what a request may carry.
_LONGEST = 200_000
_MOST_SPECS = 1000
_COLUMNS = (
    "severity", "rule", "message", "basis", "title", "class code", "agency", "section", "quote", "source", "line",
    "page", "also", "url",
)  # fmt: skip


class LintRequest(Shape):
    """What is checked, one of the three: the newest document of every class where none is given."""

    draft_id: Name = ""
    """A draft, in its newest version; each finding says of which line it is."""

    spec_ids: list[Name] = Field(default=[], max_length=_MOST_SPECS)
    """Specs, by their ids."""

    text: Annotated[Characters, Field(max_length=_LONGEST)] = ""
    """A class spec as text or Markdown, that is in no catalog."""

    agency: Name = ""
    """Agency of the text; of every class, those of that agency alone."""

    rules: list[Name] = Field(default=[], max_length=_MOST_SPECS)
    """Keys of the rules to check by; all where there are none."""

    @model_validator(mode="after")
    def _is_one(self) -> "LintRequest":
        if sum(map(bool, (self.draft_id, self.spec_ids, self.text))) > 1:
            raise ValueError("either a draft_id, spec_ids or a text is checked, not several of them")
        if "text" in self.model_fields_set and not self.text.strip():
            raise ValueError("the text is empty: send a class spec, or no text to have every class checked")
        return self


class LintReply(Shape):
    """What the checks found."""

    findings: tuple[Finding, ...]
    """By spec; of each, errors first."""

    counts: Mapping[str, int]
    """Rule to how often it found something, the most first."""

    severities: Mapping[str, int]
    """Severity to how many findings have it; each of the three."""


@router.post(
    "",
    summary="Check class specs",
    responses={**CSV, **documented(INVALID_REQUEST, UNKNOWN_SPEC, UNKNOWN_DRAFT, TOKEN_NEEDED)},
    response_model=LintReply,
)
def lint(request: Request, backend: BackendDep, viewer: ViewerDep, asked: LintRequest) -> LintReply | StreamingResponse:
    """Return what the rules of the agencies find, as JSON, or as a spreadsheet where `text/csv` is accepted."""
    found = linted(backend, viewer, asked)
    return _sheet(found) if "text/csv" in request.headers.get("accept", "") else found


@router.post(
    ".csv",
    summary="Check class specs, in a spreadsheet",
    response_class=StreamingResponse,
    responses={**CSV, **documented(INVALID_REQUEST, UNKNOWN_SPEC, UNKNOWN_DRAFT, TOKEN_NEEDED)},
)
def lint_csv(backend: BackendDep, viewer: ViewerDep, asked: LintRequest) -> StreamingResponse:
    """Return the same as a spreadsheet, a row a finding."""
    return _sheet(linted(backend, viewer, asked))


def linted(backend: Backend, viewer: Viewer, asked: LintRequest) -> LintReply:
    """Return what the checks find in what is asked for.

    Raises:
        Problem: a rule or a spec is not known, or nothing can be read of the text.
        RulesError: the agencies' own file of rules cannot be used.
    """
    found = _found(backend, viewer, asked)
    counts = Counter(one.rule for one in found)
    severities = Counter(one.severity for one in found)
    return LintReply(
        findings=tuple(found),
        counts=dict(counts.most_common()),
        severities={name: severities[name] for name in SEVERITIES},
    )


def _found(backend: Backend, viewer: Viewer, asked: LintRequest) -> Sequence[Finding]:
    checks, only = get_checks(backend), frozenset(asked.rules)
    known = shipped().keys()
    if unknown := only - known:
        raise Problem(INVALID_REQUEST, f"There are no rules {sorted(unknown)}; known: {sorted(known)}.")
    if asked.draft_id:
        return checks.of_draft(get_drafting(backend).get(asked.draft_id), viewer, only)
    if asked.text:
        try:
            return checks.of_text(asked.text, asked.agency, viewer, only)
        except IngestError as error:
            raise Problem(INVALID_REQUEST, f"Nothing can be read of the text: {error}.") from error
    if asked.spec_ids:
        specs = {spec_id: spec_of(backend, viewer, spec_id) for spec_id in asked.spec_ids}
        if missing := [spec_id for spec_id, spec in specs.items() if spec is None]:
            raise Problem(UNKNOWN_SPEC, f"There is no spec {missing[0]!r}; /v1/specs lists those there are.")
        return checks.of_specs([spec for spec in specs.values() if spec is not None], viewer, only)
    require_agency(backend, viewer, asked.agency)
    every, agency = checks.everywhere(viewer), fold(asked.agency)
    return [one for one in every if (not only or one.rule in only) and (not agency or fold(one.agency) == agency)]


def _sheet(found: LintReply) -> StreamingResponse:
    return sheet("findings.csv", rows(found.findings))


def rows(findings: Iterable[Finding]) -> Iterator[Sequence[str]]:
    """Yield the head of the spreadsheet, and a row of each of `findings`."""
    yield _COLUMNS
    for one in findings:
        said = (one.severity, one.rule, one.message, one.basis, one.title, one.class_code, one.agency, one.section)
        place = (one_line(one.quote), one.source, str(one.line or ""), str(one.page or ""))
        yield (*said, *place, "\n".join(map(_told, one.also)), _url(one))


def _told(origin: Origin) -> str:
    return f"{origin.title}, {origin.source}, line {origin.line}: {one_line(origin.quote)}"


def _url(one: Finding) -> str:
    if not one.spec_id:
        return ""
    return cite_url(one.spec_id, one.start, one.end) if one.quote else spec_url(one.spec_id)
