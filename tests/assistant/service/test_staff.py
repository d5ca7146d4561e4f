"""Who is staff: on this machine anybody, elsewhere who signed in with the token of the data directory."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import Depends
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from assistant.service.access import is_staff, require_staff_page
from assistant.service.app import create_app
from assistant.service.backend import Backend
from assistant.service.signed_in import COOKIE
from assistant.settings import Settings
from assistant.web.sign_in import TRIES, local_path
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import INDEX, StandIn

TOKEN = "the-token-of-the-folder"


@contextmanager
def served(folder: Path, *, token: str = TOKEN, root: str = "", **settings: object) -> Iterator[httpx.Client]:
    @contextmanager
    def backend(_: Settings) -> Iterator[Backend]:
        stand_in = StandIn()
        yield Backend(stand_in, INDEX, stand_in, token=token)  # type: ignore[arg-type]

    app = create_app(Settings(data_dir=folder, **settings), backend)  # type: ignore[arg-type]
    app.root_path = root

    @app.get("/staff", dependencies=[Depends(require_staff_page)])
    def staff() -> Response:
        return PlainTextResponse("for staff")

    @app.get("/who")
    def who(request: Request) -> bool:
        return is_staff(request)

    with serving(app) as address, httpx.Client(base_url=address + root, trust_env=False) as client:
        client.headers["Sec-Fetch-Site"] = "same-origin"
        yield client


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server on which nobody is staff but who has the token."""
    with served(tmp_path_factory.mktemp("data"), uploads="token") as client:
        yield client


@pytest.fixture
def client(remote: httpx.Client) -> Iterator[httpx.Client]:
    yield remote
    remote.cookies.clear()


def signed_in(client: httpx.Client, token: str = TOKEN, **more: str) -> httpx.Response:
    return client.post("/sign-in", data={"token": token, **more})


def test_a_page_for_staff_leads_to_signing_in_and_back(client: httpx.Client) -> None:
    asked = client.get("/staff?kind=feedback&done=false")
    assert (asked.status_code, asked.headers["cache-control"]) == (303, "no-store")
    assert asked.headers["location"] == "/sign-in?next=/staff%3Fkind%3Dfeedback%26done%3Dfalse"
    page = client.get(asked.headers["location"])
    assert page.status_code == 200
    leads_to = re.search(r'name="next" value="([^"]*)"', page.text)
    assert leads_to is not None
    response = signed_in(client, next=leads_to[1].replace("&amp;", "&"))
    assert (response.status_code, response.headers["location"]) == (303, "/staff?kind=feedback&done=false")
    cookie = response.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/", "Max-Age=43200"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert TOKEN not in cookie
    shown = client.get("/staff?kind=feedback")
    assert (shown.text, shown.headers["cache-control"]) == ("for staff", "no-store")
    assert client.get("/sign-in?next=/specs").headers["location"] == "/specs", "nobody signs in twice"
    assert client.get("/v1/ingest").status_code == 503, "this one runs no jobs, which only staff are told"


def test_signing_out_takes_the_cookie_back(client: httpx.Client) -> None:
    signed_in(client)
    assert client.get("/who").json() is True
    assert client.post("/sign-out").headers["location"] == "/"
    assert (client.get("/who").json(), client.cookies.get(COOKIE)) == (False, None)


def test_a_cookie_changes_nothing_from_elsewhere(client: httpx.Client) -> None:
    signed_in(client)
    cookie = {"Cookie": f"{COOKIE}={client.cookies[COOKIE]}"}
    own = str(client.base_url).rstrip("/")

    def status(method: str, **headers: str) -> int:
        sent = httpx.request(method, f"{own}/v1/ingest", headers=cookie | headers, trust_env=False)
        return sent.status_code

    assert status("POST") == 401, "no browser says nothing of where a request comes from"
    assert status("POST", **{"Sec-Fetch-Site": "none"}) == 401
    for site in ({"Origin": own}, {"Sec-Fetch-Site": "same-origin"}):
        assert status("POST", **site) == 503
    for site in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "same-site"}):
        assert status("POST", **site) == 403
    assert status("GET") == status("GET", **{"Sec-Fetch-Site": "none"}) == 503
    # The token itself needs no page.
    bearer = httpx.post(f"{own}/v1/ingest", headers={"Authorization": f"Bearer {TOKEN}"}, trust_env=False)
    assert bearer.status_code == 503


