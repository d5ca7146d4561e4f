"""How the command line shows similar classes."""

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from assistant.cli_output import new_table, print_table, printable, say


def show_similar(reply: Mapping[str, Any]) -> None:
    """Print the classes of a reply of `POST /v1/similar`, the most similar first."""
    items = reply["items"]
    if not items:
        say("No class is like it: the agency has none.")
        return
    table = new_table("like", "code", "title", "agency", "why", whole={"like", "code"})
    for item in items:
        may = "may exist already: " if item["is_duplicate"] else ""
        values = (item["class_code"] or "-", item["title"], item["agency"], f"{may}{item['why']}")
        table.add_row(f"{item['score']:.2f}", *(Text(printable(value), overflow="fold") for value in values))
    print_table(table)
