"""The service's log: one JSON object a line on standard error."""

import contextlib
import logging
import sys
from typing import Any

import structlog


class _StandardError:
    """Writes each line to whatever standard error is at that moment; a program may redirect it."""

    def msg(self, line: str) -> None:
        # A full disk or a pipe that nobody reads must not cost a reader the answer.
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    info = warning = error = msg


#: Its own logger with its own settings: a program that embeds the service keeps its logging as it is.
log: Any = structlog.wrap_logger(
    _StandardError(),
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ],
    wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
)
