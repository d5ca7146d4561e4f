"""Word files (.docx): each line of the canonical text is a paragraph or a row, as Word shows it.

Lists have the markers that Word counts, tracked changes are accepted, hidden
text is left out and told of. The first page's header stands at the top, other
headers and the footers once at the bottom, as running lines. A text box
stands before the paragraph that it is anchored to, a note after the one that
refers to it. Pages are not known: Word finds them anew on each machine.

`read` opens the container (`package`), asks `styles` and `numbering` what
formatting means, and reads story by story (`story`, `runs`, `rows`,
`margins`) the lines that are shown (`printed`).
"""

from collections.abc import Mapping
from dataclasses import replace

from ingest.errors import ScanError
from ingest.readers.docx.margins import Margins
from ingest.readers.docx.names import Element
from ingest.readers.docx.numbering import Numbering
from ingest.readers.docx.package import Package, Target
from ingest.readers.docx.printed import Assembled, assemble, together
from ingest.readers.docx.shared import Notes, Shared, notes_of
from ingest.readers.docx.story import Story
from ingest.readers.docx.styles import Styles
from ingest.readers.extracted import Extracted
from ingest.readers.running import running_lines


def read(content: bytes, name: str) -> Extracted:
    """Return the text of the Word file `name`.

    Raises:
        UnsupportedFormatError: it is no Word file of this form.
        EncryptedError: it opens with a password only.
        DamagedError: it is cut off or broken.
        TooLargeError: it unpacks to too much, or has too many parts.
        HostileError: it is made to harm.
        ScanError: it has pictures and no text.
    """
    package = Package(content, name)
    main, document = package.document()
    targets = package.targets(main)
    shared = _shared(package, targets)
    margins = Margins(package, document, targets, shared)
    top, body = margins.top(), Story(shared).lines(document)
    bottom = margins.bottom([*top, *body])
    whole = together([assemble(top), _with_repeats(assemble(body)), assemble(bottom)])
    if not whole.text and package.has_pictures():
        raise ScanError(f"{name!r} has pictures and no text; if they are scans, run text recognition (OCR) on them")
    warnings = tuple(shared.losses.warnings())
    return Extracted(whole.text, whole.marks, running=whole.running, warnings=warnings, wrapped=False)


def _shared(package: Package, targets: Mapping[str, Target]) -> Shared:
    parts = {target.type: target.part for target in targets.values()}
    styles, numbering = package.root(parts.get("styles", "")), package.root(parts.get("numbering", ""))
    notes: dict[tuple[str, str], Element] = {}
    for kind in ("footnote", "endnote"):
        notes |= notes_of(package.root(parts.get(f"{kind}s", "")), kind)
    return Shared(Styles(styles), Numbering(numbering), Notes(notes))


def _with_repeats(body: Assembled) -> Assembled:
    """Return the body with the page headers that were typed into it running too."""
    return replace(body, running=tuple(sorted({*body.running, *running_lines(body.text)})))
