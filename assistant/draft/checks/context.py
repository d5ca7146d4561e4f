"""What every check is given: the catalog as it stands, the rules, and what checks share."""

import threading
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar, cast

from assistant.class_view import Spec
from assistant.draft.checks.rules import Rules
from assistant.identity import newest
from assistant.shelf import Shelf
from assistant.standing import Standing
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

_Made = TypeVar("_Made")


class Context:
    """What the checks of one run look at; safe to use from several threads."""

    def __init__(self, standing: Standing, rules: Rules) -> None:
        """Check by `rules` against the classes of `standing`."""
        self.standing = standing
        self.rules = rules
        self._making = threading.RLock()
        self._made: dict[Callable[[Context], Any], Any] = {}

    @cached_property
    def shelf(self) -> Shelf:
        """The documents."""
        return self.standing.shelf

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of class specs."""
        return self.shelf.vocabulary

    @cached_property
    def newest(self) -> tuple[CatalogEntry, ...]:
        """The newest document of each class."""
        return newest(self.shelf.entries)

    def specs(self, agency: str | None = None) -> list[Spec]:
        """Return the newest document of each class, of one agency as printed or of all."""
        return self.shelf.specs(entry for entry in self.newest if agency is None or entry.agency == agency)

    def shared(self, make: Callable[["Context"], _Made]) -> _Made:
        """Return what `make`, a function of a module, gives of this context; it is made once, when first asked for."""
        with self._making:
            if make not in self._made:
                self._made[make] = make(self)
            return cast(_Made, self._made[make])
