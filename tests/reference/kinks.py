"""Watches a network of nets.py at work: how near it comes to a kink, and how large the terms of a gradient are."""

import torch
import torch.nn.functional as F
from torch import nn

from nets import kinds, layers


class Kinks:
    """The distances of a network's ReLUs, PReLUs and max-pools to their kinks, and the ReLUs' sums."""

    def __init__(self, model):
        self.least, self.last, self.sums = torch.inf, [], []
        for part in model.modules():
            if isinstance(part, nn.ReLU):
                part.register_forward_hook(lambda part, inputs, output: self.note(inputs[0].abs(), inputs[0]))
            if isinstance(part, nn.PReLU):
                part.register_forward_hook(lambda part, inputs, output: self.note(inputs[0].abs()))
            if isinstance(part, (nn.MaxPool1d, nn.MaxPool2d)):
                part.register_forward_hook(lambda part, inputs, output: self.note(leads(part, inputs[0], output.shape)))
            if isinstance(part, (nn.AdaptiveMaxPool1d, nn.AdaptiveMaxPool2d)):
                part.register_forward_hook(lambda part, inputs, output: self.note(lead(inputs[0])))

    def note(self, distances, sums=None):
        self.last.append(distances)
        if sums is not None:
            self.sums.append(sums)
        self.least = min(self.least, float(distances.detach().min()) if len(distances) else 0.0)


def pair(value):
    return value if isinstance(value, tuple) else (value, value)


def leads(pool, x, shape):
    """By how much the largest of each window exceeds the next; nothing hangs on which of several zeros behind a ReLU it is."""
    kernel, stride, padding = pool.kernel_size, pool.stride, pool.padding
    if isinstance(pool, nn.MaxPool1d):
        x, kernel, stride, padding = x[:, :, None], (1, kernel), (1, stride), (0, padding)
    (kernel, stride, padding) = map(pair, (kernel, stride, padding))
    # with `ceil_mode` a window may end behind the padding
    ends = [(n - 1) * s + k - p for n, s, k, p in zip((1, *shape[2:])[-2:], stride, kernel, padding)]
    behind = [max(end - size, p) for end, size, p in zip(ends, x.shape[2:], padding)]
    padded = F.pad(x, (padding[1], behind[1], padding[0], behind[0]), value=-torch.inf)
    windows = padded.unfold(2, kernel[0], stride[0]).unfold(3, kernel[1], stride[1]).flatten(4)
    largest, second = windows.topk(2, -1).values.unbind(-1)
    return (largest - second)[largest != 0].minimum(torch.tensor(1e3))


def lead(x):
    """By how much the largest value of a channel exceeds the largest that differs: repeated values are moved together."""
    largest = x.flatten(2).amax(2, keepdim=True)
    rest = torch.where(x.flatten(2) < largest, x.flatten(2), -torch.inf).amax(2, keepdim=True)
    return (largest - rest).minimum(torch.tensor(1e3)).flatten()


def watch_terms(model):
    """For each bias the sum of the sizes of what is added up to its gradient; filled by the backward pass."""
    terms = {}

    def watch(name, layer):
        def note(layer, d_input, d_output):
            terms[name] = d_output[0].abs().transpose(0, 1).flatten(1).sum(1)

        layer.register_full_backward_hook(note)

    for i, layer in enumerate(layers(model)):
        watch(f"{i}.{kinds(layer)[1]}", layer)
    return terms
