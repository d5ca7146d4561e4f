"""Strong emphasis: the characters between `**` and `**` or `__` and `__`, and a line that is emphasized as a whole."""

import re

from vectorstore.spec import Mark, MarkKind

# Opens before and closes after a visible character, as Markdown has it, and stays within one
# paragraph. Underscores count only at the edge of a word, since blanks to fill in are made of them.
_STRONG = re.compile(
    r"(?<!\\)(?<!\*)\*{2,3}(?![\s*])(?P<stars>(?:[^*\n]|\n(?!\s*\n)|\*(?!\*)){1,600}?)(?<=\S)\*{2,3}(?!\*)"
    r"|(?<![\\\w])__(?![\s_])(?P<lines>(?:[^_\n]|\n(?!\s*\n)|_(?!_)){1,600}?)(?<=\S)__(?![\w])"
    # "*Level II:*" alone on its line heads what follows, as a bold one does.
    r"|(?m:^)[ \t]*\*(?![\s*])(?P<line>[^*\n]{1,80}?)(?<=\S)\*:?[ \t]*(?m:$)"
)


def strong_marks(text: str) -> tuple[Mark, ...]:
    """Return a `STRONG` mark for each emphasized stretch of `text`, markers left outside, by start."""
    return tuple(Mark(MarkKind.STRONG, *_inner(match)) for match in _STRONG.finditer(text))


def _inner(match: re.Match[str]) -> tuple[int, int]:
    return match.span(match.lastgroup or 0)
