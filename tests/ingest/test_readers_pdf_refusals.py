"""What a PDF is refused for, by name and with its reason; a parser that crashes or hangs takes nothing with it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.apart import door as doors
from ingest.apart.door import Door
from ingest.errors import DamagedError, EmptyFileError, EncryptedError, LimitError, ReadError, ScanError
from ingest.readers import pdf, read
from ingest.readers.extracted import Extracted
from ingest.readers.pdf import limits, process, wire, worker
from tests.ingest.make_pdf import EXAMPLES, FILES
from tests.ingest.paper import Paper, Spec
from tests.ingest.paper import pdf as make
from tests.ingest.test_readers import hold_together
from vectorstore.spec import Mark, MarkKind, Place

EXAMPLE = EXAMPLES / next(iter(FILES))


def small() -> bytes:
    """A PDF with most of what one has: two pages, a table, headings, bold, a footer."""
    spec = Spec("BEE KEEPER", "Form 12 - Page #", bottom=150)
    spec.row((72, "BEE KEEPER"), bold=True, size=16)
    spec.row((72, "Class Code"), (200, "Grade"))
    spec.row((72, "K3114"), (200, "27"))
    spec.heading("DUTIES")
    spec.items("Tends the hives of the whole park.", "Sells honey and keeps the books.", "Mends hives.")
    return spec.content()


SMALL = small()


def paper(words: str = "Tends bees.") -> bytes:
    made = Paper()
    made.text(72, 72, words)
    return made.content()


def scan() -> bytes:
    return make(["q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID ff> EI Q"])


def locked() -> bytes:
    """A PDF with a dictionary that says that it is encrypted, and with no key that opens it."""
    secret = b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O (%s) /U (%s) >> /ID [(a) (a)]" % (
        b"o" * 32,
        b"u" * 32,
    )
    return paper().replace(b"/Root 1 0 R", b"/Root 1 0 R " + secret)


@pytest.mark.parametrize(
    ("content", "error", "reason"),
    [
        (scan(), ScanError, "is a scan: its pages are pictures without text; run text recognition"),
        (make([""]), EmptyFileError, "is empty"),
        (locked(), EncryptedError, "needs a password"),
        (b"", EmptyFileError, "is empty"),
        (b"%PDF-1.7\nBEE KEEPER", DamagedError, "is no PDF, or a damaged one"),
        (SMALL[:200], DamagedError, "is no PDF, or a damaged one"),
        (make(["BT /R 10 Tf 72 700 Td (Tends.) Tj ET"] * (limits.PAGES + 1)), LimitError, "has 501 pages; at most 500"),
    ],
    ids=["scan", "blank", "locked", "empty", "named", "cut off", "long"],
)
def test_what_cannot_be_read_is_refused_with_its_reason(content: bytes, error: type[ReadError], reason: str) -> None:
    with pytest.raises(error, match=rf"'spec\.pdf' {reason}") as caught:
        read(content, "spec.pdf")
    assert "\n" not in str(caught.value)


def test_text_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHARACTERS", len("Tends bees."))
    assert wire.decoded(worker.answer(paper("Tends bees."))) == ("characters", "")
    assert isinstance(wire.decoded(worker.answer(paper("Tends."))), Extracted)


def test_text_that_says_not_what_it_shows_is_refused() -> None:
    content = paper("Tends bees.").replace(
        b"/Encoding /WinAnsiEncoding >>\nendobj\n4 0", b"/Encoding /Identity-H >>\nendobj\n4 0"
    )
    with pytest.raises(ReadError, match=r"'spec\.pdf'"):
        read(
            content.replace(b"/Subtype /Type1 /BaseFont /Helvetica /", b"/Subtype /Type0 /BaseFont /Helvetica /"),
            "spec.pdf",
        )


@pytest.fixture
def door() -> Iterator[Door[Extracted]]:
    made = process.door()
    yield made
    made.close()


def stopped(door: Door[Extracted]) -> subprocess.Popen[bytes]:
    """Start the process of `door` and stop it in its tracks, as if a file made it hang."""
    assert isinstance(door.ask(SMALL), Extracted)
    running = door._process
    assert running is not None
    os.kill(running.pid, signal.SIGSTOP)
    return running


class TestProcess:
    def test_one_process_reads_many_files(self, door: Door[Extracted]) -> None:
        assert isinstance(door.ask(SMALL), Extracted)
        first = door._process
        assert isinstance(door.ask(EXAMPLE.read_bytes()), Extracted)
        assert door.ask(b"nothing")[0] == "damaged"  # type: ignore[index]
        assert door._process is first

    def test_a_process_that_died_between_two_files_is_replaced(self, door: Door[Extracted]) -> None:
        before = door.ask(SMALL)
        assert door._process is not None
        door._process.kill()
        door._process.wait()
        assert door.ask(SMALL) == before

    @pytest.mark.long
    def test_a_hang_costs_its_time_and_the_next_file_is_read(self) -> None:
        door = process.door(seconds=3)
        try:
            running = stopped(door)
            assert door.ask(SMALL) == ("time", "")
            assert running.poll() is not None
            assert isinstance(door.ask(SMALL), Extracted)
        finally:
            door.close()

    def test_a_crash_is_tried_once_more_and_then_told(
        self, door: Door[Extracted], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        door.ask(SMALL)
        asked: list[bytes] = []

        def dying(running: subprocess.Popen[bytes], content: bytes, most: int) -> None:
            asked.append(content)
            running.kill()

        with monkeypatch.context() as patch:
            patch.setattr(doors, "_exchange", dying)
            assert door.ask(b"harm") == ("crash", "")
        assert asked == [b"harm", b"harm"]
        assert isinstance(door.ask(SMALL), Extracted)

    def test_memory_is_limited(self) -> None:
        code = "from ingest.apart.child import restrict; restrict(1 << 30); bytearray(1 << 30)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=EXAMPLES.parents[1])
        assert "MemoryError" in done.stderr

    def test_nothing_can_be_written(self, tmp_path: Path) -> None:
        file = str(tmp_path / "x")
        code = f"from ingest.apart.child import restrict; restrict(1 << 30); open({file!r}, 'wb', 0).write(b'x')"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=EXAMPLES.parents[1])
        assert done.returncode != 0
        assert (tmp_path / "x").read_bytes() == b""

    def test_one_that_nobody_can_stop_any_more_stops_itself(self) -> None:
        code = "from ingest.apart.child import allow; allow(0)\nwhile True: pass"
        done = subprocess.run([sys.executable, "-c", code], cwd=EXAMPLES.parents[1])
        assert done.returncode == -signal.SIGXCPU

    def test_it_ends_with_its_parent(self) -> None:
        code = (
            "import os, ingest.readers.pdf.process as p; p.WORKER.ask(b''); print(p.WORKER._process.pid, flush=True);"
            " os._exit(1)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=EXAMPLES.parents[1])
        child = int(done.stdout)
        for _ in range(100):
            if not Path(f"/proc/{child}").exists():
                return
            time.sleep(0.1)
        pytest.fail(f"process {child} outlives its parent")

    def test_threads_take_turns(self, door: Door[Extracted]) -> None:
        files = [SMALL, EXAMPLE.read_bytes(), b"nothing"] * 4
        before = threading.active_count()
        alone = [door.ask(content) for content in files[:3]]
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(door.ask, files)) == alone * 4
        # Those of tests before may end meanwhile; a reading leaves at most the one that listens to its process.
        assert threading.active_count() <= before + 4

    def test_secrets_are_not_told(self, door: Door[Extracted], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("JOBCLASS_SECRET", "swordfish")
        door.ask(SMALL)
        assert door._process is not None
        assert b"swordfish" not in Path(f"/proc/{door._process.pid}/environ").read_bytes()


class TestWire:
    def test_what_is_said_is_understood(self) -> None:
        said = Extracted(
            "Bee\n🐝",
            (Mark(MarkKind.STRONG, 0, 3),),
            (0, 4),
            ((0, 3),),
            ("One.",),
            places=(Place(0, 3, 1, (1.0, 2.5, 3.0, 4.0)),),
        )
        assert wire.decoded(wire.encoded(said)) == said
        assert wire.decoded(wire.refused("pages", "501")) == ("pages", "501")

    @pytest.mark.parametrize("said", [b"", b"[]", b"{}", b"7", b'{"text": "x"}', b"\xff", b'{"problem": 1}'])
    def test_nonsense_is_told(self, said: bytes) -> None:
        with pytest.raises(ValueError, match=r"."):
            wire.decoded(said)

    def test_every_problem_has_its_words(self) -> None:
        for problem in ("scan", "unmapped", "empty", "encrypted", "damaged", "pages", "characters", "time", "memory"):
            assert problem in pdf._REFUSALS


CUTS = st.integers(0, len(SMALL))


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    """The small PDF with bytes changed, cut out, doubled or put elsewhere."""
    content = bytearray(SMALL)
    for _ in range(draw(st.integers(1, 6))):
        start, length = draw(CUTS), draw(st.integers(0, 60))
        part = bytes(content[start : start + length])
        match draw(st.sampled_from(["change", "cut", "double", "move", "number"])):
            case "change":
                content[start : start + length] = draw(st.binary(max_size=60))
            case "cut":
                del content[start : start + length]
            case "double":
                content[start:start] = part * draw(st.integers(1, 50))
            case "move":
                del content[start : start + length]
                content[draw(CUTS) : draw(CUTS)] = part
            case "number":
                content[start:start] = str(draw(st.sampled_from([-1, 0, 2**31 - 1, 2**31, 2**64, 99999]))).encode()
    return bytes(content)


OPERATORS = st.lists(
    st.sampled_from(
        [
            *("BT", "ET", "q", "Q", "/R 10 Tf", "/X 0 Tf", "/B -9 Tf", "1 0 0 1 72 700 Tm", "0 0 0 0 0 0 Tm"),
            *("1e38 0 0 1e38 0 0 Tm", "0 1 -1 0 9 9 Tm", "(Tends bees.) Tj", "(\\377\\000\\001) Tj", "3 Tr", "0 Tr"),
            *("[(a) -9999 (b) 1e9 (c)] TJ", "T*", "12 TL", "1e9 Tc", "-500 Tz", "99 Ts", "/R Do", "<0041", "(x", ")"),
            *("0 0 m 9 9 l S", "72 0 Td", "0 -12 Td", "(harvest-) Tj", "(harvest) Tj", "0.7 0.7 -0.7 0.7 99 99 Tm"),
        ]
    ),
    max_size=40,
).map(" ".join)


def check(content: bytes) -> None:
    """Read `content`: it is refused by name, or holds together."""
    try:
        document = read(content, "spec.pdf")
    except ReadError as error:
        assert "'spec.pdf'" in str(error)
        return
    hold_together(document)
    text, places = document.text, document.places
    for place in places:
        assert 0 <= place.start < place.end <= len(text)
        assert "\n" not in text[place.start : place.end]
        assert place.page == document.span(place.start, place.end).page
    for one, two in pairwise(places):
        assert one.end <= two.start
        assert not text[one.end : two.start].strip()


def test_the_small_pdf_is_read() -> None:
    document = read(SMALL, "spec.pdf")
    assert "Class Code\tGrade\nK3114\t27" in document.text
    assert len(document.page_starts) == 2


@settings(deadline=None, max_examples=150)
@given(content=mutilated())
@example(content=SMALL)
def test_a_damaged_pdf_is_read_or_refused_by_name(content: bytes) -> None:
    check(content)


@settings(deadline=None, max_examples=100)
@given(pages=st.lists(OPERATORS, min_size=1, max_size=3), rotate=st.sampled_from([0, 90, 45, -270]))
@example(pages=["BT /R 10 Tf 1 0 0 1 72 700 Tm (Tends bees.) Tj ET"], rotate=0)
def test_whatever_a_page_draws_is_read_or_refused_by_name(pages: list[str], rotate: int) -> None:
    check(make(pages, rotate))


@pytest.mark.long
@settings(deadline=None, max_examples=5000)
@given(content=st.one_of(mutilated(), OPERATORS.map(lambda operators: make([operators]))))
def test_damaged_pdfs_at_length(content: bytes) -> None:
    check(content)
