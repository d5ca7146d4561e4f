"""Readers of other sites' pages may ask, in a session of their page, so much and no more."""

from collections.abc import Iterator
from types import SimpleNamespace

import httpx
import pytest

from assistant.service.app import create_app
from assistant.service.embed.caps import Caps
from assistant.service.embed.sessions import Session
from assistant.service.headers import content_security_policy
from assistant.service.problems import Problem
from assistant.settings import Settings
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import Delegate, StandIn, opened

ASK = {"message": "code"}
SITE, OTHER, BOTH = "https://intranet.example.gov", "https://b.example.gov", "https://both.example.gov"
OFTEN = 5


@pytest.fixture(scope="module")
def embedding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """A server that two sites embed, and a third that is trusted besides."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        embed_origins=(SITE, OTHER, BOTH),
        allowed_origins=(BOTH,),
        embed_questions=OFTEN,
        embed_origin_questions=100,
    )
    desk = SimpleNamespace(assistant=None)
    with serving(create_app(settings, opened(Delegate(desk)))) as address, httpx.Client(trust_env=False) as client:
        client.base_url = address
        desk.client = client
        yield desk


@pytest.fixture
def site(embedding: SimpleNamespace) -> httpx.Client:
    embedding.assistant = StandIn()
    client: httpx.Client = embedding.client
    return client


def of(origin: str = SITE, session: str = "") -> dict[str, str]:
    return {"Origin": origin} | ({"X-JobClass-Session": session} if session else {})


def begun(site: httpx.Client, origin: str = SITE) -> str:
    response = site.post("/v1/embed", json={}, headers={"Origin": origin})
    assert response.status_code == 200, response.text
    assert response.json()["expires_in"] == 12 * 3600
    assert "set-cookie" not in response.headers
    return str(response.json()["session"])


def kind(response: httpx.Response) -> str:
    return str(response.json()["type"]).rpartition(":")[2]


def is_readable(response: httpx.Response, origin: str = SITE) -> bool:
    """Return whether a page of `origin` can read the response, and caches tell its readers apart."""
    headers = response.headers
    exposed = {name.strip().lower() for name in headers.get("access-control-expose-headers", "").split(",")}
    return (
        headers.get("access-control-allow-origin") == origin
        and "access-control-allow-credentials" not in headers
        and "Origin" in headers.get("vary", "")
        and {"x-request-id", "retry-after"} <= exposed
    )


def test_a_session_is_needed_and_is_of_its_own_page(site: httpx.Client) -> None:
    session = begun(site)
    asked = site.post("/v1/chat", json=ASK, headers=of(session=session))
    assert (asked.status_code, is_readable(asked)) == (200, True)
    assert asked.headers["cache-control"] == "no-store"
    for sent in (of(), of(session="made.up.one"), of(OTHER, session), of("http://intranet.example.gov", session)):
        refused = site.post("/v1/chat", json=ASK, headers=sent)
        expected = ("foreign-origin", 403) if sent["Origin"].startswith("http:") else ("session-needed", 401)
        assert (kind(refused), refused.status_code) == expected
    # Nor does it serve our own pages, or a program.
    assert site.post("/v1/chat", json=ASK, headers={"X-JobClass-Session": session}).status_code == 401


def test_origins_are_compared_by_what_they_mean(site: httpx.Client) -> None:
    written = "HTTPS://Intranet.Example.gov:443"
    session = begun(site, written)
    asked = site.post("/v1/chat", json=ASK, headers=of(session=session))
    assert asked.status_code == 200
    assert is_readable(site.post("/v1/chat", json=ASK, headers=of(written, session)), written)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("GET", "/v1/sources/none"), ("GET", "/v1/items?question=which"), ("GET", "/v1/compare?spec=a&spec=b")),
        *(("GET", "/v1/conversations/none"), ("DELETE", "/v1/conversations/none"), ("POST", "/v1/feedback")),
    ],
)
def test_each_path_of_theirs_takes_a_session(site: httpx.Client, method: str, path: str) -> None:
    content = {"json": {"message_id": "m"}} if method == "POST" else {}
    without = site.request(method, path, headers=of(), **content)  # type: ignore[arg-type]
    assert (kind(without), is_readable(without)) == ("session-needed", True)
    within = site.request(method, path, headers=of(session=begun(site)), **content)  # type: ignore[arg-type]
    assert within.status_code in (404, 422, 503)
    assert is_readable(within)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("GET", "/v1/specs"), ("GET", "/v1/specs.csv"), ("GET", "/v1/feedback"), ("GET", "/v1/feedback.csv")),
        *(("PATCH", "/v1/feedback/x"), ("POST", "/v1/ingest"), ("GET", "/v1/ingest"), ("POST", "/v1/tables")),
        *(("POST", "/v1/index/check"), ("POST", "/mcp"), ("POST", "/v1/chat/completions"), ("GET", "/v1/search?q=a")),
        *(("GET", "/"), ("GET", "/frame"), ("POST", "/sign-in"), ("POST", "/sign-out"), ("GET", "/v1/chat")),
        *(("POST", "/v1/chat/"), ("GET", "/v1/sources/a/b"), ("GET", "/v1/nowhere"), ("OPTIONS", "/v1/chat")),
        ("GET", "/v1/conversations/"),
    ],
)
def test_nothing_else_is_theirs(site: httpx.Client, method: str, path: str) -> None:
    response = site.request(method, path, headers=of(session=begun(site, OTHER)) | {"Origin": OTHER})
    assert (response.status_code, kind(response), is_readable(response, OTHER)) == (403, "foreign-origin", True)


def test_preflights_say_what_may_be_sent(site: httpx.Client) -> None:
    def preflight(origin: str, method: str, names: str) -> httpx.Response:
        wanted = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": names}
        return site.options("/v1/chat", headers=wanted | {"Origin": origin})

    ours = "accept,content-type,x-jobclass-session"
    for method in ("GET", "POST", "DELETE"):
        allowed = preflight(SITE, method, ours)
        assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, SITE)
        assert "access-control-allow-credentials" not in allowed.headers
        assert "Origin" in allowed.headers["vary"]
    assert preflight(SITE, "PATCH", ours).status_code == 400
    assert preflight(SITE, "POST", "authorization").status_code == 400
    for origin in ("https://evil.example", "null", "https://intranet.example.gov.evil.example"):
        refused = preflight(origin, "POST", ours)
        assert refused.status_code == 403
        assert not [name for name in refused.headers if name.startswith("access-control-")]
    assert preflight(BOTH, "POST", ours).headers["access-control-allow-origin"] == BOTH


def test_a_page_without_an_origin_is_told_why(site: httpx.Client) -> None:
    response = site.post("/v1/embed", json={}, headers={"Origin": "null"})
    assert (response.status_code, kind(response)) == (403, "foreign-origin")
    assert "allow-same-origin" in response.json()["detail"]
    two = site.post("/v1/embed", json={}, headers=[("Origin", SITE), ("Origin", OTHER)])
    assert two.status_code == 403


def test_a_session_asks_so_often_an_hour(site: httpx.Client) -> None:
    session = of(session=begun(site))
    for _ in range(OFTEN):
        assert site.post("/v1/chat", json=ASK, headers=session).status_code == 200
    # What is only read is not counted, nor does what was said of answers use up questions.
    for _ in range(OFTEN + 1):
        assert site.get("/v1/conversations/none", headers=session).status_code == 404
    over = site.post("/v1/chat", json=ASK, headers=session | {"Accept": "text/event-stream"})
    assert (over.status_code, kind(over), is_readable(over)) == (429, "too-many-questions", True)
    assert 3500 < int(over.headers["retry-after"]) <= 3600
    assert site.post("/v1/feedback", json={"message_id": "m"}, headers=session).status_code != 429
    assert site.post("/v1/chat", json=ASK, headers=of(session=begun(site))).status_code == 200
    assert site.post("/v1/chat", json=ASK).status_code == 200, "our own pages are not counted"
    # What costs as much as an answer is counted as well, by itself.
    for path in ("/v1/items?question=which", "/v1/compare?spec=a&spec=b"):
        listed = [site.get(path, headers=session).status_code for _ in range(OFTEN + 1)]
        assert 429 not in listed[:-1] and listed[-1] == 429


def test_all_of_an_origin_ask_so_often_a_minute(settings: Settings, stand_in: StandIn) -> None:
    capped = settings.model_copy(update={"embed_origins": (SITE, OTHER), "embed_origin_questions": 2})
    with serving(create_app(capped, opened(stand_in))) as address, httpx.Client(trust_env=False) as client:
        client.base_url = address
        answered = [
            client.post("/v1/chat", json=ASK, headers=of(origin, begun(client, origin)))
            for origin in (SITE, SITE, SITE, OTHER)
        ]
    assert [one.status_code for one in answered] == [200, 200, 429, 200]
    assert 0 < int(answered[2].headers["retry-after"]) <= 60


def test_what_the_cap_of_an_origin_refuses_uses_up_nobodys_own_share(settings: Settings) -> None:
    caps = Caps(settings.model_copy(update={"embed_questions": 2, "embed_origin_questions": 1}))
    reader, others = Session("reader", SITE), Session("others", SITE)
    caps.count(others, "questions")
    for _ in range(3):
        with pytest.raises(Problem) as refused:
            caps.count(reader, "questions")
        assert int(refused.value.headers["Retry-After"]) <= 60, "not the hour of the reader's own share"


def test_our_own_pages_may_have_a_session(site: httpx.Client) -> None:
    own = str(site.base_url).rstrip("/")
    session = begun(site, own)
    assert site.post("/v1/chat", json=ASK, headers=of(own, session)).status_code == 200
    # Reading, a browser says no origin to its own site.
    read = site.get("/v1/conversations/none", headers={"X-JobClass-Session": session, "Sec-Fetch-Site": "same-origin"})
    assert kind(read) == "unknown-conversation"
    assert kind(site.post("/v1/chat", json=ASK, headers=of(own, begun(site)))) == "session-needed"


def test_where_it_is_trusted_as_well_that_counts(site: httpx.Client) -> None:
    assert site.post("/v1/chat", json=ASK, headers=of(BOTH)).status_code == 200
    assert site.get("/v1/specs", headers=of(BOTH)).status_code == 200
    asked = site.post("/v1/chat", json=ASK, headers=of(BOTH, begun(site, BOTH)))
    assert (asked.status_code, is_readable(asked, BOTH)) == (200, True)


def test_failures_can_be_read(site: httpx.Client, settings: Settings) -> None:
    failed = site.post("/v1/chat", json={"message": "fail"}, headers=of(session=begun(site)))
    assert (failed.status_code, is_readable(failed)) == (500, True)
    big = site.post("/v1/embed", content=b"x" * 300_000, headers=of() | {"Content-Type": "application/json"})
    assert (big.status_code, is_readable(big)) == (413, True)
    assert is_readable(site.post("/v1/embed", content=b"{", headers=of() | {"Content-Type": "application/json"}))
    host = site.post("/v1/embed", json={}, headers=of() | {"Host": "evil.example"})
    assert (host.status_code, kind(host)) == (421, "foreign-host")


def test_public_code_is_anybodys_and_the_frame_is_opened_by_frames(site: httpx.Client) -> None:
    for path in ("/widget.js", "/widget/abc/widget.js"):
        for sent in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "script"}):
            assert site.get(path, headers=sent).status_code in (200, 404)
            assert site.post(path, headers=sent).status_code == 403
    framed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
    assert site.get("/frame", headers=framed).status_code in (200, 404)
    for path in ("/", "/sign-in", "/frame/x", "/v1/specs"):
        assert site.get(path, headers=framed).status_code == 403
    assert site.get("/frame", headers=framed | {"Sec-Fetch-Dest": "object"}).status_code == 403
    assert site.get("/frame", headers=framed | {"Origin": "https://evil.example"}).status_code == 403
    assert site.post("/frame", headers=framed).status_code == 403


def test_a_policy_of_its_own_says_who_may_frame_a_page(settings: Settings, stand_in: StandIn) -> None:
    from starlette.responses import PlainTextResponse

    app = create_app(settings, opened(stand_in))
    policy = content_security_policy([SITE, OTHER])
    app.add_route("/own", lambda _: PlainTextResponse("", headers={"Content-Security-Policy": policy}))
    with serving(app) as address:
        framed = httpx.get(f"{address}/own", trust_env=False).headers
        usual = httpx.get(f"{address}/specs", trust_env=False).headers
    assert f"frame-ancestors 'self' {SITE} {OTHER};" in framed["content-security-policy"]
    assert "x-frame-options" not in framed
    assert usual["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self';" in usual["content-security-policy"]


def test_each_endpoint_of_theirs_says_that_it_takes_a_session(settings: Settings, stand_in: StandIn) -> None:
    paths = create_app(settings, opened(stand_in)).openapi()["paths"]
    theirs = [
        *(("/v1/chat", "post"), ("/v1/feedback", "post"), ("/v1/items", "get"), ("/v1/compare", "get")),
        *(("/v1/sources/{source_id}", "get"), ("/v1/conversations/{conversation_id}", "delete")),
    ]
    for path, method in theirs:
        described = paths[path][method]
        sent = [one["name"] for one in described.get("parameters", ()) if one["in"] == "header"]
        assert (sent, "401" in described["responses"]) == (["X-JobClass-Session"], True), path
