"""An answer as the content of a message: all that a reader has to see in one text, each marker with its address.

A client that knows nothing of ours shows the text alone. What our own page
shows beside it (the further classes of a list, a notice) follows in it.
"""

import re
from collections.abc import Iterator
from typing import Any

from assistant.answer import Answer
from assistant.compose.listing import MOST_SHOWN
from assistant.compose.writer import plain
from assistant.service.openai_shapes import Annotation, UrlCitation

#: Classes of a list that are named below the answer.
MOST_NAMED = 100

_MARKER = re.compile(r"\[(\d{1,6})\]")


def beside(answer: Answer) -> str:
    """Return what follows the answer's own text: nothing, or paragraphs after a blank line."""
    paragraphs = [*_further(answer), *([answer.notice] if answer.notice else [])]
    return "".join(f"\n\n{paragraph}" for paragraph in paragraphs)


def annotations(answer: Answer, base: str) -> tuple[Annotation, ...]:
    """Return where each marker of the text stands and the page that it leads to, below the address `base`."""
    cited = {citation.number: citation for citation in answer.citations}
    found = (
        (match.span(), cited[int(match[1])]) for match in _MARKER.finditer(answer.answer) if int(match[1]) in cited
    )
    return tuple(
        Annotation(url_citation=UrlCitation(start_index=start, end_index=end, title=one.title, url=f"{base}{one.url}"))
        for (start, end), one in found
    )


def _further(answer: Answer) -> Iterator[str]:
    """The classes of a list that the text does not show."""
    items = answer.items[MOST_SHOWN:]
    if not items:
        return
    lines = [f"- {_named(item)}" for item in items[:MOST_NAMED]]
    total = max(answer.total or 0, len(answer.items))
    if unnamed := total - MOST_SHOWN - len(lines):
        lines.append(f"And {unnamed:,} more, which are in the data of the answer.")
    yield "\n".join(["The further classes of the list:", *lines])


def _named(item: dict[str, Any]) -> str:
    code = f" ({item['class_code']})" if item["class_code"] else ""
    agency = f" — {plain(item['agency'])}" if item["agency"] else ""
    return f"{item['title']}{code}{agency}"
