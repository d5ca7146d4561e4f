"""What is stored and how it is found: the vocabulary, the catalog, the vectors and the index.

For programs of one's own, LangChain's among them::

    from vectorstore import SpecRetriever, open_index

    with open_index("/path/to/data") as index:
        documents = SpecRetriever(index=index).invoke("who repairs cranes?")
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vectorstore.programs import open_index
    from vectorstore.retriever import SpecRetriever

__all__ = ["SpecRetriever", "open_index"]


def __getattr__(name: str) -> object:
    """Return what is imported late: LangChain and the vector store take a second to load."""
    if name == "open_index":
        from vectorstore.programs import open_index

        return open_index
    if name == "SpecRetriever":
        from vectorstore.retriever import SpecRetriever

        return SpecRetriever
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
