"""The model that the settings name is opened, or it is said at once what is missing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import SettingsError
from assistant.model.opening import open_chat_model
from assistant.model.port import Prompt
from assistant.service.backend import open_backend
from assistant.settings import Settings
from tests.assistant.model.conftest import KEY
from tests.assistant.scripted import ScriptedServer
from tests.assistant.service.real import ingested

# Of a prompt that has no exhibits a scripted model makes nothing.
HELLO = Prompt("You are a test.", "Hello.")


@pytest.fixture
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name)


def test_without_a_setting_there_is_no_model() -> None:
    assert open_chat_model(Settings()) is None


def test_without_a_setting_nothing_of_langchain_is_imported() -> None:
    said = """
import sys
from assistant.local_desk import open_local
from assistant.service.backend import open_backend
from assistant.model.opening import open_chat_model
from assistant.settings import Settings
open_chat_model(Settings())
print([name for name in sys.modules if name.split("_")[0] in ("langchain", "openai", "anthropic")])
"""
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.parametrize("provider", ["mistralai", "google_genai"])
def test_a_provider_whose_package_is_not_installed_is_named_with_it(provider: str) -> None:
    with pytest.raises(SettingsError, match=rf"'{provider}' is not installed.*: pip install 'langchain-"):
        open_chat_model(Settings(chat_model=f"{provider}:any"))


@pytest.mark.parametrize(
    "provider", ["openai", *(pytest.param(name, marks=pytest.mark.long) for name in ("anthropic", "ollama"))]
)
def test_a_provider_of_ours_is_named_with_its_extra(provider: str) -> None:
    said = f"""
import sys
sys.modules["langchain_{provider}"] = None
from assistant.errors import SettingsError
from assistant.model.opening import open_chat_model
from assistant.settings import Settings
try:
    open_chat_model(Settings(chat_model="{provider}:any"))
except SettingsError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=False)
    assert f"'{provider}' is not installed" in done.stdout, done.stderr
    assert f"pip install 'job-class-assistant[{provider}]'" in done.stdout


def test_an_unknown_provider_is_told_with_those_that_are_known() -> None:
    with pytest.raises(SettingsError, match=r"is 'nosuch:any'.*providers are: anthropic, .*ollama, openai, "):
        open_chat_model(Settings(chat_model="nosuch:any"))


@pytest.mark.usefixtures("no_keys")
@pytest.mark.parametrize(("provider", "variable"), [("openai", "OPENAI_API_KEY"), ("anthropic", "ANTHROPIC_API_KEY")])
def test_a_missing_key_is_named_by_its_variable(provider: str, variable: str) -> None:
    with pytest.raises(SettingsError, match=rf"is '{provider}:any'.*\b{variable}\b"):
        open_chat_model(Settings(chat_model=f"{provider}:any"))


@pytest.mark.usefixtures("no_keys")
@pytest.mark.parametrize("variable", ["JOBCLASS_CHAT_BASE_URL", "OPENAI_BASE_URL", "OPENAI_API_BASE"])
def test_a_server_of_ones_own_needs_no_key(
    variable: str, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, server.base_url)
    model = open_chat_model(Settings(chat_model="openai:any"))
    assert model is not None and list(model.stream(HELLO)) == []
    assert server.requests[-1].asked.user == "Hello."


@pytest.mark.parametrize(
    ("provider", "variable", "suffix"),
    [("openai", "OPENAI_BASE_URL", "/v1"), ("ollama", "OLLAMA_HOST", ""), ("anthropic", "ANTHROPIC_BASE_URL", "")],
)
def test_a_providers_own_variables_hold(
    provider: str, variable: str, suffix: str, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, f"{server.address}{suffix}")
    model = open_chat_model(Settings(chat_model=f"{provider}:any"))
    assert model is not None and list(model.stream(HELLO)) == []
    assert server.requests[-1].asked.key == ("" if provider == "ollama" else KEY)


def test_a_model_that_takes_no_temperature_is_given_none(server: ScriptedServer) -> None:
    model = open_chat_model(Settings(chat_model="openai:o3-mini", chat_base_url=server.base_url))
    assert model is not None and list(model.stream(HELLO)) == []
    assert "temperature" not in server.requests[-1].body


def test_a_model_that_can_think_is_not_asked_to(server: ScriptedServer) -> None:
    for name, address, is_told in (
        ("openai:gpt-5-mini", server.base_url, {"reasoning_effort": "minimal"}),
        ("ollama:any", server.address, {"think": False}),
    ):
        model = open_chat_model(Settings(chat_model=name, chat_base_url=address))
        assert model is not None and list(model.stream(HELLO)) == []
        assert server.requests[-1].body.items() >= is_told.items()


def test_the_key_is_not_among_the_settings() -> None:
    assert KEY not in repr(Settings(chat_model="openai:any"))


def test_no_command_that_answers_goes_on_with_a_model_that_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBCLASS_CHAT_MODEL", "nosuch:any")
    data = shutil.copytree(ingested().name, tmp_path / "data")
    for command in (["serve", "--port", "0"], ["ask", "What is J1010?"]):
        done = CliRunner().invoke(app, [*command, "--data-dir", str(data)])
        assert done.exit_code == 2, done.output
        assert "JOBCLASS_CHAT_MODEL is 'nosuch:any'" in " ".join(done.output.split())
    assert CliRunner().invoke(app, ["specs", "--data-dir", str(data)]).exit_code == 0


def test_a_service_that_is_started_otherwise_does_not_start_either(tmp_path: Path) -> None:
    with (
        pytest.raises(SettingsError, match="'nosuch:any'"),
        open_backend(Settings(data_dir=tmp_path, chat_model="nosuch:any")),
    ):
        raise AssertionError("it was opened")
