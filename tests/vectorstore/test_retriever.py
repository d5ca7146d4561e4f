"""The index as a LangChain retriever: its documents, its arguments, its traces, and its place in a chain."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable, RunnablePassthrough
from langchain_openai import ChatOpenAI
from pydantic import ValidationError

from tests.assistant.service.real import ingested
from tests.awaiting import awaited
from tests.vectorstore.chat_server import chat_server
from vectorstore import SpecRetriever, open_index
from vectorstore.errors import CatalogError, ForeignVectorsError, IndexOwnedError
from vectorstore.index import Index
from vectorstore.spec import Viewer

CRANES = "maintains the electrical parts of container cranes"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the index of the examples."""
    copy = tmp_path_factory.mktemp("retrieved") / "data"
    shutil.copytree(ingested().name, copy)
    return copy


@pytest.fixture(scope="module")
def examples(folder: Path) -> Iterator[Index]:
    with open_index(folder) as index:
        yield index


@pytest.fixture
def retriever(examples: Index) -> SpecRetriever:
    return SpecRetriever(index=examples, k=5)


def test_documents_are_the_passages_of_a_search_in_their_very_words(retriever: SpecRetriever) -> None:
    found = retriever.invoke(CRANES)
    passages = retriever.index.search(CRANES, Viewer(), 5)
    assert [document.page_content for document in found] == [passage.text for passage in passages]
    assert found[0].metadata["title"] == "CRANE ELECTRICIAN"
    for document, passage in zip(found, passages, strict=True):
        told = document.metadata
        text = retriever.index.catalog.text(told["source_id"], Viewer())
        assert text is not None and text[told["start"] : told["end"]] == document.page_content
        assert (told["section"], told["section_path"]) == (passage.section.heading, list(passage.section.path))
        assert (told["spec_id"], told["source"]) == (passage.entry.spec_id, passage.entry.source_name)
        assert (told["class_code"], told["revision"]) == (passage.entry.spec.class_code, passage.entry.spec.revision)
        assert (told["line"], told["page"]) == (passage.span.line, passage.span.page)
        assert told["url"] == f"/specs/{told['spec_id']}?start={told['start']}&end={told['end']}#cite"
    scores = [document.metadata["score"] for document in found]
    assert scores == sorted(scores, reverse=True)


def test_asked_at_once_or_awaited_it_returns_the_same(retriever: SpecRetriever) -> None:
    assert awaited(retriever.ainvoke(CRANES)) == retriever.invoke(CRANES)
    assert retriever.batch([CRANES, "keeps ledgers"]) == [retriever.invoke(CRANES), retriever.invoke("keeps ledgers")]
    assert awaited(retriever.ainvoke(CRANES, k=2)) == retriever.invoke(CRANES)[:2]


def test_how_many_and_whose_is_said_at_the_call_or_bound(retriever: SpecRetriever) -> None:
    assert len(retriever.invoke(CRANES, k=3)) == len(retriever.bind(k=3).invoke(CRANES)) == 3
    of_county = retriever.invoke(CRANES, agency="Marlow County")
    assert {document.metadata["agency"].casefold() for document in of_county} == {"marlow county"}
    own = SpecRetriever(index=retriever.index, agency="marlow county", base_url="http://localhost:8000/")
    assert [document.id for document in own.invoke(CRANES, k=5)] == [document.id for document in of_county]
    assert own.invoke(CRANES)[0].metadata["url"].startswith("http://localhost:8000/specs/")
    nobody = SpecRetriever(index=retriever.index, viewer=Viewer(frozenset()))
    assert nobody.invoke(CRANES) == []
    with pytest.raises(ValidationError):
        SpecRetriever(index=retriever.index, k=0)
    with pytest.raises(ValueError, match="k is 0"):
        retriever.invoke(CRANES, k=0)


@pytest.mark.parametrize("query", ["", " \n", "\x00", "\U0001f525", 'NEAR("a" AND *', "' OR 1=1 --", "x" * 20_000])
def test_odd_queries_are_answered(retriever: SpecRetriever, query: str) -> None:
    found = retriever.invoke(query)
    assert all(isinstance(document, Document) for document in found)
    assert bool(found) == bool(query.strip())


class Heard(BaseCallbackHandler):
    """What a tracer hears."""

    def __init__(self) -> None:
        self.started: list[dict[str, object]] = []
        self.ended: list[Document] = []
        self.failed: list[BaseException] = []

    def on_retriever_start(self, serialized: dict[str, Any], query: str, *, run_id: UUID, **more: object) -> None:
        self.started.append({"query": query, "metadata": more["metadata"], "tags": more["tags"], "name": more["name"]})

    def on_retriever_end(self, documents: list[Document], *, run_id: UUID, **_: object) -> None:
        self.ended.extend(documents)

    def on_retriever_error(self, error: BaseException, *, run_id: UUID, **_: object) -> None:
        self.failed.append(error)


