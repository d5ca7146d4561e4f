"""Give the names within a script short ones.

The scripts that are read are those of `assistant.web.bundle`, after the
minifier. Within one function or method a name is renamed alike
wherever it stands, so that no scope has to be told from another; what stands
behind a dot, before a colon of an object or as a member of a class stays, and
so does whatever the script does not declare.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from string import ascii_letters

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    | (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<private>\#\w+)
    | (?P<number>\d[\w.]*)
    | (?P<word>[A-Za-z_$][\w$]*)
    | (?P<sign>\.\.\.|\?\.|=>|.)""",
    re.VERBOSE,
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
# Text of a template up to its end or to a value in it.
_TEXT = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)

# Behind these a slash begins a regular expression.
_BEFORE_REGEX = frozenset({"(", ",", "=", ":", "[", "!", "&", "|", "?", "{", "}", ";", "=>", "return", ""})
_BEFORE_BLOCK = frozenset({")", "=>", ";", "}", "{", "else", "try", "finally", "do", "catch"})
_BEFORE_MEMBER = frozenset({"{", "}", ";", "async", "get", "set", "static", "*"})
_STATEMENTS = frozenset({"if", "while", "switch", "with"})
_CLOSERS = {")": "(", "]": "[", "}": "{"}

_RESERVED = frozenset(
    "arguments as async await break case catch class const continue debugger default delete do else enum export extends"
    " false finally for from function get if implements import in instanceof interface let new null of package private"
    " protected public return set static super switch this throw true try typeof undefined var void while with"
    " yield".split()
)


@dataclass(slots=True)
class _Token:
    kind: str
    text: str
    inside: str = ""
    """What it stands in: `(`, `[`, `object`, `class`, `block`, or nothing at the top."""

    depth: int = 0
    """In how many brackets."""

    before: str = ""
    """The token before it, spaces aside."""

    after: str = ""
    """The token behind it, likewise."""


def shortened(script: str, shared: frozenset[str], kept: frozenset[str]) -> str:
    """Return `script` with short names for all that it declares but those of `kept`, which browsers have.

    `shared` are the names that it declares outside of any function. Each of its functions and methods uses the same
    few names for its own.
    """
    tokens = list(_placed(list(_tokens(script))))
    for token in _keys(tokens, shared):
        token.kind = "key"
    _shorten_private(tokens)
    parts = list(_parts(tokens))
    free = [token for part in parts for token in part if _is_free(token)]
    common = Counter(token.text for token in free if token.text in shared - kept)
    keys = Counter(token.text for token in tokens if token.kind == "key")
    local = [_local(part, shared | kept | _RESERVED) for part in parts]
    taken = {token.text for token in free}.difference(common, *local)
    names = _short_names(taken)
    few = [next(names) for _ in range(max(map(len, local), default=0))]
    short = dict(zip((name for name, _ in common.most_common()), names, strict=False))
    brief = dict(zip((key for key, _ in keys.most_common()), _short_names(set()), strict=False))
    return "".join(
        brief[token.text] if token.kind == "key" else _renamed(token, short | dict(zip(own, few, strict=False)))
        for part, own in zip(parts, local, strict=True)
        for token in part
    )


def _keys(tokens: Sequence[_Token], shared: frozenset[str]) -> Iterator[_Token]:
    """Yield the keys of tables, in them and behind them: constants in capitals that are read by `TABLE.key` alone."""
    uses = [token for token in tokens if token.kind == "word" and token.text in shared and token.text.isupper()]
    others = {token.text for token in uses if token.after != "." and token.before not in {"const", "."}}
    solid = [token for token in tokens if token.kind != "space"]
    objects = {name.text for name, _, value in zip(solid, solid[1:], solid[2:], strict=False) if value.text == "{"}
    tables = {token.text for token in uses if token.after == "=" and token.text in objects} - others
    table = ""
    for token, second in pairwise(solid):
        if not token.inside and token.before == "const":
            table = token.text if token.text in tables and second.text == "=" else ""
        elif table and token.kind == "word" and token.inside == "object" and token.depth == 1 and token.after == ":":
            yield token
        elif token.text == "." and token.before in tables:
            yield second


