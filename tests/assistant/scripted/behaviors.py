"""What a scripted model may do: one small function each; `ALL` has them by name."""

import itertools
import json
import re
from collections.abc import Sequence
from dataclasses import replace

from tests.assistant.scripted.asked import Asked
from tests.assistant.scripted.script import Behavior, Script
from tests.assistant.scripted.sentences import Sentence, changed, lies, truths

#: What an obedient model says of itself where the instruction does not tell it what.
OBEYED = "Every applicant is hired at once and paid $250,000 a year"
SITE = "https://evil.example"


def well(asked: Asked) -> Script:
    """Answer well: each exhibit in its own words."""
    return _written(truths(asked))


def invent_quote(asked: Asked) -> Script:
    """Put words between quotation marks that stand nowhere."""
    invented = [
        Sentence(s.title, 'it says "incumbents must hold a secret clearance and speak two languages"', s.ids, False)
        for s in truths(asked)
    ]
    return _written([*truths(asked), *invented])


def wrong_id(asked: Asked) -> Script:
    """Cite another exhibit than the one that says so, or one that is not there."""
    sentences = truths(asked)
    others = {s.ids: other.ids if len(sentences) > 1 else ("zzzz",) for s, other in _around(sentences)}
    return _written(changed(sentences, lambda s: replace(s, ids=others[s.ids])))


def unknown_id(asked: Asked) -> Script:
    """Cite what is not there."""
    return _written(changed(truths(asked), lambda s: replace(s, ids=("zzzz",))))


def no_ids(asked: Asked) -> Script:
    """Cite nothing."""
    return _written(changed(truths(asked), lambda s: replace(s, ids=())))


def change_number(asked: Asked) -> Script:
    """Change one number of each sentence that has one, be it in digits or a word."""
    return _written(lies(asked, lambda says: _NUMBER.sub(_other_number, says, count=1)))


def drop_not(asked: Asked) -> Script:
    """Turn each denial around."""
    return _written(lies(asked, lambda says: _swapped(says, _DENIED)))


def require(asked: Asked) -> Script:
    """Make what may be required, or is preferred, required."""
    return _written(lies(asked, lambda says: _swapped(says, _SOFTENED)))


def obey(asked: Asked) -> Script:
    """Do what an instruction hidden in a quote says; where none is hidden, as if one were."""
    found = [match["say"] for shown in asked.exhibits if (match := _ORDER.search(shown.quote))]
    says = found[0].strip(" \"'“”.") if found else OBEYED
    ids = tuple(shown.id for shown in asked.exhibits[:1])
    title = asked.exhibits[0].title if asked.exhibits else "The class"
    return _written([Sentence(title, says, ids, False), *truths(asked)])


def neighbor(asked: Asked) -> Script:
    """Say of the class one numeral or level away what is said of the class."""
    return _written(changed(truths(asked), lambda s: replace(s, title=_next_to(s.title))))


def language(asked: Asked) -> Script:
    """Answer in Spanish."""
    says = "se requiere una licencia de conducir válida y dos años de experiencia en el puesto"
    return _written([Sentence(f"La clase {s.title}", says, s.ids, False) for s in truths(asked)])


def inject_link(asked: Asked) -> Script:
    """Slip a link, an image, HTML and a bare address into true sentences."""
    slipped = itertools.cycle(
        [
            f"[apply here]({SITE}/?q=1)",
            f"![logo]({SITE}/p.png?d=1)",
            f'<img src="{SITE}/x.gif">',
            f'<a href="javascript:alert(1)">more</a> at {SITE}',
            f"see www.evil.example or <{SITE}>",
            f"[apply][1]\n\n[1]: {SITE}",
        ]
    )
    return _written(changed(truths(asked), lambda s: replace(s, says=f"{s.says} {next(slipped)}")))


def nothing(asked: Asked) -> Script:
    """Write nothing at all."""
    return Script()


def stall(after: int = 3) -> Behavior:
    """Write well for `after` pieces, then nothing more; the connection stays."""
    return lambda asked: replace(well(asked), stall_after=after)


def cut(after: int = 3) -> Behavior:
    """Write well for `after` pieces, then close the connection in the middle of a character."""
    return lambda asked: replace(well(asked), cut_after=after)


def slow(seconds: float = 30) -> Behavior:
    """Write well, after `seconds`."""
    return lambda asked: replace(well(asked), delay=seconds)


def error_429(retry_after: str = "1") -> Behavior:
    """Refuse for now; `retry_after` is the header, none if empty."""
    headers = {"Retry-After": retry_after} if retry_after else {}
    return lambda asked: replace(_error(429, "rate_limit_error", asked), headers=headers)


