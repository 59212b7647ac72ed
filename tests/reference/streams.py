"""Draws networks over sequences at random, and writes them as tests: `python3 tests/reference/streams.py`.

For each network it computes the steps until the first output and from one output to the next, from the windows of its layers.
"""

import random
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "tests" / "streaming"
REALS = ["", "Relu", "Tanh", "Silu", "Gelu", "Sigmoid", "Relu6", "HardSwish"]
INTEGERS = ["", "Relu", "Tanh", "Sigmoid", "Relu6", "HardSwish"]


class Drawn:
    """A network while it is drawn: its layers, its shape, and which steps an output reads."""

    def __init__(self, rng, integers):
        self.rng, self.integers = rng, integers
        self.channels, self.length = rng.randint(1, 5), rng.randint(16, 30)
        self.input = (self.channels, self.length)
        self.layers, self.reach, self.step = [], 1, 1

    def activation(self):
        return self.rng.choice(INTEGERS if self.integers else REALS)

    def add(self, name, *arguments):
        arguments = ", ".join(argument for argument in arguments if argument)
        self.layers.append(f"{name}<{arguments}>" if arguments else name)

    def slide(self, span, stride, padding=False):
        """A window of `span` steps."""
        if padding:
            self.length = (self.length - 1) // stride + 1
        else:
            self.reach += (span - 1) * self.step
            self.length = (self.length - span) // stride + 1
        self.step *= stride

    def sizes(self, causal):
        """A kernel, a stride and a dilation that fit."""
        kernel, dilation = self.rng.randint(1, 4), self.rng.choice([1, 1, 2, 3])
        dilation = dilation if kernel > 1 else 1
        stride = 1 if self.integers else self.rng.choice([1, 1, 1, 2, 3])
        span = (kernel - 1) * dilation + 1
        if not causal and span + 3 * stride > self.length:
            return self.sizes(causal)
        return kernel, stride, dilation, span

    def window(self, causal):
        """A convolution, or a pool."""
        kernel, stride, dilation, span = self.sizes(causal)
        settings = [
            f"stride = {stride}" if stride > 1 else "",
            f"dilation = {dilation}" if dilation > 1 else "",
            "padding = Causal" if causal else "",
            "bias = false" if not self.integers and self.rng.random() < 0.2 else "",
            self.activation(),
        ]
        kind = self.rng.choice(["Conv1d", "Conv1d", "DepthwiseConv1d", "Pool"])
        if kind == "Pool" and not causal:
            kernel = max(2, min(kernel, 3))
            self.slide(kernel, stride)
            self.add(self.rng.choice(["MaxPool1d", "AvgPool1d"]), str(kernel), f"stride = {stride}")
            return
        self.slide(span, stride, causal)
        if kind == "DepthwiseConv1d":
            self.add(kind, str(kernel), *settings)
        else:
            self.channels = self.rng.randint(1, 9)
            self.add("Conv1d", f"filters = {self.channels}", f"kernel = {kernel}", *settings)

    def branches(self, causal):
        """Branches that return an output with every step."""
        kernel = self.rng.randint(1, 3) if causal else 1
        padding = "padding = Causal" if causal else ""
        convolution = lambda filters: "Conv1d<" + ", ".join(
            part for part in [f"filters = {filters}", f"kernel = {kernel}", padding, self.activation()] if part
        ) + ">"
        if self.rng.random() < 0.5:
            self.add("Residual", convolution(self.channels), self.rng.choice(["", "Relu"]))
        else:
            more = self.rng.randint(1, 4)
            self.add("Concat", f"[{convolution(more)}], []")
            self.channels += more

    def pointwise(self):
        """A layer whose steps depend on the same step alone, or a recurrent one, of real numbers."""
        name = self.rng.choice(["BatchNorm", "PRelu", "Dropout"])
        arguments = {"BatchNorm": self.rng.choice(["", "Relu"]), "PRelu": "per_channel = true", "Dropout": "0.5"}
        self.add(name, arguments[name])

    def recurrent(self):
        self.channels = self.rng.randint(1, 5)
        self.add(self.rng.choice(["Gru", "Lstm", "MinGru", "Rnn"]), str(self.channels), "sequences = true")

    def layer(self, causal):
        kinds = [lambda: self.window(causal)] * 3 + [lambda: self.branches(causal)]
        if not self.integers:
            kinds += [self.pointwise] + [self.recurrent] * causal
        self.rng.choice(kinds)()

    def end(self):
        """All steps that remain are one window."""
        last = self.length
        self.add(self.rng.choice(["GlobalAvgPool", "GlobalMaxPool", "Flatten"]))
        self.slide(last, 1)
        self.add("Dense", str(self.rng.randint(2, 4)), self.rng.choice(["", "Softmax"]))

    def text(self):
        """The network as a type."""
        channels, length = self.input
        lines = [f"    type Net = network![[{channels}, {length}]"]
        for layer in self.layers:
            if len(lines[-1]) + len(layer) < 120:
                lines[-1] += f" => {layer}"
            else:
                lines.append(f"        => {layer}")
        return "\n".join(lines) + "];"


def draw(rng, integers, causal):
    drawn = Drawn(rng, integers)
    for _ in range(rng.randint(2, 4)):
        if drawn.length > 6 or causal:
            drawn.layer(causal)
    if causal:
        # a layer that remembers more than its step
        drawn.add("Conv1d", f"filters = {drawn.channels}", "kernel = 2", "padding = Causal")
        drawn.slide(2, 1, True)
    else:
        drawn.end()
    return drawn


def reals(rng):
    for index in range(24):
        drawn = draw(rng, False, index >= 14)
        channels, length = drawn.input
        if index < 14:
            check = f"equals_every_window::<Net, {channels}, {length}>({drawn.reach}, {drawn.step});"
        else:
            shape = f"{channels}, {length}, {drawn.channels}, {drawn.length}"
            check = f"equals_the_beginning::<Net, {shape}>({drawn.step});"
        yield drawn.text(), check


def integers(rng):
    for index in range(14):
        drawn = draw(rng, True, index >= 8)
        channels, length = drawn.input
        meaning, first = ("Window", drawn.reach) if index < 8 else ("Beginning", 1)
        yield drawn.text(), f"integers!(Net, {channels} x {length}, Meaning::{meaning}, {first});"


def write(name, what, imports, networks):
    lines = [
        f"//! Networks of `{what}` at random, from `tests/reference/streams.py`: for every phase, each output has the bits of the network.",
        "",
        *imports,
    ]
    for number, (network, check) in enumerate(networks, 1):
        lines += ["", "#[test]", f"fn network_{number}() {{", network, f"    {check}", "}"]
    (FOLDER / f"{name}.rs").write_text("\n".join(lines) + "\n")


def main():
    rng = random.Random(1)
    prelude = "use nn_core::prelude::*;"
    checks = "use super::{equals_every_window, equals_the_beginning};"
    write("random_reals", "f32", [prelude, "", checks], reals(rng))
    streams = ["use nn_core::stream::Meaning;", "use nn_core::streaming;"]
    checks = ["use super::integers::integers;", "use super::signal;"]
    write("random_integers", "i8", [prelude, *streams, "", *checks], integers(rng))


if __name__ == "__main__":
    main()
