"""Wait for what a call leaves behind, and what the scripted model says."""

import threading
import time
from collections.abc import Callable

from assistant.model.call import THREAD

WELL = "Accounting Technician, Senior: A valid driver's license may be required for some positions [k7qd]."
PROVIDERS = ("openai", "anthropic", "ollama")


def soon(holds: Callable[[], bool]) -> bool:
    """Whether `holds` becomes true within ten seconds."""
    until = time.monotonic() + 10
    while not holds() and time.monotonic() < until:
        time.sleep(0.01)
    return holds()


def nothing_runs() -> bool:
    return not any(thread.name == THREAD for thread in threading.enumerate())
