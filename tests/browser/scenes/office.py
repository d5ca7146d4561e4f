"""The states of the pages for staff: documents, inbox, embedding, signing in; and of a catalog with nothing in it."""

from playwright.sync_api import Page, expect

from tests.browser.scenes.scene import Scene


def chosen(page: Page) -> None:
    """Choose files, of which one cannot be read and one is hidden, and try to send them."""
    names = ("Accountant I.txt", "photo.png", ".hidden")
    files = [{"name": name, "mimeType": "text/plain", "buffer": b"x" * 2000} for name in names]
    page.locator("#files").set_input_files(files)  # type: ignore[arg-type]
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be sent")


def unfolded(page: Page) -> None:
    """Open what a report keeps folded."""
    page.locator("main details").evaluate_all("parts => parts.forEach((part) => (part.open = true))")


def done(page: Page) -> None:
    """Mark the first item done, and no other."""
    items = page.url.replace("/inbox", "/v1/feedback")
    for item in page.request.get(items, params={"done": "true"}).json()["items"]:
        page.request.patch(f"{items}/{item['id']}", data={"done": False})
    page.get_by_role("button", name="Done:").first.click()
    expect(page.get_by_role("status")).to_contain_text("Marked done")
    page.get_by_role("button", name="Undo").scroll_into_view_if_needed()


def previewed(page: Page) -> None:
    """Wait for the widget on the page of the preview."""
    expect(page.frame_locator("#preview").get_by_role("button", name="Ask about job classes")).to_be_visible()


def wrong_token(page: Page) -> None:
    """Try a token that is not the server's."""
    page.get_by_label("Token of this server").fill("guess")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("That is not the token")


OFFICE = (
    Scene("embed", "/embed", previewed),
    Scene("chat, empty catalog", site="empty"),
    Scene("catalog, empty", "/specs", site="empty"),
    Scene("documents, none yet", "/ingest", site="empty"),
    Scene("documents", "/ingest", site="office"),
    Scene("documents, chosen", "/ingest", chosen, site="office"),
    Scene("job, waiting", "/ingest?job=waiting", site="office"),
    Scene("job, running", "/ingest?job=running", site="office"),
    Scene("job, report", "/ingest?job=done", unfolded, site="office"),
    Scene("job, failed", "/ingest?job=failed", site="office"),
    Scene("inbox", "/inbox", site="inbox"),
    Scene("inbox, one done", "/inbox", done, site="inbox"),
    Scene("inbox, empty", "/inbox", site="cleared"),
    Scene("sign-in", "/sign-in", site="locked"),
    Scene("sign-in, wrong token", "/sign-in", wrong_token, site="locked", complaint="401"),
)
