"""Two or three classes side by side at /compare, and the choice of them where there are fewer or more."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from assistant.class_view import Spec
from assistant.comparing import Result
from assistant.compose.writer import cased, title_of
from assistant.identity import nearest
from assistant.service.backend import Backend
from assistant.service.compare import spec_of, wording
from assistant.service.deps import BackendDep, ViewerDep
from assistant.service.urls import spec_url
from assistant.web.templates import render
from vectorstore.spec import CatalogEntry, Viewer

router = APIRouter(include_in_schema=False)

#: Classes that are compared at most; ids that an address may have; classes that are offered to choose from.
_MOST, _MOST_IDS, _MOST_OFFERED = 3, 50, 20
#: What a row is told to be, and the mark that it has.
_RESULTS = {
    Result.DIFFERS.value: ("Differs", "busy"),
    Result.SAME.value: ("Same", ""),
    Result.ONLY_ONE.value: ("Not in all", "good"),
}

Show = Literal["all", "differs", "same", "only_one"]


@router.get("/compare")
def compare_page(
    request: Request,
    backend: BackendDep,
    viewer: ViewerDep,
    spec: Annotated[list[str], Query(max_length=_MOST_IDS)] = [],  # noqa: B006 (FastAPI copies it)
    q: Annotated[str, Query(max_length=500)] = "",
    show: Show = "all",
    choose: bool = False,
) -> HTMLResponse:
    """Return the comparison of the classes `spec`; where they are not two or three, or others are sought, a choice."""
    ids = tuple(dict.fromkeys(spec))
    found = {one.entry.spec_id: one for spec_id in ids if (one := spec_of(backend, viewer, spec_id)) is not None}
    told: dict[str, object] = {
        "chosen": [one.entry for one in found.values()],
        "lost": len(ids) - len(found),
        "q": q,
        "path": _path,
        "spec_url": spec_url,
        "title_of": title_of,
        "cased": cased,
        "most": _MOST,
    }
    if 1 < len(found) <= _MOST and not choose:
        return render(request, "compare.html", told | _compared(backend, viewer, list(found.values()), show))
    told["compared"] = None
    told["offered"] = _offered(backend, viewer, [one.entry for one in found.values()], q)
    return render(request, "compare.html", told)


def _compared(backend: Backend, viewer: Viewer, specs: Sequence[Spec], show: Show) -> dict[str, object]:
    compared, ids = backend.assistant.compared(specs, viewer), [one.entry.spec_id for one in specs]
    counts = Counter(row["result"] for row in compared["rows"])
    parts = [("all", "All", len(compared["rows"]))]
    parts += [(key, name, counts[key]) for key, (name, _) in _RESULTS.items() if counts[key]]
    return {
        "compared": compared,
        "rows": [row for row in compared["rows"] if show in ("all", row["result"])],
        "parts": [(name, count, _path(ids, show=key), key == show) for key, name, count in parts],
        "results": _RESULTS,
        "wording": wording,
        "sheet": f"/v1/compare.csv?{urlencode([('spec', spec_id) for spec_id in ids])}",
        "draft": f"/drafts?{urlencode([('similar_to', spec_id) for spec_id in ids])}",
    }


def _offered(backend: Backend, viewer: Viewer, chosen: Sequence[CatalogEntry], words: str) -> list[CatalogEntry]:
    """Return classes to choose from: what `words` match, else those whose titles are like the first chosen one's."""
    current = {entry.spec_id: entry for entry in backend.assistant.filters(viewer).entries}
    known = {entry.class_id for entry in chosen}
    found: Sequence[CatalogEntry] = ()
    if words.strip():
        found = backend.index.catalog.find(words, viewer, len(current) * _MOST, 0)[0]
    elif chosen:
        found = nearest(chosen[0].spec.title, [one for one in current.values() if one.class_id not in known])
    offered = [entry for entry in found if entry.spec_id in current and entry.class_id not in known]
    return offered[:_MOST_OFFERED]


def _path(ids: Sequence[str], *, show: str = "all", choose: bool = False) -> str:
    given = [("spec", spec_id) for spec_id in ids]
    given += [("show", show)] if show != "all" else []
    given += [("choose", "true")] if choose else []
    return f"/compare?{urlencode(given)}" if given else "/compare"