def test_traces_tell_what_was_asked_found_and_failed(retriever: SpecRetriever) -> None:
    heard = Heard()
    found = retriever.invoke(CRANES, {"callbacks": [heard], "tags": ["specs"], "metadata": {"chain": "duties"}})
    assert heard.ended == found
    (started,) = heard.started
    assert (started["query"], started["name"], started["tags"]) == (CRANES, "SpecRetriever", ["specs"])
    assert started["metadata"] == {
        "chain": "duties",
        "ls_retriever_name": "spec",
        "ls_vector_store_provider": "chroma",
        "ls_embedding_model": retriever.index.embedder.fingerprint,
    }
    with pytest.raises(ValueError, match="k is 0"):
        awaited(retriever.ainvoke(CRANES, {"callbacks": [heard]}, k=0))
    assert [str(error) for error in heard.failed] == ["k is 0: at least one document can be asked for"]


def cited(documents: list[Document]) -> str:
    return "\n".join(f"[{n}] {document.page_content}" for n, document in enumerate(documents, 1))


PROMPT = ChatPromptTemplate.from_messages([("system", "Cite [n]."), ("user", "{question}\n\n{context}")])


@pytest.fixture(scope="module")
def model() -> Iterator[ChatOpenAI]:
    with chat_server() as (address, _):
        yield ChatOpenAI(model="echo", base_url=address, api_key="none", max_retries=0)


def test_in_a_chain_of_prompt_model_and_parser(retriever: SpecRetriever, model: ChatOpenAI) -> None:
    found = retriever.invoke(CRANES, k=2)
    context = retriever.bind(k=2) | cited
    chain: Runnable[str, str] = (
        {"context": context, "question": RunnablePassthrough()} | PROMPT | model | StrOutputParser()
    )
    said = chain.invoke(CRANES)
    assert said == f"{CRANES}\n\n{cited(found)}"
    assert "".join(chain.stream(CRANES)) == said
    assert awaited(chain.ainvoke(CRANES)) == said


def test_in_a_chain_that_returns_what_it_read(retriever: SpecRetriever, model: ChatOpenAI) -> None:
    answer = RunnablePassthrough.assign(context=lambda read: cited(read["context"])) | PROMPT | model
    chain: Runnable[dict[str, str], dict[str, Any]] = RunnablePassthrough.assign(
        context=itemgetter("question") | retriever
    ).assign(answer=answer | StrOutputParser())
    result = chain.invoke({"question": CRANES})
    assert result["context"] == retriever.invoke(CRANES)
    for document in result["context"]:
        text = retriever.index.catalog.text(document.metadata["source_id"], Viewer())
        assert text is not None and text[document.metadata["start"] : document.metadata["end"]] in result["answer"]


def test_equal_words_of_two_classes_keep_their_ids(retriever: SpecRetriever) -> None:
    """So that what merges several retrievers can tell them apart, which it cannot by the text."""
    found = retriever.invoke("analyst surveyor accountant dispatcher", k=60)
    assert len({document.id for document in found}) == len(found) > 20


def test_a_folder_that_a_process_owns_or_that_is_none_is_named(folder: Path, examples: Index, tmp_path: Path) -> None:
    with pytest.raises(IndexOwnedError, match="in use by process"), open_index(folder):
        pass
    with pytest.raises(CatalogError, match="jobclass ingest"), open_index(tmp_path / "none"):
        pass
    assert not (tmp_path / "none").exists()


def test_another_embedder_than_that_of_the_folder_is_refused(tmp_path: Path) -> None:
    from tests.vectorstore.fakes import WordHashes

    shutil.copytree(ingested().name, tmp_path / "data")
    with pytest.raises(ForeignVectorsError), open_index(str(tmp_path / "data"), WordHashes()):
        pass


def test_the_lines_of_the_readme_run(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    lines = next(part for part in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "SpecRetriever" in part)
    shutil.copytree(ingested().name, tmp_path / "data")
    assert "/srv/jobclass" in lines
    with chat_server() as (address, asked):
        run = lines.replace("/srv/jobclass", str(tmp_path / "data"))
        own = {"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": address}
        done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, env=os.environ | own)
    assert done.returncode == 0, done.stderr
    assert "crane" in done.stdout.lower() and len(asked) == 1


def test_importing_the_package_loads_nothing() -> None:
    told = "import sys, vectorstore; print({'langchain_core', 'chromadb', 'sqlalchemy', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
    with pytest.raises(ImportError):
        from vectorstore import NoSuchThing  # type: ignore[attr-defined]  # noqa: F401
