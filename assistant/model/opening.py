"""Open the chat model that the settings name, through LangChain."""

import os
import re
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from assistant.errors import SettingsError
from assistant.model.limits import Limits
from assistant.model.port import ChatModel
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

#: Providers whose packages are extras of ours; others are installed by the name of their package.
EXTRAS = ("openai", "anthropic", "ollama")

# Sent where a server of one's own wants no key: the client needs one to send.
_NO_KEY = "none"
# A provider's variable, where its error names it.
_KEY = re.compile(r"\b[A-Z][A-Z0-9_]*_(?:KEY|TOKEN)\b")
_OPENAI_ADDRESSES = ("OPENAI_BASE_URL", "OPENAI_API_BASE")


def open_chat_model(settings: Settings) -> ChatModel | None:
    """Return the model that `settings` name, None where they name none; nothing is asked of it yet.

    Raises:
        SettingsError: the provider is unknown, its package is not installed, or its key is missing.
    """
    if not settings.chat_model:
        return None
    # LangChain takes a second to import, and whoever has no model never needs it.
    from assistant.model.calling import LangChainModel

    name = settings.chat_model.partition(":")[2]
    return LangChainModel(_opened(settings), name, Limits.of(settings))


def _opened(settings: Settings) -> "BaseChatModel":
    needed = _needed(settings)
    model = _made(settings, needed)
    _require_keys(model, settings)
    wanted = _wanted(settings, model)
    return _made(settings, needed | wanted)


def _made(settings: Settings, arguments: dict[str, Any]) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    provider, _, name = settings.chat_model.partition(":")
    try:
        model: BaseChatModel = init_chat_model(name, model_provider=provider, **arguments)
    except ImportError as error:
        raise SettingsError(_not_installed(provider, error)) from error
    except Exception as error:  # each provider checks its arguments in its own way
        # Its message may have the key in it.
        raise SettingsError(_unusable(settings.chat_model, error)) from None
    return model


def _needed(settings: Settings) -> dict[str, Any]:
    """What a model cannot be made without."""
    provider = settings.chat_model.partition(":")[0]
    needed: dict[str, Any] = {"base_url": settings.chat_base_url} if settings.chat_base_url else {}
    elsewhere = settings.chat_base_url or any(os.environ.get(name) for name in _OPENAI_ADDRESSES)
    if provider == "openai" and elsewhere and not os.environ.get("OPENAI_API_KEY"):
        needed["api_key"] = _NO_KEY
    return needed


def _wanted(settings: Settings, model: "BaseChatModel") -> dict[str, Any]:
    """What this kind of model takes of: temperature 0, an HTTP time limit, no retries of its own, a longest answer."""
    seconds = max(settings.chat_first_token, settings.chat_stall)
    offered = {
        "temperature": 0,
        "timeout": seconds,
        "client_kwargs": {"timeout": seconds},
        # We count attempts and wait ourselves.
        "max_retries": 0,
        "max_tokens": settings.chat_answer_tokens,
        "num_predict": settings.chat_answer_tokens,
    }
    if not (model.profile or {}).get("temperature", True):
        del offered["temperature"]
    fields = type(model).model_fields
    taken = fields.keys() | {field.alias for field in fields.values()}
    return {name: value for name, value in offered.items() if name in taken}


def _require_keys(model: "BaseChatModel", settings: Settings) -> None:
    """Do nothing if the key that the model sends is there.

    Raises:
        SettingsError: it is not.
    """
    for field, variable in model.lc_secrets.items():
        secret = getattr(model, field, None)
        if variable.endswith("_API_KEY") and not (
            secret.get_secret_value() if isinstance(secret, SecretStr) else secret
        ):
            raise SettingsError(
                f"JOBCLASS_CHAT_MODEL is {settings.chat_model!r}, and {variable} is not set: put the key there"
            )


def _not_installed(provider: str, error: ImportError) -> str:
    package = f"job-class-assistant[{provider}]" if provider in EXTRAS else f"langchain-{provider.replace('_', '-')}"
    named = error.name or "its package"
    return f"the package of the provider {provider!r} is not installed ({named}): pip install '{package}'"


def _unusable(model: str, error: Exception) -> str:
    told = str(error)
    if "Unsupported" in told:
        return f"JOBCLASS_CHAT_MODEL is {model!r}: {' '.join(told.split())}"
    keys = sorted(set(_KEY.findall(told)))
    needs = f"; set {', '.join(keys)}" if keys else ""
    return f"JOBCLASS_CHAT_MODEL is {model!r}, which cannot be opened ({type(error).__name__}){needs}"
