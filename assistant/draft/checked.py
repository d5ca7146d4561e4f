"""What the checks find in the catalog, found once for each state of it."""

import math
import threading
import time
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache, partial
from pathlib import Path

from assistant.class_view import Spec
from assistant.draft.checks.changed_sources import changed_sources
from assistant.draft.checks.check import check_specs, found_in, merged
from assistant.draft.checks.context import Context
from assistant.draft.checks.drafts import check_draft
from assistant.draft.checks.pasted import specs_of
from assistant.draft.checks.rules import Rules, load
from assistant.draft.values import Draft, Finding, Progress
from assistant.standing import Standing
from vectorstore.spec import Viewer

#: As many classes are checked before anybody wonders what is going on.
_FEW = 200
#: As many drafts are kept with what was found in them: a change is checked when it is answered, and again on the page.
_DRAFTS = 16


class Checked:
    """Checks specs, and keeps what was found in the newest ones; safe to use from several threads.

    Every method raises `RulesError` where the agencies' own file of rules cannot be used.
    """

    def __init__(self, folder: Path, standing: Callable[[Viewer], Standing]) -> None:
        """Check by the rules that hold in the data `folder`; `standing` gives the catalog as it is now."""
        self._folder = folder
        self._standing = standing
        self._making = threading.Lock()
        self._kept: _Kept | None = None

    def rules(self, viewer: Viewer) -> Rules:
        """Return the rules as they are now."""
        return self._current(viewer).context.rules

    def everywhere(self, viewer: Viewer) -> tuple[Finding, ...]:
        """Return what is found in the newest document of each class; blocking."""
        return self._current(viewer).found()

    def within(self, seconds: float, viewer: Viewer) -> Progress:
        """Go on with the checks of the newest documents for about `seconds`, and return how far they are; blocking.

        Of a big catalog, the first call for a state of it tells at once that there is something to wait for.
        """
        return self._current(viewer).within(seconds)

    def of(self, spec: Spec, viewer: Viewer) -> tuple[Finding, ...]:
        """Return what is found in `spec`; blocking."""
        return self.of_specs([spec], viewer)

    def of_specs(self, specs: Sequence[Spec], viewer: Viewer, only: Collection[str] = ()) -> tuple[Finding, ...]:
        """Return what is found in `specs`, by the rules `only` or all; blocking."""
        return check_specs(specs, self._current(viewer).context, only)

    def of_text(self, text: str, agency: str, viewer: Viewer, only: Collection[str] = ()) -> tuple[Finding, ...]:
        """Return what is found in a text that is in no catalog; blocking.

        Raises:
            ReadError: nothing can be read of it.
        """
        context = self._current(viewer).context
        return check_specs(specs_of(text, context.vocabulary, agency), context, only)

    def of_draft(self, draft: Draft, viewer: Viewer, only: Collection[str] = ()) -> tuple[Finding, ...]:
        """Return what is found in a draft, each finding with its line; blocking.

        With all rules, also where its sources say something else by now.
        """
        return self._current(viewer).of_draft(draft, frozenset(only))

    def _current(self, viewer: Viewer) -> "_Kept":
        standing = self._standing(viewer)
        rules = load(self._folder, standing.shelf.vocabulary.facets)
        with self._making:
            if self._kept is None or not self._kept.is_of(standing, rules):
                self._kept = _Kept(Context(standing, rules))
            return self._kept


class _Kept:
    """What was made of one state of catalog and rules."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.of_draft = lru_cache(_DRAFTS)(partial(_found_in_draft, context))
        self._finding = threading.Lock()
        self._is_begun = False
        self._raw: list[list[Finding]] = []
        self._found: tuple[Finding, ...] | None = None

    def is_of(self, standing: Standing, rules: Rules) -> bool:
        return self.context.standing is standing and self.context.rules == rules

    def found(self) -> tuple[Finding, ...]:
        with self._finding:
            self._go_on(math.inf)
            assert self._found is not None  # it went on to the end
            return self._found

    def within(self, seconds: float) -> Progress:
        total = len(self.context.newest)
        # Who checks them all for somebody else holds up nobody who asks how far that is.
        if self._finding.acquire(timeout=seconds):
            try:
                if self._is_begun or total <= _FEW:
                    self._go_on(time.monotonic() + seconds)
                self._is_begun = True
            finally:
                self._finding.release()
        return Progress(len(self._raw), total, self._found)

    def _go_on(self, end: float) -> None:
        """Check one class after the other, one at least, until the time `end`."""
        while self._found is None:
            if len(self._raw) == len(self.context.specs):
                self._found = merged([one for found in self._raw for one in found])
            else:
                self._raw.append(found_in(self.context.specs[len(self._raw)], self.context))
                if time.monotonic() >= end:
                    return


def _found_in_draft(context: Context, draft: Draft, only: frozenset[str]) -> tuple[Finding, ...]:
    changed = () if only else changed_sources(draft, context.shelf)
    return (*check_draft(draft, context, only), *changed)
