"""How the command line looks: tables, progress, answers with their quotes.

What comes out of documents is printed as text, never as markup, and whatever
in it could steer a terminal is escaped.
"""

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

Json = Mapping[str, Any]

#: Called with what is being done, how much of it is, and how much there is.
Step = Callable[[str, int, int], None]

_OUT = Console(highlight=False, soft_wrap=False)
_ERRORS = Console(stderr=True, highlight=False)


def say(sentence: str) -> None:
    """Print one sentence."""
    _OUT.print(Text(printable(sentence)), soft_wrap=True)


def complain(sentence: str) -> None:
    """Print one sentence to the error stream."""
    _ERRORS.print(Text(f"jobclass: {printable(sentence)}"), soft_wrap=True)


def print_json(data: object) -> None:
    """Print `data` as JSON, in ASCII and without colors."""
    print(json.dumps(data, indent=2))


def printable(text: str) -> str:
    """Return `text` with everything escaped that a terminal could obey, line ends apart."""
    return "".join(c if c == "\n" or c.isprintable() else repr(c)[1:-1] for c in text)


@contextmanager
def steps() -> Iterator[Step]:
    """Show a bar for each step, while the block runs."""
    with Progress(TextColumn("{task.description}"), BarColumn(), console=_ERRORS) as progress:
        tasks: dict[str, TaskID] = {}

        def step(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(printable(name))
            progress.update(tasks[name], completed=done, total=total)

        yield step


@contextmanager
def files() -> Iterator[Step]:
    """Show one bar over all files, while the block runs."""
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_ERRORS, transient=True) as progress:
        task = progress.add_task("reading", total=None)
        yield lambda _path, done, total: progress.update(task, completed=done, total=total)


def show_reply(reply: Json) -> None:
    """Print an answer and the quotes under it."""
    _OUT.print(Markdown(printable(reply["answer"])))
    for citation in reply["citations"]:
        _OUT.print()
        _OUT.print(Text(f"[{citation['number']}] {printable(_place(citation))}", style="bold"))
        _OUT.print(Padding(Text(printable(citation["quote"])), (0, 0, 0, 4)))
    for title, items in (("Did you mean:", reply["choices"]), ("Nearest classes:", reply["nearest"])):
        if items:
            _OUT.print(Text(f"\n{title}"))
            for item in items:
                say(f"  {item['class_code'] or '-'}  {item['title']}")
    if reply["notice"]:
        say(f"\n{reply['notice']}")


def _place(citation: Json) -> str:
    parts = [f"{citation['title']} {_in_brackets(citation['class_code'])}".strip(), *citation["section_path"]]
    page = f", page {citation['page']}" if citation["page"] else ""
    return f"{' › '.join(parts)} – {citation['source']}{page}, line {citation['line']}"


def _in_brackets(code: str) -> str:
    return f"({code})" if code else ""


def show_specs(items: Iterable[Json]) -> None:
    """Print a list of specs."""
    table = new_table("id", "code", "title", "agency", "revision", "file", whole={"id", "code", "revision"})
    for item in items:
        names = ("spec_id", "class_code", "title", "agency", "revision", "source")
        table.add_row(*(Text(printable(item[name]), overflow="fold") for name in names))
    _OUT.print(table)
    say(f"{table.row_count} {'spec' if table.row_count == 1 else 'specs'}")


def show_spec(detail: Json) -> None:
    """Print one spec: its facts, then its sections."""
    heading = f"{detail['title']} {_in_brackets(detail['class_code'])}".strip()
    _OUT.print(Text(printable(heading), style="bold"))
    say("  ".join(part for part in (detail["agency"], detail["revision"], detail["source_path"]) if part))
    table = new_table("fact", "value", "as printed", "line")
    for fact in detail["facts"]:
        values = (fact["facet"], fact["value"] or "(blank)", " ".join(fact["quote"].split()))
        table.add_row(*(Text(printable(value)) for value in values), str(fact["context"]["line"]))
    _OUT.print(table)
    if detail["tabled"]:
        _show_tabled(detail["tabled"])
    for section in detail["sections"]:
        if section["heading"]:
            _OUT.print(Text(f"\n{'  ' * (len(section['path']) - 1)}{printable(section['heading'])}", style="bold"))
            _OUT.print(Text(printable(section["text"])), soft_wrap=True)


def _show_tabled(facts: Iterable[Json]) -> None:
    """Print what class tables say, each with the date from which on it holds."""
    table = new_table("as of", "fact", "value", "for", "file", whole={"as of"})
    for fact in facts:
        narrowed = ", ".join(part for part in (fact["qualifier"], fact["period"]) if part)
        place = f"{fact['source']}, line {fact['span']['line']}"
        values = (fact["effective"], fact["facet"], fact["value"], narrowed, place)
        table.add_row(*(Text(printable(value)) for value in values))
    say("\nIn class tables")
    _OUT.print(table)


def print_table(table: Table) -> None:
    """Print a table."""
    _OUT.print(table)


def new_table(*columns: str, whole: Container[str] = ()) -> Table:
    """Return an empty table; the columns `whole` are never wrapped."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in whole)
    return table
