"""Rates by format: the same specs as text, web page, Word file and PDF, and a folder that did not change.

    python -m tests.benchmarks.formats [SPECS]

SPECS is how many there are of each format, 75 by default. First they are only
read, parsed and cut into chunks, then ingested whole, most of which is
embedding. Single times depend on the machine; the shares of plain text's hold.
"""

import sys
import tempfile
import time
from pathlib import Path

from ingest.pipeline import ingest
from ingest.report import Outcome
from tests.ingest.sketch_writers import WRITERS
from tests.ingest.sketches import full
from vectorstore.embedder import open_embedder
from vectorstore.index import Index
from vectorstore.model_files import model_dir
from vectorstore.vocabulary import load


def main(specs: int) -> None:
    """Print the rates of each format, and what a second run of all of them costs."""
    embedder, vocabulary = open_embedder(model_dir()), load()
    with tempfile.TemporaryDirectory() as scratch, Index.open(Path(scratch) / "data", embedder) as index:
        folders = {extension: _written(Path(scratch) / extension[1:], extension, specs) for extension in WRITERS}
        ingest(list(folders.values()), index, vocabulary, dry_run=True)
        for title, dry_run in (("read", True), ("ingested", False)):
            plain = 0.0
            for extension, folder in folders.items():
                report = ingest([folder], index, vocabulary, dry_run=dry_run)
                assert not report.refused
                rate, chunks = specs / report.seconds, report.totals.chunks / report.seconds
                plain = plain or rate
                shown = f"{rate:7.1f} documents/s {chunks:7.1f} chunks/s {rate / plain:6.2f} of plain text's"
                print(f"{title:9}{extension:6}{shown}", flush=True)
        started = time.perf_counter()
        again = ingest(list(folders.values()), index, vocabulary)
        seconds = time.perf_counter() - started
        assert len(again.of(Outcome.UNCHANGED)) == specs * len(folders)
        print(f"second run of the unchanged folder of {len(again.files)} files: {seconds:.2f} s")


def _written(folder: Path, extension: str, specs: int) -> Path:
    folder.mkdir()
    for number in range(specs):
        (folder / f"spec{number:03}{extension}").write_bytes(WRITERS[extension](full(number)))
    return folder


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 75)
