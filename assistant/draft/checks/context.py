"""What every check is given: the catalog as it stands, the rules, and what checks share."""

import threading
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeVar, cast

from assistant.class_view import Spec
from assistant.draft.checks.rules import Rules
from assistant.identity import newest
from assistant.shelf import Shelf
from assistant.standing import Standing
from vectorstore.classtables import TableRow
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
        self._rows: dict[str, tuple[TableRow, ...]] = {}

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

    @cached_property
    def specs(self) -> tuple[Spec, ...]:
        """The newest document of each class, read once: every rule looks at all of them."""
        return tuple(self.shelf.specs(self.newest))

    def specs_of(self, entries: Iterable[CatalogEntry]) -> list[Spec]:
        """Return the class specs of `entries` that are still there, in their order."""
        found = (self._by_id.get(entry.spec_id) or self.shelf.spec(entry) for entry in entries)
        return [spec for spec in found if spec is not None]

    def rows(self, entry: CatalogEntry) -> tuple[TableRow, ...]:
        """Return the rows of class tables that are of the class of `entry`, those of the oldest table first."""
        if entry.spec_id not in self._by_id:
            return self.shelf.rows(entry)
        if entry.spec_id not in self._rows:
            self._rows[entry.spec_id] = self.shelf.rows(entry)
        return self._rows[entry.spec_id]

    @cached_property
    def _by_id(self) -> dict[str, Spec]:
        return {spec.entry.spec_id: spec for spec in self.specs}

    def shared(self, make: Callable[["Context"], _Made]) -> _Made:
        """Return what `make`, a function of a module, gives of this context; it is made once, when first asked for."""
        with self._making:
            if make not in self._made:
                self._made[make] = make(self)
            return cast(_Made, self._made[make])
