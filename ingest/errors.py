"""Errors of ingestion: one tree, each message names the file and says what to do.

IngestError
├── ReadError                 the bytes cannot be read as a document
│   ├── MissingFileError      nothing is there, or it may not be opened
│   ├── EmptyFileError        no character that a person could see
│   ├── BinaryFileError       bytes that are no text
│   ├── TooLargeError         more than `MAX_BYTES`
│   ├── EncodingError         text in an encoding that cannot be told
│   ├── DamagedError          a container that is cut off, broken or not what it is named
│   ├── EncryptedError        it opens with a password only
│   ├── ScanError             pictures of text, and no text
│   ├── LimitError            reading it takes more time, memory, pages or text than is allowed
│   ├── HostileError          made to harm whoever opens it: a bomb, a name that leads elsewhere
│   └── UnsupportedFormatError  a format that no reader takes
├── ParseError                text that no class spec can be made of
└── OverridesError            an overrides file that says what cannot be done; nothing is ingested
"""

#: Largest file that is read, in bytes.
MAX_BYTES = 20 * 1024 * 1024


class IngestError(Exception):
    """Base of all errors of ingestion."""


class ReadError(IngestError):
    """A file cannot be read as a document."""


class MissingFileError(ReadError):
    """Nothing is at a path, or it may not be opened."""


def unreadable(path: str, error: OSError, done: str = "opened") -> MissingFileError:
    """Return that the system let nobody have `path` opened or listed, with its reason and what to do."""
    advice = "let whoever ingests read it" if isinstance(error, PermissionError) else "check the path"
    return MissingFileError(f"{path!r} cannot be {done}: {error.strerror}; {advice}, or leave it out")


class EmptyFileError(ReadError):
    """A file holds no character that a person could see."""


class BinaryFileError(ReadError):
    """A file named as text holds bytes that are no text."""


class TooLargeError(ReadError):
    """A file is larger than `MAX_BYTES`."""


class EncodingError(ReadError):
    """The encoding of a file cannot be told, or its byte order mark is wrong."""


class DamagedError(ReadError):
    """A file is cut off or broken, so that what is in it cannot be told."""


class EncryptedError(ReadError):
    """A file opens with a password only."""


class HostileError(ReadError):
    """A file is made to harm whoever opens it: it unpacks without end, or names a place outside its folder."""


class ScanError(ReadError):
    """The pages of a file are pictures of text, or text that nobody can tell."""


class LimitError(ReadError):
    """Reading a file takes more time, memory, pages or text than is allowed."""


class UnsupportedFormatError(ReadError):
    """No reader takes files of this format."""


class ParseError(IngestError):
    """No class spec can be made of a document's text."""


class OverridesError(IngestError):
    """An overrides file cannot be read, or says what cannot be done; nothing is ingested."""
