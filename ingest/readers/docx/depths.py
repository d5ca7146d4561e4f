"""How deep the items of lists stand, by where they are on the page."""

# Indentation differs by as much, in twentieths of a point, between items that were meant alike.
_ALIKE = 100


class Depths:
    """The items that are open, outermost first; several lists, one inside the other, are one nesting."""

    def __init__(self) -> None:
        self._open: list[tuple[int, int]] = []

    def item(self, left: int, level: int) -> int:
        """Return the depth, from 1, of an item indented by `left` at `level` of its list."""
        while self._open and not _is_deeper((left, level), self._open[-1]):
            self._open.pop()
        self._open.append((left, level))
        return len(self._open)

    def text(self, left: int) -> None:
        """Note a paragraph that is no item: one to the left of an item ends it."""
        while self._open and left < self._open[-1][0] - _ALIKE:
            self._open.pop()


def _is_deeper(one: tuple[int, int], other: tuple[int, int]) -> bool:
    right = one[0] - other[0]
    return right > _ALIKE or (right >= -_ALIKE and one[1] > other[1])
