"""Tokens that were signed here are known again, and nothing else is."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jwt
import pytest

from assistant.errors import UnavailableError
from assistant.service.signing import KEY_FILE, Signer

NOW = 1_800_000_000.0


def test_a_token_is_read_by_whoever_has_the_key(tmp_path: Path) -> None:
    token = Signer(tmp_path).sign("embed", 60, {"origin": "https://a.gov"})
    # Another process, or the same after a restart.
    claims = Signer(tmp_path).read("embed", token)
    assert claims is not None
    assert claims["origin"] == "https://a.gov"
    assert Signer(tmp_path).read("staff", token) is None, "it is for one purpose"
    assert Signer(tmp_path / "other").read("embed", token) is None


def test_the_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    Signer(folder).sign("embed", 60, {})
    key = folder / KEY_FILE
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [KEY_FILE]
    key.chmod(0o644)
    Signer(folder).sign("embed", 60, {})
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_many_that_need_a_key_at_once_have_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(lambda _: Signer(tmp_path).sign("embed", 60, {}), range(16)))
    assert all(Signer(tmp_path).read("embed", token) for token in tokens)


def test_a_key_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"short")
    with pytest.raises(UnavailableError, match="has 5 bytes, not 32: delete it"):
        Signer(tmp_path).sign("embed", 60, {})


def test_a_key_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnavailableError, match="cannot be used"):
        Signer(tmp_path / "file").sign("embed", 60, {})


@pytest.mark.parametrize(("later", "known"), [(0, True), (159, True), (161, False), (-59, True), (-61, False)])
def test_it_ends_and_clocks_may_differ_a_little(tmp_path: Path, later: float, known: bool) -> None:
    token = Signer(tmp_path, lambda: NOW).sign("embed", 100, {})
    assert (Signer(tmp_path, lambda: NOW + later).read("embed", token) is not None) == known


def test_what_was_not_signed_here_is_nothing(tmp_path: Path) -> None:
    signer = Signer(tmp_path, lambda: NOW)
    claims = {"aud": "embed", "iat": NOW, "exp": NOW + 60}
    good = signer.sign("embed", 60, {})
    key = (tmp_path / KEY_FILE).read_bytes()
    head, body, signature = good.split(".")
    forged = [
        *("", "x", "a.b.c", f"{head}.{body}.", f"{head}.{body}.{signature[::-1]}", "é.é.é"),
        jwt.encode(claims, None, "none"),
        jwt.encode(claims, b"another key of thirty-two bytes..", "HS256"),
        jwt.encode(claims, key * 2, "HS512"),
        *(jwt.encode({k: v for k, v in claims.items() if k != left_out}, key, "HS256") for left_out in claims),
        jwt.encode({**claims, "exp": "soon"}, key, "HS256"),
    ]
    assert [token for token in forged if signer.read("embed", token) is not None] == []
    assert signer.read("embed", good) is not None
