"""How much a PDF may cost."""

from ingest.limits import CHARACTERS as CHARACTERS

#: Wall clock for one file, in seconds.
SECONDS = 20.0

#: Address space of the process, in bytes.
MEMORY = 1024**3

#: Pages of one file.
PAGES = 500
