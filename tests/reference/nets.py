"""The image-shaped networks whose values image.py computes, and the parts that PyTorch has no module for."""

from math import ceil

import torch
import torch.nn.functional as F
from torch import nn


class Same(nn.Module):
    """A layer of stride `stride` after the padding of Keras' `same`: ceil(input / stride) outputs, the smaller half before. With dilation,
    `kernel` is the length of the whole window."""

    def __init__(self, layer, kernel, stride, fill=0.0):
        super().__init__()
        self.layer, self.kernel, self.stride, self.fill = layer, kernel, stride, fill

    def padding(self, shape):
        """The padding as `F.pad` wants it: the last dimension first."""
        sides = []
        for size, kernel, stride in zip(reversed(shape), reversed(self.kernel), reversed(self.stride)):
            total = max((ceil(size / stride) - 1) * stride + kernel - size, 0)
            sides += [total // 2, total - total // 2]
        return sides

    def forward(self, x):
        return self.layer(F.pad(x, self.padding(x.shape[2:]), value=self.fill))


class SameMean(Same):
    """The mean of what a window holds; padded places do not count."""

    def __init__(self, kernel, stride):
        super().__init__(nn.AvgPool2d(kernel, stride), kernel, stride)

    def forward(self, x):
        return super().forward(x) / super().forward(torch.ones_like(x))


class Residual(nn.Module):
    """What a branch adds to its input, or to the input's projection."""

    def __init__(self, branch, projection=None):
        super().__init__()
        self.branch, self.projection = branch, projection or nn.Identity()

    def forward(self, x):
        return self.projection(x) + self.branch(x)


class Concat(nn.Module):
    """Branches side by side."""

    def __init__(self, *branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], 1)


class Mean(nn.Module):
    """The mean of each channel."""

    def forward(self, x):
        return x.flatten(2).mean(2)


def conv(inputs, outputs, kernel, *, stride=1, padding=0, bias=True):
    return nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=bias)


def depthwise(channels, kernel, *, stride=1, padding=0, bias=True):
    return nn.Conv2d(channels, channels, kernel, stride, padding, groups=channels, bias=bias)


def same_conv(inputs, outputs, kernel, stride=(1, 1)):
    return Same(nn.Conv2d(inputs, outputs, kernel, stride), kernel, stride)


def mean_pool(kernel, stride, padding):
    return nn.AvgPool2d(kernel, stride, padding, count_include_pad=False)


def mean_pool_1d(kernel, stride, padding):
    return nn.AvgPool1d(kernel, stride, padding, count_include_pad=False)


