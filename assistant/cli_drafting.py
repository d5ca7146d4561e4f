"""The commands of `jobclass` that draft and check specs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant import cli_output as output
from assistant.cli_common import REFUSED, Agency, AsJson, DataDir, settings_of, told

if TYPE_CHECKING:
    from assistant.desk import Desk

_SimilarTo = Annotated[
    list[str] | None, typer.Option("--similar-to", help="Draw on this spec first; may be repeated.", metavar="SPEC")
]


def lint(
    spec: Annotated[str | None, typer.Argument(help="Id, class code or title; every class without.")] = None,
    agency: Agency = None,
    rule: Annotated[list[str] | None, typer.Option("--rule", help="Check by this rule alone; may be repeated.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write every finding to this file.")] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Check specs by the rules of their agencies; exit 1 if there are errors."""
    with told():
        from assistant.cli_lint import show_findings, write_findings
        from assistant.desk import open_desk, require_specs, resolve

        with open_desk(settings_of(data_dir)) as desk:
            require_specs(desk)
            spec_ids = [resolve(desk, spec)["spec_id"]] if spec is not None else []
            found = desk.lint({"spec_ids": spec_ids, "agency": agency or "", "rules": rule or []})
        if csv:
            write_findings(found, csv)
        output.print_json(found) if as_json else show_findings(found, whole=bool(spec_ids))
        if found["severities"]["error"]:
            raise typer.Exit(REFUSED)


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
    with told():
        from assistant.cli_similar import show_similar
        from assistant.desk import open_desk, require_specs, resolve
        from assistant.errors import RefusedError

        if bool(title.strip() or notes.strip()) == (spec is not None):
            raise RefusedError("say what is looked for: a title, --notes or both, or else --spec")
        with open_desk(settings_of(data_dir)) as desk:
            require_specs(desk)
            spec_id = resolve(desk, spec)["spec_id"] if spec is not None else ""
            body = {"title": title, "notes": notes, "spec_id": spec_id, "agency": agency or "", "limit": limit}
            found = desk.similar(body)
        output.print_json(found) if as_json else show_similar(found)


def draft(
    title: Annotated[str, typer.Argument(help="Title of the class; a revision may keep its own.")] = "",
    notes: Annotated[str, typer.Option("--notes", help="What it does, as text.", metavar="TEXT|@FILE")] = "",
    agency: Agency = None,
    similar_to: _SimilarTo = None,
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
    with told():
        from assistant.cli_draft import notes_of, show_draft
        from assistant.desk import open_desk, require_specs, resolve

        body: dict[str, Any] = {"title": title, "notes": notes_of(notes), "agency": agency, "class_code": code}
        with open_desk(settings_of(data_dir)) as desk:
            require_specs(desk)
            first = [resolve(desk, spec)["spec_id"] for spec in similar_to or ()]
            revised = resolve(desk, revise)["spec_id"] if revise is not None else ""
            more = {"similar_to": first, "revises": revised, "unit": unit, "supervisor": supervisor}
            made = desk.draft(body | more)
            output.print_json(made) if as_json else show_draft(made)
            _write_files(desk, made["draft_id"], docx, markdown, comments=comments)


def _write_files(desk: "Desk", draft_id: str, docx: Path | None, markdown: Path | None, *, comments: bool) -> None:
    from assistant.cli_draft import write_file

    if docx is not None:
        write_file(desk.draft_word(draft_id, comments=comments), docx)
    if markdown is not None:
        write_file(desk.draft_markdown(draft_id), markdown)
