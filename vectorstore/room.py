"""Whether the disk has room for what is about to be written.

The embedded vector store does not fail on a full disk: it waits for good, and
the process with it.
"""

import shutil
from pathlib import Path

from vectorstore.errors import NoRoomError

#: Bytes that have to be free before a batch of documents is written: its files, its vectors and the logs of both.
LEAST = 4_000_000


def require_room(folder: Path) -> None:
    """See to it that the disk of `folder` has room.

    Raises:
        NoRoomError: it has not; nothing was written.
    """
    free = shutil.disk_usage(folder).free
    if free < LEAST:
        raise NoRoomError(
            f"the disk of {str(folder)!r} has {free / 1e6:.1f} MB left, and {LEAST / 1e6:.0f} are needed: "
            "nothing was written; make room, and do it again"
        )
