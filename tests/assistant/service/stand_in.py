"""A small assistant and index for what the real ones cannot be brought to do: fail, be slow, say hostile things.

One invented spec, with an emoji before everything that is cited and with
markup in its title and text.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from types import SimpleNamespace
from typing import Any, Unpack

from assistant.answer import Answer, Choice, Citation, Nearest, Page, Reply, Status
from assistant.errors import UnknownConversationError
from assistant.filtering import groups
from assistant.filtering.filters import Filters
from assistant.listening import Nobody
from assistant.sending import Sending
from assistant.service.backend import Backend, BackendFactory
from assistant.settings import Settings
from vectorstore.classtables import Held, TableRow
from vectorstore.conversations import Turn
from vectorstore.spec import (
    CatalogEntry,
    ClassSpec,
    Document,
    DocumentType,
    Fact,
    ParsedDocument,
    Passage,
    Section,
    Source,
    Span,
    Viewer,
    document_id,
    line_starts,
)

TITLE = "Lamp <b>Keeper</b>"
TEXT = """LAMP <b>KEEPER</b> \U0001f9ea
Class Code: Q7
Page 1 of 2

DUTIES
Tends the lamp\u0301s & trims wicks \U0001f525 daily. <img src=x onerror=alert(1)>
Page 2 of 2

