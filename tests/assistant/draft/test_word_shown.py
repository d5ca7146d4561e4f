"""A word processor other than Word opens what is written, with comments and tracked changes."""

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from assistant.draft.docx.word import word
from assistant.draft.values import Decision
from tests.assistant.conftest import SpecOf
from tests.assistant.draft.drafts import current, rewritten


@pytest.mark.long
def test_libreoffice_shows_every_line_and_what_is_struck_out(spec_of: SpecOf, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: `apt-get install libreoffice-writer`")
    base = current(spec_of("Accounting Technician, Senior"))
    draft = rewritten(base, lambda line: line.text.replace("three years", "four years"))
    file = tmp_path / "draft.docx"
    file.write_bytes(word(draft, base=base, comments=True, tracked=True))
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=180)
    with PdfDocument(tmp_path / "draft.pdf") as pages:
        shown = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)
    assert "threefouryears" in shown
    for line in draft.lines:
        unchanged = line.decision is not Decision.REJECTED and "four years" not in line.text
        assert not unchanged or "".join(line.text.split())[:40] in shown, line.text