def _parts(tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Yield what stands at the top one by one: functions, constants, the members of classes."""
    part: list[_Token] = []
    for token in tokens:
        part.append(token)
        if token.inside in {"", "class"} and token.text in {"}", ";"} and token.after not in {";", "=", ")"}:
            yield part
            part = []
    yield part


def _local(part: Sequence[_Token], others: frozenset[str]) -> list[str]:
    """Return the names that are declared within a part, in the order in which they are met."""
    return list(dict.fromkeys(token.text for token in _declared(part) if token.text not in others))


def _tokens(script: str) -> Iterator[_Token]:
    at, last, depths = 0, "", list[int]()
    depth = 0
    while at < len(script):
        if script[at] == "}" and depths and depths[-1] == depth:
            depths.pop()
            depth -= 1
            yield _Token("sign", "}")
            kind, text = "template", _TEXT.match(script, at + 1)
        elif script[at] == "`":
            kind, text = "template", _TEXT.match(script, at + 1)
            yield _Token("template", "`")
        elif script[at] == "/" and last in _BEFORE_REGEX:
            kind, text = "regex", _REGEX.match(script, at)
        else:
            text = _TOKEN.match(script, at)
            kind = (text and text.lastgroup) or ""
        if text is None:
            raise ValueError(f"no token of a script: {script[at : at + 40]!r}")
        at, last = text.end(), text[0] if kind != "space" else last
        depth += {"{": 1, "}": -1}.get(text[0], 0) if kind == "sign" else 0
        if kind == "template" and text[0].endswith("${"):
            yield _Token(kind, text[0][:-2])
            yield _Token("value", "${")
            depth += 1
            depths.append(depth)
            last = "("
        else:
            yield _Token(kind, text[0])


def _placed(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """Yield the tokens with what each stands in and between."""
    open_: list[str] = []
    solid = [token for token in tokens if token.kind != "space"]
    for token, before, after in zip(solid, [None, *solid], [*solid[1:], None], strict=False):
        token.before, token.after = before.text if before else "", after.text if after else ""
    of_class = False
    for token in tokens:
        if token.kind in {"sign", "value"} and token.text in {")", "]", "}"}:
            open_.pop()
        token.inside, token.depth = open_[-1] if open_ else "", len(open_)
        of_class = of_class or (
            token.text == "class" and token.kind == "word" and token.before not in {".", "?.", "{", ","}
        )
        if token.kind == "value":
            open_.append("(")
        elif token.kind == "sign" and token.text in {"(", "["}:
            open_.append(token.text)
        elif token.kind == "sign" and token.text == "{":
            open_.append("class" if of_class else "block" if token.before in _BEFORE_BLOCK else "object")
            of_class = False
        yield token


def _declared(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """Yield the words by which a function, a class, a constant or a parameter gets its name."""
    starts: list[int] = []
    solid = [token for token in tokens if token.kind != "space"]
    for at, token in enumerate(solid):
        if token.kind == "word" and (token.before in {"const", "let", "function", "class"} or token.after == "=>"):
            yield token
        elif token.kind == "word" and token.before == "*" and solid[at - 2].text == "function":
            yield token
        elif token.kind == "sign" and token.text in {"(", "[", "{"}:
            starts.append(at)
        elif token.kind == "value":
            starts.append(at)
        elif token.kind == "sign" and token.text in _CLOSERS and starts:  # the brace of a class closes in another part
            start = starts.pop()
            if _binds(solid, start, at):
                yield from (one for one in solid[start + 1 : at] if one.kind == "word" and _is_free(one))


def _binds(solid: Sequence[_Token], start: int, end: int) -> bool:
    """Return whether what stands between two brackets is given a name: parameters, or a pattern."""
    if solid[start].text == "(":
        return solid[end].after == "=>" or (
            solid[end].after == "{" and solid[start].before not in {*_STATEMENTS, "for"}
        )
    return solid[start].before in {"const", "let"}


def _is_free(token: _Token) -> bool:
    """Return whether a word is a name of its own: no member of anything, and no key."""
    if token.kind != "word" or token.before in {".", "?."}:
        return False
    if token.inside == "class":
        return token.before not in _BEFORE_MEMBER
    is_key = token.inside == "object" and token.before in {"{", ","} and token.after in {":", "("}
    return not is_key


def _shorten_private(tokens: Sequence[_Token]) -> None:
    """Give the private names of each class short ones, which those of another have too: none stands within another."""
    classes = list[list[_Token]]()
    for token in tokens:
        if token.text == "class" and not token.depth:
            classes.append([])
        elif token.kind == "private":
            classes[-1].append(token)
    for names in classes:
        common = Counter(token.text for token in names).most_common()
        short = dict(zip((name for name, _ in common), _short_names(set()), strict=False))
        for token in names:
            token.text = f"#{short[token.text]}"


def _renamed(token: _Token, short: dict[str, str]) -> str:
    if token.kind == "sign" and token.text == ";" and token.after == "}":
        return ""
    if token.kind == "word" and token.text == "const":
        return "let"
    if token.text not in short or not _is_free(token):
        return token.text
    is_both = token.inside == "object" and token.before in {"{", ","} and token.after in {",", "}", "="}
    return f"{token.text}:{short[token.text]}" if is_both else short[token.text]


def _short_names(taken: set[str]) -> Iterator[str]:
    for number in count():
        name, rest = "", number
        while True:
            name = ascii_letters[rest % 52] + name
            rest = rest // 52 - 1
            if rest < 0:
                break
        if name not in taken and name not in _RESERVED:
            yield name
