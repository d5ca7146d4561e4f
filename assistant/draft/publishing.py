"""Publish an approved draft: as a Word file that is kept and ingested as one that is sent, if it is read as it says.

Nothing is written before that is seen to be so: the file is parsed as
ingestion would, and a copy of the catalog is asked which class it joins.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.draft.docx.word import word
from assistant.draft.values import Draft, Line
from assistant.errors import DraftError, UnavailableError
from assistant.uploads import MAX_NAME, Uploads
from ingest.bounded import read_and_parse
from ingest.errors import IngestError
from ingest.pipeline import ingest
from ingest.report import Outcome
from vectorstore.errors import NoRoomError
from vectorstore.folding import fold
from vectorstore.index import Index
from vectorstore.joining import code_key, title_key
from vectorstore.room import require_room
from vectorstore.spec import CatalogEntry, ParsedDocument, Source, Viewer
from vectorstore.vocabulary import Vocabulary
from vectorstore.writing import Entry

_STAFF = Viewer()

#: Digits of the draft's id in the name of its file: two drafts of one title and day do not replace each other.
_ID = 8
#: Outcomes of ingestion after which the file is in the catalog.
_IN = frozenset({Outcome.ADDED, Outcome.REPLACED, Outcome.UNCHANGED})


class Publisher:
    """Publishes into one index."""

    def __init__(self, index: Index, vocabulary: Vocabulary, data_dir: Path) -> None:
        """Keep the files in `data_dir`, where those are that are sent."""
        self._index = index
        self._vocabulary = vocabulary
        self._data_dir = data_dir
        self._uploads = Uploads(data_dir)

    def published(self, draft: Draft, effective: str, *, settle: bool) -> CatalogEntry:
        """Publish `draft`, which has the ISO day `effective` in it, and return its spec.

        With `settle`, what its agency's documents share is looked for anew, which may take a minute.

        Raises:
            DraftError: it would not be read as what it says; nothing was done.
            UnavailableError: the disk has no room for it; nothing was done.
            VectorstoreError: the index failed; what was there before stays.
        """
        content = word(draft, comments=False, dated=datetime.fromisoformat(effective).replace(tzinfo=UTC))
        agency = draft.wanted.agency
        path = self._uploads.path(_name(draft, effective), agency)
        try:
            parsed = read_and_parse(content, path.name, agency, self._vocabulary)
        except IngestError as error:
            raise DraftError(f"the draft cannot be read back as a class spec: {error}") from error
        self._check(draft, parsed, effective)
        earlier = self._earlier(draft, path)
        self._check_class(draft, parsed, Source(str(path), path.name, agency), effective, earlier)
        self._keep(content, path)
        entry = self._ingested(path, agency, settle)
        self._forget(earlier)
        return entry

    def _earlier(self, draft: Draft, path: Path) -> Sequence[Path]:
        """The files of a publication of `draft` that was broken off before it was noted, but for the one at `path`."""
        files = path.parent.iterdir() if path.parent.is_dir() else ()
        return [file for file in files if file.name.endswith(_ending(draft)) and file != path]

    def _forget(self, files: Sequence[Path]) -> None:
        paths = {str(file) for file in files}
        for source_id in {e.source_id for e in self._index.catalog.entries(_STAFF) if e.source_path in paths}:
            self._index.remove(source_id)
        for file in files:
            file.unlink()

    def _check(self, draft: Draft, parsed: ParsedDocument, effective: str) -> None:
        """Refuse what ingestion would read otherwise than the draft says."""
        if len(parsed.specs) != 1:
            titles = ", ".join(spec.title for spec in parsed.specs)
            raise DraftError(f"it would be read as {len(parsed.specs)} classes ({titles}); a draft is of one")
        spec, code = parsed.specs[0], _code(draft)
        if title_key(spec.title) != title_key(draft.title):
            raise DraftError(f"its title would be read as {spec.title!r}, not {draft.title!r}")
        if not code:
            raise DraftError("it has no class code: set one first")
        if code_key(spec.class_code) != code_key(code):
            raise DraftError(f"its class code would be read as {spec.class_code!r}, not {code!r}")
        if spec.revision != effective:
            raise DraftError(
                f"its date would be read as {spec.revision or 'none'}, not {effective}; see its other dates"
            )
        unread = next(_unread(draft, parsed), None)
        if unread is not None:
            raise DraftError(f"its line {unread.text!r} would not be read as it stands; reword or move it")

    def _check_class(
        self, draft: Draft, parsed: ParsedDocument, source: Source, effective: str, earlier: Sequence[Path]
    ) -> None:
        """Refuse what would join another class than it is of, or come before what its class has."""
        with self._index.rehearse() as rehearsal:
            rehearsal.put_many([Entry(source, parsed, "")])
            past = {str(file) for file in earlier}
            entries = [entry for entry in rehearsal.catalog.entries(_STAFF) if entry.source_path not in past]
        joined = next(entry for entry in entries if entry.source_id == source.source_id)
        others = [e for e in entries if e.class_id == joined.class_id and e.source_id != source.source_id]
        if not draft.wanted.revises:
            if others:
                raise DraftError(f"the class exists already: {_named(others[0])}; begin a revision of that")
            return
        revised = next((entry for entry in entries if entry.spec_id == draft.wanted.revises), None)
        if revised is None:
            raise DraftError(
                "the spec that it revises is not there any more: ingest its document again, "
                "or begin a revision of the one that took its place"
            )
        if revised.class_id != joined.class_id:
            raise DraftError(
                f"it would not join the class of {_named(revised)}: a revision keeps the code, and a title that fits"
            )
        newest = max((entry.spec.revision for entry in others), default="")
        if newest and effective[: len(newest)] <= newest:
            raise DraftError(f"the class has a document of {newest}: a revision holds from a later day on")

    def _keep(self, content: bytes, path: Path) -> None:
        """Write the file, while there is room for it and for what the index makes of it."""
        part = path.with_name(f".{path.name}.part")
        try:
            require_room(self._data_dir)
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)
            part.replace(path)
        except NoRoomError as error:
            raise UnavailableError("The disk of the server is nearly full: make room, and publish it then.") from error
        except OSError as error:
            raise UnavailableError(f"The file cannot be kept: {error.strerror or error}.") from error

    def _ingested(self, path: Path, agency: str, settle: bool) -> CatalogEntry:
        (told,) = ingest([path], self._index, self._vocabulary, agency=agency, settle=settle).files
        if told.outcome not in _IN:
            path.unlink()
            raise DraftError(f"ingestion did not take it: {told.reason or told.outcome}")
        return next(e for e in self._index.catalog.entries(_STAFF) if e.source_path == str(path))


def _name(draft: Draft, effective: str) -> str:
    """The name of its file: title, day and the beginning of its id."""
    plain = "".join(c if unicodedata.category(c)[0] in "LNP" or c == " " else " " for c in draft.title)
    title = " ".join(re.sub(r'[/\\:*?"<>|]', " ", plain).split()).lstrip(".~ ") or "Class"
    ending = f" {effective}{_ending(draft)}"
    return title.encode()[: MAX_NAME - len(ending.encode())].decode(errors="ignore").strip() + ending


def _ending(draft: Draft) -> str:
    return f" {draft.draft_id[:_ID]}.docx"


def _code(draft: Draft) -> str:
    stated = (line.text for line in draft.lines if line.label and line.facet == "class_code" and line.is_in)
    return next(stated, draft.wanted.class_code)


def _unread(draft: Draft, parsed: ParsedDocument) -> Iterator[Line]:
    """Yield the lines that no statement or fact of what was read says."""
    document = parsed.document
    statements = fold(" ".join(statement.text for statement in parsed.statements))
    facts = fold(" ".join(document.quote(fact.context) for fact in parsed.facts))
    for line in draft.lines:
        said = fold(line.text)
        if line.is_in and f" {said} " not in f" {statements} " and f" {said} " not in f" {facts} ":
            yield line


def _named(entry: CatalogEntry) -> str:
    return f"{entry.spec.title} ({entry.spec.class_code or 'without a code'})"
