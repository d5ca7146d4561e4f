"""How a widget is to look on somebody's page: what was chosen, checked, and the tags that say so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import escape

from assistant.web.templates import straight

#: The accent of our own pages; a widget without one has it too, and a lighter one in the dark.
ACCENT = "#14557b"

#: Choices, the first of which needs not be said.
POSITIONS = ("right", "left")
THEMES = ("auto", "light", "dark")

_COLOR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)

#: Longest text of each field.
LENGTHS: Mapping[str, int] = {"name": 80, "greeting": 400, "agency": 200, "class": 200}

_CHOICES: Mapping[str, Sequence[str]] = {"position": POSITIONS, "theme": THEMES}

_FRAME_SIZE = 'width="400" height="600"'


@dataclass(frozen=True, slots=True)
class Embedding:
    """What was chosen, and what of it cannot be."""

    given: Mapping[str, str]
    """Every field as it was filled in; empty where it was not."""

    said: Mapping[str, str]
    """The fields that a tag has to say, in the order of the form: those that are right and not as they are anyhow."""

    wrong: Mapping[str, str]
    """What is wrong with a field, in a sentence."""

    @property
    def query(self) -> str:
        """The fields as the query of an address, with its question mark; empty without any."""
        return f"?{urlencode(self.said)}" if self.said else ""

    def script_tag(self, base: str, path: str, integrity: str) -> str:
        """Return the script tag, for a server at `base` with the script at `path`."""
        lines = [
            f'<script src="{escape(base + path)}"',
            f'integrity="{escape(integrity)}" crossorigin="anonymous" async',
            *(f'data-{name}="{escape(value)}"' for name, value in self.said.items()),
        ]
        return "\n  ".join(lines) + "></script>"

    def frame_tag(self, base: str) -> str:
        """Return the tag of the frame, for a server at `base`."""
        # A frame stands where its page puts it.
        said = {name: value for name, value in self.said.items() if name != "position"}
        query = f"?{urlencode(said)}" if said else ""
        title = self.said.get("name", "Job Class Assistant")
        return f'<iframe src="{escape(base + "/frame" + query)}"\n  title="{escape(title)}" {_FRAME_SIZE}></iframe>'


def embedding(fields: Mapping[str, str]) -> Embedding:
    """Return what the fields of the form (those of `LENGTHS`, accent, position and theme) choose."""
    given = {name: " ".join(str(straight(fields.get(name, ""))).split()) for name in (*LENGTHS, "accent", *_CHOICES)}
    wrong = {name: told for name, value in given.items() if value and (told := _wrong(name, value))}
    defaults = {"accent": ACCENT} | {name: choices[0] for name, choices in _CHOICES.items()}
    said = {
        name: value.lower() if name == "accent" else value
        for name, value in given.items()
        if value and name not in wrong and value.lower() != defaults.get(name)
    }
    return Embedding(given, said, wrong)


def _wrong(name: str, value: str) -> str:
    if name == "accent":
        return "" if _COLOR.fullmatch(value) else "A color is written as # and six digits, such as #14557b."
    if choices := _CHOICES.get(name):
        return "" if value in choices else f"Choose one of: {', '.join(choices)}."
    longest = LENGTHS[name]
    return "" if len(value) <= longest else f"At most {longest} characters; these are {len(value):,}."
