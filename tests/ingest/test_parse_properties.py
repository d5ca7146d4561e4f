"""Whatever the text, parsing ends, and every span, section, statement, fact and chunk holds together."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ingest.errors import ReadError
from tests.ingest.parsing import example_files, parsed, parsed_bytes, parsed_file
from tests.ingest.properties import check

CONTENTS = [(path.name, path.read_bytes()) for path in example_files()]

FRAGMENTS = st.sampled_from(
    [
        *(
            "GATE KEEPER\n",
            "MINIMUM QUALIFICATIONS\n",
            "**Experience** ",
            "**DUTIES**\n",
            "Knowledge of:\n",
            "## Duties\n",
        ),
        *(
            "Class Code:",
            " 1234",
            "\tStatus\t",
            "FLSA Status: Exempt\n",
            "Salary: $20,000 to $30,000",
            "| Grade | 12 |\n",
        ),
        *(
            "Uniform Allowance: $450 a year\n",
            "Open Date: 03-16-18\n",
            "APPLICATION DEADLINE\n",
            "From May 1, 2018 to ",
        ),
        *(
            "1. ",
            "2) ",
            "a. ",
            "(b) ",
            "- ",
            "• ",
            "\uf0b7 ",
            "1.\n",
            ": ",
            ";",
            "; or\n",
            "; and ",
            ".",
            ":\n",
            ". . . . ",
        ),
        *(
            "The following are desired but not required:\n",
            "Some positions may require a license. ",
            "None required.\n",
        ),
        *(
            "A valid driver's license is required",
            "two (2) years of experience, ",
            "Page 2 of 3\n",
            "\f",
            "\n",
            "\n\n",
            "\r\n",
        ),
        *("*", "**", "__", "_", "`", "#", "|", "\t", "   ", "\u00a0", "\ufffd", "\u2028", "é", "😀", "İ", "½"),
        *("This class - This classification keeps gates.\n", "MARLOW COUNTY\n", "Levels: I/II\n", "NOTES:\n", "NOTE: "),
    ]
)
SPEC_LIKE = st.lists(FRAGMENTS, max_size=40).map("".join)
NAMES = st.sampled_from(["spec.txt", "spec.md"])


@given(st.one_of(st.text(max_size=300), SPEC_LIKE), NAMES)
@settings(deadline=None, max_examples=250)
@example("GATE KEEPER I/II\n\nClass Codes: 12 (I), 13 (II)\n\nDUTIES\n\nBoth levels:\n- Open.\n", "spec.txt")
@example("1.\n\n2.\nText", "spec.txt")
@example("**Duties:**", "spec.md")
@example("DUTIES\n\n**a** *b* `c`", "spec.md")
def test_any_text_is_parsed_and_holds_together(text: str, name: str) -> None:
    check_text(text, name)


@pytest.mark.long
@given(st.one_of(st.text(max_size=2000), SPEC_LIKE), NAMES)
@settings(deadline=None, max_examples=5000)
def test_many_texts_are_parsed_and_hold_together(text: str, name: str) -> None:
    check_text(text, name)


def check_text(text: str, name: str) -> None:
    """Parse what can be read at all, and check what comes of it."""
    try:
        result = parsed(text, name)
    except ReadError:
        return
    check(result)


# What becomes of a line and of the one it is swapped with.
CHANGES: dict[str, Callable[[bytes, bytes], list[bytes]]] = {
    "drop": lambda line, other: [],
    "double": lambda line, other: [line, line],
    "swap": lambda line, other: [other],
    "join": lambda line, other: [line + b" " + other],
    "tab": lambda line, other: [line.replace(b" ", b"\t")],
    "indent": lambda line, other: [b"        " + line],
    "cut": lambda line, other: [line[: len(line) // 2], line[len(line) // 2 :]],
    "blank": lambda line, other: [b"", line],
    "capitals": lambda line, other: [line.upper()],
}


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return an example whose lines were dropped, doubled, reordered, joined, indented or broken otherwise."""
    name, content = draw(st.sampled_from(CONTENTS))
    lines = [line.rstrip(b"\r") for line in content.split(b"\n")]
    for change in draw(st.lists(st.sampled_from(list(CHANGES)), min_size=1, max_size=6)):
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        lines[at : at + 1] = CHANGES[change](lines[at], lines[other]) or [b""]
    return name, draw(st.sampled_from([b"\n", b"\r\n", b"\r"])).join(lines)


@pytest.mark.long
@given(mutated())
@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
def test_a_mutilated_example_is_parsed_and_holds_together(file: tuple[str, bytes]) -> None:
    name, content = file
    check(parsed_bytes(content, name))


@pytest.mark.long
@given(mutated())
@settings(
    deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example]
)
def test_many_mutilated_examples_are_parsed_and_hold_together(file: tuple[str, bytes]) -> None:
    name, content = file
    check(parsed_bytes(content, name))


@pytest.mark.parametrize("path", example_files(), ids=lambda path: path.stem)
def test_every_example_holds_together(path: Path) -> None:
    check(parsed_file(path))


@pytest.mark.parametrize("path", example_files(), ids=lambda path: path.stem)
def test_line_ends_change_nothing_but_offsets(path: Path) -> None:
    name, content = path.name, path.read_bytes()
    unix = content.replace(b"\r\n", b"\n")
    one, other = parsed_bytes(unix, name), parsed_bytes(unix.replace(b"\n", b"\r\n"), name)
    assert one.sections == other.sections
    assert one.statements == other.statements
    assert one.facts == other.facts
    assert one.chunks == other.chunks
