"""Draws networks over sequences at random, and writes them as tests: `python3 tests/reference/streams.py`.

For each network it computes the steps until the first output and from one output to the next, from the windows of its layers.
"""

import random
from pathlib import Path

OUT = Path(__file__).parent.parent / "tests" / "streaming" / "random.rs"
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
        channels, length = self.input
        return f"network![[{channels}, {length}]\n            => " + "\n            => ".join(self.layers) + "]"


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


def tests(rng):
    reals, integers = [], []
    for _ in range(14):
        drawn = draw(rng, False, False)
        channels, length = drawn.input
        reals.append(f"equals_every_window::<{drawn.text()}, {channels}, {length}>({drawn.reach}, {drawn.step});")
    for _ in range(10):
        drawn = draw(rng, False, True)
        (channels, length), shape = drawn.input, f"{drawn.channels}, {drawn.length}"
        reals.append(f"equals_the_beginning::<{drawn.text()}, {channels}, {length}, {shape}>({drawn.step});")
    for index in range(14):
        causal = index >= 8
        drawn = draw(rng, True, causal)
        (channels, length), meaning = drawn.input, "Beginning" if causal else "Window"
        first = 1 if causal else drawn.reach
        integers.append(f"integers!({drawn.text()}, {channels} x {length}, Meaning::{meaning}, {first});")
    return reals, integers


def main():
    reals, integers = tests(random.Random(1))
    lines = [
        "//! Networks at random, from `tests/reference/streams.py`: for every phase, each output has the bits of the network.",
        "",
        "use nn_core::prelude::*;",
        "use nn_core::stream::Meaning;",
        "use nn_core::streaming;",
        "",
        "use super::integers::integers;",
        "use super::{equals_every_window, equals_the_beginning, signal};",
    ]
    for name, body in [("networks_of_f32", reals), ("networks_of_i8", integers)]:
        lines += ["", "#[test]", f"fn {name}_at_random() {{"]
        lines += [f"    {statement}" for statement in body] + ["}"]
    OUT.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
