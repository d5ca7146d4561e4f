"""The report of `jobclass eval`, opened as a file."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from assistant.cli import app
from tests.assistant.service.real import ingested
from tests.browser.axe import look
from tests.browser.conftest import Open

ROWS = (
    {"kind": "pay", "question": "and its salary?", "history": ["What does a Crane Electrician do?"],
     "expect": {"status": "answered", "contains": ["no such words"]}},
    {"kind": "code", "question": "What is the class code of Accounting Technician?", "expect": {"status": "answered"}},
    {"kind": "code", "question": "<b>What</b> is the class code of the Crane Electrician?",
     "expect": {"status": "answered"}},
)  # fmt: skip


@pytest.fixture
def report(tmp_path: Path) -> Path:
    questions, html = tmp_path / "mine.jsonl", tmp_path / "report.html"
    questions.write_text("\n".join(json.dumps(row) for row in ROWS))
    given = ["eval", str(questions), "--data-dir", ingested().name, "--html", str(html)]
    result = CliRunner().invoke(app, given)
    assert result.exit_code == 0, result.output
    return html


def test_report_shows_every_miss_and_is_accessible(open_page: Open, report: Path) -> None:
    page: Page = open_page(report.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 3 right")
    expect(page.get_by_role("row", name="code 1 2 0.500")).to_be_visible()
    page.get_by_role("link", name="pay").click()
    miss = page.locator("article", has_text="and its salary?")
    expect(miss).to_be_in_viewport()
    expect(miss).to_contain_text("What does a Crane Electrician do?")
    expect(miss.locator(".faults")).to_have_text("contains")
    expect(miss.locator(".expected")).to_contain_text("no such words")
    expect(miss.locator("blockquote").first).not_to_be_empty()
    choices = page.locator("article", has_text="Accounting Technician?").get_by_role("list").last
    expect(choices).to_contain_text("(M2041)")
    look(page, "report")
