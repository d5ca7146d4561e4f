"""Whether an answer has what is expected of it.

Replies are the JSON of `POST /v1/chat`. What is compared is the answer with
its quotes: a right answer may say it in its own words or in the document's.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from assistant.answer import Status
from assistant.evaluate.expectation import Expectation
from vectorstore.folding import one_line

Json = Mapping[str, Any]

#: Share of a title's words, of a text's runs of words, and F1 of a list that is enough.
_TITLE, _COVERED, _LISTED = 0.7, 0.5, 0.95
_RUN = 3
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d\d)?")
_WORD = re.compile(r"[a-z0-9]+")
#: Printed marks as a keyboard has them.
_MARKS = str.maketrans("‘’“”–—", "''\"\"--")


def missed(expect: Expectation, reply: Json) -> tuple[str, ...]:
    """Return the names of the expectations that `reply` misses."""
    given = {name: value for name in CHECKS if (value := getattr(expect, name)) is not None}
    found = [name for name, value in given.items() if not CHECKS[name](value, reply, expect)]
    if reply["status"] == Status.ANSWERED and not reply["citations"] and reply["total"] != 0:
        found.append("citation")
    return tuple(found)


def _given(reply: Json) -> str:
    return "\n".join([reply["answer"], *(citation["quote"] for citation in reply["citations"])])


def _plain(text: str) -> str:
    return one_line(text.translate(_MARKS)).casefold()


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _has(wanted: str, reply: Json) -> bool:
    return _plain(wanted) in _plain(_given(reply))


def _amounts(text: str) -> set[str]:
    return {amount.replace(",", "").removesuffix(".00") for amount in _AMOUNT.findall(text)}


def _has_title(title: str, reply: Json) -> bool:
    wanted, given = _words(title), set(_words(_given(reply)))
    return sum(word in given for word in wanted) >= _TITLE * len(wanted)


def _offers(wanted: Sequence[str], reply: Json) -> bool:
    choices = [str(value) for choice in reply["choices"] for value in choice.values()]
    text = _plain("\n".join([reply["answer"], *choices]))
    return all(_plain(offer) in text for offer in wanted)


def _sources(reply: Json) -> list[str]:
    """Names of the documents cited, in order, each once."""
    return list(dict.fromkeys(citation["source"] for citation in reply["citations"]))


def _in_section(wanted: str, reply: Json, expect: Expectation) -> bool:
    paths = [
        " > ".join(citation["section_path"])
        for citation in reply["citations"]
        if expect.document in (None, citation["source"])
    ]
    return any(_plain(wanted) in _plain(path) for path in paths)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _covers(wanted: str, reply: Json) -> bool:
    runs = _runs(wanted)
    # A text of one or two words has no run: it is there as a whole or not.
    return len(runs & _runs(_given(reply))) >= _COVERED * len(runs) if runs else _has(wanted, reply)


def _lists(items: Iterable[str], reply: Json, expect: Expectation) -> bool:
    wanted, got = _codes(items), _codes(item["class_code"] for item in reply["items"])
    if expect.among is not None:
        got &= _codes(expect.among)
    both = len(wanted) + len(got)
    return not both or 2 * len(wanted & got) / both >= _LISTED


def _codes(codes: Iterable[str]) -> set[str]:
    """Codes as they are compared: a leading zero is often lost in a spreadsheet."""
    return {code.casefold().lstrip("0") for code in codes}


#: What each expectation comes to: what is wanted, the reply, and all that is expected of it.
CHECKS: Mapping[str, Callable[[Any, Json, Expectation], bool]] = {
    "status": lambda want, reply, _: reply["status"] == want,
    "status_in": lambda want, reply, _: reply["status"] in want,
    "contains": lambda want, reply, _: all(_has(text, reply) for text in want),
    "any_of": lambda want, reply, _: any(_has(text, reply) for text in want),
    "money": lambda want, reply, _: all(_amounts(text) <= _amounts(_given(reply)) for text in want),
    "fuzzy_title": lambda want, reply, _: _has_title(want, reply),
    "offers": lambda want, reply, _: _offers(want, reply),
    "document": lambda want, reply, _: _sources(reply)[:1] == [want],
    "document_cited": lambda want, reply, expect: want in _sources(reply)[: expect.among_first or 1],
    "documents": lambda want, reply, _: set(want) <= set(_sources(reply)),
    "section": _in_section,
    "covers": lambda want, reply, _: _covers(want, reply),
    "quote_matches": lambda want, reply, _: any(re.search(want, c["quote"]) for c in reply["citations"]),
    "items": _lists,
    "total": lambda want, reply, _: reply["total"] == want,
    "modality": lambda want, reply, _: any(
        fact["facet"] == "license" and fact["modality"] == want for fact in reply["facts"]
    ),
}
