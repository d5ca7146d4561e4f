"""Open the catalog of a folder and own the folder, for whoever reads, writes or mends it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from vectorstore import folders, lexical
from vectorstore.database import Database
from vectorstore.errors import CatalogError
from vectorstore.owner import Owner

_DATABASE = "catalog.sqlite3"


@contextmanager
def opened(data_dir: Path, address: str = "") -> Iterator[tuple[Owner, Database]]:
    """Own `data_dir` and open its catalog, making both where there are none.

    Raises:
        IndexOwnedError: another process owns the folder.
        CatalogError: the folder or its database cannot be used.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        owner = Owner(data_dir, address)
    except OSError as error:
        raise CatalogError(f"cannot use the data directory {str(data_dir)!r}: {error}; choose another") from error
    with owner, closing(Database(data_dir / _DATABASE)) as database:
        with database.write() as connection:
            for index in lexical.INDEXES:
                index.create(connection)
        folders.sweep(database)
        yield owner, database
