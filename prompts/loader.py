"""Load a prompt: a Markdown file of this folder, with front matter and two parts.

    ---
    purpose: what it is for
    version: 1
    variables:
      question: what the reader asks
    ---
    # System
    …
    # User
    … {{ question | data }} …

The parts are jinja2. Every value is stripped of invisible characters; what
others wrote goes through the filter `data` too, which keeps it from leaving the
channel that the variable `fence` delimits, or through `line`, which also puts it
on one line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta
import yaml
from jinja2.runtime import Context

from prompts.defused import defused, visible
from prompts.errors import PromptError

_FOLDER = Path(__file__).parent
_FILE = re.compile(r"---\n(?P<matter>.*?)\n---\n\s*# System\n(?P<system>.*?)\n# User\n(?P<user>.*)", re.DOTALL)
_KEYS = {"purpose", "version", "variables"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A prompt with its values in place."""

    system: str
    """Instructions of ours."""

    user: str
    """What is asked and what was retrieved, delimited."""


@dataclass(frozen=True, slots=True)
class PromptTemplate:
    """A prompt, ready for its values."""

    name: str
    """Its file is this and `.md`."""

    purpose: str
    version: int
    """Counts up when the words change."""

    variables: Mapping[str, str]
    """Each name with what it is; all of them must be given."""

    _system: jinja2.Template = field(repr=False)
    _user: jinja2.Template = field(repr=False)

    def render(self, **values: object) -> Rendered:
        """Return the prompt with `values` in place.

        Raises:
            PromptError: a variable is missing or unknown, or a value lacks what the prompt shows of it.
        """
        missing, unknown = self.variables.keys() - values.keys(), values.keys() - self.variables.keys()
        if missing or unknown:
            told = [f"needs {', '.join(sorted(missing))}"] if missing else []
            told += [f"has no variable {', '.join(sorted(unknown))}"] if unknown else []
            raise PromptError(f"prompts/{self.name}.md {' and '.join(told)}")
        try:
            return Rendered(self._system.render(values).strip(), self._user.render(values).strip())
        except jinja2.UndefinedError as error:
            raise PromptError(f"prompts/{self.name}.md: {error}") from error


@cache
def prompt(name: str, folder: Path = _FOLDER) -> PromptTemplate:
    """Return the prompt `name`, read once.

    Raises:
        PromptError: there is none of that name, or its file is malformed.
    """
    try:
        text = (folder / f"{name}.md").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"prompts/{name}.md cannot be read: {error}") from error
    try:
        return _parsed(name, text)
    except (yaml.YAMLError, jinja2.TemplateSyntaxError, ValueError) as error:
        raise PromptError(f"prompts/{name}.md is malformed: {error}") from error


def _parsed(name: str, text: str) -> PromptTemplate:
    parts = _FILE.fullmatch(text)
    if parts is None:
        raise ValueError("it is front matter between lines of ---, then # System, then # User")
    matter = _matter(parts["matter"])
    used = jinja2.meta.find_undeclared_variables(_JINJA.parse(f"{parts['system']}\n{parts['user']}"))
    if odd := used ^ matter["variables"].keys():
        raise ValueError(f"{', '.join(sorted(odd))}: either declared or used, not both")
    templates = (_JINJA.from_string(parts[part]) for part in ("system", "user"))
    return PromptTemplate(name, matter["purpose"], matter["version"], matter["variables"], *templates)


def _matter(text: str) -> dict[str, Any]:
    """The front matter, checked."""
    matter = yaml.safe_load(text)
    if not isinstance(matter, dict) or matter.keys() != _KEYS:
        raise ValueError(f"its front matter has exactly {', '.join(sorted(_KEYS))}")
    if not isinstance(matter["purpose"], str) or not isinstance(matter["version"], int):
        raise ValueError("purpose is a text, version a whole number")
    if not isinstance(matter["variables"], dict):
        raise ValueError("variables are names, each with what it is")
    return matter


@jinja2.pass_context
def _data(context: Context, value: object) -> str:
    """What others wrote, unable to end the channel that it stands in."""
    return defused(str(value), str(context.get("fence", "")))


@jinja2.pass_context
def _line(context: Context, value: object) -> str:
    return " ".join(_data(context, value).split())


def _shown(value: object) -> object:
    return visible(value) if isinstance(value, str) else value


_JINJA = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown)
_JINJA.filters |= {"data": _data, "line": _line}
