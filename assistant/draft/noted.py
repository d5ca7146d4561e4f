"""The writer's own notes as lines of a draft."""

from collections.abc import Iterator, Mapping, Sequence

from assistant.draft.line_ids import line_id
from assistant.draft.outline import Head, Outline
from assistant.draft.values import Line, Provenance, Wanted
from ingest.wrapping import MARKER
from vectorstore.folding import one_line
from vectorstore.kinds import DESCRIBING

#: Notes of as many lines are a list of duties; fewer are sentences on what the class is.
_LIST = 3


def noted(wanted: Wanted, outline: Outline) -> Mapping[Head, tuple[Line, ...]]:
    """Return the notes as new lines, by the heading that they belong below; nothing where there are none."""
    # What is noted twice is one line: lines of one id would be edited, moved and removed together.
    lines = list(dict.fromkeys(filter(None, map(_unmarked, wanted.notes.splitlines()))))
    is_list = len(lines) >= _LIST
    head = _head(outline.heads, ("duties",) if is_list else ("definition", "scope", "duties"))
    if head is None or not lines:
        return {}
    texts = lines if is_list else [" ".join(lines)]
    return {head: tuple(_new(texts, is_list))}


def _unmarked(line: str) -> str:
    """A line of the notes without the bullet or the number that it begins with as an item."""
    text = one_line(line)
    marker = MARKER.match(text)
    return text if marker is None or marker["letter"] else text[marker.end() :]


def _new(texts: Sequence[str], is_list: bool) -> Iterator[Line]:
    for text in texts:
        yield Line(line_id("note", text), text, Provenance.NEW, depth=int(is_list), author="writer")


def _head(heads: Sequence[Head], kinds: Sequence[str]) -> Head | None:
    """The first heading that means one of `kinds`, the first of these first; else one that describes the work."""
    found = (head for kind in kinds for head in heads if head.kind == kind)
    return next(found, None) or next((head for head in heads if head.kind in DESCRIBING), None)
