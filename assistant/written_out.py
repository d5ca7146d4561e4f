"""Write out what a question for many classes says short: a decade as its years, a word that two letters share."""

import re

_DECADE = re.compile(r"\b(?:in |during )?the (1[89]\d|20\d)0'?s\b", re.IGNORECASE)
#: "A class A or B license", whose second letter is of a class as well.
_LETTERED = re.compile(r"\b([a-z]+) ([A-Z]) (or|and) ([A-Z])(?= \w)")


def written_out(text: str) -> str:
    """Return `text` with nothing left out: "in the 1990s" is "between 1990 and 1999"."""
    text = _DECADE.sub(lambda match: f"between {match[1]}0 and {match[1]}9", text)
    return _LETTERED.sub(r"\1 \2 \3 \1 \4", text)
