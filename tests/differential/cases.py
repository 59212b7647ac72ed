"""Draws a whole case: a network, a loss, an optimizer, their settings, and data."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from choices import Layer, Draw, activation, asserted, call, declare, f32
from layers import draw_layer, flatten, global_avg_pool

EVALUATED_ONLY = 0.08  # the share of networks with dropout that drops: their training cannot be compared


def setting(draw, name, low, high):
    """The text of a setting and its value in PyTorch."""
    text = draw.decimal(low, high)
    return f".{name}({text})?", f32(float(text))


def decay(draw, probability):
    return setting(draw, "with_weight_decay", 1e-3, 1e-1) if draw.chance(probability) else ("", 0.0)


def sgd(draw):
    (rate, lr), (text, weight_decay) = setting(draw, "new", 1e-3, 1e-1), decay(draw, 0.4)
    return f"Sgd::{rate[1:]}{text}", lambda p: torch.optim.SGD(p, lr, weight_decay=weight_decay)


def momentum(draw):
    text, make = sgd(draw)
    factor, value = setting(draw, "with_momentum", 0.2, 0.95)
    is_nesterov = draw.chance(0.5)

    def optimizer(parameters):
        plain = make(parameters).defaults
        return torch.optim.SGD(parameters, plain["lr"], value, weight_decay=plain["weight_decay"], nesterov=is_nesterov)

    return text + factor + ".nesterov()" * is_nesterov, optimizer


def adam_of(name, kind, usual_decay):
    def draw_one(draw):
        rate, lr = setting(draw, "new", 1e-3, 3e-2)
        text, beta1, beta2, eps = f"{name}::{rate[1:]}", 0.9, 0.999, 1e-8
        if draw.chance(0.5):
            beta1, beta2 = draw.pick([0.0, 0.5, 0.8, 0.95]), draw.pick([0.9, 0.99, 0.9999])
            text += f".with_betas({beta1}, {beta2})?"
        if draw.chance(0.5):
            extra, eps = setting(draw, "with_epsilon", 1e-8, 1e-3)
            text += extra
        extra, weight_decay = decay(draw, 0.5)
        weight_decay = weight_decay if extra else f32(usual_decay)
        return text + extra, lambda p: kind(p, lr, (f32(beta1), f32(beta2)), f32(eps), weight_decay)

    return draw_one


def rms_prop(draw):
    rate, lr = setting(draw, "new", 1e-3, 1e-2)
    text, alpha, eps = f"RmsProp::{rate[1:]}", 0.99, 1e-8
    if draw.chance(0.5):
        alpha = draw.pick([0.5, 0.9, 0.999])
        text += f".with_smoothing({alpha})?"
    if draw.chance(0.5):
        extra, eps = setting(draw, "with_epsilon", 1e-8, 1e-3)
        text += extra
    extra, weight_decay = decay(draw, 0.4)
    return text + extra, lambda p: torch.optim.RMSprop(p, lr, f32(alpha), f32(eps), weight_decay)


# Each gives the text of an optimizer and the function that makes PyTorch's for some parameters.
OPTIMIZERS = {
    "Sgd": sgd,
    "Momentum": momentum,
    "Adam": adam_of("Adam", torch.optim.Adam, 0.0),
    "AdamW": adam_of("AdamW", torch.optim.AdamW, 0.01),
    "RmsProp": rms_prop,
}


def numbers(draw, rng, shape, end):
    """Targets in the range of the network's end, more or less."""
    low, high = {"Sigmoid": (0, 1), "Softmax": (0, 1), "Tanh": (-1, 1), "Softplus": (0, 3), "Relu": (0, 2)}.get(end, (-1.5, 1.5))
    return rng.uniform(low, high, shape)


def soft_classes(draw, rng, shape, end):
    """Distributions over the classes, of numbers whose sum is exactly 1."""
    return rng.multinomial(64, np.full(shape[1], 1 / shape[1]), shape[0]) / 64


def classes(draw, rng, shape, end):
    return rng.integers(0, shape[1], shape[0])


def mean_squared(draw):
    return "MeanSquaredError", lambda y, z, t: F.mse_loss(y, t), None


def mean_absolute(draw):
    return "MeanAbsoluteError", lambda y, z, t: F.l1_loss(y, t), lambda y, t: y > t


def huber(draw):
    delta, value = setting(draw, "new", 0.1, 2.0)
    return f"Huber::{delta[1:]}", lambda y, z, t: F.huber_loss(y, t, delta=value), lambda y, t: (y - t).abs() > value


def binary(draw):
    return "BinaryCrossEntropy", lambda y, z, t: F.binary_cross_entropy_with_logits(z, t), None


def binary_of_classes(draw):
    return "BinaryCrossEntropy", lambda y, z, t: F.binary_cross_entropy_with_logits(z, F.one_hot(t, z.shape[1]).to(z.dtype)), None


