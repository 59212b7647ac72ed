"""Makes models that are refused, with PyTorch and by hand.

    python tools/nn-import/tests/refused.py

It writes `refused/*.onnx`. The test `refused` compares their messages with `refused/messages.txt`.
"""

import warnings

import numpy
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper
from practice import Forward, dynamo, initialize
from record import Record, without_notes
from torch import nn

warnings.filterwarnings("ignore")


def gate(m, x):
    """Squeeze and excitation (Hu et al. 2017)."""
    x = m.conv(x)
    return m.head((x * torch.sigmoid(m.excite(x.mean((2, 3), keepdim=True)))).flatten(1))


def attention(m, x):
    return (torch.softmax(m.q(x) @ m.k(x).transpose(1, 2), -1) @ x).flatten(1)


def networks():
    """Names, shapes of the input, and networks."""
    yield "gate", (2, 5, 5), Forward(gate, conv=nn.Conv2d(2, 3, 3), excite=nn.Conv2d(3, 3, 1), head=nn.Linear(27, 2))
    yield "attention", (5, 4), Forward(attention, q=nn.Linear(4, 4), k=nn.Linear(4, 4))
    yield "halves", (6,), Forward(lambda m, x: m.a(x[:, :3]) + m.b(x[:, 3:]), a=nn.Linear(3, 2), b=nn.Linear(3, 2))
    yield "parts", (6,), Forward(lambda m, x: torch.cat([m.a(part) for part in x.split(3, 1)], 1), a=nn.Linear(3, 2))
    yield "gelu_tanh", (4,), nn.Sequential(nn.Linear(4, 3), nn.GELU(approximate="tanh"), nn.Linear(3, 2))
    yield "groups", (4, 6, 6), nn.Sequential(nn.Conv2d(4, 4, 3, groups=2), nn.Flatten(), nn.Linear(64, 2))
    yield "volume", (1, 4, 4, 4), nn.Sequential(nn.Conv3d(1, 2, 3), nn.Flatten(), nn.Linear(16, 2))
    yield "image_inside", (6,), Forward(lambda m, x: m.conv(m.fc(x).view(-1, 1, 4, 4)).flatten(1), fc=nn.Linear(6, 16), conv=nn.Conv2d(1, 2, 3))
    yield "sequence_inside", (6,), Forward(lambda m, x: m.conv(m.fc(x).unsqueeze(1)).flatten(1), fc=nn.Linear(6, 16), conv=nn.Conv1d(1, 2, 3))
    yield "log_softmax_inside", (4,), Forward(lambda m, x: m.b(F.log_softmax(m.a(x), 1)), a=nn.Linear(4, 3), b=nn.Linear(3, 2))
    yield "absolute", (4,), Forward(lambda m, x: m.b(torch.abs(m.a(x))), a=nn.Linear(4, 3), b=nn.Linear(3, 2))
    yield "mean_image", (1, 4, 4), Forward(lambda m, x: m.fc(F.relu(m.conv(x - m.mean)).flatten(1)), conv=nn.Conv2d(1, 2, 3), fc=nn.Linear(8, 2), mean=nn.Parameter(torch.rand(1, 1, 4, 4)))


