"""Which parser read a document: a new one reads it again, though the file is unchanged."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from vectorstore.spec import short_hash
from vectorstore.vocabulary import Vocabulary


def parsing_fingerprint(vocabulary: Vocabulary) -> str:
    """Return the fingerprint of all that decides how a document is read: vocabulary and code."""
    return short_hash(vocabulary.parsing_fingerprint, _code())


# What shows documents reads none.
_SHOWING = "show"


@cache
def _code() -> str:
    """Return the hash of the parser's own modules: nobody has to remember to raise a version."""
    contents = sorted((name, module.read_bytes()) for name, module in _modules(files("ingest"), "ingest"))
    return hashlib.sha256(repr(contents).encode()).hexdigest()


def _modules(package: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    """Yield the modules in `package` and the packages within it, with their full names."""
    for entry in package.iterdir():
        if entry.is_dir() and entry.name != _SHOWING:
            yield from _modules(entry, f"{name}.{entry.name}")
        elif entry.name.endswith(".py"):
            yield f"{name}.{entry.name}", entry
