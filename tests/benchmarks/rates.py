"""What the running service does in a second, and how long what is drafted and checked takes over HTTP."""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import chromadb
import httpx

from tests.assistant.processes import served
from vectorstore.embedder import open_embedder
from vectorstore.model_files import model_dir

CLIENTS = 4
#: Questions of all clients together.
ASKED = 200
#: Classes that are drafted, sought and checked.
DRAFTED = 20
NEAREST = 5
NOTES = "Supervises staff who inspect equipment. Keeps records of repairs and trains new employees."


def service(data_dir: Path, plain: Path, questions: Sequence[str]) -> Iterator[str]:
    """Yield the lines on the service over `data_dir`, beside plain retrieval from the Chroma folder `plain`.

    Everything is sent as any client sends it, to a server of its own process.
    """
    asked = [questions[at % len(questions)] for at in range(ASKED)]
    retrieved = closed_loop(_retrieval(plain), asked)
    with served(data_dir) as (_, address), httpx.Client(base_url=address, trust_env=False, timeout=60) as client:

        def ask(question: str) -> None:
            client.post("/v1/chat", json={"message": question}).raise_for_status()

        ask(asked[0])
        answered = closed_loop(ask, asked)
        yield f"answers a second over HTTP, {CLIENTS} clients: {answered:.1f}"
        yield f"plain retrievals a second, {CLIENTS} threads without HTTP: {retrieved:.1f}"
        yield f"ratio of answers to plain retrievals: {answered / retrieved:.2f}"
        yield from _drafting(client)


def closed_loop(work: Callable[[str], None], asked: Sequence[str]) -> float:
    """Return how many of `asked` are done a second by clients each of whom goes on when it is answered."""
    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(work, asked))
    return len(asked) / (time.perf_counter() - start)


def _retrieval(plain: Path) -> Callable[[str], None]:
    """What finds the chunks that a model would be given: embed the question, and ask Chroma."""
    embedder = open_embedder(model_dir(), "fp32")
    client = chromadb.PersistentClient(str(plain), chromadb.Settings(anonymized_telemetry=False))
    collection = client.get_collection("plain", embedding_function=None)

    def retrieve(question: str) -> None:
        collection.query(query_embeddings=[embedder.embed_query(question)], n_results=NEAREST)

    retrieve("warm")
    return retrieve


def _drafting(client: httpx.Client) -> Iterator[str]:
    """Yield how long each of the requests around drafts takes, over some classes of the catalog."""
    specs = client.get("/v1/specs", params={"limit": DRAFTED}).json()["items"]
    wanted = [{"title": f"Senior {one['title']}", "agency": one["agency"], "notes": NOTES} for one in specs]
    # What is made once for a state of the catalog is the first one's alone.
    yield f"first draft of a catalog: {1e3 * _timed(client, '/v1/drafts', wanted[0]):.0f} ms"
    yield _told("similar classes", [_timed(client, "/v1/similar", one) for one in wanted])
    yield _told("a draft with its checks", [_timed(client, "/v1/drafts", one) for one in wanted])
    yield _told("a revision with its checks", [_timed(client, "/v1/drafts", {"revises": _id(one)}) for one in specs])
    yield _told("the checks of one spec", [_timed(client, "/v1/lint", {"spec_ids": [_id(one)]}) for one in specs])
    yield f"the checks of all: {1e3 * _timed(client, '/v1/lint', {}):.0f} ms"


def _id(spec: dict[str, str]) -> str:
    return spec["spec_id"]


def _timed(client: httpx.Client, path: str, body: object) -> float:
    start = time.perf_counter()
    client.post(path, json=body).raise_for_status()
    return time.perf_counter() - start


def _told(what: str, seconds: Sequence[float]) -> str:
    p95 = sorted(seconds)[int(0.95 * len(seconds))]
    return f"{what}: p50 {1e3 * statistics.median(seconds):.0f} ms, p95 {1e3 * p95:.0f} ms over {len(seconds)}"
