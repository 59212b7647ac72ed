"""Draws layers. A new layer is a function and a row of `LAYERS`; a new option is a line where the others of its layer stand."""

import copy

import torch
from torch import nn

from choices import Layer, activation, asserted, body, call, declare, f32, option, ratio, sequence
from parts import Concat, Residual, SameMean, Window

MOST_NUMBERS = 1500  # of a layer's output
MOST_PARAMETERS = 20_000  # of a layer, which is compiled without optimization


def dense(draw, shape, keeps=False):
    outputs = shape[0] if keeps else draw.whole(65, 130) if draw.chance(0.05) else draw.whole(1, 24)
    (text, modules), bias = activation(draw), option(draw, "bias = false")
    sizes = f"{shape[0]} -> {outputs}" if draw.chance(0.15) else f"{{ {outputs - 1} + 1 }}" if draw.chance(0.1) else str(outputs)
    return Layer(call("Dense", [sizes, bias, text]), [nn.Linear(shape[0], outputs, not bias), *modules], (outputs,))


def conv(draw, shape, keeps=False, filters=None):
    window = Window(draw, shape[1:], False, keeps)
    filters = filters or (shape[0] if keeps else draw.whole(1, 9))
    (text, modules), bias = activation(draw), option(draw, "bias = false")
    kind = nn.Conv1d if len(shape) == 2 else nn.Conv2d
    make = lambda *sizes: kind(shape[0], filters, *sizes, bias=not bias)
    name = f"Conv{len(shape) - 1}d"
    return Layer(call(name, [f"filters = {filters}", *window.texts(False), bias, text]), [window.module(make), *modules], (filters, *window.output))


def depthwise(draw, shape, keeps=False):
    window = Window(draw, shape[1:], False, keeps)
    (text, modules), bias = activation(draw), option(draw, "bias = false")
    kind = nn.Conv1d if len(shape) == 2 else nn.Conv2d
    make = lambda *sizes: kind(shape[0], shape[0], *sizes, shape[0], not bias)
    return Layer(call(f"DepthwiseConv{len(shape) - 1}d", [*window.texts(True), bias, text]), [window.module(make), *modules], (shape[0], *window.output))


def max_pool(draw, shape, keeps=False):
    window = Window(draw, shape[1:], True, keeps)
    kind = nn.MaxPool1d if len(shape) == 2 else nn.MaxPool2d
    module = window.module(lambda *sizes: kind(*sizes, ceil_mode=bool(window.ceil_mode)), -torch.inf)
    return Layer(call(f"MaxPool{len(shape) - 1}d", window.texts(True)), [module], (shape[0], *window.output))


def avg_pool(draw, shape, keeps=False):
    window = Window(draw, shape[1:], True, keeps)
    kind = nn.AvgPool1d if len(shape) == 2 else nn.AvgPool2d
    if window.is_same:
        module = SameMean(kind(tuple(window.kernel), tuple(window.stride)), window.kernel, window.stride)
        counts = ""
    else:
        counts = option(draw, "count_include_pad = true", 0.3)
        module = window.module(lambda *sizes: kind(*sizes, bool(window.ceil_mode), bool(counts)))
    return Layer(call(f"AvgPool{len(shape) - 1}d", [*window.texts(True), counts]), [module], (shape[0], *window.output))


def global_avg_pool(draw, shape, keeps=False):
    kind = nn.AdaptiveAvgPool1d if len(shape) == 2 else nn.AdaptiveAvgPool2d
    return Layer("GlobalAvgPool", [kind(1), nn.Flatten()], (shape[0],))


def global_max_pool(draw, shape, keeps=False):
    kind = nn.AdaptiveMaxPool1d if len(shape) == 2 else nn.AdaptiveMaxPool2d
    return Layer("GlobalMaxPool", [kind(1), nn.Flatten()], (shape[0],))


def zero_pad(draw, shape, keeps=False):
    sides = ["before", "after"] if len(shape) == 2 else ["top", "bottom", "left", "right"]
    zeros = [draw.whole(0, 3) for _ in sides]
    output = (shape[0], *(size + zeros[2 * i] + zeros[2 * i + 1] for i, size in enumerate(shape[1:])))
    # PyTorch begins with the last dimension
    pairs = [zeros[i:i + 2] for i in reversed(range(0, len(zeros), 2))]
    kind = nn.ZeroPad1d if len(shape) == 2 else nn.ZeroPad2d
    return Layer(call(f"ZeroPad{len(shape) - 1}d", [f"{side} = {number}" for side, number in zip(sides, zeros)]), [kind(tuple(sum(pairs, [])))], output)


