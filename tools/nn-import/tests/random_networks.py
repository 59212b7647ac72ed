"""Draws the networks of the test `random`, as the import writes them.

    python tools/nn-import/tests/random_networks.py

It writes `random/networks.rs`. The same seed gives the same file.
"""

import pathlib
from random import Random

COUNT = 104
ACTIVATIONS = ["Relu", "Relu6", "LeakyRelu<0.2>", "Elu<0.5>", "Gelu", "Silu", "HardSwish", "Sigmoid", "HardSigmoid", "Tanh", "Softplus"]


def sizes(numbers):
    return str(numbers[0]) if len(set(numbers)) == 1 else f"[{', '.join(map(str, numbers))}]"


def with_arguments(name, *arguments):
    arguments = [argument for argument in arguments if argument]
    return f"{name}<{', '.join(arguments)}>" if arguments else name


class Draw:
    """Draws one network: its text, and the shape so far."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.layers = []

    def chance(self, probability):
        return self.random.random() < probability

    def size(self, least, most):
        return self.random.randint(least, most)

    def activation(self):
        return self.random.choice(ACTIVATIONS) if self.chance(0.7) else ""

    def bias(self):
        return "bias = false" if self.chance(0.25) else ""

    def padding(self, plane, kernel, stride, dilation, is_convolution):
        """Padding as the import writes it, and the size of the output."""
        extents = [d * (k - 1) + 1 for k, d in zip(kernel, dilation)]
        count = lambda size, before, after, extent, step: (size + before + after - extent) // step + 1
        axes = list(zip(plane, extents, stride))
        both = lambda before: [count(size, pad, pad, extent, step) for pad, (size, extent, step) in zip(before, axes)]
        none = [0] * len(plane)
        if not is_convolution or self.chance(0.4):
            return "", both(none)
        if self.chance(0.4):
            before = [self.size(0, k // 2) for k in kernel]
            return f"padding = {sizes(before)}" if any(before) else "", both(before)
        output = [-(-size // step) for size, _, step in axes]
        if len(plane) == 1 and self.chance(0.5):
            name, before = "Causal", [extent - 1 for extent in extents]
        else:
            totals = [max((out - 1) * step + extent - size, 0) for out, (size, extent, step) in zip(output, axes)]
            name, before = "Same", [total // 2 for total in totals]
        # the same number of zeros on both sides is written as a number
        if both(before) == output:
            return f"padding = {sizes(before)}" if any(before) else "", output
        return f"padding = {name}", output

    def windows(self, plane, is_convolution):
        kernel = [self.size(1, min(3, size - 1)) for size in plane]
        if self.chance(0.6):
            kernel = [min(kernel)] * len(plane)
        stride = [1 if self.chance(0.6) else 2] * len(plane)
        can_dilate = all(2 * (k - 1) + 1 <= size for k, size in zip(kernel, plane)) and max(kernel) > 1
        dilation = [2 if is_convolution and can_dilate and self.chance(0.2) else 1] * len(plane)
        # the stride of a pool is its kernel if none is written
        stride = kernel if not is_convolution and self.chance(0.5) else stride
        padding, output = self.padding(plane, kernel, stride, dilation, is_convolution)
        usual = [1] * len(plane) if is_convolution else kernel
        return kernel, [
            f"stride = {sizes(stride)}" if stride != usual else "",
            padding,
            f"dilation = {dilation[0]}" if dilation[0] != 1 else "",
        ], output

    def convolution(self, shape):
        kernel, windows, output = self.windows(shape[1:], True)
        filters, axes = self.size(2, 4), len(shape) - 1
        if self.chance(0.25):
            return with_arguments(f"DepthwiseConv{axes}d", sizes(kernel), *windows, self.bias(), self.activation()), [shape[0], *output]
        return with_arguments(f"Conv{axes}d", f"filters = {filters}", f"kernel = {sizes(kernel)}", *windows, self.bias(), self.activation()), [filters, *output]

    def pool(self, shape):
        kernel, windows, output = self.windows(shape[1:], False)
        if output == [1] * len(output) or max(kernel) == 1:
            return self.convolution(shape)
        return with_arguments(f"{self.random.choice(['Max', 'Avg'])}Pool{len(shape) - 1}d", sizes(kernel), *windows), [shape[0], *output]

    def upsample(self, shape):
        factors = [self.size(1, 2) for _ in shape[1:]]
        if max(factors) == 1:
            factors = [2] * len(factors)
        return f"Upsample{len(factors)}d<{sizes(factors)}>", [shape[0], *(size * factor for size, factor in zip(shape[1:], factors))]

    def recurrent(self, shape, is_sequence):
        units, name = self.size(2, 5), self.random.choice(["Gru", "Lstm", "Rnn"])
        activation = "Relu" if name == "Rnn" and self.chance(0.5) else ""
        text = with_arguments(name, str(units), "sequences = true" if is_sequence else "", self.bias(), activation)
        return text, [units, shape[1]] if is_sequence else [units]

    def keeping(self, shape):
        """A layer that keeps the shape."""
        kind = self.size(0, 3)
        if kind == 0:
            return with_arguments("BatchNorm", self.activation()), shape
        if kind == 1:
            return with_arguments("LayerNorm", self.activation()), shape
        if kind == 2 and "PRelu" not in self.layers[-1:]:
            return with_arguments("PRelu", "per_channel = true" if self.chance(0.5) else ""), shape
        inner = self.size(2, 4)
        last = self.activation()
        if len(shape) == 1:
            return with_arguments("Residual", f"Dense<{inner}, Relu> => Dense<{shape[0]}>", last), shape
        axes = len(shape) - 1
        first = f"Conv{axes}d<filters = {inner}, kernel = 3, padding = 1, Tanh>"
        return with_arguments("Residual", f"{first} => Conv{axes}d<filters = {shape[0]}, kernel = 1>", last), shape

    def branches(self, shape):
        widths = [self.size(1, 3) for _ in range(self.size(2, 3))]
        if len(shape) == 1:
            texts = [with_arguments("Dense", str(width), self.activation()) for width in widths]
        else:
            texts = [with_arguments(f"Conv{len(shape) - 1}d", f"filters = {width}", "kernel = 1", self.activation()) for width in widths]
        return f"Concat<{', '.join(f'[{text}]' for text in texts)}>", [sum(widths), *shape[1:]]

    def spatial(self, shape):
        if len(shape) == 2 and self.chance(0.4):
            return self.recurrent(shape, True)
        kinds = [self.convolution, self.convolution, self.pool, self.keeping, self.branches]
        kinds += [self.upsample] if max(shape[1:]) < 6 else []
        return self.random.choice(kinds)(shape)

    def to_vector(self, shape):
        if len(shape) == 2 and self.chance(0.5):
            return self.recurrent(shape, False)
        return self.random.choice([("Flatten", [eval("*".join(map(str, shape)))]), ("GlobalAvgPool", shape[:1]), ("GlobalMaxPool", shape[:1])])

    def network(self):
        axes = self.random.choice([0, 1, 1, 2, 2])
        shape = [self.size(2, 6)] if axes == 0 else [self.size(2, 3), *(self.size(6, 10) for _ in range(axes))]
        start = str(shape[0]) if axes == 0 else str(shape)

        def add(found):
            text, output = found
            self.layers.append(text)
            return output

        if self.chance(0.1):
            self.layers.append("Standardize")
        if axes > 0:
            for _ in range(self.size(1, 3)):
                if min(shape[1:]) >= 3:
                    shape = add(self.spatial(shape))
            shape = add(self.to_vector(shape))
        for _ in range(self.size(0, 2)):
            shape = add(self.branches(shape) if self.chance(0.2) else self.keeping(shape) if self.chance(0.4) else self.dense(shape))
        add((with_arguments("Dense", str(self.size(2, 4)), self.bias(), self.random.choice(["", "Softmax", "Sigmoid"])), None))
        return " => ".join([start, *self.layers])

    def dense(self, shape):
        outputs = self.size(2, 6)
        return with_arguments("Dense", str(outputs), self.bias(), self.activation()), [outputs]


def main():
    lines, seed = [], 0
    while len(lines) < COUNT:
        line = Draw(seed).network()
        seed += 1
        if line not in lines:
            lines.append(line)
    path = pathlib.Path(__file__).parent / "random" / "networks.rs"
    path.parent.mkdir(exist_ok=True)
    text = "".join(f"    [{line}];\n" for line in lines)
    path.write_text(f"//! Networks that `random_networks.py` has drawn.\n\nnetworks! {{\n{text}}}\n")


if __name__ == "__main__":
    main()
