"""The server dies in mid-answer and comes back: what was said is still there, and a retry asks nothing twice."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.assistant.processes import served
from tests.assistant.scripted import behaviors, scripted
from tests.assistant.service.real import ingested
from tests.browser.between import between
from tests.browser.embedding import ask

DUTIES = "What are the duties of the Crane Electrician?"
CODE = "What is the class code for Accounting Technician, Senior?"


@pytest.mark.long
def test_server_that_is_killed_in_mid_answer(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    shutil.copytree(ingested().name, data)
    with scripted(behaviors.well) as model, browser.new_context(reduced_motion="reduce") as context:
        monkeypatch.setenv("JOBCLASS_CHAT_MODEL", "openai:scripted")
        monkeypatch.setenv("JOBCLASS_CHAT_BASE_URL", model.base_url)
        monkeypatch.setenv("JOBCLASS_CHAT_STALL", "60")
        monkeypatch.setenv("JOBCLASS_CHAT_TIMEOUT", "90")
        page = context.new_page()
        with served(data) as (process, address), between(address) as proxy:
            page.goto(proxy.address)
            ask(page, CODE)
            model.behave(behaviors.stall(3))
            # The stream has begun, with signs of life, and the model says nothing more.
            with page.expect_response("**/v1/chat"):
                ask(page, DUTIES, "waiting")
            process.kill()
            process.wait(30)
            expect(page.locator(".turn").last).to_have_attribute("data-state", "failed")
            expect(page.locator(".trouble")).to_contain_text("broke before the answer was complete")
            retry = page.get_by_role("button", name="Try again")
            retry.click()
            expect(page.locator(".trouble")).to_contain_text("cannot be reached")
            model.behave(behaviors.well)
            with served(data) as (_, proxy.target):
                page.get_by_role("button", name="Try again").click()
                expect(page.locator(".turn").last).to_have_attribute("data-state", "answered", timeout=30_000)
                said = page.locator(".prose").all_text_contents()
                page.reload()
                expect(page.locator(".question")).to_have_text([CODE, DUTIES])
                expect(page.locator(".prose")).to_have_text(said)
