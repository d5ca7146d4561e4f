"""The commands of `jobclass index`, which look after the index."""

from typing import Annotated

import typer

from assistant import cli_output as output
from assistant.cli_common import REFUSED, DataDir, settings_of, told

app = typer.Typer(help="Look after the index.", no_args_is_help=True)


@app.command()
def check(
    repair: Annotated[bool, typer.Option("--repair", help="Mend what differs.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Compare the catalog, the full text and the vectors; exit 1 if they differ."""
    with told():
        from assistant.upkeep import check as run

        with output.steps() as progress:
            mended, differences = run(settings_of(data_dir), repair, progress)
        for sentence in mended:
            output.say(f"mended: {sentence}")
        for difference in differences:
            output.say(difference)
        if differences:
            raise typer.Exit(REFUSED)
        output.say("The index is clean.")


@app.command()
def rebuild(data_dir: DataDir = None) -> None:
    """Make the vectors and the full text anew from the catalog; the old ones answer until that is done."""
    with told():
        from assistant.opening import open_embedder
        from vectorstore import upkeep

        settings = settings_of(data_dir)
        with output.steps() as progress:
            upkeep.rebuild(settings.data_dir, open_embedder(settings), progress)
        output.say("The index was rebuilt.")
