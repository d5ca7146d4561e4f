"""Errors of class tables.

IngestError
└── TableError     a file that is no class table, or cannot be taken as it is asked for; nothing was stored
"""

from ingest.errors import IngestError


class TableError(IngestError):
    """A file is no class table, or cannot be taken as it is asked for."""
