"""The benchmarks: ratios against a plain baseline, both sides in one run, with the same weights.

    python -m tests.benchmarks.run [FOLDER]

FOLDER holds the documents; the examples by default. The baseline is what one
gets from LangChain and Chroma without us: splits of 1,000 characters, embedded
32 at a time in the order in which they come. Single times depend on the
machine; ratios of one run hold.
"""

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import chromadb
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.engine import Assistant
from assistant.settings import Settings
from ingest.pipeline import ingest
from ingest.readers import read
from tests.benchmarks.rates import service
from vectorstore.embedder import open_embedder
from vectorstore.index import Index
from vectorstore.model_files import model_dir
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load

EXAMPLES = Path(__file__).parents[2] / "ingest" / "examples"
SUFFIXES = (".txt", ".md")
BATCH = 32
ROUNDS = 3
ASKED = (
    "What is the class code of {title}?",
    "What does a {title} do?",
    "What are the minimum qualifications for {title}?",
    "Does a {title} need a driver's license?",
    "How much does a {title} earn?",
)
DESCRIBED = "Which class inspects equipment, keeps records of repairs and trains new staff?"


def main(folder: Path) -> None:
    """Print every benchmark over the documents of `folder`."""
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    with tempfile.TemporaryDirectory() as scratch:
        plain = measure(lambda: baseline(files, Path(scratch) / "plain"))
        print(f"baseline   {plain[1]:6d} chunks {plain[0]:8.1f} s {plain[1] / plain[0]:8.1f} chunks/s")
        ours = measure(lambda: ingested(files, Path(scratch) / "ours"))
        print(f"ours       {ours[1]:6d} chunks {ours[0]:8.1f} s {ours[1] / ours[0]:8.1f} chunks/s")
        print(f"ingestion, documents a second: {len(files) / ours[0]:.1f}")
        print(f"ingestion, ratio of chunks a second to the baseline's: {ours[1] / ours[0] / (plain[1] / plain[0]):.2f}")
        again = measure(lambda: ingested(files, Path(scratch) / "ours"))
        print(
            f"second ingestion of the unchanged folder, share of the first: {again[0] / ours[0]:.3f} ({again[0]:.2f} s)"
        )
        asked = answers(Path(scratch) / "ours")
        for line in service(Path(scratch) / "ours", Path(scratch) / "plain", asked):
            print(line)
    print(f"resident at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (both sides)")


def measure(work: Callable[[], int]) -> tuple[float, int]:
    """Return the seconds that `work` took and what it returned."""
    start = time.perf_counter()
    count = work()
    return time.perf_counter() - start, count


def baseline(files: Sequence[Path], folder: Path) -> int:
    """Split, embed and store as a tutorial does; return the number of chunks."""
    embedder = open_embedder(model_dir(), "fp32")
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=100)
    client = chromadb.PersistentClient(str(folder), chromadb.Settings(anonymized_telemetry=False))
    collection = client.create_collection("plain", embedding_function=None)
    total = 0
    for path in files:
        texts = splitter.split_text(read(path.read_bytes(), path.name).text)
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            ids = [f"{path.name}:{start + i}" for i in range(len(batch))]
            collection.add(ids=ids, documents=batch, embeddings=embedder.embed_documents(batch))
        total += len(texts)
    return total


def ingested(files: Sequence[Path], folder: Path) -> int:
    """Ingest `files` as `jobclass ingest` does; return the number of chunks."""
    with Index.open(folder, open_embedder(model_dir())) as index:
        return ingest(list(files), index, load()).totals.chunks


def answers(folder: Path) -> list[str]:
    """Print how long an answer takes, and a described duty's share of a plain one; return what was asked."""
    embedder = open_embedder(model_dir())
    with Index.open(folder, embedder) as index:
        assistant = Assistant(index, load(), Settings(data_dir=folder))
        titles = [entry.spec.title for entry in index.catalog.entries(Viewer())]
        asked = [question.format(title=title) for title in titles for question in ASKED]
        assistant.ask(asked[0])
        named = sorted(measure(lambda q=q: len(assistant.ask(q).answer.answer))[0] for q in asked)  # type: ignore[misc]
        assistant.ask(DESCRIBED)
        found = [measure(lambda: len(assistant.ask(DESCRIBED).answer.answer))[0] for _ in range(20)]
        alone = statistics.median(measure(lambda: int(embedder.embed_query(DESCRIBED).size))[0] for _ in range(20))
    p50, p95 = statistics.median(named), named[int(0.95 * len(named))]
    print(f"answers about a named class: p50 {1e3 * p50:.1f} ms, p95 {1e3 * p95:.1f} ms over {len(named)} questions")
    print(f"answers to a described duty: median {1e3 * statistics.median(found):.1f} ms")
    ratios = f"{p50 / alone:.1f} and {statistics.median(found) / alone:.1f}"
    print(f"ratios of both to embedding one question ({1e3 * alone:.1f} ms): {ratios}")
    return asked


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES)
