"""Settings: from the environment as `JOBCLASS_…`, over defaults that need none."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import SettingsError
from assistant.origins import advice, normalized
from vectorstore.model_files import model_dir

#: The model that comes with `jobclass setup`, in its fast and in its exact form.
BUNDLED: Mapping[str, Literal["int8", "fp32"]] = {"bundled": "int8", "bundled-fp32": "fp32"}

# Without NoDecode the environment's text would have to be JSON.
Names = Annotated[tuple[str, ...], NoDecode]


def default_data_dir() -> Path:
    """Return the user's folder for the index: below `$XDG_DATA_HOME` where that is an absolute path."""
    base = Path(os.environ.get("XDG_DATA_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".local" / "share") / "jobclass"


class Settings(BaseSettings):
    """Everything that can be set; `JOBCLASS_DATA_DIR` sets `data_dir`, and so on.

    Lists are written with commas: `JOBCLASS_ALLOWED_HOSTS=jobs.example.gov,jobs`.
    """

    model_config = SettingsConfigDict(env_prefix="JOBCLASS_", frozen=True, use_attribute_docstrings=True)

    data_dir: Path = Field(default_factory=default_data_dir)
    """Folder of the catalog and the vectors."""

    model_dir: Path = Field(default_factory=model_dir)
    """Folder of the model files."""

    embedding_model: str = "bundled"
    """What turns texts into vectors: `bundled`, `bundled-fp32`, or a LangChain `provider:model`."""

    chat_model: str = ""
    """Model that words the answers, a LangChain `provider:model`; empty for none. Its key is the provider's own
    variable in the environment."""

    chat_base_url: str = ""
    """Address that the model is asked at, where it is not the provider's own."""

    chat_timeout: float = Field(default=20, gt=0)
    """Seconds that a model may take for an answer."""

    chat_first_token: float = Field(default=8, gt=0)
    """Seconds until its first word, or all of a structured answer; waiting and asking again are counted."""

    chat_stall: float = Field(default=8, gt=0)
    """Seconds from word to word."""

    chat_retries: int = Field(default=2, ge=0, le=10)
    """How often it is asked again where it failed before its first word."""

    chat_concurrency: int = Field(default=4, ge=1)
    """How many questions it is asked at the same time."""

    chat_prompt_tokens: int = Field(default=6000, ge=100)
    """Longest prompt that it is given, in tokens."""

    chat_answer_tokens: int = Field(default=700, ge=1)
    """Longest answer that it may write, in tokens."""

    chat_breaker_failures: int = Field(default=5, ge=1)
    """Failures one after the other from which on it is left alone for a while."""

    chat_breaker_seconds: float = Field(default=30, ge=0)
    """How long it is left alone."""

    host: str = "127.0.0.1"
    """Address that the service listens on."""

    port: int = Field(default=8000, ge=0, le=65535)
    """Port that it listens on; 0 takes a free one."""

    allowed_hosts: Names = ()
    """Names that the service is asked by, beside its own address."""

    allowed_origins: Names = ()
    """Origins of web pages that may ask it, beside its own."""

    root_path: str = Field(default="", pattern=r"^(/[\w.~-]+)*$")
    """Path below which a proxy serves it, such as `/jobs`, and which that takes off each request; empty for none."""

    embed_origins: Names = ()
    """Origins of web pages that may carry the widget or the frame. What their readers may do is little: see
    `service/embed`."""

    embed_questions: int = Field(default=60, ge=1)
    """How many questions a reader of an embedding page may ask an hour, of one session."""

    embed_origin_questions: int = Field(default=600, ge=1)
    """How many questions all readers of one embedding origin may ask a minute together."""

    keep_questions: bool = False
    """Whether the inbox keeps the words of questions that found no answer, and of comments."""

    inbox_days: int = Field(default=365, ge=0, le=36_500)
    """Days that feedback, and what found no answer, is kept; 0 keeps none."""

    uploads: Literal["auto", "token", "off"] = "auto"
    """Who may send documents and read the inbox: anybody who reaches a server that is for this machine alone (`auto`),
    those who have the token of the data directory (`token`), the same without telling others of it (`off`)."""

    chat_wording: bool = True
    """Whether a chat model, where there is one, words the answers and drafts; else they stay as they are composed."""

    chat_understanding: bool = True
    """Whether a chat model, where there is one, is asked how a question that is in doubt is meant."""

    hr_contact: str = "your human resources office"
    """Whom a reader is sent to for what specs do not say."""

    stale_years: int = Field(default=10, ge=0)
    """Age in years from which a document that answers is said to be old; 0 for never."""

    max_message_chars: int = Field(default=4000, ge=1)
    """Longest message that is answered, in characters."""

    conversation_days: int = Field(default=30, ge=0, le=36_500)
    """Days that a conversation is kept after its last turn; 0 keeps none, and clients send their history."""

    @field_validator("embedding_model")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in BUNDLED and ":" not in name:
            raise ValueError(f"is neither one of {', '.join(BUNDLED)} nor a provider:model")
        return name

    @field_validator("chat_model")
    @classmethod
    def _has_provider(cls, name: str) -> str:
        provider, _, model = name.partition(":")
        if name and not (provider.strip() and model.strip()):
            raise ValueError("is no provider:model; openai:gpt-5-mini is one")
        return name

    @field_validator("chat_base_url")
    @classmethod
    def _is_address(cls, address: str) -> str:
        parts = urlsplit(address)
        if address and (parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None):
            raise ValueError("is no address such as http://127.0.0.1:8080/v1; a key stands in the provider's variable")
        return address

    @field_validator("data_dir", "model_dir")
    @classmethod
    def _expanded(cls, path: Path) -> Path:
        return path.expanduser()

    @field_validator("allowed_hosts", "allowed_origins", "embed_origins", mode="before")
    @classmethod
    def _split(cls, names: object) -> object:
        return tuple(name.strip() for name in names.split(",") if name.strip()) if isinstance(names, str) else names

    @field_validator("embed_origins")
    @classmethod
    def _are_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for why in filter(None, map(advice, origins)):
            raise ValueError(why)
        return tuple(dict.fromkeys(normalized(origin) or "" for origin in origins))

    @classmethod
    def load(cls, *, data_dir: Path | None = None, host: str | None = None, port: int | None = None) -> Self:
        """Return the settings, with what is given in place of the environment's.

        Raises:
            SettingsError: a value cannot be used.
        """
        given: dict[str, Any] = {"data_dir": data_dir, "host": host, "port": port}
        try:
            return cls(**{name: value for name, value in given.items() if value is not None})
        except ValidationError as error:
            raise SettingsError(_told(error)) from error


def _told(error: ValidationError) -> str:
    first = error.errors()[0]
    name = "_".join(str(part) for part in first["loc"])
    reason = first["msg"].removeprefix("Value error, ")
    # An address may have a password in it, which is not to be seen.
    return re.sub(r"//[^/]*?@", "//…@", f"JOBCLASS_{name.upper()} is {first['input']!r}: {reason}")
