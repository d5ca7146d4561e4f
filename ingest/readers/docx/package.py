"""The container of a Word file: its parts as XML, read within limits of size and of nodes."""

import posixpath
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from ingest.errors import DamagedError, EncryptedError, HostileError, LimitError, UnsupportedFormatError
from ingest.readers.container import entries, unpacked
from ingest.readers.docx.names import Element, R, W

#: Most bytes of one part's XML.
MAX_PART = 32 * 1024 * 1024

#: Most tags and attributes of all parts together; a book of 300 pages has fewer.
MAX_NODES = 1_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# The strict form of the standard has names of its own for the same things.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)


@dataclass(frozen=True, slots=True)
class Target:
    """What a relationship of a part leads to."""

    type: str
    """Last word of the relationship's type, such as `header`."""

    part: str
    """Name of the part, from the root of the container."""


class Package:
    """The parts of the Word file `name`; each is unpacked when it is asked for."""

    def __init__(self, content: bytes, name: str) -> None:
        if content.startswith(_OLE):
            _refuse_ole(content, name)
        self._name = name
        self._file = BytesIO(content)
        self._nodes = 0
        # A few programs write backslashes; names differ in case between table of contents and relationships.
        self._entries = {_key(entry.filename): entry for entry in entries(self._file, name)}

    def document(self) -> tuple[str, Element]:
        """Return name and root of the part with the text.

        Raises:
            UnsupportedFormatError: it holds none, so it is no Word file.
        """
        main = next((target.part for target in self.targets("").values() if target.type == "officeDocument"), "")
        root = self.root(main)
        if root is None or root.tag != f"{W}document":
            raise UnsupportedFormatError(
                f"{self._name!r} is a ZIP container without a Word document in it; "
                "name it .zip if it is an archive, or save it as .docx from Word"
            )
        return main, root

    def root(self, part: str) -> Element | None:
        """Return the root element of `part`; None where there is no such part.

        Raises:
            HostileError: it declares a document type.
            LimitError: more nodes than `MAX_NODES` with those of the parts before.
            TooLargeError: more than `MAX_PART` bytes.
            DamagedError: it cannot be unpacked, or is no XML.
        """
        entry = self._entries.get(_key(part))
        if entry is None:
            return None
        content = unpacked(self._file, entry, f"{self._name}: {part}", MAX_PART)
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
        self._nodes += content.count(b"<") + content.count(b"=")
        if self._nodes > MAX_NODES:
            raise LimitError(f"{self._name!r} has more than {MAX_NODES:,} tags and attributes: split it")
        return _parsed(content, f"{self._name}: {part}")

    def targets(self, part: str) -> dict[str, Target]:
        """Return what the relationships of `part` lead to, by their ids; empty is the container itself."""
        folder, base = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for relationship in [] if root is None else root.iter(_RELATIONSHIPS):
            if relationship.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, relationship.get("Target", "")))
                kind = relationship.get("Type", "").rpartition("/")[2]
                found[relationship.get("Id", "")] = Target(kind, path.lstrip("/"))
        return found

    def has_pictures(self) -> bool:
        """Return whether pictures are in it."""
        return any("/media/" in key for key in self._entries)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _refuse_ole(content: bytes, name: str) -> None:
    if _ENCRYPTED in content:
        raise EncryptedError(f"{name!r} is encrypted; open it in Word, take the password off and save it again")
    raise UnsupportedFormatError(f"{name!r} is named .docx but is an old Word file (.doc); save it as .docx from Word")


def _parsed(content: bytes, name: str) -> Element:
    """Return the root of the XML `content`; no entity is expanded and nothing outside is opened."""
    if b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise _typed(name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise DamagedError(f"{name!r} is no valid XML ({error}); save the file again from Word") from error
    # The declaration may hide in an encoding that the look at the bytes above does not see through.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _typed(name)
    return root


def _typed(name: str) -> HostileError:
    return HostileError(f"{name!r} declares a document type (DTD), as no Word file does; save it again from Word")
