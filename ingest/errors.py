"""Errors of ingestion: one tree, each message names the file and says what to do.

IngestError
├── ReadError                 the bytes cannot be read as a document
│   ├── MissingFileError      nothing is there, or it may not be opened
│   ├── EmptyFileError        no character that a person could see
│   ├── BinaryFileError       bytes that are no text
│   ├── TooLargeError         more than `MAX_BYTES`
│   ├── EncodingError         text in an encoding that cannot be told
│   └── UnsupportedFormatError  a format that no reader takes
├── ParseError                text that no class spec can be made of
└── DuplicateError            a second copy of a document that is already in
"""

#: Largest file that is read, in bytes.
MAX_BYTES = 20 * 1024 * 1024


class IngestError(Exception):
    """Base of all errors of ingestion."""


class ReadError(IngestError):
    """A file cannot be read as a document."""


class MissingFileError(ReadError):
    """Nothing is at a path, or it may not be opened."""


class EmptyFileError(ReadError):
    """A file holds no character that a person could see."""


class BinaryFileError(ReadError):
    """A file named as text holds bytes that are no text."""


class TooLargeError(ReadError):
    """A file is larger than `MAX_BYTES`."""


class EncodingError(ReadError):
    """The encoding of a file cannot be told, or its byte order mark is wrong."""


class UnsupportedFormatError(ReadError):
    """No reader takes files of this format."""


class ParseError(IngestError):
    """No class spec can be made of a document's text."""


class DuplicateError(IngestError):
    """A second copy of a document that is already in."""
