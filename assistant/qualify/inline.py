"""Split one sentence that asks for several things: "graduation from college and two years of experience".

Only where it is certain: an "and" or "or" with the beginning of another
condition behind it (an amount of time, "completion of", "a license"), and one
kind of joint in the whole sentence. With both kinds it can be read in two
ways; without such a beginning it is one condition, whatever it lists.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.qualify.cutting import cut, leaf_of
from assistant.qualify.nodes import All, Any, Leaf, Role, Tree, Unclear
from vectorstore.spec import Document, Statement
from vectorstore.vocabulary import Vocabulary

_COMMA = re.compile(r",\s+(?!and\b|or\b)")
_JOINT = re.compile(r"(?P<mark>[,;.)]?)\s+(?:(?P<joint>and|or)\s+)(?:either\s+)?", re.IGNORECASE)
# "… a Buyer II. (Applicants who have completed six months will be admitted …)"; "… and Either I In the service, …"
_BEHIND = re.compile(r"[.:;]\s+(?P<inside>[(\[](?:[^()\[\]]|\([^()]*\)){30,}[)\]]\.?)$")
# "… clerical experience. and Education: Completion of …"
_EDUCATION = re.compile(r"(?<=[.;)] )(?:and|or)\s+(?P<heading>[A-Z][\w/ ]{2,40}?):")
_WAY = re.compile(r"(?:(?<=[.;:]\s)|(?<=[.;:])|^)(?:and\s+)?(?:Either\s+I|Or\s+I{2,3})(?=[\s:]|[A-Z][a-z])")
#: Words of a condition that ends before a joint, at least: "two years or three years of …" are one.
_LEAST_WORDS = 3
_NUMBER = (
    r"(?:an?\s+)?(?:[a-z]+(?:-[a-z]+)?\s*\(\d+\)|\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|"
)
_NUMBER += r"fifteen|eighteen|twenty-four|thirty|thirty-six)\s+"


@dataclass(frozen=True, slots=True)
class _Joint:
    word: str
    """`and` or `or`."""

    end: int
    """Offset just past it and the space behind it."""

    marked: bool
    """A comma or semicolon stands before it."""


def tree_of(document: Document, statement: Statement, vocabulary: Vocabulary) -> Tree:
    """Return what one sentence asks for, alternatives apart where that is certain."""
    found = _joints(statement.text, vocabulary)
    if not found:
        return leaf_of(document, statement)
    cuts = [joint.end for joint in found]
    leaves = [leaf_of(document, part) for part in cut(document, statement, cuts)]
    if len(leaves) == 1:
        return leaves[0]
    words = tuple(joint.word for joint in found)
    if len(set(words)) > 1:
        return _mixed(leaves, words, [at for at, joint in enumerate(found) if joint.marked])
    return All(tuple(leaves)) if words[0] == "and" else Any(tuple(leaves))


def _mixed(leaves: list[Leaf], joints: tuple[str, ...], marked: list[int]) -> Tree:
    """Parts with both joints: clear only where an "or" is the one joint that a comma or semicolon stands before."""
    if len(marked) == 1 and joints.count("or") == 1 and joints[marked[0]] == "or":
        at = marked[0] + 1
        sides = [leaves[:at], leaves[at:]]
        return Any(tuple(side[0] if len(side) == 1 else All(tuple(side)) for side in sides))
    return Unclear(tuple(leaves), joints)


def _joints(text: str, vocabulary: Vocabulary) -> list[_Joint]:
    """Return each "and" and "or" with another condition behind it."""
    begins = _beginning(vocabulary)
    found: list[_Joint] = []
    last = 0
    for match in _JOINT.finditer(text):
        before, behind = text[last : match.start()], text[match.end() :]
        bare = not match["mark"]
        begun = begins.match(behind)
        if begun is None or len(before.split()) < _LEAST_WORDS or (bare and _is_amount(before, vocabulary)):
            continue
        if bare and match["joint"].lower() == "or" and begun["unit"]:
            # "12 semester units or 18 quarter units in drafting" are two measures of one thing.
            continue
        if bare and before.lower().endswith("experience") and behind.lower().startswith("current "):
            # "Experience and current employment as a helper" are both as a helper.
            continue
        if _in_parenthesis(text, match.start()) or _is_of(behind):
            continue
        if match["mark"] == ",":
            found += _listed(text, last, match.start(), match["joint"].lower(), begins)
        found.append(_Joint(match["joint"].lower(), match.end(), match["mark"] in (",", ";") and not bare))
        last = match.end()
    return found


def _listed(text: str, start: int, end: int, joint: str, begins: re.Pattern[str]) -> list[_Joint]:
    """The commas of a list that ends with `joint`: "completion of high school, 18 units of accounting, and …"."""
    found: list[_Joint] = []
    for match in _COMMA.finditer(text, start, end):
        begun = begins.match(text, match.end())
        timed = begun is not None and begun["amount"] and not begun["unit"]
        if begun is None or timed or _in_parenthesis(text, match.start()) or _is_of(text[match.end() :]):
            continue
        if len(text[start : match.start()].split()) >= _LEAST_WORDS:
            found.append(_Joint(joint, match.end(), marked=True))
    return found


def _in_parenthesis(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at + 1) or text.count("[", 0, at) > text.count("]", 0, at + 1)


def _is_of(behind: str) -> bool:
    """Whether what begins is a part of what was said: "…, and one year of which", "two of these years"."""
    return bool(
        re.match(rf"(?:{_NUMBER}?\w+\s+)?of\s+(?:which|whom|these|those|this|that|it)\b", behind, re.IGNORECASE)
    )


def _is_amount(before: str, vocabulary: Vocabulary) -> bool:
    """Whether the words end with an amount and say nothing of what: "three semester units"."""
    return bool(re.search(rf"(?:{vocabulary.qualify['counts'].pattern}|semester|quarter)\s*$", before.lower()))


@lru_cache(4)
def _begins(counts: str, begins: str, credential: str) -> re.Pattern[str]:
    amount = (
        rf"(?P<amount>{_NUMBER})(?:additional\s+)?(?:full\s+)?(?:(?P<unit>(?:semester |quarter )?units?\b)|{counts})"
    )
    held = rf"an?\s+(?:(?!(?:and|or)\b)[\w'’().-]+\s+){{0,6}}?{credential}"
    return re.compile(rf"(?:{amount}|{begins}|{held})", re.IGNORECASE)


def _beginning(vocabulary: Vocabulary) -> re.Pattern[str]:
    rows = vocabulary.qualify
    return _begins(rows["counts"].pattern, rows["begins"].pattern, rows["credential"].pattern)


def enclosed(document: Document, statement: Statement, vocabulary: Vocabulary) -> list[Statement]:
    """Return a statement and the sentences in parentheses behind it, and what begins a way within it, apart."""
    headed = (match for match in _EDUCATION.finditer(statement.text) if vocabulary.heading(match["heading"]))
    cuts = {match.start() for match in headed}
    cuts |= {match.start() for match in _WAY.finditer(statement.text) if match.start()}
    behind = _BEHIND.search(statement.text)
    if behind is not None and behind.start("inside"):
        cuts.add(behind.start("inside"))
    return cut(document, statement, sorted(cuts)) if cuts else [statement]


def starts_way(text: str) -> bool:
    """Return whether a statement begins with the heading of a way to qualify: "Or II Two years …"."""
    return bool(_WAY.match(text))


def role_of(statement: Statement, vocabulary: Vocabulary) -> Role:
    """Return what a statement of the requirements does, by its words."""
    text = statement.text.replace("’", "'").lower().lstrip('([*"“ ')
    rows = vocabulary.qualify
    if rows["substitutes"].search(text):
        return Role.SUBSTITUTES
    if rows["defers"].search(text):
        return Role.DEFERS
    if rows["remarks"].search(text):
        return Role.REMARKS
    if statement.text.lstrip("*").startswith(("(", "[")) or rows["opening"].match(text):
        return Role.NARROWS
    return Role.ASKS
