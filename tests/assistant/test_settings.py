"""Settings from the environment, and their defaults."""

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("DATA_DIR", "MODEL_DIR", "HOST", "PORT", "ALLOWED_HOSTS", "ALLOWED_ORIGINS", "EMBEDDING_MODEL"):
        monkeypatch.delenv(f"JOBCLASS_{name}", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_defaults_need_no_environment(home: Path) -> None:
    settings = Settings.load()
    assert settings.data_dir == home / ".local" / "share" / "jobclass"
    assert (settings.host, settings.port, settings.max_message_chars) == ("127.0.0.1", 8000, 4000)
    assert settings.allowed_hosts == settings.allowed_origins == ()
    assert (settings.embedding_model, settings.conversation_days) == ("bundled", 30)


def test_the_environment_sets_and_what_is_given_wins(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("JOBCLASS_DATA_DIR", "~/specs")
    monkeypatch.setenv("JOBCLASS_PORT", "9001")
    monkeypatch.setenv("JOBCLASS_ALLOWED_HOSTS", "jobs.example.gov, jobs")
    monkeypatch.setenv("JOBCLASS_EMBEDDING_MODEL", "bundled-fp32")
    settings = Settings.load(port=9002, host=None)
    assert settings.data_dir == home / "specs"
    assert (settings.port, settings.host) == (9002, "127.0.0.1")
    assert settings.allowed_hosts == ("jobs.example.gov", "jobs")
    assert settings.embedding_model == "bundled-fp32"


def test_a_relative_data_home_is_ignored_and_an_absolute_one_is_used(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "share")
    assert Settings.load().data_dir.is_relative_to(home)
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "elsewhere"))
    assert Settings.load().data_dir == home / "elsewhere" / "jobclass"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("PORT", "70000"),
        ("EMBEDDING_MODEL", "other"),
        ("MAX_MESSAGE_CHARS", "0"),
        ("CONVERSATION_DAYS", "-1"),
        ("CONVERSATION_DAYS", "a while"),
        ("CHAT_MODEL", "gpt"),
        ("CHAT_MODEL", "openai:"),
        ("CHAT_MODEL", ":gpt"),
        ("CHAT_BASE_URL", "127.0.0.1:8080"),
        ("CHAT_BASE_URL", "ftp://models"),
        ("CHAT_TIMEOUT", "0"),
        ("CHAT_RETRIES", "-1"),
        ("CHAT_CONCURRENCY", "0"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"JOBCLASS_{name}", value)
    with pytest.raises(SettingsError, match=rf"JOBCLASS_{name} is '{value}'"):
        Settings.load()


@pytest.mark.parametrize("name", ["CHAT_BASE_URL", "EMBED_ORIGINS"])
def test_a_password_in_an_address_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"JOBCLASS_{name}", "https://me:secret@models.example/v1")
    with pytest.raises(SettingsError, match=rf"JOBCLASS_{name} is 'https://…@models\.example/v1': (is|has)") as error:
        Settings.load()
    assert "secret" not in str(error.value)
