"""The widget and the frame on pages of another site, under the strictest policy and what /embed says it takes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.between import bytewise, held, whole
from tests.browser.embedding import Embedded, ask, embedded, talk


@pytest.fixture
def fresh(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(reduced_motion="reduce") as context:
        context.set_default_timeout(10_000)
        yield context


def both(here: Embedded) -> None:
    """Use the widget and the frame, and find that nobody complains and nothing is set."""
    here.take_in(here.context.new_page())
    page = here.visit("/script")
    page.locator(".launcher").click()
    talk(page, page)
    page = here.visit("/frame")
    talk(page, page.frame_locator("iframe"))
    assert here.complaints == []
    assert here.context.cookies() == []


def test_widget_and_frame_under_the_strictest_policy(fresh: BrowserContext) -> None:
    with embedded(fresh) as here:
        both(here)


@pytest.mark.long
@pytest.mark.parametrize("cut", [whole, held, bytewise])
def test_below_a_path_and_behind_what_holds_back(fresh: BrowserContext, cut: object) -> None:
    with embedded(fresh, prefix="/hr/jobs") as here:
        here.proxy.cut = cut  # type: ignore[assignment]
        both(here)


def test_site_that_may_not_embed_reads_nothing(fresh: BrowserContext) -> None:
    with embedded(fresh, is_allowed=False) as here:
        here.take_in(fresh.new_page())
        page = here.visit("/script")
        page.locator(".launcher").click()
        ask(page, "What does this class earn?", "failed")
        expect(page.locator(".trouble")).to_contain_text(
            f"adds {here.site.address} to the setting JOBCLASS_EMBED_ORIGINS"
        )
        assert "$" not in (page.locator(".turn").text_content() or "")
        read = page.evaluate(
            """async (at) => {
                const told = [];
                for (const [path, options] of [
                    ["/v1/chat", { method: "POST", body: JSON.stringify({ message: "How many classes are there?" }) }],
                    ["/v1/embed", { method: "POST", body: "{}" }],
                    ["/v1/specs", {}],
                    ["/v1/items?question=Which+classes+are+exempt", {}],
                ]) {
                    for (const type of ["application/json", "text/plain"]) {
                        const headers = options.body ? { "Content-Type": type } : {};
                        told.push(await fetch(at + path, { ...options, headers }).then((it) => it.text(), () => null));
                    }
                }
                return told;
            }""",
            here.proxy.address,
        )
        assert set(read) == {None}
        page = here.visit("/frame")
        # The browser says so on a page of its own, which no page can read.
        for _ in range(200):
            if page.frames[-1].url.startswith("chrome-error:"):
                break
            page.wait_for_timeout(25)
        assert page.frames[-1].url.startswith("chrome-error:")
        assert any("frame-ancestors" in complaint for complaint in here.complaints)
        assert fresh.cookies() == []
