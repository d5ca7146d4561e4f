"""What every answer owes its reader, whatever was asked: its quotes are the sources', its numbers are cited."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

#: A quote has at most so many characters.
LONGEST_QUOTE = 1200

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# A marker `[1]`, and the number of a list's item.
_ORDER = re.compile(r"\[\d+\]|^\s*\d+[.)]\s", re.MULTILINE)
_CITED = ("quote", "title", "class_code", "revision", "agency", "section", "source")


def unverified(reply: Json, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return a sentence for each citation that is not what the text of its source says; `texts` are by source id."""
    return tuple(fault for citation in reply["citations"] for fault in _faults(citation, reply["answer"], texts))


def _faults(citation: Json, answer: str, texts: Mapping[str, str]) -> Iterator[str]:
    number, quote, start, end = (citation[name] for name in ("number", "quote", "start", "end"))
    if not quote.strip() or texts.get(citation["source_id"], "")[start:end] != quote:
        yield f"[{number}] quotes {quote!r}, which is not the source's text at {start} to {end}"
    if len(quote) > LONGEST_QUOTE:
        yield f"[{number}] quotes {len(quote)} characters"
    said = answer[citation["answer_start"] : citation["answer_end"]]
    if f"[{number}]" not in said:
        yield f"[{number}] supports {said!r}, which does not cite it"


def loose_numbers(reply: Json, said: str) -> tuple[str, ...]:
    """Return the numbers of the answer that neither what it cites nor `said`, all that the reader wrote, has."""
    cited = [str(citation[name]) for citation in reply["citations"] for name in _CITED]
    cited += [heading for citation in reply["citations"] for heading in citation["section_path"]]
    listed = [f"{item.get('title', '')} {item.get('class_code', '')}" for item in reply["items"]]
    counts = f"{reply['total']} {len(reply['items'])}"
    known = _numbers(" ".join([*cited, *listed, counts, said]))
    return tuple(sorted(_numbers(_ORDER.sub(" ", reply["answer"])) - known))


def _numbers(text: str) -> set[str]:
    return {number.replace(",", "").removesuffix(".00") for number in _NUMBER.findall(text)}
