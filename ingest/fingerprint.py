"""Which parser read a document: a new one reads it again, though the file is unchanged."""

import hashlib
from functools import cache
from importlib.resources import files

from vectorstore.spec import short_hash
from vectorstore.vocabulary import Vocabulary

_PACKAGES = ("ingest", "ingest.readers")


def parsing_fingerprint(vocabulary: Vocabulary) -> str:
    """Return the fingerprint of all that decides how a document is read: vocabulary and code."""
    return short_hash(vocabulary.parsing_fingerprint, _code())


@cache
def _code() -> str:
    """Return the hash of the parser's own modules: nobody has to remember to raise a version."""
    modules = (file for package in _PACKAGES for file in files(package).iterdir() if file.name.endswith(".py"))
    contents = sorted((module.name, module.read_bytes()) for module in modules)
    return hashlib.sha256(repr(contents).encode()).hexdigest()