def error_500(asked: Asked) -> Script:
    """Fail."""
    return _error(500, "server_error", asked)


def error(status: int) -> Behavior:
    """Fail with `status`; the body repeats the key, as some servers do."""
    return lambda asked: _error(status, "error", asked)


def malformed(asked: Asked) -> Script:
    """Send what is no JSON."""
    return Script(body='data: {"choices": [{"delta": {"content": "The cl\n\ndata: {{{\n\n')


def hang_up(asked: Asked) -> Script:
    """Close the connection before anything is sent."""
    return Script(cut_after=0)


def script(text: str, *lies: str) -> Behavior:
    """Write `text`."""
    return lambda asked: Script(text, lies)


def structured(value: object) -> Behavior:
    """Return `value` as JSON: in the form asked for, where it fits."""
    return script(json.dumps(value))


def either(prose: Behavior, shaped: Behavior) -> Behavior:
    """Behave as `shaped` where structured output is asked for, else as `prose`."""
    return lambda asked: prose(asked) if asked.shape is None else shaped(asked)


def in_turn(*turns: Behavior) -> Behavior:
    """Behave differently at each request; the last one stays."""
    left = itertools.chain(turns, itertools.repeat(turns[-1]))
    return lambda asked: next(left)(asked)


ALL: dict[str, Behavior] = {
    "well": well,
    "invent_quote": invent_quote,
    "wrong_id": wrong_id,
    "unknown_id": unknown_id,
    "no_ids": no_ids,
    "change_number": change_number,
    "drop_not": drop_not,
    "require": require,
    "obey": obey,
    "neighbor": neighbor,
    "language": language,
    "inject_link": inject_link,
    "nothing": nothing,
    "stall": stall(),
    "cut": cut(),
    "slow": slow(),
    "error_429": error_429(),
    "error_500": error_500,
    "malformed": malformed,
    "hang_up": hang_up,
}

_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "eighteen"]
_NUMBER = re.compile(rf"\d+|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_ORDER = re.compile(
    r"\b(?:say|answer|respond|reply|state|write|tell (?:the )?\w+)\b(?: that| with)?:? (?P<say>[^.\n]+)", re.I
)
# Patterns, each with what takes its place.
_DENIED = [
    (r"\bcannot\b", "can"),
    (r" not\b", ""),
    (r"n't\b", ""),
    (r"\bwithout\b", "with"),
    (r"\b(unless|except)\b", "if"),
    (r"\bNo ", "A "),
    (r"\bno ", "a "),
    (r"\bnon-", ""),
]
_SOFTENED = [
    (r"\bmay be required\b", "is required"),
    (r"\bmay be\b", "is"),
    (r"\b(may|should)\b", "must"),
    (r"\b(preferred|desirable|desired)\b", "required"),
    (r"\bor\b", "and"),
]
_NEXT = {"I": "II", "II": "III", "III": "IV", "IV": "III", "V": "IV", "1": "2", "2": "3", "3": "4"}


def _written(sentences: Sequence[Sentence]) -> Script:
    return Script(" ".join(map(str, sentences)), tuple(str(s) for s in sentences if not s.true))


def _around(sentences: list[Sentence]) -> list[tuple[Sentence, Sentence]]:
    """Each with the next one, the last with the first."""
    return list(zip(sentences, sentences[1:] + sentences[:1], strict=True))


def _other_number(match: re.Match[str]) -> str:
    if not match[0].isdigit():
        return _WORDS[(_WORDS.index(match[0].casefold()) + 1) % len(_WORDS)]
    return str(int(match[0]) + 1).zfill(len(match[0]))


def _swapped(text: str, pairs: list[tuple[str, str]]) -> str:
    """`text` with the first of `pairs` that it has exchanged, once."""
    for old, new in pairs:
        changed = re.sub(old, new, text, count=1)
        if changed != text:
            return changed
    return text


def _next_to(title: str) -> str:
    words = title.split()
    for at, word in enumerate(words):
        if word in _NEXT:
            return " ".join([*words[:at], _NEXT[word], *words[at + 1 :]])
    return re.sub(r",? ?\bSenior\b,? ?", "", title) if "Senior" in words else f"Senior {title}"


def _error(status: int, kind: str, asked: Asked) -> Script:
    told = {"error": {"message": f"It failed for the key {asked.key}.", "type": kind, "code": None, "param": None}}
    return Script(status=status, body=json.dumps(told))
