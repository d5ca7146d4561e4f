"""Keep a paragraph of the spec one where a revision comes in between: whoever rejects the changes has it back whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.draft.docx.blocks import Block, Stretch, Style
from assistant.draft.docx.differing import Mark

_SPACE = Stretch(" ", Mark.OUT, None)


def rejoined(blocks: Iterable[Block], beside: Mapping[str, int]) -> Sequence[Block]:
    """Return `blocks` of a revision so that those which one paragraph of the spec became make one when it is rejected.

    What is taken out whole stands with the rest of its paragraph; of two that
    stay apart the end of the first is put in. `beside` is the number of the
    paragraph that each line stands in in its source, by its id.
    """
    made: list[Block] = []
    last: int | None = None
    for block in blocks:
        number = _paragraph(block, beside, at=0)
        if last is not None and number is not None and _goes_on(made[last:], number, beside):
            above = made[last]
            if block.mark is Mark.OUT:
                made[last] = replace(above, stretches=(*above.stretches, _SPACE, *block.stretches))
                continue
            if above.mark is Mark.OUT:
                del made[last]
                block = replace(block, stretches=(*above.stretches, _SPACE, *block.stretches))
            else:
                made[last] = replace(above, stretches=(*above.stretches, _SPACE), end=Mark.IN)
        made.append(block)
        last = len(made) - 1 if _had(block) else last
    return made


def _had(block: Block) -> Sequence[Stretch]:
    """The stretches that the spec has."""
    return [one for one in block.stretches if one.line is not None and one.mark is not Mark.IN]


def _paragraph(block: Block, beside: Mapping[str, int], *, at: int) -> int | None:
    """The paragraph of the spec that a block begins (0) or ends (-1) in; None where it has nothing of the spec."""
    had = _had(block)
    line = had[at].line if had and not block.label else None
    return beside.get(line.line_id) if line is not None else None


def _goes_on(since: Sequence[Block], number: int, beside: Mapping[str, int]) -> bool:
    """Whether the first of the blocks `since` ends in the paragraph `number`, and no table stands behind it."""
    first, *others = since
    return _paragraph(first, beside, at=-1) == number and not any(one.style is Style.ROW for one in others)
