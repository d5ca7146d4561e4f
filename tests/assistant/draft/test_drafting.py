"""Drafts are begun, in a model's words where there is one, changed and kept, over the example specs."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.draft.actions import ACTIONS
from assistant.draft.checked import Checked
from assistant.draft.distant import notice_of
from assistant.draft.drafting import Drafting
from assistant.draft.values import DraftSection, Line, Origin, Provenance, Wanted
from assistant.engine import Assistant
from assistant.errors import UnknownDraftError, UnknownSpecError
from assistant.model.opening import open_chat_model
from assistant.settings import Settings
from ingest.boilerplate import paragraph
from tests.assistant.draft.drafts import is_verbatim
from tests.assistant.scripted import ScriptedServer, behaviors, scripted
from tests.assistant.scripted.script import Script
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

Make = Callable[..., Drafting]

NOTES = "Checks invoices of the marina."
WANTED = Wanted(" Marina  Accounts\u200b Clerk ", NOTES, "Marlow County")


@pytest.fixture(autouse=True)
def no_other_model(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "JOBCLASS_CHAT_MODEL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with scripted(behaviors.structured({"reworded": [], "proposed": []})) as server:
        yield server


@pytest.fixture
def make(example_index: Index, example_folder: Path, assistant: Assistant, vocabulary: Vocabulary) -> Make:
    """Make a `Drafting`, with the model of a server where one is given."""

    def make(server: ScriptedServer | None = None) -> Drafting:
        checked = Checked(example_folder, assistant.standing).of_draft
        known = {"chat_model": "openai:scripted", "chat_base_url": server.base_url} if server else {}
        model = open_chat_model(Settings(chat_retries=0, **known)) if server else None
        return Drafting(example_index, vocabulary, assistant.standing, checked, example_folder, model=model)

    return make


def test_a_draft_is_kept_as_it_is_begun_without_what_nobody_sees(make: Make) -> None:
    drafting = make()
    draft = drafting.create(WANTED, "ann\n\u202e")
    assert (draft.title, draft.composed_by, draft.notice) == ("Marina Accounts Clerk", "catalog", "")
    assert drafting.get(draft.draft_id) == draft
    assert all(is_verbatim(line) for line in draft.lines if line.provenance is Provenance.TAKEN)
    (event,) = drafting.events(draft.draft_id)
    assert (event.by, event.what) == ("ann", "new")


@pytest.mark.parametrize(
    ("wanted", "told", "untold"),
    [
        (Wanted("Falconer", "Flies hawks.", "Marlow County"), "that its agency uses", "less alike"),
        (
            Wanted("Animal Shelter Veterinarian", "Operates on pets.", "Marlow County"),
            "some that are less alike",
            "No document",
        ),
        (
            Wanted("Falconer", "Flies hawks.", "Inkwell City"),
            "No document of Inkwell City is loaded",
            "its agency uses",
        ),
        (Wanted("Senior Accountant II", "", "Inkwell City"), "No document of Inkwell City is loaded", "near enough"),
    ],
)
def test_what_a_draft_could_not_be_made_of_is_told(make: Make, wanted: Wanted, told: str, untold: str) -> None:
    notice = make().create(wanted).notice
    assert told in notice and untold not in notice


def test_what_many_classes_repeat_is_no_class_that_is_near() -> None:
    words = "Does related work as assigned."
    origin = Origin("s", "d", "Clerk", "", "Marlow County", "", "a.txt", "DUTIES", words, 0, len(words), 1, None)
    sections = (DraftSection("DUTIES", "duties", (Line("l", words, Provenance.TAKEN, (origin,)),)),)
    assert notice_of(Wanted("Falconer"), sections, (), None) == ""
    notice = notice_of(Wanted("Falconer"), sections, {paragraph(words): 0.9}, None)
    assert "near enough to Falconer" in notice and "of many classes" in notice


def test_a_further_class_is_drawn_on(make: Make, example_index: Index) -> None:
    drafting = make()
    draft = drafting.create(WANTED)
    known = {one.spec_id for one in draft.similar}
    other = next(e for e in example_index.catalog.entries(Viewer()) if e.spec_id not in known)
    more = drafting.change(
        draft.draft_id, 1, ACTIONS.validate_python([{"action": "add_source", "spec_id": other.spec_id}])
    )
    added = {line.line_id: line for line in more.lines if draft.line(line.line_id) is None}
    assert added and all(line.sources[0].spec_id == other.spec_id for line in added.values())
    nowhere = ACTIONS.validate_python([{"action": "add_source", "spec_id": "nowhere"}])
    with pytest.raises(UnknownSpecError):
        drafting.change(draft.draft_id, 2, nowhere)
    with pytest.raises(UnknownDraftError, match="no version 9"):
        drafting.change(draft.draft_id, 2, ACTIONS.validate_python([{"action": "restore", "version": 9}]))
    assert drafting.get(draft.draft_id) == more


def test_a_model_words_a_new_class_and_leaves_a_revision_alone(
    make: Make, server: ScriptedServer, example_index: Index
) -> None:
    drafting, plain = make(server), make().create(WANTED)
    given = next(line for section in plain.sections[1:] for line in section.lines if line.sources)
    text = f"{given.text.rstrip('.')} of the marina."
    server.behave(behaviors.structured({"reworded": [{"line": 1, "text": text}], "proposed": []}))
    draft = drafting.create(WANTED)
    line = draft.line(given.line_id)
    assert line is not None
    assert (line.text, line.author, line.provenance) == (text, "scripted", Provenance.ADAPTED)
    assert (draft.composed_by, drafting.get(draft.draft_id)) == ("scripted", draft)
    asked = len(server.requests)
    spec_id = example_index.catalog.entries(Viewer())[0].spec_id
    revision = drafting.create(Wanted("", revises=spec_id))
    assert (revision.composed_by, len(server.requests)) == ("catalog", asked)


def test_where_the_model_fails_the_draft_is_as_it_was_gathered(make: Make, server: ScriptedServer) -> None:
    server.behave(lambda asked: Script(status=500))
    draft = make(server).create(WANTED)
    assert draft.composed_by == "catalog" and "could not be asked" in draft.notice
    assert draft.sections == make().create(WANTED).sections
