"""What PyTorch has no module for, and windows over images and sequences."""

from math import ceil

import torch
import torch.nn.functional as F
from torch import nn

from choices import option


class Residual(nn.Sequential):
    """What a branch adds to its input, or to the input's projection, which has the name `projection`."""

    def forward(self, x):
        y = x
        for name, layer in self.named_children():
            y = y if name == "projection" else layer(y)
        return y + (self.projection(x) if hasattr(self, "projection") else x)


class Concat(nn.Sequential):
    """Branches side by side."""

    def forward(self, x):
        return torch.cat([branch(x) for branch in self], 1)


class SameMean(nn.Module):
    """The mean of what a window holds, behind the padding `Same`. Padded places do not count."""

    def __init__(self, pool, kernel, stride):
        super().__init__()
        self.pool, self.kernel, self.stride = pool, kernel, stride

    def forward(self, x):
        pads = same_pads(x.shape[2:], self.kernel, self.stride)
        return self.pool(F.pad(x, pads)) / self.pool(F.pad(torch.ones_like(x), pads))


def same_pads(sizes, kernel, stride):
    """The padding of Keras' `same`, as `F.pad` wants it: ceil(input / stride) outputs, the smaller half before."""
    pads = []
    for size, k, s in reversed(list(zip(sizes, kernel, stride))):
        total = max((ceil(size / s) - 1) * s + k - size, 0)
        pads += [total // 2, total - total // 2]
    return pads


def padded(module, kernel, stride, fill):
    """A module behind the padding `Same`."""
    module.register_forward_pre_hook(lambda _, inputs: (F.pad(inputs[0], same_pads(inputs[0].shape[2:], kernel, stride), value=fill),))
    return module


class Window:
    """A window over the positions of an input: kernel, stride, padding and, for convolutions, dilation, one number for each dimension."""

    def __init__(self, draw, sizes, pools, keeps=False):
        def each(choose):
            return [choose() for _ in sizes] if draw.chance(0.4) else [choose()] * len(sizes)

        self.is_same = keeps or draw.chance(0.25)
        self.kernel = each(lambda: draw.whole(1, min(5, min(sizes) + 1)))
        self.has_stride = not keeps and draw.chance(0.5) or keeps and pools
        usual = self.kernel if pools else [1] * len(sizes)
        self.stride = [1] * len(sizes) if keeps else each(lambda: draw.whole(1, 3)) if self.has_stride else usual
        self.dilation = None if pools else [1] * len(sizes)
        if not pools and draw.chance(0.3):
            self.dilation = [draw.whole(1, max(1, min(3, (size - 1) // max(k - 1, 1)))) for size, k in zip(sizes, self.kernel)]
        self.spans = self.kernel if pools else [(k - 1) * d + 1 for k, d in zip(self.kernel, self.dilation)]
        most = [k // 2 if pools else k - 1 for k in self.spans]
        self.padding = each(lambda: draw.whole(0, min(most))) if draw.chance(0.5) else [0] * len(sizes)
        self.ceil_mode = option(draw, "ceil_mode = true") if pools and not self.is_same else ""
        self.output = [self.places(*row) for row in zip(sizes, self.spans, self.stride, self.padding)]

    def places(self, size, kernel, stride, padding):
        """How many windows there are; rounded up, those that begin behind the input and the padding before it do not count."""
        if self.is_same:
            return ceil(size / stride)
        if not self.ceil_mode:
            return (size + 2 * padding - kernel) // stride + 1
        count = ceil((size + 2 * padding - kernel) / stride) + 1
        return count - ((count - 1) * stride >= size + padding)

    def texts(self, bare):
        """The arguments of the layer."""
        number = lambda values: str(values[0]) if len(set(values)) == 1 else f"[{', '.join(map(str, values))}]"
        padding = "padding = Same" if self.is_same else f"padding = {number(self.padding)}" if any(self.padding) else ""
        kernel = number(self.kernel) if bare else f"kernel = {number(self.kernel)}"
        dilation = f"dilation = {number(self.dilation)}" if self.dilation and max(self.dilation) > 1 else ""
        return [kernel, f"stride = {number(self.stride)}" if self.has_stride else "", padding, dilation, self.ceil_mode]

    def module(self, make, fill=0.0):
        """The module that `make` returns for kernel, stride, padding and, for convolutions, dilation."""
        dilation = [tuple(self.dilation)] if self.dilation else []
        if self.is_same:
            return padded(make(tuple(self.kernel), tuple(self.stride), 0, *dilation), self.spans, self.stride, fill)
        return make(tuple(self.kernel), tuple(self.stride), tuple(self.padding), *dilation)
