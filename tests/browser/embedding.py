"""A server of the examples for a foreign site, and what a reader does with what that site embeds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.service.real import ingested
from tests.assistant.service.serving import serving
from tests.browser.between import Between, between
from tests.browser.host import Site, foreign_site

#: What else a page may have forbidden: nothing of it is in the way of what is embedded.
STRICT = "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"


@dataclass
class Embedded:
    """A service, whatever stands before it, and a site that may embed it."""

    site: Site
    proxy: Between
    context: BrowserContext
    complaints: list[str] = field(default_factory=list)
    """What the browser said in its console, and what it asked of others."""

    def visit(self, path: str) -> Page:
        """Open a page of the site that must not complain."""
        page = self.context.new_page()
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda asked: self._heard(asked.url))
        page.goto(self.site.address + path)
        return page

    def _heard(self, url: str) -> None:
        if not url.startswith((f"{self.site.address}/", f"{self.proxy.address}/")):
            self.complaints.append(f"asked elsewhere: {url}")

    def take_in(self, page: Page) -> None:
        """Make pages of the site, `/script` and `/frame`, by what the page /embed of the service says."""
        page.goto(f"{self.proxy.address}/embed?class=Crane+Electrician")
        said = {name: page.locator(f"#{name} code").text_content() or "" for name in _TOLD}
        for name in ("script", "frame"):
            self.site.pages[f"/{name}"] = _PAGE.format(said[f"{name}-tag"])
            self.site.policies[f"/{name}"] = f"{STRICT}; {said[f'csp-{name}']}"


_TOLD = ("script-tag", "frame-tag", "csp-script", "csp-frame")
_PAGE = '<!doctype html><html lang="en"><head><title>Intranet</title></head><body><h1>Intranet</h1>{}</body></html>'


@contextmanager
def embedded(context: BrowserContext, *, prefix: str = "", is_allowed: bool = True) -> Iterator[Embedded]:
    """Serve the examples behind a proxy, below `prefix`, to a foreign site that may embed them where `is_allowed`."""
    with foreign_site() as site:
        origins = (site.address,) if is_allowed else ()
        settings = Settings(data_dir=Path(ingested().name), embed_origins=origins, root_path=prefix)
        with serving(create_app(settings), root_path=prefix) as address, between(address, prefix) as proxy:
            yield Embedded(site, proxy, context)


def ask(chat: Page | FrameLocator, question: str, state: str = "answered") -> None:
    """Ask in what is embedded, and wait for what comes of it."""
    chat.get_by_label("Your question").fill(question)
    chat.get_by_label("Your question").press("Enter")
    turn = chat.locator(".turn", has=chat.get_by_role("heading", name=question, exact=True)).last
    expect(turn).to_have_attribute("data-state", state, timeout=20_000)


def talk(page: Page, chat: Page | FrameLocator) -> None:
    """Do all that a reader can: ask, cite, list, rate, load the page again, and have it forgotten.

    A frame of another site has no storage where the browser blocks what third parties keep, as this one does: it
    begins anew.
    """
    ask(chat, "What does this class earn?")
    chat.locator("a.cite").first.click()
    expect(chat.locator("mark")).to_be_in_viewport()
    chat.get_by_role("dialog").last.get_by_role("button", name="Close").last.click()
    ask(chat, "Which exempt classes do not require a driver's license?")
    expect(chat.locator(".rows tbody tr").first).to_be_visible()
    turn = chat.locator(".turn").last
    turn.get_by_role("button", name="Not useful").click()
    turn.get_by_label("What is wrong with it?").select_option("wrong")
    turn.get_by_role("button", name="Send").click()
    expect(turn.locator(".tools")).to_contain_text("Thank you.")
    said = chat.locator(".question").all_text_contents() if chat is page else []
    page.reload()
    expect(chat.get_by_label("Your question")).to_be_visible()
    expect(chat.locator(".question")).to_have_text(said)
    ask(chat, "Does this class need a license?")
    chat.get_by_role("button", name="Forget this conversation").click()
    expect(chat.locator(".composer .note")).to_contain_text("forgotten, here and in the service")
    expect(chat.locator(".turn")).to_have_count(0)
