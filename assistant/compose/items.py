"""Classes of a list as data, a page at a time, each with the very words that prove it."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from assistant.answer import Page
from assistant.citations import LONGEST_QUOTE
from assistant.compose.writer import shown_title
from assistant.proof import Proof
from assistant.shelf import Shelf
from vectorstore.spec import Span
from vectorstore.urls import cite_url

#: Classes of one page.
MOST_ITEMS = 1000


def page_of(shelf: Shelf, proofs: Sequence[Proof], question: str, offset: int = 0, limit: int = MOST_ITEMS) -> Page:
    """Return the classes of `proofs` from `offset` on, `limit` at most; `question` is what the next page asks again."""
    shown = proofs[offset : offset + limit]
    places = [(proof.cited.source_id, proof.span or proof.entry.spec.title_span) for proof in shown]
    quotes = shelf.index.catalog.lines.quotes(places)
    items = tuple(_item(proof, span, quote) for proof, (_, span), quote in zip(shown, places, quotes, strict=True))
    following = offset + limit
    more = following < len(proofs)
    return Page(items, len(proofs), _path(shelf, question, following, limit) if more else None)


def _item(proof: Proof, span: Span, whole: str) -> dict[str, Any]:
    entry, (start, quote) = proof.entry, shortest(whole, proof.near)
    item = {
        "spec_id": entry.spec_id,
        "title": shown_title(entry),
        "class_code": entry.spec.class_code,
        "agency": entry.agency,
        "quote": quote,
        "source_id": proof.cited.source_id,
        "start": span.start + start,
        "end": span.start + start + len(quote),
        "url": cite_url(proof.cited.spec_id, span.start + start, span.start + start + len(quote)),
    }
    return item | ({"group": proof.group} if proof.group else {})


def shortest(quote: str, near: str) -> tuple[int, str]:
    """Return what to quote of a long passage, and where it begins: the part with the words `near`, else the first."""
    if len(quote) <= LONGEST_QUOTE:
        return 0, quote
    at = max(quote.lower().find(near.lower()), 0) if near else 0
    start = 0 if at < LONGEST_QUOTE // 2 else quote.rfind(" ", 0, at - LONGEST_QUOTE // 3) + 1
    part = quote[start : start + LONGEST_QUOTE]
    return start, part if start + len(part) == len(quote) else part[: part.rfind(" ")]


def _path(shelf: Shelf, question: str, offset: int, limit: int) -> str:
    given = {"question": question, "agency": shelf.viewer.agency or "", "offset": offset, "limit": limit}
    return f"/v1/items?{urlencode({name: value for name, value in given.items() if value != ''})}"


def list_path(shelf: Shelf, question: str) -> str:
    """Return the path of the page that shows all the classes that `question` asks for."""
    given = {"question": question, "agency": shelf.viewer.agency or ""}
    return f"/lists?{urlencode({name: value for name, value in given.items() if value})}"