def lenet():
    return nn.Sequential(
        conv(1, 3, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), conv(3, 4, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(100, 14), nn.ReLU(), nn.Linear(14, 12), nn.ReLU(), nn.Linear(12, 10))


def separable():
    return nn.Sequential(
        conv(2, 4, 3, stride=2, padding=1), nn.ReLU(), depthwise(4, 3, padding=1), nn.ReLU(), conv(4, 6, 1), nn.ReLU(),
        depthwise(6, 3, stride=2, padding=1), nn.ReLU(), conv(6, 8, 1), nn.ReLU(), Mean(), nn.Linear(8, 4))


def residual():
    return nn.Sequential(
        conv(2, 4, 3, padding=1), nn.ReLU(),
        Residual(nn.Sequential(conv(4, 4, 3, padding=1), nn.ReLU(), conv(4, 4, 3, padding=1))), nn.ReLU(),
        Residual(nn.Sequential(conv(4, 6, 3, stride=2, padding=1), nn.ReLU(), conv(6, 6, 3, padding=1)), conv(4, 6, 1, stride=2)), nn.ReLU(),
        Mean(), nn.Linear(6, 4))


def batch_norm():
    return nn.Sequential(
        conv(1, 3, 3), nn.BatchNorm2d(3), nn.ReLU(), nn.Flatten(), nn.Linear(36, 5), nn.BatchNorm1d(5), nn.Tanh(), nn.Linear(5, 3))


def batch_norm_ends():
    return nn.Sequential(
        nn.BatchNorm1d(2), nn.SiLU(), nn.Conv1d(2, 3, 3, padding=1), nn.BatchNorm1d(3, eps=0.001, momentum=0.25), nn.SiLU(), nn.Flatten(),
        nn.Linear(18, 3), nn.BatchNorm1d(3))


def sequence():
    return nn.Sequential(
        nn.Conv1d(3, 6, 5, 2, 2), nn.ReLU(), nn.MaxPool1d(2), nn.Conv1d(6, 5, 3, 1, 1), nn.Tanh(), mean_pool_1d(3, 2, 1),
        nn.LayerNorm([5, 3]), nn.GELU(), nn.Flatten(), nn.Linear(15, 4))


def learned_slopes():
    return nn.Sequential(
        conv(2, 3, 3), nn.PReLU(3), conv(3, 4, (2, 3)), nn.PReLU(), nn.Flatten(), nn.Linear(36, 5), nn.PReLU(5), nn.Linear(5, 3))


def branches():
    return nn.Sequential(
        Concat(
            nn.Sequential(conv(2, 2, 1), nn.ReLU()),
            nn.Sequential(same_conv(2, 3, (4, 3)), nn.ReLU()),
            nn.Sequential(mean_pool(3, 1, 1), conv(2, 2, 1)),
            nn.Identity()),
        nn.MaxPool2d(3, 2, 1), same_conv(9, 3, (2, 4), (1, 3)), nn.Tanh(), SameMean((2, 3), (2, 1)),
        Concat(Mean(), nn.Sequential(nn.Flatten(), nn.Linear(18, 3), nn.Tanh())), nn.Linear(6, 4))


def pools():
    return nn.Sequential(
        Same(nn.MaxPool2d((2, 3), 2), (2, 3), (2, 2), fill=-torch.inf), conv(2, 3, (2, 3), padding=(1, 0), stride=(2, 1)), nn.Tanh(),
        mean_pool((3, 2), 1, 1), nn.LayerNorm([3, 3, 3]), nn.Flatten(), nn.Linear(27, 3))


def unbiased():
    return nn.Sequential(
        conv(2, 3, 3, bias=False), nn.BatchNorm2d(3), nn.SiLU(),
        Residual(nn.Sequential(depthwise(3, 3, padding=1, bias=False), nn.SiLU(), conv(3, 4, 1, bias=False)), conv(3, 4, 1, bias=False)),
        nn.BatchNorm2d(4, affine=False), nn.Tanh(), nn.Flatten(), nn.Linear(80, 4, bias=False), nn.LayerNorm(4, elementwise_affine=False),
        nn.Linear(4, 3))


def rounded_up():
    return nn.Sequential(
        nn.MaxPool2d(2, ceil_mode=True), conv(2, 3, 2, padding=1), nn.Tanh(), nn.AvgPool2d(4, 2, 1, ceil_mode=True),
        nn.AvgPool2d(2, ceil_mode=True, count_include_pad=False), nn.Flatten(), nn.Linear(12, 3))


def resized():
    return nn.Sequential(
        nn.ZeroPad2d((2, 1, 1, 0)), conv(2, 3, 3, stride=(1, 2)), nn.Tanh(), nn.Upsample(scale_factor=(2, 3), mode="nearest"),
        conv(3, 4, (2, 3), stride=2), nn.SiLU(), nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(4, 3))


def resized_sequence():
    return nn.Sequential(
        nn.ZeroPad1d((2, 1)), nn.Conv1d(2, 4, 4, 2), nn.Tanh(), nn.Upsample(scale_factor=3, mode="nearest"),
        nn.Conv1d(4, 5, 2), nn.SiLU(), nn.AdaptiveMaxPool1d(1), nn.Flatten(), nn.Linear(5, 3))


def dilated():
    return nn.Sequential(
        nn.Conv2d(2, 3, 3, padding=(2, 1), dilation=(2, 1)), nn.Tanh(), nn.Conv2d(3, 3, (2, 3), (2, 1), dilation=(1, 2), groups=3), nn.SiLU(),
        Same(nn.Conv2d(3, 2, 3, (1, 2), dilation=2), (5, 5), (1, 2)), nn.Tanh(), nn.Flatten(), nn.Linear(24, 3))


def dilated_sequence():
    return nn.Sequential(
        nn.Conv1d(3, 3, 3, padding=2, dilation=2, groups=3), nn.Tanh(), nn.Conv1d(3, 4, 3, 2, dilation=3), nn.SiLU(),
        Same(nn.Conv1d(4, 5, 2, dilation=4), (5,), (1,)), nn.Tanh(), nn.Flatten(), nn.Linear(35, 3))


NORMS = (nn.BatchNorm1d, nn.BatchNorm2d)


def layers(model):
    """The layers with parameters or statistics, in nn-core's order: as they stand in the network, a projection behind its branch."""
    is_layer = lambda part: isinstance(part, NORMS) or list(part.parameters(recurse=False))
    return [part for part in model.modules() if is_layer(part)]


def kinds(layer):
    """What a layer's parameters are called in the files."""
    if isinstance(layer, (*NORMS, nn.LayerNorm)):
        return ("scale", "shift")
    return ("kernel" if getattr(layer, "groups", 1) > 1 else "weight", "bias")


def parameters(model):
    """All parameters by name, in order."""
    return {f"{i}.{kind}": p for i, layer in enumerate(layers(model)) for kind, p in zip(kinds(layer), layer.parameters(recurse=False))}


def statistics(model):
    """All running statistics by name, in order."""
    norms = {i: layer for i, layer in enumerate(layers(model)) if isinstance(layer, NORMS)}
    return {name: t for i, norm in norms.items() for name, t in ((f"{i}.mean", norm.running_mean), (f"{i}.variance", norm.running_var))}


def shown(name, tensor):
    """A depthwise kernel without the dimension of 1."""
    return tensor.squeeze(1) if name.endswith(".kernel") else tensor


def load(name, start, dtype):
    """The network with the parameters and the running statistics of a start."""
    model = globals()[name]().to(dtype)
    with torch.no_grad():
        for key, held in (parameters(model) | statistics(model)).items() if start else ():
            held.copy_(start[key].reshape(held.shape))
    return model
