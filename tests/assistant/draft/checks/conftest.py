"""The checks over the example specs, and over texts that are written for a test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.draft.checks.check import check_specs
from assistant.draft.checks.context import Context
from assistant.draft.checks.pasted import specs_of
from assistant.draft.checks.rules import OWN_FILE, load
from assistant.draft.values import Finding
from assistant.engine import Assistant
from assistant.opening import open_index
from tests.assistant.draft.checks.tideport import AGENCY, made
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

Found = Callable[..., tuple[Finding, ...]]
Under = Callable[[str], Context]

#: A spec that no rule has anything to say of.
SOUND = """\
# Harbor Clerk

Class Code: M2030
Salary Grade: 21
FLSA Status: Non-exempt

## Definition
Keeps the records of the harbor office.

## Typical Duties
- Files manifests and answers the telephone.
- Enters fees into the ledger.

## Minimum Qualifications
Two years of clerical experience.

## License
None required.

## Physical Demands
Sits for most of the day and lifts boxes of up to 20 pounds.
"""


@pytest.fixture(scope="session")
def context(assistant: Assistant) -> Context:
    """The shipped rules over the examples."""
    return Context(assistant.standing(Viewer()), load())


@pytest.fixture
def under(assistant: Assistant, tmp_path: Path) -> Under:
    """Return the rules with an agency's own rows over them."""

    def under(own: str) -> Context:
        (tmp_path / OWN_FILE).write_text(own, "utf-8")
        return Context(assistant.standing(Viewer()), load(tmp_path))

    return under


@pytest.fixture
def found(context: Context) -> Found:
    """Return what a rule finds in a text."""

    def found(text: str, rule: str, by: Context = context, agency: str = "") -> tuple[Finding, ...]:
        return check_specs(specs_of(text, by.vocabulary, agency), by, {rule})

    return found


def filled(heading: str, text: str) -> str:
    """Return the sound spec with another text under one of its headings."""
    before, head, after = SOUND.partition(f"## {heading}\n")
    assert head, heading
    return f"{before}{head}{text}\n\n{after.partition(chr(10) * 2)[2]}"


def without(heading: str) -> str:
    """Return the sound spec without one of its sections."""
    before, head, after = SOUND.partition(f"## {heading}\n")
    assert head, heading
    return before + after.partition("\n\n")[2]


@pytest.fixture(scope="session")
def tideport(tmp_path_factory: pytest.TempPathFactory, vocabulary: Vocabulary) -> Iterator[Context]:
    """The shipped rules over the ladder of the Port of Tideport."""
    settings = made(tmp_path_factory.mktemp("tideport"))
    with open_index(settings) as index:
        yield Context(Assistant(index, vocabulary, settings).standing(Viewer()), load())


@pytest.fixture
def beside(tideport: Context) -> Found:
    """Return what a rule finds in a text of the Port of Tideport."""

    def beside(text: str, rule: str) -> tuple[Finding, ...]:
        return check_specs(specs_of(text, tideport.vocabulary, AGENCY), tideport, {rule})

    return beside


@pytest.fixture
def loaded(tideport: Context) -> Found:
    """Return what a rule finds in the loaded class of a code."""

    def loaded(code: str, rule: str) -> tuple[Finding, ...]:
        return check_specs([one for one in tideport.specs if one.entry.spec.class_code == code], tideport, {rule})

    return loaded
