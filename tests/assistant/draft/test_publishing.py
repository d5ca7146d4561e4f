"""A publication that is broken off is done again, whenever and under whichever title, and leaves one document."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.draft.actions import ACTIONS
from assistant.draft.drafting import Drafting
from assistant.draft.values import Draft, Wanted
from assistant.engine import Assistant
from assistant.errors import UnavailableError
from assistant.opening import open_index
from assistant.settings import Settings
from tests.assistant.service.real import ingested
from vectorstore import room
from vectorstore.drafts import Drafts
from vectorstore.errors import CatalogError, NoRoomError
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

pytestmark = pytest.mark.long


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    shutil.copytree(ingested().name, tmp_path / "data")
    with open_index(Settings(data_dir=tmp_path / "data")) as index:
        yield index


@pytest.fixture
def drafting(index: Index, vocabulary: Vocabulary, tmp_path: Path) -> Drafting:
    data = tmp_path / "data"
    assistant = Assistant(index, vocabulary, Settings(data_dir=data))
    return Drafting(index, vocabulary, assistant.standing, lambda draft, viewer: (), data)


def _approved(drafting: Drafting, draft: Draft, title: str = "") -> Draft:
    actions: list[dict[str, str]] = [{"action": "set", "title": title}] if title else []
    actions += [{"action": "reject", "line_id": line.line_id} for line in draft.lines if not line.text]
    actions += [{"action": "status", "status": status} for status in ("review", "approved")]
    return drafting.change(draft.draft_id, draft.version, ACTIONS.validate_python(actions))


def _sources(index: Index, draft: Draft) -> list[str]:
    entries = index.catalog.entries(Viewer())
    return [entry.source_name for entry in entries if draft.draft_id[:8] in entry.source_name]


def test_without_room_on_the_disk_nothing_is_begun(
    index: Index, drafting: Drafting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = Wanted("Quay Records Clerk", "Keeps the records of the quay.", "Marlow County", class_code="M9990")
    draft = _approved(drafting, drafting.create(wanted))
    with monkeypatch.context() as patch:
        patch.setattr(room, "LEAST", 10**18)
        with pytest.raises(UnavailableError, match="disk of the server is nearly full"):
            drafting.publish(draft.draft_id, draft.version, "2026-03-01")
        with pytest.raises(NoRoomError, match="make room"):
            index.put_many([])
    assert not list((tmp_path / "data").rglob("*.docx*")) and not _sources(index, draft)
    (tmp_path / "data" / "uploads").write_text("in the way")
    with pytest.raises(UnavailableError, match="The file cannot be kept"):
        drafting.publish(draft.draft_id, draft.version, "2026-03-01")
    assert drafting.get(draft.draft_id) == draft


@pytest.mark.parametrize("title", ["", "Dock Records Clerk"])
def test_what_was_published_and_not_noted_is_published_again(
    index: Index, drafting: Drafting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    wanted = Wanted("Quay Records Clerk", "Keeps the records of the quay.", "Marlow County", class_code="M9990")
    draft = _approved(drafting, drafting.create(wanted))

    def fail(*_: object) -> None:
        raise CatalogError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Drafts, "put", fail)
        with pytest.raises(CatalogError):
            drafting.publish(draft.draft_id, draft.version, "2026-03-01")
    assert drafting.get(draft.draft_id) == draft and len(_sources(index, draft)) == 1
    draft = _approved(drafting, draft, title) if title else draft
    done = drafting.publish(draft.draft_id, draft.version, "2026-04-01")
    (name,) = _sources(index, draft)
    assert name.startswith(f"{title or wanted.title} 2026-04-01")
    assert [path.name for path in (tmp_path / "data" / "uploads").rglob("*.docx")] == [name]
    assert [e.spec.revision for e in index.catalog.entries(Viewer()) if e.spec_id == done.published] == ["2026-04-01"]
