"""The page of the checks while they go on."""

import shutil
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from assistant.service.app import create_app
from assistant.settings import Settings
from assistant.web import checks_page
from tests.assistant.service.real import ingested
from tests.assistant.service.serving import serving
from tests.browser.conftest import Open


def test_a_page_comes_at_once_and_leads_to_what_is_found(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks_page, "_PATIENCE", 0.0)
    data = shutil.copytree(ingested().name, tmp_path / "data")
    with serving(create_app(Settings(data_dir=data))) as address:
        first = httpx.get(f"{address}/checks", trust_env=False).text
        assert '<progress id="done"' in first and 'id="found"' not in first
        page = open_page(f"{address}/checks?rule=empty_section")
        expect(page.get_by_role("heading", name="Empty section")).to_be_visible()
        expect(page.get_by_role("progressbar")).to_have_count(0)
        page.close()
