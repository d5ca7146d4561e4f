"""What documents, a model, readers and addresses bring along is text on every page and nothing else."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.opening import open_index
from assistant.service.app import create_app
from assistant.settings import Settings
from ingest.classtable.importing import TableTask, perform
from ingest.pipeline import ingest
from tests.assistant.scripted import ScriptedServer, behaviors, scripted
from tests.assistant.service.real import ingested
from tests.assistant.service.serving import serving
from tests.browser import hostile
from tests.browser.between import between
from tests.browser.embedding import Embedded, ask
from tests.browser.host import foreign_site
from vectorstore.vocabulary import load

pytestmark = pytest.mark.long

ALL = f"{hostile.SCRIPTS} {hostile.LINKS} {hostile.TURNED}"
#: Questions that bring every part of the documents into an answer.
QUESTIONS = (
    "What is the class code of Z9001?",
    "What are the duties of Z9001?",
    "What is the definition of Z9002?",
    "What does Z9001 earn?",
    "Does Z9001 need a driver's license?",
    "Which exempt classes require a driver's license?",
    "Compare Z9001 and Z9002",
    "Do I qualify for Z9001?",
    f"What does a {ALL} earn?",
)


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedServer]:
    with scripted(behaviors.inject_link) as model:
        yield model


@pytest.fixture(scope="module")
def here(browser: Browser, model: ScriptedServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(ingested().name, folder / "data")
    specs, table = hostile.write(folder)
    with foreign_site() as site:
        settings = Settings(
            data_dir=folder / "data",
            embed_origins=(site.address,),
            keep_questions=True,
            chat_model="openai:scripted",
            chat_base_url=model.base_url,
            chat_understanding=False,
        )
        with open_index(settings) as index:
            assert not ingest([specs], index, load(), agency=hostile.AGENCY).refused
            perform(TableTask(str(table), hostile.AGENCY, "2024-07-01", "month"), index, load())
        with serving(create_app(settings)) as address, between(address) as proxy, browser.new_context() as context:
            context.set_default_timeout(20_000)
            yield Embedded(site, proxy, context)


@pytest.fixture
def visit(here: Embedded) -> Iterator[Page]:
    here.complaints.clear()
    page = here.visit("/sign-in", own=True)
    yield page
    page.close()
    assert here.complaints == []


def inert(page: Page) -> None:
    for frame in page.frames:
        assert hostile.live(frame) == [], frame.url


def specs(here: Embedded) -> dict[str, str]:
    found = httpx.get(f"{here.proxy.address}/v1/specs", params={"q": "Z900"}).json()["items"]
    return {one["class_code"]: one["spec_id"] for one in found}


def test_pages_of_documents(here: Embedded, visit: Page) -> None:
    known = specs(here)
    assert set(known) == {"Z9001", "Z9002"}
    one, other = known["Z9001"], known["Z9002"]
    cited = [f"/specs/{one}?start={start}&end={start + 60}#cite" for start in range(0, len(hostile.SPEC) - 99, 99)]
    paths = (
        *(
            "/specs",
            f"/specs?q={quote(ALL)}",
            f"/specs?agency={quote(hostile.AGENCY)}",
            f"/specs/{one}",
            f"/specs/{other}",
        ),
        *(f"/specs/{other}?{urlencode({'view': view})}" for view in ("text", "page", ALL)),
        *cited,
        f"/compare?spec={one}&spec={other}",
        f"/lists?{urlencode({'question': 'Which exempt classes require a license?', 'agency': hostile.AGENCY})}",
        "/lists?question=Which+classes+are+exempt",
        f"/lists?{urlencode({'question': ALL})}",
        f"/specs/{quote(ALL, safe='')}",
    )
    for path in paths:
        visit.goto(here.proxy.address + path)
        inert(visit)
    here.complaints[:] = [one for one in here.complaints if "status of 4" not in one]


def test_parameters_of_embedding(here: Embedded, visit: Page) -> None:
    given = urlencode(
        {name: ALL[:80] for name in ("name", "greeting", "agency", "class", "accent", "theme", "position")}
    )
    framed = urlencode({name: ALL[:80] for name in ("name", "greeting", "agency", "class")})
    for path in (f"/embed?{given}", f"/embed/preview?{given}", f"/frame?{framed}"):
        visit.goto(here.proxy.address + path)
        visit.wait_for_load_state("networkidle")
        inert(visit)
    expect(visit.get_by_role("heading", level=1)).to_contain_text("</mark></textarea>")


@pytest.mark.parametrize("behavior", [behaviors.inject_link, behaviors.script(ALL), behaviors.well])
@pytest.mark.parametrize("path", ["/", "/script", "/frame"])
def test_answers(here: Embedded, visit: Page, model: ScriptedServer, path: str, behavior: behaviors.Behavior) -> None:
    model.behave(behavior)
    if path == "/":
        visit.goto(f"{here.proxy.address}/")
    else:
        here.take_in(visit)
        visit.goto(here.site.address + path)
    if path == "/script":
        visit.locator(".launcher").click()
    chat = visit.frame_locator("iframe") if path == "/frame" else visit
    for question in QUESTIONS:
        chat.get_by_label("Your question").fill(question)
        chat.get_by_label("Your question").press("Enter")
        turn = chat.locator(".turn").last
        expect(turn).to_have_attribute("data-state", re.compile("answered"), timeout=20_000)
        inert(visit)
        if turn.locator("a.cite, a.said").count():
            turn.locator("a.cite, a.said").first.click()
            expect(chat.locator("mark")).to_be_visible()
            inert(visit)
            chat.get_by_role("dialog").last.get_by_role("button", name="Close").last.click()
    turn.get_by_role("button", name="Not useful").click()
    turn.get_by_label("Anything to add").fill(ALL)
    turn.get_by_role("button", name="Send").click()
    expect(turn.locator(".tools")).to_contain_text("Thank you.")


def test_copies(here: Embedded, visit: Page) -> None:
    here.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=here.proxy.address)
    visit.goto(f"{here.proxy.address}/")
    ask(visit, "What are the duties of Z9001?")
    visit.get_by_role("button", name="Copy with sources").click()
    expect(visit.locator(".tools")).to_contain_text("Copied.")
    copied = visit.evaluate("navigator.clipboard.readText()")
    assert "<script>alert(3)</script>" in copied and not re.search("[\u202a-\u202e\u2066-\u2069]", copied)
    kinds = visit.evaluate("navigator.clipboard.read().then((items) => items.flatMap((item) => item.types))")
    assert kinds == ["text/plain"]


def test_inbox_and_report(here: Embedded, visit: Page, tmp_path: Path) -> None:
    base = here.proxy.address
    for question in (f"What does a {ALL} earn?", "Does Z9001 need a security clearance?"):
        reply = httpx.post(f"{base}/v1/chat", json={"message": question}).json()
        rated = {"message_id": reply["message_id"], "rating": "down", "reason": "other", "comment": ALL}
        assert httpx.post(f"{base}/v1/feedback", json=rated).status_code == 204
    visit.goto(f"{base}/inbox")
    expect(visit.locator("main")).to_contain_text("<script>alert(3)</script>")
    inert(visit)
    visit.goto(f"{base}/inbox?show=unanswered")
    inert(visit)
    sent, _ = hostile.write(tmp_path)
    visit.goto(f"{base}/ingest")
    visit.locator("input[type=file]").first.set_input_files([str(path) for path in sent.iterdir()])
    inert(visit)
    # A name with signs that turn it around is refused, and shown in the refusal.
    refused = httpx.post(f"{base}/v1/ingest", files=[("files", (hostile.NAME, b"x"))])
    assert refused.status_code == 422 and "\u202e" not in refused.json()["detail"]
    files = [("files", (path.name.replace("\u202e", ""), path.read_bytes())) for path in sent.iterdir()]
    job = httpx.post(f"{base}/v1/ingest", files=files, data={"agency": f"{hostile.AGENCY} again"})
    assert job.status_code == 202
    visit.goto(f"{base}/ingest?job={job.json()['job_id']}")
    expect(visit.locator("main")).to_contain_text("Every file was dealt with", timeout=60_000)
    inert(visit)
