"""How the command line shows a draft: the similar classes, then its sections with where each line comes from."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.cli_output import say
from assistant.cli_similar import show_similar
from assistant.errors import RefusedError

Json = Mapping[str, Any]

#: What stands before a line of each provenance, and what it means.
_MARKS = {"taken": "=", "adapted": "~", "new": "+", "needs_input": "?"}
_TOLD = {"taken": "taken", "adapted": "adapted", "new": "new", "needs_input": "to be completed"}


def notes_of(given: str) -> str:
    """Return notes as they are given: as text, or as `@FILE`.

    Raises:
        RefusedError: the file cannot be read.
    """
    if not given.startswith("@"):
        return given
    try:
        return Path(given[1:]).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedError(f"the notes in {given[1:]!r} cannot be read: {error}") from error


def write_file(content: bytes, path: Path) -> None:
    """Write a draft to a file, and say so.

    Raises:
        RefusedError: it cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise RefusedError(f"{path} cannot be written: {error.strerror}") from error
    say(f"wrote {path}")


def show_draft(reply: Json) -> None:
    """Print a reply of `POST /v1/drafts`."""
    wanted = reply["wanted"]
    say(f"{reply['title']}{', ' + wanted['agency'] if wanted['agency'] else ''}: draft {reply['draft_id']}")
    if reply["similar"]:
        say("\nSimilar classes")
        show_similar({"items": reply["similar"]})
    for section in reply["sections"]:
        say(f"\n{'  ' * (section['depth'] - 1)}{section['heading']}" if section["heading"] else "")
        for line in section["lines"]:
            _show_line(line)
    lines = [line for section in reply["sections"] for line in section["lines"]]
    counts = Counter(line["provenance"] for line in lines)
    told = (f"{mark} {counts[key]} {_TOLD[key]}" for key, mark in _MARKS.items())
    say(f"\n{', '.join(told)}")
    for finding in reply["findings"]:
        say(f"{finding['severity']}  {finding['rule']}: {finding['message']}")
    if reply["notice"]:
        say(reply["notice"])


def _show_line(line: Json) -> None:
    label = f"{line['label']}: " if line["label"] else ""
    item = "  " * (line["depth"] - 1) + "- " if line["depth"] else ""
    say(f"{_MARKS[line['provenance']]} {item}{label}{line['text']}".rstrip())
    for change in line["changes"]:
        say(f"      “{change['from']}” → “{change['to']}” ({change['kind']})")
    for place in dict.fromkeys(map(_place, line["sources"])):
        say(f"      {place}")
    if line["question"]:
        say(f"    ? {line['question']}")


def _place(source: Json) -> str:
    code = f" ({source['class_code']})" if source["class_code"] else ""
    section = f", {source['section']}" if source["section"] else ""
    return f"{source['title']}{code}{section}, line {source['line']} of {source['source']}"
