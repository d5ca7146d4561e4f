"""The graphs have the shape that was promised: standard operators, 8-bit weights with a scale for each channel."""

import numpy as np
import onnx
import pytest
from onnx import numpy_helper
from safetensors.numpy import load_file

from vectorstore.model_files import model_dir
from vectorstore.model_graph import LAYERS, OPSET, build_graph
from vectorstore.model_pins import FULL_GRAPH, QUANTIZED_GRAPH, WEIGHTS

#: Products with weights in one layer: query, key, value, attention's output, and the two of the feed-forward part.
PRODUCTS = 6


@pytest.fixture(scope="module")
def quantized() -> onnx.ModelProto:
    return onnx.load(model_dir() / QUANTIZED_GRAPH)


def test_the_full_graph_needs_standard_operators_only() -> None:
    model = onnx.load(model_dir() / FULL_GRAPH)
    assert [(opset.domain, opset.version) for opset in model.opset_import] == [("", OPSET)]
    assert [value.name for value in model.graph.input] == ["input_ids", "attention_mask"]
    assert [value.name for value in model.graph.output] == ["embedding"]


def test_every_product_with_weights_is_quantized_and_no_other(quantized: onnx.ModelProto) -> None:
    operators = [node.op_type for node in quantized.graph.node]
    assert operators.count("MatMulInteger") == LAYERS * PRODUCTS
    assert operators.count("MatMul") == LAYERS * 2  # attention's own two, between values


def test_weights_have_eight_bits_and_a_scale_for_each_channel(quantized: onnx.ModelProto) -> None:
    constants = {constant.name: constant for constant in quantized.graph.initializer}
    products = [node for node in quantized.graph.node if node.op_type == "MatMulInteger"]
    for weights in (numpy_helper.to_array(constants[node.input[1]]) for node in products):
        assert weights.dtype == np.uint8
    scales = [numpy_helper.to_array(constants[name]) for name in constants if name.endswith(".T_scale")]
    assert sorted(scale.shape for scale in scales) == sorted([(384,)] * LAYERS * 5 + [(1536,)] * LAYERS)


def test_a_missing_weight_is_named() -> None:
    weights = load_file(model_dir() / WEIGHTS.name)
    del weights["encoder.layer.3.output.dense.bias"]
    with pytest.raises(KeyError, match=r"encoder\.layer\.3\.output\.dense\.bias"):
        build_graph(weights)
