"""The example archive: an older revision of a spec, as an agency keeps them, packed away.

`python -m tests.ingest.make_zip` writes it again from the files in `data/packed/`;
a test holds it to them.
"""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EXAMPLES = Path(__file__).parents[2] / "ingest" / "examples"
PACKED = Path(__file__).parent / "data" / "packed"
NAME = "older-revisions.zip"


def content() -> bytes:
    """Return the archive; the same files give the same bytes."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path in sorted(PACKED.iterdir()):
            archive.writestr(ZipInfo(f"county/{path.name}", (2019, 1, 7, 9, 0, 0)), path.read_bytes(), ZIP_DEFLATED)
    return packed.getvalue()


def main() -> None:
    """Write the archive."""
    (EXAMPLES / NAME).write_bytes(content())


if __name__ == "__main__":
    main()
