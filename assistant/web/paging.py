"""The pages of a long table: where the one before and the next one are."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a page stands among the others."""

    first: int
    """Number of its first row, from 1."""

    last: int
    total: int
    previous: str | None
    """Address of the page before; None on the first."""

    next: str | None

    @property
    def several(self) -> bool:
        """Whether there are others."""
        return bool(self.previous or self.next)


def pages(offset: int, shown: int, total: int, size: int, address: Callable[[int], str]) -> Pages:
    """Return the place of the page with `shown` rows from `offset` on; `address` gives that of any offset."""
    following = offset + size
    return Pages(
        first=offset + 1,
        last=offset + shown,
        total=total,
        previous=address(max(0, offset - size)) if offset else None,
        next=address(following) if following < total else None,
    )