def upsample(draw, shape, keeps=False):
    factors = [draw.whole(1, 3) for _ in shape[1:]]
    text = f"[{factors[0]}, {factors[1]}]" if len(factors) == 2 else str(factors[0])
    output = (shape[0], *(size * factor for size, factor in zip(shape[1:], factors)))
    return Layer(f"Upsample{len(factors)}d<{text}>", [nn.Upsample(scale_factor=tuple(map(float, factors)), mode="nearest")], output)


def flatten(draw, shape, keeps=False):
    length = torch.Size(shape).numel()
    return Layer("Flatten", [nn.Flatten()], (length,))


def dropout(draw, shape, keeps=False):
    text, value = ("0.0", 0.0) if draw.trains else ratio(draw, 0.1, 0.8)
    return Layer(f"Dropout<{text}>", [nn.Dropout(value)], shape)


def batch_norm(draw, shape, keeps=False):
    text, modules = activation(draw)
    momentum, epsilon = draw.pick(["", "", "0.03", "0.5", "0.9", "1"]), draw.pick(["", "", "0.001", "0.02", "1e-4"])
    kind = nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d
    affine = option(draw, "affine = false")
    module = kind(shape[0], f32(float(epsilon or 1e-5)), f32(float(momentum or 0.1)), not affine)
    if torch.Size(shape[1:]).numel() == 1:
        draw.least_batch = 2
    options = [f"momentum = {momentum}" if momentum else "", f"epsilon = {epsilon}" if epsilon else "", affine]
    return Layer(call("BatchNorm", [*options, text]), [module, *modules], shape)


def layer_norm(draw, shape, keeps=False):
    text, modules = activation(draw)
    epsilon, affine = draw.pick(["", "0.001", "0.02"]), option(draw, "affine = false")
    module = nn.LayerNorm(shape, f32(float(epsilon or 1e-5)), not affine)
    return Layer(call("LayerNorm", [f"epsilon = {epsilon}" if epsilon else "", affine, text]), [module, *modules], shape)


def prelu(draw, shape, keeps=False):
    argument = draw.pick(["", "per_channel = true"])
    return Layer(call("PRelu", [argument]), [nn.PReLU(shape[0] if argument else 1)], shape)


def residual(draw, shape, keeps=False):
    text, modules = activation(draw)
    if keeps or draw.chance(0.6):
        branch, projection, output = branch_of(draw, shape, draw.whole(1, 3), keeps=True), None, shape
    elif len(shape) == 1:
        branch = branch_of(draw, shape, draw.whole(1, 2))
        output = branch[-1].shape
        projection = [Layer(f"Dense<{output[0]}>", [nn.Linear(shape[0], output[0])], output)]
    else:
        branch, projection, output = strided_block(draw, shape)
    block = Residual(*sequence(branch))
    arguments = [body(branch), text]
    if projection:
        block.add_module("projection", projection[0].modules[0] if len(projection) == 1 else sequence(projection))
        arguments.append(f"projection = {body(projection)}")
    return Layer(call("Residual", arguments), [block, *modules], output)


