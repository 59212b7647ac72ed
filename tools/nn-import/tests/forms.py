"""Makes other forms of models: quantized, without a batch, with shared weights, and with weights in a file of their own.

    python tools/nn-import/tests/forms.py

It writes `forms/*.onnx` and `forms/outputs.txt`. The expected outputs of a quantized model are those of its graph without the rounding of
values, which is what the import is: a network of `f32` with the rounded weights.
"""

import pathlib
import tempfile
import warnings

import numpy
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from practice import Forward, initialize, script
from record import Record, sample
from torch import nn

warnings.filterwarnings("ignore")


class Samples(CalibrationDataReader):
    def __init__(self, shape):
        self.samples = iter([{"input": sample((1, *shape), case)} for case in range(8)])

    def get_next(self):
        return next(self.samples, None)


def without_rounding(path, to):
    """The model without the pairs that round values which depend on the input. What they cut off below 0 stays 0."""
    model = onnx.load(path)
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "Constant":
            constants[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
    dynamic = {value.name for value in model.graph.input}
    for node in model.graph.node:
        if dynamic.isdisjoint(node.input):
            continue
        dynamic.update(node.output)
        if node.op_type in ("QuantizeLinear", "DequantizeLinear"):
            zero = constants[node.input[2]]
            starts_at_zero = node.op_type == "QuantizeLinear" and zero == numpy.iinfo(zero.dtype).min
            node.op_type = "Relu" if starts_at_zero else "Identity"
            del node.input[1:]
            del node.attribute[:]
    onnx.save(model, to)


def fake_quantized(m, x):
    """A step of quantization-aware training: weights and values are rounded."""
    weight = torch.fake_quantize_per_channel_affine(m.fc.weight, m.scale, m.zero, 0, -128, 127)
    x = torch.fake_quantize_per_tensor_affine(F.relu(F.linear(x, weight, m.fc.bias)), 0.02, 0, 0, 255)
    return m.head(x)


def quantize(record, folder, name, shape, network, **options):
    """Quantizes a model with onnxruntime, or exports it with the rounding that it has."""
    path = record.path(name)
    if options:
        script(network, shape, folder / "float.onnx")
        quantize_static(folder / "float.onnx", path, Samples(shape), quant_format=QuantFormat.QDQ, **options)
    else:
        script(network, shape, path)
    without_rounding(path, folder / "real.onnx")
    record.add(name, file=folder / "real.onnx")


def quantized():
    """Names, shapes, networks, and how they are quantized."""
    cnn = lambda: nn.Sequential(nn.Conv2d(1, 3, 3), nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(36, 3))
    mlp = lambda: nn.Sequential(nn.Linear(5, 6), nn.ReLU(), nn.Linear(6, 3))
    signed, unsigned = QuantType.QInt8, QuantType.QUInt8
    yield "quantized_cnn_per_channel", (1, 8, 8), cnn(), {"per_channel": True, "weight_type": signed, "activation_type": signed}
    yield "quantized_cnn", (1, 8, 8), cnn(), {"per_channel": False, "weight_type": signed, "activation_type": unsigned}
    yield "quantized_mlp", (5,), mlp(), {"per_channel": True, "weight_type": signed, "activation_type": signed}
    yield "quantized_mlp_unsigned", (5,), mlp(), {"per_channel": False, "weight_type": unsigned, "activation_type": unsigned}
    scales = {"scale": torch.full((6,), 0.01), "zero": torch.zeros(6, dtype=torch.int32)}
    network = Forward(fake_quantized, fc=nn.Linear(5, 6), head=nn.Linear(6, 2))
    for buffer, values in scales.items():
        network.register_buffer(buffer, values)
    yield "quantization_aware", (5,), network, {}


def external(record, network, shape):
    """A model whose weights are in a file of their own."""
    path = record.path("external")
    script(network, shape, path)
    model = onnx.load(path)
    pathlib.Path(record.folder / "external.onnx.data").unlink(missing_ok=True)
    onnx.save(model, path, save_as_external_data=True, location="external.onnx.data", size_threshold=0)
    (record.folder / "external.onnx.data").chmod(0o644)
    record.add("external", is_cleaned=False)


def normalized_by_hand():
    """A normalization that is written out as its formula, and a sum with a factor: `(x - mean) / sqrt(variance + epsilon) * scale`."""
    rows = {"mean": [0.5, -1.0, 0.25], "variance": [1.5, 0.5, 2.0], "scale": [1.0, 0.5, 2.0]}
    weights = [helper.make_tensor(name, TensorProto.FLOAT, (3,), row) for name, row in rows.items()]
    weights += [helper.make_tensor("epsilon", TensorProto.FLOAT, (), [1e-3]), helper.make_tensor("half", TensorProto.FLOAT, (), [0.5])]
    generator = numpy.random.default_rng(1)
    for name, shape in [("w", (4, 3)), ("v", (3, 2))]:
        weights.append(helper.make_tensor(name, TensorProto.FLOAT, shape, generator.uniform(-0.6, 0.6, shape).reshape(-1)))
    nodes = [
        helper.make_node("MatMul", ["input", "w"], ["a"]),
        helper.make_node("Sub", ["a", "mean"], ["b"]),
        helper.make_node("Add", ["variance", "epsilon"], ["c"]),
        helper.make_node("Pow", ["c", "half"], ["d"]),
        helper.make_node("Div", ["b", "d"], ["e"]),
        helper.make_node("Mul", ["e", "scale"], ["f"]),
        helper.make_node("Clip", ["f", "zero"], ["g"]),
        helper.make_node("Gemm", ["g", "v"], ["y"], alpha=0.5),
    ]
    weights.append(helper.make_tensor("zero", TensorProto.FLOAT, (), [0.0]))
    source = helper.make_tensor_value_info("input", TensorProto.FLOAT, ("batch", 4))
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, ("batch", 2))
    return helper.make_model(helper.make_graph(nodes, "graph", [source], [result], weights), opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


def main():
    record = Record("forms", torch)
    with tempfile.TemporaryDirectory() as folder:
        for seed, (name, shape, network, options) in enumerate(quantized()):
            torch.manual_seed(seed)
            quantize(record, pathlib.Path(folder), name, shape, initialize(network), **options)
    torch.manual_seed(0)
    network = initialize(nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2)))
    external(record, network, (4,))
    torch.onnx.export(network, torch.zeros(4), record.path("no_batch"), dynamo=False, opset_version=17, input_names=["input"], output_names=["output"])
    record.add("no_batch")
    shared = nn.Linear(4, 4)
    script(initialize(Forward(lambda m, x: m.head(torch.tanh(m.body(torch.tanh(m.body(x))))), body=shared, head=nn.Linear(4, 2))), (4,), record.path("shared"))
    record.add("shared")
    onnx.save(normalized_by_hand(), record.path("normalization_by_hand"))
    record.add("normalization_by_hand")
    positions = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Flatten(), nn.Linear(20, 2))
    script(initialize(positions), (5, 3), record.path("every_position"))
    record.add("every_position")
    joined = Forward(lambda m, x: m.head(F.relu(torch.cat([m.a(x), torch.tanh(m.b(x))], 1))), a=nn.Linear(4, 3), b=nn.Linear(4, 2), head=nn.Linear(5, 2))
    script(initialize(joined), (4,), record.path("activation_after_concat"))
    record.add("activation_after_concat")
    pooled = nn.Sequential(nn.Conv2d(1, 2, 3), nn.AvgPool2d(2), nn.Tanh(), nn.Flatten(), nn.Linear(8, 2))
    script(initialize(pooled), (1, 6, 6), record.path("activation_after_pool"))
    record.add("activation_after_pool")
    record.save()


if __name__ == "__main__":
    main()
