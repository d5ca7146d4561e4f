"""Whether there are specs of the agency that a request names."""

from assistant.service.backend import Backend
from assistant.service.problems import INVALID_REQUEST, Problem
from vectorstore.folding import fold
from vectorstore.spec import Viewer


def require_agency(backend: Backend, viewer: Viewer, agency: str) -> None:
    """Refuse an agency of which there are no specs: what is found of a misspelled one would look clean.

    Raises:
        Problem: no spec that the viewer may see is of `agency`, however it is cased; empty is any.
    """
    known = {fold(entry.agency): entry.agency for entry in backend.index.catalog.entries(viewer)}
    if agency and fold(agency) not in known:
        told = ", ".join(map(repr, sorted(filter(None, known.values())))) or "none"
        raise Problem(INVALID_REQUEST, f"There are no specs of an agency {agency!r}; there are: {told}.")