def strided_block(draw, shape):
    """The block of a residual network that has another shape: branch, projection and output."""
    name, kind = ("Conv1d", nn.Conv1d) if len(shape) == 2 else ("Conv2d", nn.Conv2d)
    filters, stride, kernel = draw.whole(1, 8), draw.whole(1, 2), draw.pick([1, 3])
    text, modules = activation(draw)
    output = (filters, *((n - 1) // stride + 1 for n in shape[1:]))
    inner = kind(shape[0], filters, kernel, stride, kernel // 2)
    sizes = [f"filters = {filters}", f"kernel = {kernel}", f"stride = {stride}", f"padding = {kernel // 2}"]
    first = Layer(call(name, [*sizes, text]), [inner, *modules], output)
    rest = branch_of(draw, output, draw.whole(0, 2), keeps=True)
    outer = Layer(f"{name}<filters = {filters}, kernel = 1, stride = {stride}>", [kind(shape[0], filters, 1, stride)], output)
    norm = [batch_norm(draw, output)] if draw.chance(0.3) else []
    return [first, *rest], [outer, *norm], output


def concat(draw, shape, keeps=False):
    count = draw.whole(2, 4)
    if len(shape) == 1:
        branches = [branch_of(draw, shape, draw.whole(0, 2)) for _ in range(count)]
    elif draw.chance(0.3):
        branches = [to_vector(draw, shape) for _ in range(count)]
    else:
        branches = [branch_of(draw, shape, draw.whole(0, 2), keeps=True) for _ in range(count)]
        for branch in branches:
            if draw.chance(0.6):
                branch.append(conv(draw, shape, True, filters=draw.whole(1, 5)))
    ends = [branch[-1].shape if branch else shape for branch in branches]
    text = ", ".join(f"[{body(branch)}]" for branch in branches)
    return Layer(f"Concat<{text}>", [Concat(*(sequence(branch) for branch in branches))], (sum(end[0] for end in ends), *ends[0][1:]))


def to_vector(draw, shape):
    """A branch that makes a vector of an image or a sequence."""
    if draw.chance(0.5):
        flat = flatten(draw, shape)
        return [flat, dense(draw, flat.shape)]
    return [global_avg_pool(draw, shape)]


def nested(draw, shape, keeps=False):
    """Another network. Its shape is asserted behind it, since the macro does not know it."""
    layers = branch_of(draw, shape, draw.whole(1, 2), keeps)
    name = f"Part{len(draw.types)}"
    draw.types.append("")
    text, module = declare(draw, name, shape, layers)
    draw.types[int(name[4:])] = text
    return Layer(f"{name} => {asserted(layers[-1].shape)}", [module], layers[-1].shape)


def repeated(draw, shape, keeps=False):
    layer, count = draw_layer(draw, shape, keeps=True, depth=draw.depth), draw.whole(2, 3)
    while " x " in layer.text[:4]:
        layer = draw_layer(draw, shape, keeps=True, depth=draw.depth)
    modules = [copy.deepcopy(module) for _ in range(count) for module in layer.modules]
    return Layer(f"{count} x {layer.text}", modules, shape)


LAYERS = [  # (function, weight, the dimensions of inputs, whether it can keep the shape, whether it holds other layers)
    (dense, 6, [1], True, False),
    (conv, 5, [2, 3], True, False),
    (depthwise, 3, [2, 3], True, False),
    (max_pool, 3, [2, 3], True, False),
    (avg_pool, 3, [2, 3], True, False),
    (global_avg_pool, 0.7, [2, 3], False, False),
    (global_max_pool, 0.7, [2, 3], False, False),
    (zero_pad, 1, [2, 3], False, False),
    (upsample, 1, [2, 3], False, False),
    (flatten, 0.7, [2, 3], False, False),
    (dropout, 0.7, [1, 2, 3], True, False),
    (batch_norm, 2, [1, 2, 3], True, False),
    (layer_norm, 1.5, [1, 2, 3], True, False),
    (prelu, 1, [1, 2, 3], True, False),
    (residual, 2, [1, 2, 3], True, True),
    (concat, 2, [1, 2, 3], False, True),
    (nested, 0.8, [1, 2, 3], True, True),
    (repeated, 0.7, [1, 2, 3], True, True),
]


def draw_layer(draw, shape, keeps=False, depth=0):
    """A layer for inputs of this shape, perhaps one that keeps it. Those that hold others end at a depth of 2."""
    rows = [row for row in LAYERS if len(shape) in row[2] and (row[3] or not keeps) and (depth < 2 or not row[4])]
    while True:
        kind = draw.random.choices(rows, [row[1] for row in rows])[0][0]
        draw.depth = depth + 1
        layer = kind(draw, shape, keeps)
        draw.depth = depth
        parameters = sum(p.numel() for module in layer.modules for p in module.parameters())
        if min(layer.shape) > 0 and torch.Size(layer.shape).numel() <= MOST_NUMBERS and parameters <= MOST_PARAMETERS:
            return layer


def branch_of(draw, shape, count, keeps=False):
    """Layers inside another one."""
    layers, depth = [], draw.depth
    for _ in range(count):
        layers.append(draw_layer(draw, shape, keeps, depth))
        shape = layers[-1].shape
    draw.depth = depth
    return layers
