"""A real inbox of a few items, with words in it that a page must not take for markup."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from assistant.service.app import create_app
from assistant.service.backend import Backend
from assistant.settings import Settings
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import INDEX
from vectorstore.database import Database
from vectorstore.inbox import Inbox, Noted

PERMIT = Noted(
    "unanswered",
    "m1",
    status="not_stated",
    facet="license",
    spec_id="permit",
    title="PERMIT TECHNICIAN",
    class_code="M6203",
    agency="Marlow County",
)
NOTED = (
    PERMIT,
    replace(PERMIT, message_id="m2"),
    Noted("unanswered", "m3", status="unknown_class"),
    Noted(
        "feedback",
        "m4",
        status="answered",
        facet="salary",
        spec_id="crane",
        title="CRANE ELECTRICIAN",
        class_code="4121",
        origin="https://intranet.example.gov",
        rating="down",
        reason="wrong",
        question="What does it pay?",
        comment="It is <b>old</b>.",
    ),
    replace(PERMIT, kind="feedback", message_id="m5", rating="up", status="answered", facet="duties"),
)


@contextmanager
def serving_inbox(data_dir: Path, *, root: str = "", noted: tuple[Noted, ...] = NOTED) -> Iterator[tuple[str, Inbox]]:
    """Serve the pages over an inbox of what was `noted` below the path `root`, and yield the address and the inbox."""
    database = Database(data_dir / "inbox.sqlite3")
    inbox = Inbox(database)
    for one in noted:
        inbox.put(one)

    @contextmanager
    def factory(settings: Settings) -> Iterator[Backend]:
        yield Backend(None, INDEX, None, inbox=inbox)

    app = create_app(Settings(data_dir=data_dir), factory)
    app.root_path = root
    with serving(app) as address:
        yield f"{address}{root}", inbox
    database.close()
