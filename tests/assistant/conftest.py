"""The assistant over the example specs, ingested for real, once in a run."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.class_view import Spec
from assistant.engine import Assistant
from assistant.examples import Examples
from assistant.lexicon import Lexicon
from assistant.opening import open_index
from assistant.reading import Reader
from assistant.scan import facet_trie
from assistant.settings import Settings
from tests.assistant.service.real import ingested
from vectorstore.embedder import Embedder
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary, load

Ask = Callable[..., Answer]
SpecOf = Callable[..., Spec]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load()


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the index of the examples, so that a server may own the other one."""
    folder = tmp_path_factory.mktemp("examples") / "data"
    shutil.copytree(ingested().name, folder)
    return folder


@pytest.fixture(scope="session")
def example_index(example_folder: Path) -> Iterator[Index]:
    with open_index(Settings(data_dir=example_folder)) as index:
        yield index


@pytest.fixture(scope="session")
def examples(vocabulary: Vocabulary, embedder: Embedder, example_folder: Path) -> Examples:
    return Examples(vocabulary, embedder, example_folder / "cache")


@pytest.fixture(scope="session")
def reader(example_index: Index, vocabulary: Vocabulary, examples: Examples) -> Reader:
    """Reads questions about all the example classes."""
    lexicon = Lexicon(example_index.catalog.entries(Viewer()), vocabulary)
    trie = facet_trie(vocabulary, example_index.catalog.stated.own_labels(Viewer()))
    return Reader(vocabulary, lexicon, trie, examples)


@pytest.fixture(scope="session")
def assistant(example_index: Index, vocabulary: Vocabulary, example_folder: Path) -> Assistant:
    return Assistant(example_index, vocabulary, Settings(data_dir=example_folder, hr_contact="the desk upstairs"))


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Ask:
    """Ask the last of several messages, the others before it in the same conversation."""

    def ask(*messages: str, agency: str | None = None, viewer: Viewer | None = None) -> Answer:
        conversation, answer = None, None
        for message in messages:
            reply = assistant.ask(message, conversation_id=conversation, agency=agency, viewer=viewer or Viewer())
            conversation, answer = reply.conversation_id, reply.answer
        assert answer is not None
        return answer

    return ask


@pytest.fixture(scope="session")
def spec_of(example_index: Index) -> SpecOf:
    """The class of a title, of one agency where two have it, with its document."""

    def spec_of(title: str, agency: str = "") -> Spec:
        roster = example_index.catalog.roster().view(Viewer())
        entries = [entry for entry in roster.entries if entry.spec_id in roster.current]
        found = [
            entry
            for entry in entries
            if entry.spec.title.casefold() == title.casefold() and agency.casefold() in entry.agency.casefold()
        ]
        assert len(found) == 1, f"{title!r} of {agency!r}: {[entry.spec.title for entry in entries]}"
        parsed = example_index.catalog.parsed(found[0].source_id, Viewer())
        assert parsed is not None
        return Spec(found[0], parsed)

    return spec_of
