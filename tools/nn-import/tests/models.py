"""Makes the models of the tests with PyTorch's two exporters and skl2onnx, and their outputs with onnxruntime.

    python tools/nn-import/tests/models.py [NAME ..]

It writes `models/*.onnx` and `models/outputs.txt`, or with names only these models and their lines. Made with PyTorch, onnxscript, onnxruntime, scikit-learn and skl2onnx in the versions that
the first line of `outputs.txt` states. The weights are random, so the models are of this project.
"""

import pathlib
import sys
import warnings

import numpy
import onnx
import onnxruntime
import skl2onnx
import sklearn
import torch
from sklearn.neural_network import MLPClassifier, MLPRegressor
from torch import nn

warnings.filterwarnings("ignore")
FOLDER = pathlib.Path(__file__).parent / "models"


class Residual(nn.Module):
    def __init__(self, branch, projection=None, last=None):
        super().__init__()
        self.branch, self.projection, self.last = branch, projection, last

    def forward(self, x):
        other = x if self.projection is None else self.projection(x)
        sum_ = self.branch(x) + other
        return sum_ if self.last is None else self.last(sum_)


class Concat(nn.Module):
    def __init__(self, *branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], dim=1)


class Named(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(6, 5)
        self.output = nn.Linear(5, 3)

    def forward(self, x):
        return torch.softmax(self.output(torch.tanh(self.hidden(x))), dim=-1)


class Views(nn.Module):
    """Flattens by the sizes of the tensor."""

    def __init__(self):
        super().__init__()
        self.convolution, self.dense = nn.Conv2d(1, 2, 3), nn.Linear(2 * 4 * 4, 3)

    def forward(self, x):
        x = torch.relu(self.convolution(x))
        return self.dense(x.view(x.size(0), -1))


class Mean(nn.Module):
    """Means over the axes of an image."""

    def forward(self, x):
        return x.mean(dim=(2, 3))


class Maxima(nn.Module):
    """Maxima over the axes of an image."""

    def forward(self, x):
        return x.amax(dim=(2, 3))


class ChannelsLast(nn.Module):
    """Flattens with the channels last."""

    def __init__(self):
        super().__init__()
        self.convolution, self.dense = nn.Conv2d(1, 2, 3), nn.Linear(2 * 4 * 4, 3)

    def forward(self, x):
        x = torch.relu(self.convolution(x))
        return self.dense(torch.flatten(x.permute(0, 2, 3, 1), 1))


class Standardized(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.tensor([0.5, -1.0, 2.0, 0.25]))
        self.register_buffer("deviation", torch.tensor([1.5, 0.5, 3.0, 2.0]))
        self.dense = nn.Linear(4, 3)

    def forward(self, x):
        return self.dense((x - self.mean) / self.deviation)


def normalized(module):
    """Batch normalization whose statistics are not those of the beginning."""
    for part in module.modules():
        if isinstance(part, (nn.BatchNorm1d, nn.BatchNorm2d)):
            part.running_mean.uniform_(-0.5, 0.5)
            part.running_var.uniform_(0.5, 2.0)
            if part.affine:
                nn.init.uniform_(part.weight, 0.5, 1.5)
                nn.init.uniform_(part.bias, -0.5, 0.5)
    return module


def networks():
    dense = nn.Sequential
    yield "dense", (6,), dense(nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 3))
    yield "dense_named", (6,), Named()
    yield "dense_no_bias", (6,), dense(nn.Linear(6, 5, bias=False), nn.Tanh(), nn.Linear(5, 3, bias=False))
    for name, activation in [
        ("leaky_relu", nn.LeakyReLU(0.2)),
        ("elu", nn.ELU(0.5)),
        ("gelu", nn.GELU()),
        ("silu", nn.SiLU()),
        ("sigmoid", nn.Sigmoid()),
        ("softplus", nn.Softplus()),
    ]:
        yield f"activation_{name}", (4,), dense(nn.Linear(4, 5), activation, nn.Linear(5, 2))
    yield "softmax", (4,), dense(nn.Linear(4, 3), nn.Softmax(dim=1))
    yield "dropout", (4,), dense(nn.Linear(4, 6), nn.ReLU(), nn.Dropout(0.5), nn.Linear(6, 2))
    yield "batch_norm_vector", (4,), dense(nn.Linear(4, 6), nn.BatchNorm1d(6), nn.ReLU(), nn.Linear(6, 2))
    yield "layer_norm", (4,), dense(nn.Linear(4, 6), nn.LayerNorm(6), nn.Linear(6, 2))
    yield "standardized", (4,), Standardized()
    yield "lenet", (1, 12, 12), dense(
        nn.Conv2d(1, 3, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(3, 4, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(16, 5),
    )
    yield "pool_before_relu", (1, 8, 8), dense(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2), nn.ReLU(), nn.Flatten(), nn.Linear(18, 2))
    yield "stride", (2, 9, 7), dense(nn.Conv2d(2, 3, (3, 2), stride=(2, 1), padding=(1, 0)), nn.Flatten(), nn.Linear(90, 2))
    yield "dilation", (1, 9, 9), dense(nn.Conv2d(1, 2, 3, dilation=2, padding=2), nn.ReLU(), nn.Flatten(), nn.Linear(162, 2))
    yield "depthwise", (3, 8, 8), dense(
        nn.Conv2d(3, 3, 3, padding=1, groups=3), nn.ReLU(), nn.Conv2d(3, 4, 1), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2),
    )
    yield "average", (2, 8, 8), dense(nn.AvgPool2d(3, stride=2, padding=1), nn.Conv2d(2, 2, 3), nn.Flatten(), nn.Linear(8, 2))
    yield "average_without_padding", (2, 8, 8), dense(
        nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False), nn.Conv2d(2, 2, 3), nn.Flatten(), nn.Linear(8, 2),
    )
    yield "ceil", (2, 7, 7), dense(nn.MaxPool2d(2, ceil_mode=True), nn.Conv2d(2, 2, 3), nn.Flatten(), nn.Linear(8, 2))
    yield "batch_norm", (1, 8, 8), dense(
        nn.Conv2d(1, 3, 3, bias=False), nn.BatchNorm2d(3, eps=1e-3), nn.ReLU(), nn.Flatten(), nn.Linear(108, 2),
    )
    yield "batch_norm_first", (2, 6, 6), dense(nn.BatchNorm2d(2, affine=False), nn.Conv2d(2, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(32, 2))
    yield "sequence", (3, 20), dense(
        nn.Conv1d(3, 4, 5, stride=2, padding=2), nn.ReLU(), nn.MaxPool1d(2), nn.Conv1d(4, 4, 3), nn.ReLU(), nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(4, 2),
    )
    yield "zero_pad", (1, 8, 8), dense(nn.ZeroPad2d(1), nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(128, 2))
    yield "residual", (6,), dense(
        nn.Linear(6, 6), nn.ReLU(), Residual(dense(nn.Linear(6, 4), nn.ReLU(), nn.Linear(4, 6)), last=nn.ReLU()), nn.Linear(6, 2),
    )
    yield "residual_images", (2, 6, 6), dense(
        nn.Conv2d(2, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(),
        Residual(dense(nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4)), last=nn.ReLU()),
        Residual(dense(nn.Conv2d(4, 6, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(6, 6, 3, padding=1)), nn.Conv2d(4, 6, 1, stride=2), nn.ReLU()),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 2),
    )
    yield "residual_in_residual", (4,), dense(
        nn.Linear(4, 4), Residual(dense(nn.Linear(4, 4), nn.Tanh(), Residual(dense(nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 4)), last=nn.Tanh()), nn.Linear(4, 4))), nn.Linear(4, 2),
    )
    yield "concat", (4,), dense(Concat(dense(nn.Linear(4, 3), nn.ReLU()), dense(nn.Linear(4, 2), nn.Tanh())), nn.Linear(5, 2))
    yield "concat_images", (2, 6, 6), dense(
        Concat(nn.Identity(), nn.MaxPool2d(3, stride=1, padding=1), dense(nn.Conv2d(2, 3, 1), nn.ReLU())), nn.Conv2d(7, 2, 3), nn.Flatten(), nn.Linear(32, 2),
    )
    yield "views", (1, 6, 6), Views()
    yield "mean", (1, 6, 6), dense(nn.Conv2d(1, 3, 3), nn.ReLU(), Mean(), nn.Linear(3, 2))
    yield "channels_last", (1, 6, 6), ChannelsLast()
    yield "zero_pad_sides", (1, 7, 8), dense(
        nn.Conv2d(1, 2, 3), nn.ReLU(), nn.ZeroPad2d((0, 1, 2, 1)), nn.Conv2d(2, 3, 3, stride=2), nn.ReLU(), nn.ZeroPad2d(1), nn.MaxPool2d(2), nn.ZeroPad2d((1, 0, 0, 0)), nn.Flatten(), nn.Linear(18, 2),
    )
    yield "zero_pad_sequence", (2, 9), dense(nn.ZeroPad1d((2, 0)), nn.Conv1d(2, 3, 3), nn.Tanh(), nn.ZeroPad1d((1, 2)), nn.Flatten(), nn.Linear(36, 2))
    yield "autoencoder", (1, 8, 8), dense(
        nn.Conv2d(1, 3, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Upsample(scale_factor=2, mode="nearest"), nn.Conv2d(3, 1, 3, padding=1), nn.Sigmoid(),
    )
    yield "upsample_pairs", (2, 3, 4), dense(nn.Conv2d(2, 2, 2), nn.Upsample(scale_factor=(3, 2), mode="nearest"), nn.ReLU(), nn.Conv2d(2, 2, 3), nn.Flatten(), nn.Linear(32, 2))
    yield "upsample_sequence", (2, 5), dense(nn.Conv1d(2, 3, 2), nn.Upsample(scale_factor=3, mode="nearest"), nn.Conv1d(3, 2, 3), nn.Flatten(), nn.Linear(20, 2))
    yield "global_max", (1, 7, 7), dense(nn.Conv2d(1, 4, 3), nn.AdaptiveMaxPool2d(1), nn.ReLU(), nn.Flatten(), nn.Linear(4, 2))
    yield "global_max_sequence", (2, 9), dense(nn.Conv1d(2, 4, 3), nn.Tanh(), nn.AdaptiveMaxPool1d(1), nn.Flatten(), nn.Linear(4, 2))
    yield "maxima", (1, 6, 6), dense(nn.Conv2d(1, 3, 3), nn.ReLU(), Maxima(), nn.Linear(3, 2))


def operators():
    """Networks of single operators that PyTorch does not write: the name, the shape of the input, the opset, and the nodes with their constants."""
    generator = numpy.random.default_rng(1)
    weights = lambda *shape: generator.uniform(-0.6, 0.6, shape).astype(numpy.float32)
    node = onnx.helper.make_node
    ints = lambda *numbers: numpy.array(numbers, numpy.int64)
    floats = lambda *numbers: numpy.array(numbers, numpy.float32)
    conv = lambda **attributes: node("Conv", ["input", "w", "b"], ["x"], **attributes)
    constants = {"w": weights(2, 1, 3, 3), "b": weights(2)}
    relu = node("Relu", ["x"], ["y"])
    yield "operator_conv_pads", (1, 6, 6), 13, [conv(pads=[0, 2, 1, 0]), node("Relu", ["x"], ["output"])], constants
    yield "operator_same_lower", (1, 6, 6), 13, [conv(auto_pad="SAME_LOWER", strides=[2, 2]), node("Tanh", ["x"], ["output"])], constants
    pool = lambda operator, **attributes: node(operator, ["y"], ["output"], kernel_shape=[3, 3], strides=[2, 2], **attributes)
    yield "operator_max_pads", (1, 9, 9), 13, [conv(), relu, pool("MaxPool", pads=[1, 1, 0, 0])], constants
    yield "operator_max_pads_refused", (1, 9, 9), 13, [conv(), node("Tanh", ["x"], ["y"]), pool("MaxPool", pads=[1, 1, 0, 0])], constants
    yield "operator_mean_pads", (1, 9, 9), 13, [conv(), relu, pool("AveragePool", pads=[1, 1, 0, 0], count_include_pad=1)], constants
    yield "operator_upsample", (1, 5, 5), 9, [conv(), node("Upsample", ["x", "s"], ["output"], mode="nearest")], constants | {"s": floats(1, 1, 2, 3)}
    yield "operator_resize_10", (1, 5, 5), 10, [conv(), node("Resize", ["x", "s"], ["output"], mode="nearest")], constants | {"s": floats(1, 1, 2, 2)}
    resize = lambda inputs, **attributes: node("Resize", ["x", *inputs], ["output"], mode="nearest", **attributes)
    yield "operator_resize_11", (1, 5, 5), 11, [conv(), resize(["r", "s"], coordinate_transformation_mode="tf_half_pixel_for_nn", nearest_mode="floor")], constants | {"r": floats(), "s": floats(1, 1, 3, 2)}
    yield "operator_resize_sizes", (1, 5, 5), 13, [conv(), resize(["", "", "s"])], constants | {"s": ints(1, 2, 6, 9)}
    yield "operator_resize_18", (1, 5, 5), 18, [conv(), resize(["", "s"], coordinate_transformation_mode="asymmetric", nearest_mode="floor")], constants | {"s": floats(1, 1, 2, 4)}
    yield "operator_resize_refused", (1, 5, 5), 13, [conv(), resize(["", "", "s"])], constants | {"s": ints(1, 2, 5, 7)}
    yield "operator_reduce_max", (1, 5, 5), 13, [conv(), node("ReduceMax", ["x"], ["output"], axes=[2, 3], keepdims=0)], constants


class WrittenSwish(nn.Module):
    """The hard swish in parts: `x * clip(x + 3, 0, 6) / 6` in two orders, with a limit in one operator or in two."""

    def __init__(self):
        super().__init__()
        self.first, self.middle, self.last = nn.Linear(4, 6), nn.Linear(6, 5), nn.Linear(5, 2)

    def forward(self, x):
        x = self.first(x)
        x = x * (nn.functional.relu6(x + 3) / 6)
        x = self.middle(x)
        x = x * torch.clamp(torch.relu(x + 3), max=6.0) * (1 / 6)
        return self.last(x)


class WrittenSigmoid(nn.Module):
    """The hard sigmoid in parts."""

    def __init__(self):
        super().__init__()
        self.first, self.last = nn.Linear(4, 5), nn.Linear(5, 2)

    def forward(self, x):
        return self.last(torch.clamp(self.first(x) + 3, 0.0, 6.0) / 6)


class Limited(nn.Module):
    """ReLUs with a limit, in two operators."""

    def __init__(self):
        super().__init__()
        self.first, self.middle, self.last = nn.Linear(4, 6), nn.Linear(6, 5), nn.Linear(5, 2)

    def forward(self, x):
        x = torch.minimum(torch.relu(self.first(8 * x)), torch.tensor(6.0))
        x = torch.clamp(torch.maximum(self.middle(x), torch.tensor(0.0)), max=6.0)
        return self.last(x)


def of_lines():
    """Networks whose activations consist of lines. Their seeds begin at 100."""
    dense = nn.Sequential
    for name, activation in [
        ("relu6", nn.ReLU6()),
        ("hard_sigmoid", nn.Hardsigmoid()),
        ("hard_swish", nn.Hardswish()),
        ("prelu", nn.PReLU()),
        ("prelu_per_channel", nn.PReLU(5)),
    ]:
        yield f"activation_{name}", (4,), dense(nn.Linear(4, 5), activation, nn.Linear(5, 2))
    yield "written_hard_swish", (4,), WrittenSwish()
    yield "written_hard_sigmoid", (4,), WrittenSigmoid()
    yield "written_relu6", (4,), Limited()
    yield "mobile_block", (3, 8, 8), dense(
        nn.Conv2d(3, 4, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(4), nn.Hardswish(),
        Residual(dense(nn.Conv2d(4, 8, 1), nn.ReLU6(), nn.Conv2d(8, 8, 3, padding=1, groups=8), nn.PReLU(8), nn.Conv2d(8, 4, 1))),
        nn.ReLU6(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(16, 2), nn.Hardsigmoid(),
    )
    yield "prelu_sequence", (3, 12), dense(nn.Conv1d(3, 4, 3), nn.PReLU(4), nn.Conv1d(4, 2, 3), nn.PReLU(), nn.Flatten(), nn.Linear(16, 2))


def sample(shape, case):
    """The inputs of the tests of an imported network."""
    index = numpy.arange(numpy.prod(shape))
    values = ((index * 37 + case * 11) % 101).astype(numpy.float32) / numpy.float32(50) - numpy.float32(1)
    return values.reshape((1, *shape))


def outputs(path, shape, output=None):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return [session.run(output, {name: sample(shape, case)})[0].reshape(-1) for case in range(2)]


def main():
    FOLDER.mkdir(exist_ok=True)
    versions = [f"{module.__name__} {module.__version__}" for module in (torch, onnx, onnxruntime, sklearn, skl2onnx)]
    lines = ["# " + ", ".join(versions)]
    wanted = sys.argv[1:]

    def add(name, shape, output=None):
        path = FOLDER / f"{name}.onnx"
        for case, values in enumerate(outputs(path, shape, output)):
            lines.append(f"{name} {case} " + " ".join(f"{value:.9g}" for value in values))

    for seed, (name, shape, network) in [*enumerate(networks()), *enumerate(of_lines(), 100)]:
        if wanted and name not in wanted:
            continue
        torch.manual_seed(seed)
        network = normalized(network).eval()
        for parameter in network.parameters():
            nn.init.uniform_(parameter, -0.6, 0.6) if parameter.dim() > 1 else None
        example = torch.zeros((1, *shape))
        torch.onnx.export(network, example, FOLDER / f"{name}_script.onnx", dynamo=False, opset_version=13 if seed % 2 else 17, input_names=["input"], output_names=["output"], dynamic_axes={"input": {0: "batch"}})
        torch.onnx.export(network, (example,), FOLDER / f"{name}_dynamo.onnx", dynamo=True, external_data=False, verbose=False)
        for exporter in ("script", "dynamo"):
            path = FOLDER / f"{name}_{exporter}.onnx"
            model = onnx.load(path)
            # notes about the source, which have the paths of the machine
            for node in model.graph.node:
                node.ClearField("metadata_props")
                node.ClearField("doc_string")
            for value in [*model.graph.input, *model.graph.output, *model.graph.value_info]:
                value.ClearField("metadata_props")
            model.graph.ClearField("metadata_props")
            onnx.save(model, path)
            add(f"{name}_{exporter}", shape)

    for name, shape, opset, nodes, constants in operators():
        if wanted and name not in wanted:
            continue
        tensor = lambda name, sizes: onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, sizes)
        stored = [onnx.numpy_helper.from_array(values, key) for key, values in constants.items()]
        graph = onnx.helper.make_graph(nodes, name, [tensor("input", (1, *shape))], [tensor("output", None)], stored)
        model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", opset)], ir_version=8)
        onnx.save(model, FOLDER / f"{name}.onnx")
        if not name.endswith("_refused"):
            add(name, shape)

    generator = numpy.random.default_rng(0)
    inputs = generator.normal(size=(60, 4)).astype(numpy.float32)
    for name, model, targets in [
        ("sklearn_classifier", MLPClassifier(hidden_layer_sizes=(5, 4), activation="relu", max_iter=20, random_state=1), generator.integers(0, 3, 60)),
        ("sklearn_regressor", MLPRegressor(hidden_layer_sizes=(6,), activation="tanh", max_iter=20, random_state=1), inputs[:, 0]),
    ]:
        if wanted and name not in wanted:
            continue
        model.fit(inputs, targets)
        options = {"zipmap": False} if "classifier" in name else {}
        converted = skl2onnx.to_onnx(model, inputs[:1], options=options, target_opset=17)
        (FOLDER / f"{name}.onnx").write_bytes(converted.SerializeToString())
        add(name, (4,), ["probabilities"] if "classifier" in name else None)
    if wanted:
        made = {line.split()[0] for line in lines}
        stored = (FOLDER / "outputs.txt").read_text().splitlines()
        lines = [line for line in stored if line.split()[0] not in made - {"#"}] + lines[1:]
    (FOLDER / "outputs.txt").write_text("\n".join(lines) + "\n")


main()
