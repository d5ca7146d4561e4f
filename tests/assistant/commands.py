"""The command line in this process, and two specs for it to read."""

from pathlib import Path

from typer.testing import CliRunner, Result

from assistant.cli import app
from tests.assistant.processes import SPEC


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def printed(result: Result) -> str:
    """Return the output as one line, for a terminal's width wraps it anywhere."""
    return " ".join(result.output.split())


def two_specs(root: Path) -> Path:
    """Write a ranger and a warden in the folder `root`, and return it."""
    ranger = SPEC.format(title="PARK RANGER", code="R100", place="trails", duty="Walks the trails and mends fences.")
    warden = SPEC.format(title="LAKE WARDEN", code="W200", place="lakes", duty="Counts herons and pike at dawn.")
    (root / "ranger.txt").write_text(ranger)
    (root / "warden.md").write_text(warden)
    return root
