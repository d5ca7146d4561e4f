"""Build the encoder's graphs from its weights, in full and in 8-bit precision."""

from pathlib import Path

import onnx
from safetensors.numpy import load_file

from vectorstore.model_fetch import replacing
from vectorstore.model_graph import build_graph
from vectorstore.model_quantize import quantize


def write_full_graph(weights: Path, target: Path) -> None:
    """Write the graph of the weights at `weights` (safetensors) to `target`."""
    with replacing(target) as path:
        onnx.save_model(build_graph(load_file(weights)), path)


def write_quantized_graph(full: Path, target: Path) -> None:
    """Write the graph at `full` with 8-bit weights to `target`."""
    with replacing(target) as path:
        quantize(full, path)
