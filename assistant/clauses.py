"""Cut a described duty into its clauses: each is looked for by itself, see `Index.rank_classes`."""

import re

_CUT = re.compile(r"[;,.?!]\s+|\s+(?:and|then|also|or)\s+|\s+-\s+")
_LEAST_WORDS = 2
_MOST = 12


def clauses(text: str) -> list[str]:
    """Return the clauses of `text` with two words or more; `text` itself where it has none."""
    found = [part.strip(" ,;.?!") for part in _CUT.split(text)]
    kept = [part for part in found if len(part.split()) >= _LEAST_WORDS]
    return kept[:_MOST] or [text.strip()]
