"""Classes of a list as data, a page at a time, each with the very words that prove it."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from assistant.answer import Page
from assistant.compose.writer import shown_title
from assistant.proof import Proof
from assistant.shelf import Shelf

#: Classes of one page.
MOST_ITEMS = 1000


def page_of(shelf: Shelf, proofs: Sequence[Proof], question: str, offset: int = 0, limit: int = MOST_ITEMS) -> Page:
    """Return the classes of `proofs` from `offset` on, `limit` at most; `question` is what the next page asks again."""
    shown = proofs[offset : offset + limit]
    places = [(proof.cited.source_id, proof.span or proof.entry.spec.title_span) for proof in shown]
    quotes = shelf.index.catalog.lines.quotes(places)
    items = tuple(_item(proof, quote) for proof, quote in zip(shown, quotes, strict=True))
    following = offset + limit
    more = following < len(proofs)
    return Page(items, len(proofs), _path(shelf, question, following, limit) if more else None)


def _item(proof: Proof, quote: str) -> dict[str, Any]:
    entry, span = proof.entry, proof.span or proof.entry.spec.title_span
    item = {
        "spec_id": entry.spec_id,
        "title": shown_title(entry),
        "class_code": entry.spec.class_code,
        "agency": entry.agency,
        "quote": quote,
        "source_id": proof.cited.source_id,
        "start": span.start,
        "end": span.end,
    }
    return item | ({"group": proof.group} if proof.group else {})


def _path(shelf: Shelf, question: str, offset: int, limit: int) -> str:
    given = {"question": question, "agency": shelf.viewer.agency or "", "offset": offset, "limit": limit}
    return f"/v1/items?{urlencode({name: value for name, value in given.items() if value != ''})}"
