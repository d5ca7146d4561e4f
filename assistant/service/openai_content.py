"""An answer as the content of a message: all that a reader has to see in one text, each marker with its address.

A client that knows nothing of ours shows the text alone. What our own page
shows beside it (the further classes of a list, a notice) follows in it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.answer import Answer
from assistant.compose.listing import MOST_GROUPS, MOST_SHOWN
from assistant.compose.writer import plain
from assistant.service.openai_shapes import Annotation, UrlCitation

#: Classes of a list, and groups, that are named below the answer.
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
    """The groups and the classes of a list that the text does not show."""
    groups = [f"- {group['group']}: {group['count']:,}" for group in answer.groups[MOST_GROUPS:]]
    if groups:
        yield _listed("groups", groups, len(groups))
    if items := answer.items[MOST_SHOWN:]:
        yield _listed(
            "classes", [f"- {_named(item)}" for item in items], (answer.total or len(answer.items)) - MOST_SHOWN
        )


def _listed(what: str, lines: Sequence[str], total: int) -> str:
    """The first of `lines`, and how many of `total` there are besides."""
    shown = lines[:MOST_NAMED]
    more = [f"And {total - len(shown):,} more, which are in the data of the answer."] if total > len(shown) else []
    return "\n".join([f"The further {what} of the list:", *shown, *more])


def _named(item: dict[str, Any]) -> str:
    code = f" ({item['class_code']})" if item["class_code"] else ""
    agency = f" — {plain(item['agency'])}" if item["agency"] else ""
    return f"{item['title']}{code}{agency}"
