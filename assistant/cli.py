"""The command `jobclass`: it parses flags, calls the house and reports; nothing else.

Exit codes: 0 done; 1 done, but some inputs were refused, a job was cancelled, the
index differs or a score is too low; 2 wrong use; 3 a part that is needed is unavailable. What a command needs is
imported when it runs, so that help comes at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant import cli_output as output

if TYPE_CHECKING:
    from assistant.settings import Settings

REFUSED, MISUSED, UNAVAILABLE = 1, 2, 3

# As a shell tells that a command was interrupted.
INTERRUPTED = 130

app = typer.Typer(
    name="jobclass",
    help="Exact, cited answers to questions about job class specifications.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
index_app = typer.Typer(help="Look after the index.", no_args_is_help=True)
app.add_typer(index_app, name="index")

DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="Folder of the index.", show_default="$JOBCLASS_DATA_DIR")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Agency = Annotated[str | None, typer.Option("--agency", help="Agency that the specs are of.")]


def main() -> None:
    """Run the command line."""
    app()


@app.command()
def setup(data_dir: DataDir = None) -> None:
    """Fetch and verify the model files; what is there already stays."""
    with _told():
        from vectorstore.model_files import ensure

        directory = _settings(data_dir).model_dir
        with output.steps() as progress:
            ensure(directory, progress)
        output.say(f"The model files in {directory} are complete.")


@app.command()
def ingest(
    # What cannot be read is refused by name, and the rest goes on.
    paths: Annotated[list[Path], typer.Argument(help="Files and folders to read.", metavar="PATH", readable=False)],
    agency: Agency = None,
    prune: Annotated[bool, typer.Option("--prune", help="Remove specs whose files are gone from PATH.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would become of each file.")] = False,
    overrides: Annotated[
        Path | None,
        typer.Option("--overrides", help="TOML file of agencies, aliases and corrections, in place of the folder's."),
    ] = None,
    wait: Annotated[float, typer.Option("--wait", min=0, help="Seconds to wait for another command.")] = 600,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Read specs into the index, so that it is exactly the files and folders given.

    Beside a running server, the server reads them.
    """
    with _told():
        from assistant.cli_report import show_report
        from assistant.ingestion import Task, run

        settings, task = _settings(data_dir), Task(paths, agency or "", prune, dry_run, overrides)
        try:
            with output.files() as progress:
                report = run(task, settings, progress, output.complain, wait)
        except KeyboardInterrupt:
            output.complain("interrupted: what is in stays; run it again for the rest")
            raise typer.Exit(INTERRUPTED) from None
        output.print_json(report.as_dict()) if as_json else show_report(report)
        if report.cancelled:
            output.complain("the job was cancelled on the server: the files named above are in, the others as before")
        elif not report.files:
            output.complain(
                f"no file to read in {', '.join(repr(str(path)) for path in paths)}; name a folder of specs"
            )
        if report.refused or report.cancelled:
            raise typer.Exit(REFUSED)


@app.command()
def table(
    file: Annotated[Path, typer.Argument(help="Class table, a CSV.", metavar="FILE.csv")],
    agency: Annotated[str, typer.Option("--agency", help="Agency that the classes are of.")] = "",
    effective: Annotated[str, typer.Option("--effective", help="Day from which on it holds.", metavar="DATE")] = "",
    period: Annotated[str, typer.Option("--period", help="What its amounts are for.", metavar="month|year|hour")] = "",
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="What a column means, where its name does not say.", metavar="NAME=FACET"),
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take out what FILE.csv said.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would become of it.")] = False,
    wait: Annotated[float, typer.Option("--wait", min=0, help="Seconds to wait for another command.")] = 600,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Load a table of pay, overtime, unit or whatever else, a row a class code or a grade.

    Beside a running server, the server loads it.
    """
    with _told():
        from assistant.cli_table import show_columns, show_table_report
        from assistant.table_loading import columns_of, previewed, run
        from ingest.classtable.importing import TableTask
        from ingest.folder import absolute

        given = columns_of(column or ())
        task = TableTask(absolute(file), agency, effective, period, given, dry_run, remove)
        if not (as_json or remove):
            show_columns(*previewed(task))
        report = run(task, _settings(data_dir), output.complain, wait)
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
    with _told():
        from assistant.desk import open_desk, require_specs

        with open_desk(_settings(data_dir)) as desk:
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
    with _told():
        from assistant.desk import listed, open_desk

        with open_desk(_settings(data_dir)) as desk:
            items = listed(desk, " ".join(words or ()))
        output.print_json({"items": items, "total": len(items)}) if as_json else output.show_specs(items)


@app.command()
def show(
    spec: Annotated[str, typer.Argument(help="Id, class code or title.")],
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Show one spec with its facts and sections."""
    with _told():
        from assistant.desk import open_desk, resolve

        with open_desk(_settings(data_dir)) as desk:
            detail = resolve(desk, spec)
        output.print_json(detail) if as_json else output.show_spec(detail)