def product(domain="", operator="MatMul", opset=17, sizes=(1, 4), inputs=("x",), outputs=("y",), more=()):
    """A model of one product, by hand."""
    weights = helper.make_tensor("w", TensorProto.FLOAT, (4, 2), [0.5] * 8)
    node = helper.make_node(operator, [inputs[0], "w"], ["y"], name="product", domain=domain)
    sources = [helper.make_tensor_value_info(name, TensorProto.FLOAT, sizes) for name in inputs]
    results = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs]
    graph = helper.make_graph([node, *more], "graph", sources, results, [weights])
    opsets = [helper.make_opsetid("", opset)] + ([helper.make_opsetid(domain, 1)] if domain else [])
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def recurrent(operator, gates, inputs=None, **attributes):
    """A recurrent layer of 3 units over 5 steps of 2 features. `inputs` are further ones by their places."""
    generator = numpy.random.default_rng(1)
    units = attributes.pop("units", 3)
    count = 2 if attributes.get("direction") == "bidirectional" else 1
    tensor = lambda name, *shape: onnx.numpy_helper.from_array(generator.uniform(-0.6, 0.6, shape).astype(numpy.float32), name)
    stored = [tensor("w", count, gates * units, 2), tensor("r", count, gates * units, units)]
    names = ["steps", "w", "r", "", "", "", "", ""]
    for place, values in (inputs or {}).items():
        names[place] = f"input{place}"
        stored.append(onnx.numpy_helper.from_array(values, names[place]))
    nodes = [
        helper.make_node("Transpose", ["x"], ["steps"], perm=[1, 0, 2], name="turn"),
        helper.make_node(operator, names, ["", "y"], name="layer", hidden_size=units, **attributes),
    ]
    value = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
    graph = helper.make_graph(nodes, "graph", [value("x", (1, 5, 2))], [value("y", None)], stored)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def recurrent_by_hand():
    """Names and models of recurrent layers that the language does not have."""
    state = numpy.full((1, 1, 3), 0.5, numpy.float32)
    yield "recurrent_bidirectional", recurrent("LSTM", 4, direction="bidirectional")
    yield "recurrent_reverse", recurrent("GRU", 3, direction="reverse", linear_before_reset=1)
    yield "recurrent_reset_before", recurrent("GRU", 3)
    yield "recurrent_state", recurrent("RNN", 1, {5: state})
    yield "recurrent_peepholes", recurrent("LSTM", 4, {7: numpy.full((1, 9), 0.5, numpy.float32)})
    yield "recurrent_clip", recurrent("LSTM", 4, clip=3.0)
    yield "recurrent_lengths", recurrent("GRU", 3, {4: numpy.array([4], numpy.int32)}, linear_before_reset=1)
    yield "recurrent_activations", recurrent("GRU", 3, activations=["HardSigmoid", "Tanh"], linear_before_reset=1)
    both = recurrent("LSTM", 4)
    both.graph.node[1].output[:] = ["", "state", "cell"]
    both.graph.node.append(helper.make_node("Add", ["state", "cell"], ["y"], name="sum"))
    yield "recurrent_cell", both


def by_hand():
    """Names and models."""
    relu = helper.make_node("Relu", ["y"], ["z"], name="relu")
    add = lambda name: helper.make_node("Add", ["y", name], ["z"], name="add")
    yield "two_inputs", product(inputs=("x", "other"), outputs=("z",), more=[add("other")])
    yield "statistics", product(inputs=("x", "sequential/normalization/Sub/y:0"))
    yield "any_size", product(sizes=(None, 1, "height", "width"))
    yield "any_length", product(sizes=(None,))
    yield "no_shape", product(sizes=None)
    yield "several_outputs", product(outputs=("y", "z"), more=[relu])
    yield "old", product(opset=6)
    yield "optimized", product("com.microsoft", "FusedMatMul")
    yield "custom", product("my.company", "Product")
    yield "nothing", helper.make_model(
        helper.make_graph(
            [helper.make_node("Identity", ["x"], ["y"])], "graph", [helper.make_tensor_value_info("x", TensorProto.FLOAT, (1, 4))], [helper.make_tensor_value_info("y", TensorProto.FLOAT, (1, 4))]
        ),
        ir_version=8,
    )


def main():
    record = Record("refused")
    names = {"input_names": ["input"], "output_names": ["output"]}
    for name, shape, network in networks():
        torch.manual_seed(0)
        torch.onnx.export(initialize(network), torch.zeros((1, *shape)), record.path(name), dynamo=False, opset_version=17, **names)
        without_notes(record.path(name))
    network = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3), nn.Dropout(), nn.Linear(3, 2))
    options = {"training": torch.onnx.TrainingMode.TRAINING, "do_constant_folding": False}
    torch.onnx.export(network, torch.zeros((2, 4)), record.path("training"), dynamo=False, opset_version=17, **options, **names)
    without_notes(record.path("training"))
    network = Forward(lambda m, x: m.fc(m.rnn(x)[0][:, -1]), rnn=nn.RNN(2, 3, batch_first=True, bidirectional=True), fc=nn.Linear(6, 2))
    # the steps of one direction are recognized
    dynamo(initialize(network), (5, 2), record.path("recurrent_steps"))
    without_notes(record.path("recurrent_steps"))
    for name, model in [*by_hand(), *recurrent_by_hand()]:
        onnx.save(model, record.path(name))


if __name__ == "__main__":
    main()
