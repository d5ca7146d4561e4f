"""Documents go in while questions are asked: each answer is right, whole, and knows what was acknowledged."""

import json
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from ingest.report import Report
from tests.assistant.processes import command, owner_client, served, title
from tests.assistant.service.real import EXAMPLES

AGENCY = "District of Elm"

#: Questions over the example specs, and what their answers say whatever else is in.
KNOWN = (
    ("What is the class code of Permit Technician?", "M6203"),
    ("What is the class code of the Senior Accounting Technician?", "M2042"),
    ("What does a Microfilm Technician do?", ""),
    ("Does an Irrigation Engineer need a degree?", ""),
    ("I take emergency calls and send ambulances out. What is my class?", "Dispatcher"),
)

SPEC = """{title}

Class Code: {code}
Salary Grade: {version}

DEFINITION

Under direction of the chief ranger, keeps to plan {version} of the district.

EXAMPLES OF DUTIES

1. Walks the {place} in turn {version} and mends what storms have broken there.
2. Keeps the records of visitors by form {version} of the {place}.
"""


@dataclass
class Watch:
    """Asks a server, and keeps what was wrong with its answers."""

    client: httpx.Client
    wrong: list[str] = field(default_factory=list)
    asked: int = 0

    def ask(self, question: str, expected: str) -> dict[str, Any]:
        """Ask, and check that the answer came, says what is expected and quotes its sources."""
        self.asked += 1
        response = self.client.post("/v1/chat", json={"message": question})
        if response.status_code != 200:
            self.wrong.append(f"{question}: {response.status_code} {response.text}")
            return {}
        reply = dict(response.json())
        if expected.lower() not in reply["answer"].lower():
            self.wrong.append(f"{question}: {reply['status']} {reply['answer']!r}, not {expected!r}")
        for citation in reply["citations"]:
            self._check_quote(question, citation)
        return reply

    def _check_quote(self, question: str, citation: dict[str, Any]) -> None:
        source = self.client.get(f"/v1/sources/{citation['source_id']}")
        quoted = source.json()["text"][citation["start"] : citation["end"]] if source.is_success else ""
        # A document may be replaced between the two requests, here by one that differs in its version alone.
        if _unversioned(quoted) != _unversioned(citation["quote"]):
            self.wrong.append(f"{question}: quotes {citation['quote']!r}, its source has {quoted!r}")


def _unversioned(text: str) -> str:
    return "".join(character for character in text if not character.isdigit())


@contextmanager
def asking(watch: Watch, questions: Sequence[tuple[str, str]], rate: float) -> Iterator[None]:
    """Ask `questions` over and over, `rate` a second, during the block."""
    over = threading.Event()

    def go_on() -> None:
        with ThreadPoolExecutor(16) as pool:
            asked: list[Future[object]] = []
            while not over.wait(1 / rate):
                asked.append(pool.submit(watch.ask, *questions[len(asked) % len(questions)]))
        for future in asked:
            future.result()

    with ThreadPoolExecutor(1) as asker:
        running = asker.submit(go_on)
        try:
            yield
        finally:
            over.set()
            running.result()


