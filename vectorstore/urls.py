"""Paths of specs and of spans within them, on the pages of whatever serves the index."""

from urllib.parse import quote


def spec_url(spec_id: str) -> str:
    """Return the path of a spec's page."""
    return f"/specs/{quote(spec_id, safe='')}"


def cite_url(spec_id: str, start: int, end: int) -> str:
    """Return the path that opens a spec's page at `start` to `end` of its text, marked."""
    return f"{spec_url(spec_id)}?start={start}&end={end}#cite"
