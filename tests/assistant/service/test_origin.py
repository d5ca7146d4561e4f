"""Host and Origin: a page of another site, or another name for this machine, gets nothing."""

import httpx
import pytest

from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import StandIn, opened

ASK = {"message": "code"}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST", "localhost:1", "[::1]:80"])
def test_loopback_names_are_answered(client: httpx.Client, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "", "10.0.0.1"),
        *("localhost@evil.example", "evil.example@localhost", "localhost:port", "localhost/x", "[::2]", "localhost#"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/healthz", "/v1/specs", "/static/chat.js", "/nowhere"])
def test_other_names_are_refused(client: httpx.Client, host: str, path: str) -> None:
    response = client.get(path, headers={"Host": host})
    assert response.status_code == 421
    assert response.json()["type"] == "urn:jobclass:problem:foreign-host"


def test_name_of_the_settings_is_answered(settings: Settings, stand_in: StandIn) -> None:
    named = settings.model_copy(update={"allowed_hosts": ("jobs.example.gov",)})
    with serving(create_app(named, opened(stand_in))) as address:
        host = {"Host": "jobs.example.gov"}
        assert httpx.get(f"{address}/healthz", headers=host, trust_env=False).status_code == 200
        # Behind a proxy that speaks TLS the page's origin has another scheme and port than the server knows.
        page = {**host, "Origin": "https://jobs.example.gov"}
        assert httpx.post(f"{address}/v1/chat", json=ASK, headers=page, trust_env=False).status_code == 200
        other = {**host, "Origin": "https://www.example.gov"}
        assert httpx.post(f"{address}/v1/chat", json=ASK, headers=other, trust_env=False).status_code == 403


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "", "http://127.0.0.1:1", "https://127.0.0.1", "file://", "http://[", "http://a:b"],
)
def test_post_of_another_site_is_refused(client: httpx.Client, stand_in: StandIn, origin: str) -> None:
    response = client.post("/v1/chat", json=ASK, headers={"Origin": origin})
    assert response.status_code == 403
    assert response.json()["type"] == "urn:jobclass:problem:foreign-origin"
    assert stand_in.asked == []


@pytest.mark.parametrize("method", ["GET", "OPTIONS", "DELETE"])
def test_no_method_of_another_site_is_answered(client: httpx.Client, method: str) -> None:
    response = client.request(method, "/v1/specs", headers={"Origin": "http://evil.example"})
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers


def test_own_page_is_answered(client: httpx.Client) -> None:
    own = {"Origin": str(client.base_url).rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    assert client.post("/v1/chat", json=ASK, headers=own).status_code == 200
    assert client.get("/v1/specs", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("destination", ["empty", "image", "script", "iframe"])
def test_what_another_page_loads_is_refused(client: httpx.Client, site: str, destination: str) -> None:
    mode = "navigate" if destination == "iframe" else "no-cors"
    sent = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": destination}
    assert client.get("/v1/specs", headers=sent).status_code == 403


def test_link_of_another_page_may_be_followed(client: httpx.Client) -> None:
    sent = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert client.get("/specs/lampkeeper", headers=sent).status_code == 200
    # A form of that page is sent the same way.
    assert client.post("/v1/chat", json=ASK, headers=sent).status_code == 403


def test_page_of_the_settings_may_ask_and_read(settings: Settings, stand_in: StandIn) -> None:
    partner = "https://intranet.example.gov"
    with serving(create_app(settings.model_copy(update={"allowed_origins": (partner,)}), opened(stand_in))) as address:
        asked = {"Origin": partner, "Access-Control-Request-Method": "POST"}
        asked["Access-Control-Request-Headers"] = "content-type"
        allowed = httpx.options(f"{address}/v1/chat", headers=asked, trust_env=False)
        answered = httpx.post(f"{address}/v1/chat", json=ASK, headers={"Origin": partner}, trust_env=False)
        other = httpx.post(f"{address}/v1/chat", json=ASK, headers={"Origin": "https://evil.example"}, trust_env=False)
    assert [allowed.status_code, answered.status_code, other.status_code] == [200, 200, 403]
    assert allowed.headers["access-control-allow-origin"] == answered.headers["access-control-allow-origin"] == partner
    assert "access-control-allow-origin" not in other.headers