@app.command()
def lint(
    spec: Annotated[str | None, typer.Argument(help="Id, class code or title; every class without.")] = None,
    agency: Agency = None,
    rule: Annotated[list[str] | None, typer.Option("--rule", help="Check by this rule alone; may be repeated.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write every finding to this file.")] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Check specs by the rules of their agencies; exit 1 if there are errors."""
    with _told():
        from assistant.cli_lint import show_findings, write_findings
        from assistant.desk import open_desk, require_specs, resolve

        with open_desk(_settings(data_dir)) as desk:
            require_specs(desk)
            spec_ids = [resolve(desk, spec)["spec_id"]] if spec is not None else []
            found = desk.lint({"spec_ids": spec_ids, "agency": agency or "", "rules": rule or []})
        if csv:
            write_findings(found, csv)
        output.print_json(found) if as_json else show_findings(found, whole=bool(spec_ids))
        if found["severities"]["error"]:
            raise typer.Exit(REFUSED)


@app.command()
def similar(
    title: Annotated[str, typer.Argument(help="Title of a class, in quotation marks.", show_default=False)] = "",
    notes: Annotated[str, typer.Option("--notes", help="What it does, in a few sentences.")] = "",
    spec: Annotated[str | None, typer.Option("--spec", help="In place of these: id, class code or title.")] = None,
    agency: Agency = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=50, help="As many classes at most.")] = 8,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Find the classes that are most like a wanted one, or like a spec."""
    with _told():
        from assistant.cli_similar import show_similar
        from assistant.desk import open_desk, require_specs, resolve
        from assistant.errors import RefusedError

        if bool(title.strip() or notes.strip()) == (spec is not None):
            raise RefusedError("say what is looked for: a title, --notes or both, or else --spec")
        with open_desk(_settings(data_dir)) as desk:
            require_specs(desk)
            spec_id = resolve(desk, spec)["spec_id"] if spec is not None else ""
            body = {"title": title, "notes": notes, "spec_id": spec_id, "agency": agency or "", "limit": limit}
            found = desk.similar(body)
        output.print_json(found) if as_json else show_similar(found)


@app.command()
def draft(
    title: Annotated[str, typer.Argument(help="Title of the class; a revision may keep its own.")] = "",
    notes: Annotated[str, typer.Option("--notes", help="What it does, as text.", metavar="TEXT|@FILE")] = "",
    agency: Agency = None,
    similar_to: Annotated[
        list[str] | None, typer.Option("--similar-to", help="Draw on this spec first; may be repeated.", metavar="SPEC")
    ] = None,
    revise: Annotated[str | None, typer.Option("--revise", help="Revise this spec.", metavar="SPEC")] = None,
    code: Annotated[str, typer.Option("--code", help="Class code.")] = "",
    unit: Annotated[str, typer.Option("--unit", help="Department or bargaining unit.")] = "",
    supervisor: Annotated[str, typer.Option("--supervisor", help="Title of the class that supervises it.")] = "",
    docx: Annotated[Path | None, typer.Option("--docx", help="Write it to this file for Word.")] = None,
    markdown: Annotated[Path | None, typer.Option("--markdown", help="Write it to this file as Markdown.")] = None,
    comments: Annotated[bool, typer.Option(help="Say in the Word file where each line comes from.")] = True,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Draft a class from similar ones, or a revision of a spec, with the source of each line; it is kept."""
    with _told():
        from assistant.cli_draft import notes_of, show_draft, write_file
        from assistant.desk import open_desk, require_specs, resolve

        body: dict[str, Any] = {"title": title, "notes": notes_of(notes), "agency": agency, "class_code": code}
        with open_desk(_settings(data_dir)) as desk:
            require_specs(desk)
            body["similar_to"] = [resolve(desk, spec)["spec_id"] for spec in similar_to or ()]
            body["revises"] = resolve(desk, revise)["spec_id"] if revise is not None else ""
            made = desk.draft({**body, "unit": unit, "supervisor": supervisor})
            output.print_json(made) if as_json else show_draft(made)
            if docx is not None:
                write_file(desk.draft_word(made["draft_id"], comments=comments), docx)
            if markdown is not None:
                write_file(desk.draft_markdown(made["draft_id"]), markdown)


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
    with _told():
        from assistant.cli_scores import show_scores
        from assistant.evaluate.questions import read_questions, selected
        from assistant.evaluate.report import Report
        from assistant.evaluate.run import evaluate as run

        asked, report = selected(read_questions(questions), select or (), skip or ()), html and Report.to(html)
        with output.steps() as progress:
            scores = run(asked, _settings(data_dir), agency, progress)
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
    with _told():
        from assistant.serving import serve as run

        run(_settings(data_dir, host, port), output.say)


@app.command()
def mcp(data_dir: DataDir = None) -> None:
    """Answer a client of the Model Context Protocol that starts this command, over standard input and output.

    Beside a running server, the server answers.
    """
    with _told():
        from assistant.service.mcp.stdio import run

        run(_settings(data_dir))


@index_app.command()
def check(
    repair: Annotated[bool, typer.Option("--repair", help="Mend what differs.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Compare the catalog, the full text and the vectors; exit 1 if they differ."""
    with _told():
        from assistant.upkeep import check as run

        with output.steps() as progress:
            mended, differences = run(_settings(data_dir), repair, progress)
        for sentence in mended:
            output.say(f"mended: {sentence}")
        for difference in differences:
            output.say(difference)
        if differences:
            raise typer.Exit(REFUSED)
        output.say("The index is clean.")


@index_app.command()
def rebuild(data_dir: DataDir = None) -> None:
    """Make the vectors and the full text anew from the catalog; the old ones answer until that is done."""
    with _told():
        from assistant.opening import open_embedder
        from vectorstore import upkeep

        settings = _settings(data_dir)
        with output.steps() as progress:
            upkeep.rebuild(settings.data_dir, open_embedder(settings), progress)
        output.say("The index was rebuilt.")


def _settings(data_dir: Path | None, host: str | None = None, port: int | None = None) -> "Settings":
    from assistant.settings import Settings

    return Settings.load(data_dir=data_dir, host=host, port=port)


@contextmanager
def _told() -> Iterator[None]:
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


if __name__ == "__main__":
    main()
