"""Random choices, and the parts of a network in both languages: the text of `network!` and the modules of PyTorch."""

import random
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from torch import nn


def f32(value):
    """The double that holds the f32 nearest to `value`."""
    return float(np.float32(value))


@dataclass
class Layer:
    """A layer: its text, its entries in an `nn.Sequential`, and the shape of its output. A shape assertion has no entries."""

    text: str
    modules: list
    shape: tuple


class Draw:
    """The random choices of one network. The same seed and index give the same network, whichever others are drawn."""

    def __init__(self, seed, index, trains):
        self.random = random.Random(f"{seed}.{index}")
        self.trains = trains  # without dropout that drops, since its random numbers are not PyTorch's
        self.types = []  # the networks that are layers of this one
        self.least_batch = 1
        self.depth = 0  # how many layers the one that is drawn lies in

    def chance(self, probability):
        return self.random.random() < probability

    def whole(self, low, high):
        return self.random.randint(low, high)

    def pick(self, options):
        return self.random.choice(list(options))

    def decimal(self, low, high):
        """A number of two digits, evenly distributed over the orders of magnitude: its text, the same for both languages."""
        return f"{low * (high / low) ** self.random.random():.1e}"


def call(name, arguments):
    """`Name<a, b>`, or `Name` without arguments."""
    arguments = [argument for argument in arguments if argument]
    return f"{name}<{', '.join(arguments)}>" if arguments else name


def option(draw, text, probability=0.2):
    """The text of an option that is not usual, or nothing."""
    return text if draw.chance(probability) else ""


def ratio(draw, low, high):
    """The text of a number as `0.25` or `1, 4`, and its value."""
    if draw.chance(0.3):
        below = draw.whole(2, 9)
        above = draw.whole(1, max(1, int(high * below)))
        return f"{above}, {below}", f32(above / below)
    value = f"{draw.random.uniform(low, high):.2f}"
    return value, f32(float(value))


def leaky(draw):
    if draw.chance(0.3):
        return "LeakyRelu", nn.LeakyReLU(f32(0.01))
    text, value = ratio(draw, 0.02, 0.5)
    return f"LeakyRelu<{text}>", nn.LeakyReLU(value)


def elu(draw):
    if draw.chance(0.3):
        return "Elu", nn.ELU()
    text, value = ratio(draw, 0.1, 1.5)
    return f"Elu<{text}>", nn.ELU(value)


# One line for each activation: its text and its module. `Softmax` stands only at the end.
ACTIVATIONS = {
    "Identity": lambda draw: (draw.pick(["", "Identity"]), None),
    "Relu": lambda draw: ("Relu", nn.ReLU()),
    "Relu6": lambda draw: ("Relu6", nn.ReLU6()),
    "LeakyRelu": leaky,
    "Elu": elu,
    "Gelu": lambda draw: ("Gelu", nn.GELU()),
    "Silu": lambda draw: ("Silu", nn.SiLU()),
    "HardSwish": lambda draw: ("HardSwish", nn.Hardswish()),
    "Sigmoid": lambda draw: ("Sigmoid", nn.Sigmoid()),
    "HardSigmoid": lambda draw: ("HardSigmoid", nn.Hardsigmoid()),
    "Tanh": lambda draw: ("Tanh", nn.Tanh()),
    "Softplus": lambda draw: ("Softplus", nn.Softplus()),
    "Softmax": lambda draw: ("Softmax", nn.Softmax(1)),
}


def activation(draw, name=None):
    """The text of an activation and its modules, of which `Identity` has none."""
    name = name or draw.pick(name for name in ACTIVATIONS if name != "Softmax")
    text, module = ACTIVATIONS[name](draw)
    return text, [module] if module else []


def asserted(shape):
    """`[12]`, or `[3, 8, 8]`."""
    return f"[{', '.join(map(str, shape))}]"


def entered(shape):
    """The shape at the begin of a network: `12`, or `[3, 8, 8]`."""
    return str(shape[0]) if len(shape) == 1 else asserted(shape)


def sequence(layers, names=None):
    """The `nn.Sequential` of these layers. `names` has the names of some of them, by their place."""
    entries = []
    for place, layer in enumerate(layers):
        for part, module in enumerate(layer.modules):
            name = (names or {}).get(place) if part == 0 else None
            entries.append((name or str(len(entries)), module))
    return nn.Sequential(OrderedDict(entries))


def body(layers, names=None):
    """The text of these layers behind one another."""
    return " => ".join(f"{names[i]}: {layer.text}" if names and i in names else layer.text for i, layer in enumerate(layers))


def declare(draw, name, shape, layers):
    """Declares a network of these layers, in the type form or in the item form: the text, and its `nn.Sequential`."""
    if draw.chance(0.5):
        return f"pub type {name} = network![{entered(shape)} => {body(layers)}];", sequence(layers)
    can = [i for i, layer in enumerate(layers) if layer.modules and " x " not in layer.text[:4]]
    names = {i: f"part_{i}" for i in can if draw.chance(0.4)}
    return f"network! {{ pub struct {name} {{ {entered(shape)} => {body(layers, names)} }} }}", sequence(layers, names)
