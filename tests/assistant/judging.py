"""Judge an answer by what a line of a question file expects, and by what every answer owes its reader."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from assistant.answer import Answer, Status

LONGEST_QUOTE = 1200
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_MARKER = re.compile(r"\[\d+\]")
_MONEY = re.compile(r"\$?\s?[\d,]+(?:\.\d\d)?")


def missed(expect: Mapping[str, Any], answer: Answer) -> list[str]:
    """Return the names of the expectations that `answer` misses."""
    unknown = set(expect) - set(_CHECKS) - {"among_first"}
    assert not unknown, f"no judge for {sorted(unknown)}"
    found = [name for name, check in _CHECKS.items() if name in expect and not check(expect[name], answer, expect)]
    if answer.status is Status.ANSWERED and not answer.citations and answer.total != 0:
        found.append("no citation")
    return found


def broken(answer: Answer, texts: Mapping[str, str], said: str) -> list[str]:
    """Return what is wrong with an answer whatever was asked; `said` is all that the reader wrote."""
    return [*_broken_quotes(answer, texts), *_loose_numbers(answer, said)]


def _broken_quotes(answer: Answer, texts: Mapping[str, str]) -> Iterator[str]:
    for c in answer.citations:
        if not c.quote.strip() or texts[c.source_id][c.start : c.end] != c.quote:
            yield f"[{c.number}] quotes {c.quote!r}, which is not the source's text at {c.start} to {c.end}"
        if len(c.quote) > LONGEST_QUOTE:
            yield f"[{c.number}] quotes {len(c.quote)} characters"
        if f"[{c.number}]" not in answer.answer[c.answer_start : c.answer_end]:
            yield f"[{c.number}] supports {answer.answer[c.answer_start : c.answer_end]!r}, which does not cite it"


def _loose_numbers(answer: Answer, said: str) -> Iterator[str]:
    cited = " ".join(f"{c.quote} {c.title} {c.class_code} {c.revision} {c.agency} {c.section_path}"
                     for c in answer.citations)  # fmt: skip
    loose = _numbers(_MARKER.sub(" ", answer.answer)) - _numbers(f"{cited} {said} {answer.total}")
    if loose:
        yield f"numbers that nothing cited has: {sorted(loose)}"


def _numbers(text: str) -> set[str]:
    return {_digits(found) for found in _NUMBER.findall(text)}


def _given(answer: Answer) -> str:
    return answer.answer + "\n" + "\n".join(c.quote for c in answer.citations)


def _flat(answer: Answer) -> str:
    return " ".join(_given(answer).split()).lower()


def _digits(text: str) -> str:
    return text.strip().lstrip("$ ").replace(",", "").removesuffix(".00")


def _has_money(wanted: list[str], answer: Answer) -> bool:
    given = {_digits(found) for found in _MONEY.findall(_given(answer))}
    return all(_digits(amount) in given for amount in wanted)


def _coverage(wanted: str, given: str) -> float:
    """Share of the word trigrams of `wanted` that `given` has."""
    first, second = (re.findall(r"[a-z0-9]+", text.lower()) for text in (wanted, given))
    grams = {tuple(first[i : i + 3]) for i in range(len(first) - 2)}
    return len(grams & {tuple(second[i : i + 3]) for i in range(len(second) - 2)}) / max(1, len(grams))


def _sources(answer: Answer) -> list[str]:
    return list(dict.fromkeys(c.source for c in answer.citations))


def _offers(wanted: list[str], answer: Answer) -> bool:
    text = (answer.answer + json.dumps([asdict(choice) for choice in answer.choices])).lower()
    return all(offer.lower() in text for offer in wanted)


def _in_section(wanted: str, answer: Answer) -> bool:
    return any(wanted.lower() in " > ".join(c.section_path).lower() for c in answer.citations)


_CHECKS = {
    "status": lambda want, answer, _: answer.status == want,
    "status_in": lambda want, answer, _: answer.status in want,
    "contains": lambda want, answer, _: all(value.lower() in _flat(answer) for value in want),
    "any_of": lambda want, answer, _: any(value.lower() in _flat(answer) for value in want),
    "money": lambda want, answer, _: _has_money(want, answer),
    "document": lambda want, answer, _: want is None or _sources(answer)[:1] == [want],
    "document_cited": lambda want, answer, expect: want in _sources(answer)[: expect.get("among_first", 1)],
    "section": lambda want, answer, _: _in_section(want, answer),
    "covers": lambda want, answer, _: _coverage(want, _given(answer)) >= 0.5,
    "quote_matches": lambda want, answer, _: any(re.search(want, c.quote) for c in answer.citations),
    "total": lambda want, answer, _: answer.total == want,
    "modality": lambda want, answer, _: any(f.facet == "license" and f.modality == want for f in answer.facts),
    "offers": lambda want, answer, _: _offers(want, answer),
}
