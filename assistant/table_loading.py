"""A class table as the command line loads it: here, or by the server that owns the index."""

from collections.abc import Iterable

from assistant.errors import RefusedError
from assistant.owning import Say, where_it_is
from assistant.remote import Server
from assistant.settings import Settings
from ingest.classtable.importing import TableTask, perform, read
from ingest.classtable.report import ColumnReport, TableReport
from vectorstore.owner import Holder
from vectorstore.vocabulary import load

#: Seconds that a server is given for one table.
_PATIENCE = 600.0


def columns_of(given: Iterable[str]) -> dict[str, str]:
    """Return what columns mean, of `NAME=FACET` each.

    Raises:
        RefusedError: one is not of that form.
    """
    found = {}
    for one in given:
        name, sign, meaning = (part.strip() for part in one.rpartition("="))
        if not (name and sign and meaning):
            raise RefusedError(f"--column {one!r} is not of the form NAME=FACET, as in --column 'Pay Code=grade'")
        found[name] = meaning
    return found


def previewed(task: TableTask) -> tuple[tuple[ColumnReport, ...], int]:
    """Return what each column of the file of `task` is read as, and the line of their names.

    Raises:
        IngestError: the file cannot be taken.
    """
    head = read(task, load()).head
    return tuple(ColumnReport(one.label, one.meaning, one.period) for one in head.columns), head.row.line


def run(task: TableTask, settings: Settings, say: Say, wait: float) -> TableReport:
    """Do `task` in this process, or have the server do it that owns the index.

    Raises:
        IngestError, RefusedError: the file cannot be taken; nothing was changed.
        VectorstoreError: the index failed.
        UnavailableError: another command owned it for longer than `wait` seconds, or the server does not answer.
    """

    def here() -> TableReport:
        # Imported late: to hand a table over takes none of what opening an index does.
        from assistant.opening import open_index

        with open_index(settings) as index:
            return perform(task, index, load())

    def there(owner: Holder) -> TableReport:
        asked = {"path": task.path, "agency": task.agency, "effective": task.effective, "period": task.period}
        how = {"columns": dict(task.columns), "dry_run": task.dry_run, "remove": task.remove}
        return TableReport.from_dict(Server.of(owner).send("/v1/tables", asked | how, timeout=_PATIENCE))

    return where_it_is(settings.data_dir, here, there, say, wait)
