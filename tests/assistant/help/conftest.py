"""The assistant over the example specs with the help of a scripted model, over real HTTP."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.engine import Assistant
from assistant.model.opening import open_chat_model
from assistant.settings import Settings
from tests.assistant.scripted import ScriptedServer, behaviors, scripted
from vectorstore.index import Index
from vectorstore.vocabulary import Vocabulary

Helped = Callable[..., Assistant]
AskHelped = Callable[..., Answer]


@pytest.fixture(autouse=True)
def no_other_model(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "JOBCLASS_CHAT_MODEL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """A model that takes no question for anything, until it is told to behave otherwise."""
    with scripted(behaviors.structured({"frame": "none", "classes": [], "facets": []})) as server:
        yield server


@pytest.fixture
def helped(server: ScriptedServer, example_index: Index, vocabulary: Vocabulary, example_folder: Path) -> Helped:
    """Open an assistant over the model, with settings of `chat_…`."""

    def helped(**chat: object) -> Assistant:
        given = {
            "chat_model": "openai:scripted",
            "chat_base_url": server.base_url,
            "chat_retries": 0,
            "chat_wording": False,
        }
        settings = Settings(
            data_dir=example_folder,
            hr_contact="the desk upstairs",
            **given | {f"chat_{key}": value for key, value in chat.items()},  # type: ignore[arg-type]
        )
        return Assistant(example_index, vocabulary, settings, model=open_chat_model(settings))

    return helped


@pytest.fixture
def ask_helped(helped: Helped) -> AskHelped:
    """Ask the last of several messages, the others before it in the same conversation."""
    assistant = helped()

    def ask_helped(*messages: str) -> Answer:
        conversation, answer = None, None
        for message in messages:
            reply = assistant.ask(message, conversation_id=conversation)
            conversation, answer = reply.conversation_id, reply.answer
        assert answer is not None
        return answer

    return ask_helped
