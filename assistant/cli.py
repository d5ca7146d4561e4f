"""The command `jobclass`: it parses flags, calls the house and reports; nothing else.

Exit codes: 0 done; 1 done, but some inputs were refused, a job was cancelled, the
index differs or a score is too low; 2 wrong use; 3 a part that is needed is unavailable. What a command needs is
imported when it runs, so that help comes at once.
"""

from pathlib import Path
from typing import Annotated

import typer

from assistant import cli_index
from assistant import cli_output as output
from assistant.cli_common import REFUSED, Agency, AsJson, DataDir, DryRun, Wait, interruptible, settings_of, told
from assistant.cli_drafting import draft, lint, similar

_Overrides = Annotated[
    Path | None,
    typer.Option("--overrides", help="TOML file of agencies, aliases and corrections, in place of the folder's."),
]
_Columns = Annotated[
    list[str] | None,
    typer.Option("--column", help="What a column means, where its name does not say.", metavar="NAME=FACET"),
]

app = typer.Typer(
    name="jobclass",
    help="Exact, cited answers to questions about job class specifications.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line."""
    app()


@app.command()
def setup(data_dir: DataDir = None) -> None:
    """Fetch and verify the model files; what is there already stays."""
    with told():
        from vectorstore.model_files import ensure

        directory = settings_of(data_dir).model_dir
        with output.steps() as progress:
            ensure(directory, progress)
        output.say(f"The model files in {directory} are complete.")


@app.command()
def ingest(
    # What cannot be read is refused by name, and the rest goes on.
    paths: Annotated[list[Path], typer.Argument(help="Files and folders to read.", metavar="PATH", readable=False)],
    agency: Agency = None,
    prune: Annotated[bool, typer.Option("--prune", help="Remove specs whose files are gone from PATH.")] = False,
    dry_run: DryRun = False,
    overrides: _Overrides = None,
    wait: Wait = 600,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Read specs into the index, so that it is exactly the files and folders given.

    Beside a running server, the server reads them.
    """
    with told():
        from assistant.cli_report import shortcoming, show_report
        from assistant.ingestion import Task, run

        settings, task = settings_of(data_dir), Task(paths, agency or "", prune, dry_run, overrides)
        with interruptible("interrupted: what is in stays; run it again for the rest"), output.files() as progress:
            report = run(task, settings, progress, output.complain, wait)
        output.print_json(report.as_dict()) if as_json else show_report(report)
        if sentence := shortcoming(report, paths):
            output.complain(sentence)
        if report.refused or report.cancelled:
            raise typer.Exit(REFUSED)


@app.command()
def table(
    file: Annotated[Path, typer.Argument(help="Class table, a CSV.", metavar="FILE.csv")],
    agency: Annotated[str, typer.Option("--agency", help="Agency that the classes are of.")] = "",
    effective: Annotated[str, typer.Option("--effective", help="Day from which on it holds.", metavar="DATE")] = "",
    period: Annotated[str, typer.Option("--period", help="What its amounts are for.", metavar="month|year|hour")] = "",
    column: _Columns = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take out what FILE.csv said.")] = False,
    dry_run: DryRun = False,
    wait: Wait = 600,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Load a table of pay, overtime, unit or whatever else, a row a class code or a grade.

    Beside a running server, the server loads it.
    """
    with told():
        from assistant.cli_table import show_columns, show_table_report
        from assistant.table_loading import columns_of, previewed, run
        from ingest.classtable.importing import TableTask
        from ingest.folder import absolute

        given = columns_of(column or ())
        task = TableTask(absolute(file), agency, effective, period, given, dry_run, remove)
        if not (as_json or remove):
            show_columns(*previewed(task))
        report = run(task, settings_of(data_dir), output.complain, wait)
        output.print_json(report.as_dict()) if as_json else show_table_report(report)
        if report.refused:
            raise typer.Exit(REFUSED)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    agency: Agency = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Answer one question, with the words of the specs that say so."""
    with told():
        from assistant.desk import open_desk, require_specs

        with open_desk(settings_of(data_dir)) as desk:
            require_specs(desk)
            reply = desk.ask(question, agency)
        output.print_json(reply) if as_json else output.show_reply(reply)


@app.command()
def specs(
    words: Annotated[list[str] | None, typer.Argument(help="Words of title, code or agency.")] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """List the specs in the index."""
    with told():
        from assistant.desk import listed, open_desk

        with open_desk(settings_of(data_dir)) as desk:
            items = listed(desk, " ".join(words or ()))
        output.print_json({"items": items, "total": len(items)}) if as_json else output.show_specs(items)


@app.command()
def show(
    spec: Annotated[str, typer.Argument(help="Id, class code or title.")],
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Show one spec with its facts and sections."""
    with told():
        from assistant.desk import open_desk, resolve

        with open_desk(settings_of(data_dir)) as desk:
            detail = resolve(desk, spec)
        output.print_json(detail) if as_json else output.show_spec(detail)


for command in (lint, similar, draft):
    app.command()(command)


@app.command("eval")
def evaluate(
    questions: Annotated[Path, typer.Argument(help="Questions, each with its answer.", metavar="QUESTIONS.jsonl")],
    select: Annotated[list[str] | None, typer.Option("--select", help="Ask only these: kind=code,title.")] = None,
    skip: Annotated[list[str] | None, typer.Option("--skip", help="Leave these out: kind=salary.")] = None,
    floor: Annotated[float, typer.Option("--floor", min=0, max=1, help="Exit 1 if the mean is below.")] = 0,
    html: Annotated[Path | None, typer.Option("--html", help="Write a report with every miss to this file.")] = None,
    agency: Agency = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Score the assistant on your own questions."""
    with told():
        from assistant.cli_scores import show_scores
        from assistant.evaluate.questions import read_questions, selected
        from assistant.evaluate.report import Report
        from assistant.evaluate.run import evaluate as run

        asked, report = selected(read_questions(questions), select or (), skip or ()), html and Report.to(html)
        with output.steps() as progress:
            scores = run(asked, settings_of(data_dir), agency, progress)
        output.print_json(scores.as_dict()) if as_json else show_scores(scores)
        if report:
            report.write(scores, questions.name)
        if scores.mean < floor:
            output.complain(f"the mean over kinds, {scores.mean:.4f}, is below {floor}")
            raise typer.Exit(REFUSED)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.", show_default="127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one.", show_default="8000")] = None,
    data_dir: DataDir = None,
) -> None:
    """Serve the chat page and the HTTP interface."""
    with told():
        from assistant.serving import serve as run

        run(settings_of(data_dir, host, port), output.say)


@app.command()
def mcp(data_dir: DataDir = None) -> None:
    """Answer a client of the Model Context Protocol that starts this command, over standard input and output.

    Beside a running server, the server answers.
    """
    with told():
        from assistant.service.mcp.stdio import run

        run(settings_of(data_dir))


app.add_typer(cli_index.app, name="index")


if __name__ == "__main__":
    main()
