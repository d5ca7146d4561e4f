"""Build the ONNX graph of the bundled sentence encoder from its weights.

The model is all-MiniLM-L6-v2: a BERT of 6 layers, 384 wide, with 12 heads,
whose last hidden states are averaged over the text's word pieces and scaled
to length 1. The graph takes ``input_ids`` and ``attention_mask`` (both int64,
``(batch, pieces)``) and gives ``embedding`` (float32, ``(batch, 384)``).

Only `onnx` and numpy are needed, no deep learning framework.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, checker, helper, numpy_helper

LAYERS = 6
WIDTH = 384
HEADS = 12
HEAD_WIDTH = WIDTH // HEADS

#: Operator set: the first one with Gelu as an operator.
OPSET = 20
#: The file format's version that goes with the operator set.
IR_VERSION = 9

_LAYER_NORM_EPSILON = 1e-12
# Added to the attention scores of padding: zero after the softmax, yet finite, so that no NaN can come of it.
_MASKED = -1e9

Weights = Mapping[str, NDArray[np.float32]]


def build_graph(weights: Weights) -> ModelProto:
    """Return the graph with `weights` inside, named as in the model's safetensors file.

    Raises:
        KeyError: a weight is missing.
    """
    graph = _Graph(weights)
    hidden = _embeddings(graph)
    bias = _attention_bias(graph)
    for layer in range(LAYERS):
        hidden = _layer(graph, f"encoder.layer.{layer}", hidden, bias)
    _pooling(graph, hidden)
    return graph.model()


class _Graph:
    """A graph in the making: nodes and constants, each result under a fresh name."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._nodes: list[NodeProto] = []
        self._constants: dict[str, TensorProto] = {}

    def add(self, operator: str, *inputs: str, output: str = "", **attributes: int | float | str | list[int]) -> str:
        """Append a node and return the name of its one output."""
        name = output or f"{operator.lower()}_{len(self._nodes)}"
        node = helper.make_node(operator, list(inputs), [name], name=f"node_{name}")
        node.attribute.extend(helper.make_attribute(key, value) for key, value in attributes.items())
        self._nodes.append(node)
        return name

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Keep `value` under `name`, once, and return the name."""
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.asarray(value, order="C"), name)
        return name

    def integers(self, *values: int) -> str:
        """Return the name of a constant list of integers: a shape or axes."""
        return self.constant("ints_" + "_".join(map(str, values)), np.array(values, dtype=np.int64))

    def number(self, value: float) -> str:
        """Return the name of a constant scalar."""
        return self.constant(f"number_{value!r}", np.array(value, dtype=np.float32))

    def weight(self, name: str) -> str:
        """Return the name of a weight kept as it is."""
        return self.constant(name, self.weights[name])

    def linear(self, name: str, value: str) -> str:
        """Append ``value @ W.T + b`` for the layer `name`."""
        matrix = self.constant(f"{name}.weight.T", self.weights[f"{name}.weight"].T)
        return self.add("Add", self.add("MatMul", value, matrix), self.weight(f"{name}.bias"))

    def normalized(self, name: str, value: str) -> str:
        """Append the layer normalization `name`."""
        scale, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.add("LayerNormalization", value, scale, bias, axis=-1, epsilon=_LAYER_NORM_EPSILON)

    def model(self) -> ModelProto:
        """Return the checked model."""
        shape = ["batch", "pieces"]
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in ("input_ids", "attention_mask")
        ]
        output = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", WIDTH])
        graph = helper.make_graph(self._nodes, "sentence_encoder", inputs, [output], list(self._constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
        checker.check_model(model)
        return model


def _embeddings(graph: _Graph) -> str:
    """Sum of word, position and type embeddings, normalized; the type is always the first one."""
    words = graph.add("Gather", graph.weight("embeddings.word_embeddings.weight"), "input_ids")
    types = graph.weights["embeddings.token_type_embeddings.weight"]
    places = graph.weights["embeddings.position_embeddings.weight"] + types[0]
    table = graph.constant("embeddings.places", places)
    length = graph.add("Shape", "input_ids", start=1, end=2)
    positions = graph.add("Slice", table, graph.integers(0), length, graph.integers(0))
    return graph.normalized("embeddings.LayerNorm", graph.add("Add", words, positions))


def _attention_bias(graph: _Graph) -> str:
    """Zero where a piece may be looked at, hugely negative at padding: ``(batch, 1, 1, pieces)``."""
    mask = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    padding = graph.add("Sub", graph.number(1.0), mask)
    wide = graph.add("Unsqueeze", padding, graph.integers(1, 2))
    return graph.add("Mul", wide, graph.number(_MASKED))


def _layer(graph: _Graph, name: str, hidden: str, bias: str) -> str:
    attended = graph.linear(f"{name}.attention.output.dense", _attention(graph, f"{name}.attention.self", hidden, bias))
    hidden = graph.normalized(f"{name}.attention.output.LayerNorm", graph.add("Add", attended, hidden))
    inner = graph.add("Gelu", graph.linear(f"{name}.intermediate.dense", hidden), approximate="none")
    outer = graph.linear(f"{name}.output.dense", inner)
    return graph.normalized(f"{name}.output.LayerNorm", graph.add("Add", outer, hidden))


def _attention(graph: _Graph, name: str, hidden: str, bias: str) -> str:
    def heads(part: str, order: list[int]) -> str:
        split = graph.add("Reshape", graph.linear(f"{name}.{part}", hidden), graph.integers(0, 0, HEADS, HEAD_WIDTH))
        return graph.add("Transpose", split, perm=order)

    query, value = heads("query", [0, 2, 1, 3]), heads("value", [0, 2, 1, 3])
    key = heads("key", [0, 2, 3, 1])
    scores = graph.add("Mul", graph.add("MatMul", query, key), graph.number(HEAD_WIDTH**-0.5))
    shares = graph.add("Softmax", graph.add("Add", scores, bias), axis=-1)
    mixed = graph.add("Transpose", graph.add("MatMul", shares, value), perm=[0, 2, 1, 3])
    return graph.add("Reshape", mixed, graph.integers(0, 0, WIDTH))


def _pooling(graph: _Graph, hidden: str) -> str:
    """Mean over the pieces that are no padding, scaled to length 1."""
    mask = graph.add("Unsqueeze", graph.add("Cast", "attention_mask", to=TensorProto.FLOAT), graph.integers(2))
    total = graph.add("ReduceSum", graph.add("Mul", hidden, mask), graph.integers(1), keepdims=0)
    mean = graph.add("Div", total, graph.add("ReduceSum", mask, graph.integers(1), keepdims=0))
    length = graph.add("ReduceL2", mean, graph.integers(1), keepdims=1)
    return graph.add("Div", mean, length, output="embedding")