LICENSE: None </mark><script>alert(1)</script>
"""


def span(words: str, start: int = 0) -> Span:
    """Return where `words` stand in `TEXT`, from offset `start`."""
    at = TEXT.index(words, start)
    return DOCUMENT.span(at, at + len(words))


DOCUMENT = Document(document_id(TEXT.encode()), "text/plain", TEXT, line_starts(TEXT))
DOCUMENT = Document(
    DOCUMENT.document_id,
    DOCUMENT.media_type,
    TEXT,
    DOCUMENT.line_starts,
    running=(span("Page 1 of 2\n"), span("Page 2 of 2\n")),
)


def _section(ordinal: int, parent: int | None, heading: str, printed: str, end: int) -> Section:
    at = span(printed) if printed else DOCUMENT.span(0, 0)
    return Section(ordinal, parent, heading, heading.lower(), (heading,), at, DOCUMENT.span(at.end, end), end)


DUTIES, LICENSE = TEXT.index("DUTIES"), TEXT.index("LICENSE")
PARSED = ParsedDocument(
    document=DOCUMENT,
    agency="Isle of Wicks",
    type=DocumentType.SPECIFICATION,
    specs=(ClassSpec(0, TITLE, span("LAMP <b>KEEPER</b>"), "Q7", revision="2020-05"),),
    sections=(
        _section(0, None, "", "", DUTIES),
        _section(1, None, "DUTIES", "DUTIES", LICENSE),
        _section(2, None, "LICENSE", "LICENSE", len(TEXT)),
    ),
    statements=(),
    facts=(
        Fact("class_code", "Class Code", "Q7", span("Q7"), span("Class Code: Q7")),
        Fact("license", "", "", span("LICENSE"), span("LICENSE")),
    ),
    chunks=(),
)
SOURCE = Source("wicks/lamp.txt", "lamp.txt", "Isle of Wicks")
ENTRY = CatalogEntry(
    "lampkeeper",
    "c" * 32,
    SOURCE.source_id,
    SOURCE.name,
    SOURCE.path,
    PARSED.agency,
    PARSED.type,
    PARSED.specs[0],
)


def citation(number: int, words: str, section: int, **changes: object) -> Citation:
    """Return citation `number`, whose quote is `words`."""
    at, within = span(words), PARSED.sections[section]
    told: dict[str, Any] = {
        "number": number,
        "spec_id": ENTRY.spec_id,
        "title": TITLE,
        "class_code": "Q7",
        "agency": PARSED.agency,
        "revision": "2020-05",
        "source_id": ENTRY.source_id,
        "source": SOURCE.name,
        "source_path": SOURCE.path,
        "section": within.heading,
        "section_path": within.path,
        "quote": words,
        "start": at.start,
        "end": at.end,
        "page": None,
        "line": at.line,
        "answer_start": 0,
        "answer_end": 10,
        "url": f"/specs/{ENTRY.spec_id}?start={at.start}&end={at.end}#cite",
    }
    return Citation(**{**told, **changes})


WICKS = "trims wicks \U0001f525 daily. <img src=x onerror=alert(1)>"

ANSWERED = Answer(
    Status.ANSWERED,
    "The code is **Q7** [1].\n\nDuties \U0001f525 <b>are</b>:\n- wicks [2]\n- no such mark [9]",
    citations=(citation(1, "Q7", 0), citation(2, WICKS, 1)),
    suggestions=("Does it need a license?",),
    notice="The document is of 2020.",
)
AMBIGUOUS = Answer(
    Status.AMBIGUOUS,
    "“lamp” fits several classes. Which one do you mean?\n- Lamp <b>Keeper</b> — Isle of Wicks\n- Lamp Keeper, Senior",
    choices=(
        Choice("lampkeeper", TITLE, "Q7", "Isle of Wicks", "What is the code of Q7?"),
        Choice("other", "Lamp Keeper, Senior", "Q8", "Isle of Wicks", "What is the code of Q8?"),
    ),
)
UNKNOWN = Answer(
    Status.UNKNOWN_CLASS,
    "No loaded class spec is of “Kite Keeper”.\nThe nearest are:\n- Lamp Keeper — Isle of Wicks",
    nearest=(Nearest("lampkeeper", "Lamp Keeper", "Q7", "Isle of Wicks"),),
)
NOT_STATED = Answer(Status.NOT_STATED, "The spec does not say.", citations=(citation(1, "LICENSE", 2),))
OUT_OF_SCOPE = Answer(Status.OUT_OF_SCOPE, "A specification cannot tell; ask HR.")
HOSTILE = Answer(
    Status.ANSWERED,
    "<img src=x onerror=alert(1)> **<script>alert(1)</script>** [1] \u202egnp.exe",
    citations=(citation(1, "Q7", 0, title="<svg onload=alert(1)>", url="javascript:alert(1)"),),
    suggestions=("<img src=x onerror=alert(1)>",),
)
MANY = Answer(
    Status.ANSWERED,
    "\n".join(f"- Point {number} is long enough to wrap on a phone [{number}]" for number in range(1, 9)),
    citations=tuple(citation(number, "Class Code: Q7", 0) for number in range(1, 9)),
)

#: What is answered to a message.
ANSWERS = {
    "code": ANSWERED,
    "which": AMBIGUOUS,
    "kite": UNKNOWN,
    "silent": NOT_STATED,
    "hr": OUT_OF_SCOPE,
    "hostile": HOSTILE,
    "many": MANY,
}


@dataclass
class StandIn:
    """Answers by the table; `fail` raises, `slow` waits for `gate`."""

    gate: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    histories: list[Sequence[str] | None] = field(default_factory=list)
    abouts: list[str | None] = field(default_factory=list)
    turns: dict[str, list[Turn]] = field(default_factory=dict)
    sweeps: int = 0
    keeps: bool = True
    """Whether it stores conversations."""

    def ask(self, message: str, **how: Unpack[Sending]) -> Reply:
        conversation_id, history = how.get("conversation_id"), how.get("history")
        listener = how.get("listener", Nobody())
        self.asked.append((message, conversation_id, how.get("agency")))
        self.histories.append(history)
        self.abouts.append(how.get("about"))
        if conversation_id is not None and conversation_id not in self.turns:
            raise UnknownConversationError(f"there is no conversation {conversation_id!r}; send none to start one")
        if message.startswith("slow"):
            assert self.gate.wait(30), "nobody opened the gate"
        if message.endswith("fail"):
            raise RuntimeError("a secret of the server")
        kept = (conversation_id or "talk") if history is None and self.keeps else None
        reply = Reply(kept, f"m{len(self.asked)}", ANSWERS.get(message, ANSWERED))
        turn = Turn(reply.message_id, message, json.dumps(asdict(reply.answer)), "", 1e9)
        if kept is not None:
            self.turns.setdefault(kept, []).append(turn)
        listener.found(reply.message_id, reply.answer)
        listener.said(reply.answer.answer)
        return reply

    def filters(self, viewer: Viewer) -> Filters:
        ids = frozenset({ENTRY.spec_id})
        agency = groups.Group("agency", "agency", "agency", "", (groups.Choice(PARSED.agency, PARSED.agency, ids),))
        return Filters((ENTRY,), (agency,), lambda tree: frozenset())

    def items(
        self,
        question: str,
        *,
        offset: int = 0,
        limit: int = 1000,
        agency: str | None = None,
        viewer: Viewer = Viewer(),  # noqa: B008 (the signature of the real one)
    ) -> Page | None:
        return None

    def get(self, conversation_id: str, origin: str = "") -> tuple[Turn, ...] | None:
        found = self.turns.get(conversation_id)
        return None if found is None else tuple(found)

    def forget(self, conversation_id: str, origin: str = "") -> bool:
        return self.turns.pop(conversation_id, None) is not None

    def sweep_now_and_then(self) -> None:
        self.sweeps += 1


class Delegate:
    """Hands everything on to the assistant that `desk` has at that moment."""

    def __init__(self, desk: SimpleNamespace) -> None:
        self._desk = desk

    def __getattr__(self, name: str) -> object:
        return getattr(self._desk.assistant, name)


class Shelf:
    """A catalog of one."""

    def entries(self, viewer: Viewer) -> tuple[CatalogEntry, ...]:
        return (ENTRY,)

    def entry(self, spec_id: str, viewer: Viewer) -> CatalogEntry | None:
        return ENTRY if spec_id == ENTRY.spec_id else None

    def find(
        self, words: str, viewer: Viewer, limit: int = 50, offset: int = 0
    ) -> tuple[tuple[CatalogEntry, ...], int]:
        found = [ENTRY] if words.lower() in TITLE.lower() else []
        return tuple(found[offset : offset + limit]), len(found)

    def parsed(self, source_id: str, viewer: Viewer) -> ParsedDocument | None:
        return PARSED if source_id == ENTRY.source_id else None

    def source(self, source_id: str, viewer: Viewer) -> Source | None:
        return SOURCE if source_id == ENTRY.source_id else None

    def original(self, source_id: str, viewer: Viewer) -> bytes | None:
        return None

    def has_original(self, source_id: str, viewer: Viewer) -> bool:
        return False

    def rows_of(self, entry: CatalogEntry, viewer: Viewer) -> tuple[TableRow, ...]:
        return ()

    def held(self, facet: str, viewer: Viewer) -> tuple[Held, ...]:
        return tuple(Held(ENTRY, ENTRY, fact) for fact in PARSED.facts if fact.facet == facet)


def search(query: str, viewer: Viewer, limit: int = 10) -> tuple[Passage, ...]:
    """Return the one passage there is."""
    at = span(WICKS)
    return (Passage(ENTRY, PARSED.sections[1], at, DOCUMENT.quote(at), 0.5),)


INDEX = SimpleNamespace(catalog=Shelf(), search=search)


def opened(assistant: object, index: object = INDEX) -> BackendFactory:
    """Return a factory that opens a backend of stand-ins."""

    @contextmanager
    def factory(settings: Settings) -> Iterator[Backend]:
        yield Backend(assistant, index, assistant)

    return factory
