"""How much a PDF may cost, and what the process that reads it may do."""

import resource

#: Wall clock for one file, in seconds.
SECONDS = 20.0

#: Address space of the process, in bytes.
MEMORY = 1024**3

#: Pages of one file.
PAGES = 500

#: Characters of its text.
CHARACTERS = 5_000_000

# A process whose parent is gone and can no longer stop it stops itself, so many seconds later.
_GRACE = 5


def restrict(memory: int = MEMORY) -> None:
    """Take from this process what a parser does not need: memory beyond `memory` bytes, files to write, core dumps."""
    _lower(resource.RLIMIT_AS, memory)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)


def allow(seconds: float) -> None:
    """Let this process compute for `seconds` from now, and then be stopped."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime + seconds) + _GRACE, hard=False)


def _lower(what: int, limit: int, *, hard: bool = True) -> None:
    _, most = resource.getrlimit(what)
    limit = limit if most == resource.RLIM_INFINITY else min(limit, most)
    resource.setrlimit(what, (limit, limit if hard else most))
