"""The index as a LangChain retriever: passages of class specs, each with its place in the source."""

from dataclasses import replace

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever, LangSmithRetrieverParams
from langchain_core.runnables.config import run_in_executor
from pydantic import ConfigDict, Field

from vectorstore.index import Index
from vectorstore.spec import Passage, Viewer
from vectorstore.urls import cite_url


class SpecRetriever(BaseRetriever):
    """Returns the passages that say most of a query, by words and by meaning, best first.

    A document's `page_content` is the verbatim text of its source from
    `metadata["start"]` to `metadata["end"]`, in code points of the canonical
    text (`index.catalog.text(metadata["source_id"], viewer)`), so that a chain
    can cite it. Equal boilerplate of two classes keeps two ids: merge by `id`.
    Of a class with several revisions the newest answers. Safe to use from many
    threads for as long as the index is open.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, use_attribute_docstrings=True)

    index: Index = Field(exclude=True)
    """The open index; see `vectorstore.open_index`."""

    viewer: Viewer = Viewer()
    """Whose eyes the search is for."""

    k: int = Field(default=4, ge=1)
    """Documents to return at most; `invoke(query, k=…)` and `bind(k=…)` say another number."""

    agency: str | None = None
    """Only this agency's specs; `invoke(query, agency=…)` says another."""

    base_url: str = ""
    """Where the pages are served, such as `http://127.0.0.1:8000`; `metadata["url"]` begins with it."""

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        agency: str | None = None,
    ) -> list[Document]:
        limit, of = self.k if k is None else k, agency or self.agency
        if limit < 1:
            raise ValueError(f"k is {limit}: at least one document can be asked for")
        viewer = replace(self.viewer, agency=of) if of else self.viewer
        return [_document(passage, self.base_url) for passage in self.index.search(query, viewer, limit)]

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,
        k: int | None = None,
        agency: str | None = None,
    ) -> list[Document]:
        # A search blocks; the base class's own way forgets what is said at the call.
        return await run_in_executor(
            None, self._get_relevant_documents, query, run_manager=run_manager.get_sync(), k=k, agency=agency
        )

    def _get_ls_params(self, **kwargs: object) -> LangSmithRetrieverParams:
        """Return what traces tell of the retriever."""
        params = super()._get_ls_params(**kwargs)
        params["ls_vector_store_provider"] = "chroma"
        params["ls_embedding_model"] = self.index.embedder.fingerprint
        return params


def _document(passage: Passage, base_url: str) -> Document:
    entry, span = passage.entry, passage.span
    metadata = {
        "spec_id": entry.spec_id,
        "title": entry.spec.title,
        "class_code": entry.spec.class_code,
        "agency": entry.agency,
        "revision": entry.spec.revision,
        "source_id": entry.source_id,
        "source": entry.source_name,
        "section": passage.section.heading,
        "section_path": list(passage.section.path),
        "start": span.start,
        "end": span.end,
        "page": span.page,
        "line": span.line,
        "score": passage.score,
        "url": base_url.rstrip("/") + cite_url(entry.spec_id, span.start, span.end),
    }
    return Document(id=f"{entry.spec_id}:{span.start}:{span.end}", page_content=passage.text, metadata=metadata)
