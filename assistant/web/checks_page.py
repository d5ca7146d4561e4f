"""What the checks find in the catalog, for staff: the page /checks, and /checks.csv."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from starlette.responses import HTMLResponse

from assistant.compose.writer import cased, title_of
from assistant.draft.checks.rules import Rules
from assistant.draft.values import Finding, Origin
from assistant.service.access import require_staff_page
from assistant.service.agencies import require_agency
from assistant.service.compare import spec_of
from assistant.service.deps import BackendDep, ChecksDep, ViewerDep
from assistant.service.problems import UNKNOWN_SPEC, Problem
from assistant.service.spreadsheet import sheet
from assistant.service.urls import cite_url, spec_url
from assistant.web.checks_view import agency_chips, narrowed, path, place_url, rule_rows, worst_first
from assistant.web.paging import pages
from assistant.web.templates import render

router = APIRouter(include_in_schema=False, dependencies=[Depends(require_staff_page)])

_PAGE = 50
#: Seconds for which a page goes on with the checks before it says how far they are.
_PATIENCE = 1.0
_COLUMNS = ("rule", "severity", "agency", "title", "class code", "section", "line", "quote", "message", "basis", "url")

_Agency = Annotated[str, Query(max_length=500)]
_Rule = Annotated[str, Query(max_length=100)]


@router.get("/checks")
def checks_page(
    request: Request,
    backend: BackendDep,
    checks: ChecksDep,
    viewer: ViewerDep,
    agency: _Agency = "",
    rule: _Rule = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> HTMLResponse:
    """Return what is found in the newest documents: counts by rule, and one finding after the other.

    Where all of them are looked at anew, how far that is; each request goes on with it.
    """
    require_agency(backend, viewer, agency)
    progress = checks.within(_PATIENCE, viewer)
    if progress.found is None:
        return render(request, "checking.html", {"progress": progress})
    return render(request, "checks.html", _told(progress.found, checks.rules(viewer), agency, rule, offset))


@router.get("/checks.csv")
def checks_csv(
    backend: BackendDep, checks: ChecksDep, viewer: ViewerDep, agency: _Agency = "", rule: _Rule = ""
) -> StreamingResponse:
    """Return the same as a spreadsheet, a row a finding."""
    require_agency(backend, viewer, agency)
    return sheet("checks.csv", _rows(narrowed(worst_first(checks.everywhere(viewer)), agency, rule)))


@router.get("/specs/{spec_id}/checks")
def spec_checks(
    request: Request, backend: BackendDep, checks: ChecksDep, viewer: ViewerDep, spec_id: str
) -> HTMLResponse:
    """Return what is found in one document, be it the newest of its class or not."""
    spec = spec_of(backend, viewer, spec_id)
    if spec is None:
        raise Problem(UNKNOWN_SPEC, "The class specification was removed, or its address is not complete.")
    told = {"title": title_of(spec.entry), "spec_url": spec_url(spec_id), "found": checks.of(spec, viewer)}
    return render(request, "spec_checks.html", told | {"url": place_url, "cite": _cite, "cased": cased})


def _told(every: Sequence[Finding], rules: Rules, agency: str, rule: str, offset: int) -> dict[str, object]:
    """What the page shows of all findings."""
    every = worst_first(every)
    rows = rule_rows(narrowed(every, agency, ""), rules, agency, rule)
    found = narrowed(every, agency, rule)
    shown = found[offset : offset + _PAGE]
    return {
        "all": len(every),
        "agencies": agency_chips(narrowed(every, "", rule), rule, agency),
        "whole": path("", rule),
        "unruled": path(agency, ""),
        "agency": agency,
        "rule": rule,
        "rules": rows,
        "shown": next((row for row in rows if row.is_shown), None),
        "found": shown,
        "pages": pages(offset, len(shown), len(found), _PAGE, lambda at: path(agency, rule, offset=at)),
        "sheet": path(agency, rule, base="/checks.csv"),
        "url": place_url,
        "cite": _cite,
        "cased": cased,
    }


def _cite(one: Origin) -> str:
    return cite_url(one.spec_id, one.start, one.end)


def _rows(found: Sequence[Finding]) -> Iterator[Sequence[str]]:
    yield _COLUMNS
    for one in found:
        place = (one.agency, one.title, one.class_code, one.section, str(one.line or ""), " ".join(one.quote.split()))
        yield (one.rule, one.severity, *place, one.message, one.basis, place_url(one))