def test_a_trusted_site_has_no_use_for_the_cookie(tmp_path: Path) -> None:
    with served(tmp_path, allowed_origins=("https://partner.example.gov",)) as client:
        signed_in(client)
        assert client.get("/who").json() is True
        assert client.get("/who", headers={"Origin": "https://partner.example.gov"}).json() is False


@pytest.mark.parametrize("value", ["", "x", "a.b.c", TOKEN])
def test_what_is_no_cookie_of_ours_is_nothing(client: httpx.Client, value: str) -> None:
    assert client.get("/who", headers={"Cookie": f"{COOKIE}={value}"}).json() is False


def test_a_session_of_a_reader_is_no_cookie(client: httpx.Client) -> None:
    session = client.post("/v1/embed", json={}).json()["session"]
    assert client.get("/who", headers={"Cookie": f"{COOKIE}={session}"}).json() is False


def test_a_cookie_ends_with_its_token(tmp_path: Path) -> None:
    with served(tmp_path, uploads="token") as client:
        signed_in(client)
        cookie = {"Cookie": f"{COOKIE}={client.cookies[COOKIE]}"}
        assert client.get("/who", headers=cookie).json() is True
    with served(tmp_path, uploads="token", token="another") as client:
        assert client.get("/who", headers=cookie).json() is False
    with served(tmp_path, uploads="token", token="") as client:
        assert client.get("/who", headers=cookie).json() is False
        assert signed_in(client, "").status_code == 401, "where there is no token, none is right"


def test_a_wrong_token_is_told_and_tried_so_often(tmp_path: Path) -> None:
    with served(tmp_path, uploads="token") as client:
        for _ in range(TRIES):
            refused = signed_in(client, "<b>wrong</b>", next="/staff")
            assert (refused.status_code, "set-cookie" in refused.headers) == (401, False)
            assert "That is not the token" in refused.text
            assert 'name="next" value="/staff"' in refused.text
            assert "wrong</b>" not in refused.text
        over = signed_in(client)
        assert (over.status_code, "set-cookie" in over.headers) == (429, False)
        assert 0 < int(over.headers["retry-after"]) <= 60
        assert client.get("/who", headers={"Authorization": f"Bearer {TOKEN}"}).json() is True


def test_below_a_path_and_over_tls_the_cookie_keeps_to_them(tmp_path: Path) -> None:
    with served(tmp_path, root="/jobs", uploads="token", allowed_hosts=("jobs.example.gov",)) as client:
        assert client.get("/staff?a=b").headers["location"] == "/jobs/sign-in?next=/staff%3Fa%3Db"
        page = {"Host": "jobs.example.gov", "Origin": "https://jobs.example.gov"}
        response = client.post("/sign-in", data={"token": TOKEN, "next": "/staff"}, headers=page)
        assert response.headers["location"] == "/jobs/staff"
        assert {"Path=/jobs", "Secure", "HttpOnly"} <= set(response.headers["set-cookie"].split("; "))


@pytest.mark.parametrize(
    ("settings", "staff"),
    [
        ({}, True),
        ({"uploads": "token"}, False),
        ({"uploads": "off"}, False),
        ({"allowed_hosts": ("jobs.example.gov",)}, False),
        ({"embed_origins": ("https://intranet.example.gov",)}, False),
        ({"embed_origins": ("http://localhost:9000",)}, True),
    ],
)
def test_on_a_server_of_this_machine_anybody_is_staff(tmp_path: Path, settings: dict[str, object], staff: bool) -> None:
    with served(tmp_path, **settings) as client:
        assert client.get("/who").json() is staff
        assert client.get("/staff").status_code == (200 if staff else 303)
        assert client.get("/who", headers={"X-Forwarded-For": "10.0.0.1"}).json() is False


@pytest.mark.parametrize(
    "given",
    [
        *("https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)"),
        *("", "inbox", "/a\nSet-Cookie: x", "/a\r\n", "/\t/evil.example", "/ü", "/a\\b", " /inbox", "/a b"),
    ],
)
def test_nobody_is_led_elsewhere(given: str) -> None:
    assert local_path(given) == "/"


@pytest.mark.parametrize("given", ["/", "/inbox?kind=feedback&done=false#x", "/specs/%2F", "/a//b"])
def test_a_path_of_ours_is_kept(given: str) -> None:
    assert local_path(given) == given
