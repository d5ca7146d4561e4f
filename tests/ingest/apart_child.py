"""A process apart that does whatever harm it is asked for; see `test_apart`."""

import os
import time

from ingest.apart.child import serve

MEMORY = 512 * 1024 * 1024


def answer(question: bytes) -> bytes:
    """Do what `question` says, and answer it."""
    match question:
        case b"compute":
            while True:
                pass
        case b"wait":
            time.sleep(600)
        case b"eat":
            try:
                return b"%d" % len(bytearray(2 * MEMORY))
            except MemoryError:
                return b"no memory"
        case b"die":
            os.abort()
        case b"flood":
            return bytes(10_000)
        case b"write":
            print("a library says something")
    return question


if __name__ == "__main__":
    serve(answer, memory=MEMORY, seconds=1, most=1_000)
