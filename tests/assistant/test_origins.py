"""Origins are compared as browsers mean them, and settings take nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import SettingsError
from assistant.origins import advice, is_of, normalized
from assistant.settings import Settings


@pytest.mark.parametrize(
    ("origin", "meant"),
    [
        ("https://Intranet.Example.GOV", "https://intranet.example.gov"),
        ("HTTPS://a.gov:443", "https://a.gov"),
        ("http://a.gov:80", "http://a.gov"),
        ("http://a.gov:443", "http://a.gov:443"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://[::1]:80", "http://[::1]"),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
    ],
)
def test_an_origin_is_read_as_browsers_mean_it(origin: str, meant: str) -> None:
    assert normalized(origin) == meant
    assert advice(origin) == ""


NONE = [
    *("", "null", "a.gov", "https://", "https://a.gov/", "https://a.gov/x", "https://a.gov?", "https://a.gov#x"),
    *(
        "https://*.a.gov",
        "https://*",
        "*",
        "https://u@a.gov",
        "https://a.gov:",
        "https://a.gov:x",
        "https://a.gov:99999",
    ),
    *("file://", "data:x", "https://a gov", "https://a.gov\n", "https://a.gov;frame-src *", "https://ä.gov", "//a.gov"),
]


@pytest.mark.parametrize("origin", NONE)
def test_what_is_no_origin_is_none_and_the_settings_say_what_to_write(
    origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert normalized(origin) is None
    if not origin:
        return
    with pytest.raises(ValueError, match=r"origin|wildcards|ASCII"):
        Settings(embed_origins=(origin,))
    monkeypatch.setenv("JOBCLASS_EMBED_ORIGINS", f"https://b.gov,{origin}")
    if origin.strip() == origin:
        with pytest.raises(SettingsError, match=r"JOBCLASS_EMBED_ORIGINS is .*(scheme://host|list each|xn--)"):
            Settings.load()


def test_settings_keep_each_origin_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBCLASS_EMBED_ORIGINS", "https://A.gov:443, https://a.gov,http://b.gov:81")
    assert Settings.load().embed_origins == ("https://a.gov", "http://b.gov:81")


@given(st.text(alphabet="htps:/.a-b[]1*@?#\\;' \n%", max_size=30))
def test_nothing_that_passes_can_end_a_header_or_name_two(origin: str) -> None:
    found = normalized(origin)
    assert found is None or not set(found) & set("*@?#\\;', \n\r\t%")
    assert found is None or normalized(found) == found


def test_a_site_is_its_own_page_whatever_the_scheme() -> None:
    assert is_of("https://jobs.gov", "jobs.gov")
    assert is_of("http://localhost:8000", "localhost:8000")
    assert not is_of("http://localhost:8001", "localhost:8000")
    assert not is_of("null", "localhost")
