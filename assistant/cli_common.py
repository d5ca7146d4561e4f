"""What the commands of `jobclass` share: exit codes, options, and errors as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant import cli_output as output

if TYPE_CHECKING:
    from assistant.settings import Settings

REFUSED, MISUSED, UNAVAILABLE = 1, 2, 3

# As a shell tells that a command was interrupted.
INTERRUPTED = 130

DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="Folder of the index.", show_default="$JOBCLASS_DATA_DIR")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would become of it.")]
Wait = Annotated[float, typer.Option("--wait", min=0, help="Seconds to wait for another command.")]
Agency = Annotated[str | None, typer.Option("--agency", help="Agency that the specs are of.")]


def settings_of(data_dir: Path | None, host: str | None = None, port: int | None = None) -> "Settings":
    """Return the settings, with what the command line says over what the environment does."""
    from assistant.settings import Settings

    return Settings.load(data_dir=data_dir, host=host, port=port)


@contextmanager
def interruptible(sentence: str) -> Iterator[None]:
    """End with `sentence` where a person interrupts the block."""
    try:
        yield
    except KeyboardInterrupt:
        output.complain(sentence)
        raise typer.Exit(INTERRUPTED) from None


@contextmanager
def told() -> Iterator[None]:
    """Turn the errors that a person can mend into one sentence and an exit code."""
    from assistant.errors import AssistantError, RefusedError, SettingsError
    from ingest.errors import IngestError
    from vectorstore.errors import VectorstoreError

    try:
        yield
    except (RefusedError, SettingsError, IngestError) as error:
        output.complain(str(error))
        raise typer.Exit(MISUSED) from error
    except (AssistantError, VectorstoreError) as error:
        output.complain(str(error))
        raise typer.Exit(UNAVAILABLE) from error