def write_version(folder: Path, version: int, count: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        said = SPEC.format(title=title(number).upper(), code=f"R{number}", version=version, place=title(number).lower())
        (folder / f"{number:03}.txt").write_text(said)
    return folder


def followed(client: httpx.Client, folder: Path, data_dir: Path, on_done: Callable[[int], None]) -> Report:
    """Hand `folder` over; call `on_done` with the number of files acknowledged, over and over until the end."""
    before = [job["job_id"] for job in client.get("/v1/ingest").json()["items"]]
    arguments = command("ingest", folder, "--agency", AGENCY, "--json", "--data-dir", data_dir)
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        # What it prints, its end too, is read meanwhile: a full pipe would keep it from ending.
        with ThreadPoolExecutor(1) as reader:
            printed = reader.submit(process.communicate)
            while not printed.done():
                jobs = client.get("/v1/ingest", params={"limit": 1}).json()["items"]
                if jobs and jobs[0]["job_id"] not in before:
                    on_done(jobs[0]["progress"]["done"])
                time.sleep(0.02)
        out, errors = printed.result()
    assert process.returncode == 0, errors + out
    return Report.from_dict(json.loads(out))


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data directory with the example specs in it."""
    examples = [*EXAMPLES.glob("*.txt"), *EXAMPLES.glob("*.md")]
    subprocess.run(command("ingest", *examples, "--data-dir", tmp_path / "data"), capture_output=True, check=True)
    return tmp_path / "data"


def check_versions(watch: Watch, number: int, least: int) -> None:
    """Check that what is told of an invented class is all of one version, `least` or later."""
    name = title(number)
    reply = watch.ask(f"What is the salary grade of the {name}?", "")
    (item,) = watch.client.get("/v1/specs", params={"q": name}).json()["items"]
    spec = watch.client.get(f"/v1/specs/{item['spec_id']}").json()
    grades = {fact["value"] for fact in spec["facts"] if fact["facet"] == "grade"}
    said = " ".join(statement["text"] for statement in spec["statements"])
    versions = {word.strip(".") for word in said.split() if word.strip(".").isdigit() and len(word) < 3} - {"1", "2"}
    told = {fact["value"] for fact in reply["facts"] if fact["facet"] == "grade"}
    if len(told) != 1 or len(grades) != 1 or versions != grades or min(map(int, grades | told)) < least:
        watch.wrong.append(f"{name}: answered {told}, told {grades} and {versions}, at least {least}")


@pytest.mark.long
def test_questions_beside_a_job_are_answered_right_and_whole(data_dir: Path, tmp_path: Path) -> None:
    count = 12
    with served(data_dir), owner_client(data_dir) as client:
        watch = Watch(client)
        with asking(watch, KNOWN, rate=8):
            for version in (30, 31):
                report = followed(
                    client, write_version(tmp_path / "specs", version, count), data_dir, versions_of(watch, version)
                )
                assert {file.outcome for file in report.files} == {"added" if version == 30 else "replaced"}
                for number in range(count):
                    check_versions(watch, number, version)
        assert watch.wrong == []
        assert watch.asked > 2 * count
        assert client.post("/v1/index/check", json={}).json()["differences"] == []


def versions_of(watch: Watch, version: int) -> Callable[[int], None]:
    """Return what looks at each document as soon as it is acknowledged, and at those that are about to be replaced."""
    seen: set[int] = set()

    def look(done: int) -> None:
        fresh = sorted(set(range(done)) - seen)[:1]
        for number in fresh:
            seen.add(number)
            check_versions(watch, number, version)
        if not fresh and version > 30:
            check_versions(watch, 11, version - 1)

    return look


@pytest.mark.long
def test_real_bulletins_go_in_beside_five_questions_a_second(data_dir: Path, corpora: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bulletins"
    folder.mkdir()
    for file in (corpora / "la_bulletins").glob("*.txt"):
        shutil.copy(file, folder)
    with served(data_dir), owner_client(data_dir) as client:
        named = read_dry(folder, tmp_path / "other")
        assert len(named) == len(list(folder.iterdir()))
        watch, seen = Watch(client), set[int]()

        def look(done: int) -> None:
            for number in sorted(set(range(done)) - seen)[:1]:
                seen.add(number)
                code, title = named[number]
                watch.ask(f"What is the class code of {title}?", code)

        with asking(watch, KNOWN, rate=5):
            report = followed(client, folder, data_dir, look)
        assert report.as_dict()["outcomes"]["added"] == len(named)
        assert watch.wrong == []
        assert (watch.asked > 50, len(seen) > 10) == (True, True)
        assert client.post("/v1/index/check", json={}).json()["differences"] == []


def read_dry(folder: Path, data_dir: Path) -> list[tuple[str, str]]:
    """Return code and title of the first class of each file of `folder`, in the order they are read."""
    arguments = command("ingest", folder, "--dry-run", "--json", "--data-dir", data_dir)
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    names = [file.specs[0].partition(" ") for file in Report.from_dict(json.loads(done.stdout)).files]
    return [(code, title) for code, _, title in names]
