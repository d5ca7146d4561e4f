"""A class that is nearly another one of its agency is told of, with how much of its work is the other's."""

from collections.abc import Iterator

import pytest

from assistant.draft.checks.check import check_specs
from assistant.draft.checks.context import Context
from assistant.draft.checks.rules import load
from assistant.engine import Assistant
from assistant.opening import open_index
from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.assistant.service.real import ready
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load as load_vocabulary

_RULE = "near_duplicate"
_SPEC = """\
# {title}

Class Code: {code}

## Duties
- Oils the gates of the {place} before the tide turns.
- Sounds the horn twice for each of the three ferries.
- Writes the level of the water into the log every hour.
- {last}

## Minimum Qualifications
Two years of work at a lock.
"""
_AUDITOR = """\
# {of} Auditor

Class Code: {code}

## Duties
- Checks the fares of {fares} against what was paid in.
- Counts the passengers of {fares} at the gates.
- Hands the figures to the treasurer every Friday.

## Minimum Qualifications
Two years of counting.
"""
_LAST = "Keeps the keys of the gatehouse and lends them to nobody."


def spec(title: str, code: str, place: str = "upper lock", last: str = _LAST) -> str:
    return _SPEC.format(title=title, code=code, place=place, last=last)


#: File, and what stands in it: the first two do the same work, the others another level's, or another work.
_FOLDER = {
    "keeper.md": spec("Lock Keeper", "K100"),
    "tender.md": spec("Gate Tender", "K200", "lower lock"),
    "senior.md": spec("Senior Lock Keeper", "K110"),
    "hornist.md": spec("Hornist", "K300", "sea", "Sings for supper.").replace("Oils the gates", "Rows a drum out"),
    "ferries.md": _AUDITOR.format(of="Ferry", fares="the ferries", code="A100"),
    "trams.md": _AUDITOR.format(of="Tram", fares="the trams", code="A200"),
    "other.md": spec("Lock Keeper", "K400").replace("Duties\n-", "Duties\n- Paints.\n- Whistles.\n- Bakes.\n-"),
}


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """The rules over a folder of one agency."""
    folder = tmp_path_factory.mktemp("locks")
    for name, text in _FOLDER.items():
        (folder / name).write_text(text, "utf-8")
    vocabulary, settings = load_vocabulary(), Settings(data_dir=ready(tmp_path_factory.mktemp("data")))
    with open_index(settings) as index:
        ingest([folder], index, vocabulary, agency="Canal Trust")
        yield Context(Assistant(index, vocabulary, settings).standing(Viewer()), load())


def messages(context: Context, code: str) -> list[str]:
    specs = [one for one in context.specs if one.entry.spec.class_code == code]
    return [one.message for one in check_specs(specs, context, {_RULE})]


def test_work_that_is_another_class_s_is_told_with_how_much_and_of_whom(context: Context) -> None:
    (found,) = check_specs([one for one in context.specs if one.entry.spec.class_code == "K200"], context, {_RULE})
    assert "4 of 4 lines" in found.message
    assert "Lock Keeper (K100)" in found.message
    assert (found.quote, found.also[0].quote) == ("Gate Tender", "Lock Keeper")
    assert found.also[0].source == "keeper.md"


def test_a_level_of_the_same_work_is_no_duplicate(context: Context) -> None:
    assert not any("Senior" in message for message in messages(context, "K100"))
    assert messages(context, "K110") == []


def test_a_few_lines_in_common_make_no_duplicate(context: Context) -> None:
    assert messages(context, "K300") == []


def test_two_classes_of_one_title_are_told_whatever_they_do(context: Context) -> None:
    assert any("same title" in message for message in messages(context, "K400"))


def test_lines_that_say_each_its_own_title_tell_two_works_apart(context: Context) -> None:
    assert messages(context, "A100") == messages(context, "A200") == []
