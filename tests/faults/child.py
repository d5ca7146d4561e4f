"""The real command line, run as a process to be killed; it tells what it has done while it does it.

`done PATH` is printed when a file is reported, which acknowledges it, and
`writing` when a group of documents begins to be written. Nothing else differs.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from assistant import cli, cli_output
from vectorstore import writing


@contextmanager
def told() -> Iterator[Callable[[str, int, int], None]]:
    yield lambda path, done, total: print(f"done {path}", flush=True) if done else None


def noted(begin: Callable[..., None]) -> Callable[..., None]:
    def run(*args: Any) -> None:  # noqa: ANN401 - whatever it takes
        print("writing", flush=True)
        begin(*args)

    return run


if __name__ == "__main__":
    cli_output.files = told
    writing.begin = noted(writing.begin)
    cli.main()