def cross_entropy(draw):
    return "CrossEntropy", lambda y, z, t: F.cross_entropy(z, t), None


# (loss, targets, the end that it needs): the loss gives its text, its function of outputs, sums and targets, and its kinks.
LOSSES = [
    (mean_squared, numbers, None),
    (mean_absolute, numbers, None),
    (huber, numbers, None),
    (binary, lambda *a: numbers(*a).round() if a[0].chance(0.5) else numbers(*a), "Sigmoid"),
    (binary_of_classes, classes, "Sigmoid"),
    (cross_entropy, classes, "Softmax"),
    (cross_entropy, classes, "Softmax"),
    (cross_entropy, soft_classes, "Softmax"),
]


def head(draw, shape, end, least):
    """The last layers: a vector, and the activation that the loss needs."""
    layers = []
    if len(shape) > 1:
        layers.append((global_avg_pool if draw.chance(0.4) else flatten)(draw, shape))
        shape = layers[-1].shape
    outputs, (text, modules) = draw.whole(least, 10), activation(draw, end)
    return [*layers, Layer(call("Dense", [str(outputs), text]), [nn.Linear(shape[0], outputs), *modules], (outputs,))]


class Case:
    """One network with everything that is compared."""

    def __init__(self, seed, index):
        draw = self.draw = Draw(seed, index, trains=True)
        draw.trains = self.trains = not draw.chance(EVALUATED_ONLY)
        self.rng = np.random.default_rng([seed, index])
        vector, sequence = (draw.whole(1, 40),), (draw.whole(1, 6), draw.whole(4, 24))
        self.input = draw.pick([vector, sequence, (draw.whole(1, 4), draw.whole(3, 11), draw.whole(3, 11))])
        (make_loss, self.make_targets, end), shape, layers = draw.pick(LOSSES), self.input, []
        for _ in range(draw.whole(1, 6)):
            layers.append(draw_layer(draw, shape))
            shape = layers[-1].shape
            if draw.chance(0.1):
                layers.append(Layer(asserted(shape), [], shape))
        has_classes = self.make_targets in (classes, soft_classes)
        is_open = end is None and draw.chance(0.3) and any(list(m.parameters()) for layer in layers for m in layer.modules)
        if not is_open:
            end = end or draw.pick(["Identity", "Identity", "Relu", "Sigmoid", "Tanh", "Softplus", "Softmax"])
            layers += head(draw, shape, end, 2 if has_classes or end == "Softmax" else 1)
        self.end, self.output = end, layers[-1].shape
        self.declaration, self.model = declare(draw, "Network", self.input, layers)
        self.loss_text, self.loss, self.kinks = make_loss(draw)
        self.is_online = draw.least_batch == 1 and draw.chance(0.15)
        self.optimizer_text, self.optimizer = (sgd_online if self.is_online else draw.pick(OPTIMIZERS.values()))(draw)
        self.samples = draw.whole(draw.least_batch, 9) if draw.chance(0.8) else draw.whole(10, 40)
        self.room = 1 if self.is_online else self.samples + draw.pick([0, 0, 3])
        self.index_type = draw.pick(["u8", "u16", "u32", "usize"]) if self.make_targets is classes else None

    def redraw(self):
        """New parameters, running statistics, inputs and targets, all exact in f32."""
        rng = self.rng
        for module in self.model.modules():
            for name, tensor in [*module.named_parameters(recurse=False), *module.named_buffers(recurse=False)]:
                if tensor.is_floating_point():
                    tensor.data = exact(self.values(module, name, tuple(tensor.shape)))
        kind = self.draw.pick(["normal", "unit", "sparse", "offset"])
        x = rng.normal(size=(self.samples, *self.input))
        x = {"normal": x, "unit": rng.uniform(size=x.shape), "sparse": x * (rng.uniform(size=x.shape) < 0.4), "offset": 3 + x}[kind]
        self.inputs = exact(x)
        targets = self.make_targets(self.draw, rng, (self.samples, *self.output), self.end)
        self.targets = torch.tensor(targets) if self.index_type else exact(targets)

    def values(self, module, name, shape):
        """First values of a parameter or of running statistics, such that the numbers of all layers are about 1."""
        rng = self.rng
        if name == "running_var":
            return np.exp(rng.uniform(-1, 2, shape))
        if name == "weight" and isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d, nn.LayerNorm)):
            return rng.uniform(0.5, 1.5, shape)
        if name == "weight":
            return rng.normal(size=shape) * (1.5 / np.prod(shape[1:])) ** 0.5
        return rng.uniform(-0.5, 0.5, shape)


def sgd_online(draw):
    """The learning rate of gradient descent sample by sample, and PyTorch's descent."""
    text = draw.decimal(1e-3, 1e-1)
    return text, lambda p: torch.optim.SGD(p, f32(float(text)))


def exact(values):
    """The nearest numbers of f32, in f64."""
    return torch.tensor(np.asarray(values, np.float32).astype(np.float64))
