#!/usr/bin/env python3
"""Makes `training/clipping.txt`: ten steps with clipped gradients, in float64 by PyTorch.

Run:  python3 tests/reference/clipping.py        (seconds; needs `pip install torch numpy`)
Made with Python 3.11, torch 2.15.0, numpy 2.4.6, on the CPU.

A network 5 => 7 tanh => 3 with the mean squared error, from the same parameters for each case. Inputs, targets, parameters and settings
are exact in f32. Each limit is at work in some of the steps and not in others, which is asserted.
"""

from pathlib import Path

import numpy as np
import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

STEPS = 10
SIZES, BATCH = [5, 7, 3], 6


def f32(value):
    return float(np.float32(value))


random = np.random.RandomState(5)
draw = lambda *shape: random.uniform(-1.0, 1.0, shape).astype(np.float32)
DATA, TARGET = draw(BATCH, SIZES[0]), 2 * draw(BATCH, SIZES[-1])
START = [draw(o, i) if i else draw(o) for i, o in ((5, 7), (0, 7), (7, 3), (0, 3))]
NAMES = ["0.weight", "0.bias", "1.weight", "1.bias"]
OPTIMIZERS = {  # `online` takes one sample per step
    "sgd": lambda p: torch.optim.SGD(p, lr=f32(0.25)),
    "online": lambda p: torch.optim.SGD(p, lr=f32(0.125)),
    "momentum": lambda p: torch.optim.SGD(p, lr=f32(0.125), momentum=f32(0.9)),
    "adam": lambda p: torch.optim.Adam(p, lr=f32(0.03125), betas=(f32(0.9), f32(0.999)), eps=f32(1e-8)),
}
LIMITS = {
    "norm": {"sgd": 0.75, "momentum": 0.75, "adam": 1.0, "online": 4.5},
    "value": {"sgd": 0.125, "momentum": 0.125, "adam": 0.25, "online": 0.25},
}


def tensor(values):
    return torch.tensor(np.asarray(values, np.float64))


def run(optimizer, kind, limit):
    """The losses, the norms before clipping, and the last parameters."""
    moving = [tensor(p).requires_grad_() for p in START]
    steps, losses, norms, at_work = OPTIMIZERS[optimizer](moving), [], [], 0
    for step in range(STEPS):
        rows = slice(step % BATCH, step % BATCH + 1) if optimizer == "online" else slice(None)
        steps.zero_grad()
        hidden = torch.tanh(tensor(DATA[rows]) @ moving[0].T + moving[1])
        loss = ((hidden @ moving[2].T + moving[3] - tensor(TARGET[rows])) ** 2).mean()
        loss.backward()
        before = [p.grad.clone() for p in moving]
        losses.append(loss.item())
        norms.append(torch.cat([g.flatten() for g in before]).norm().item())
        if kind == "norm":
            clip_grad_norm_(moving, limit)
        else:
            clip_grad_value_(moving, limit)
        at_work += any((g != p.grad).any().item() for g, p in zip(before, moving))
        steps.step()
    assert 2 < at_work < STEPS or kind == "value", (optimizer, kind, at_work)
    return losses, norms, [p.detach().numpy() for p in moving]


def show(name, values, text="{:.12g}"):
    values = np.asarray(values, np.float64)
    shape = " ".join(str(size) for size in values.shape)
    return [f"tensor {name} {shape}", " ".join(text.format(value) for value in values.flatten())]


lines = [f"# Ten steps with clipped gradients by PyTorch {torch.__version__.split('+')[0]}, by clipping.py", "set layers 2"]
for kind, limits in LIMITS.items():
    lines += [f"set {kind}.{optimizer} {limit!r}" for optimizer, limit in limits.items()]
for name, values in zip(["input", "target", *NAMES], [DATA, TARGET, *START]):
    lines += show(name, values, "{:.17g}")
for kind, limits in LIMITS.items():
    for optimizer, limit in limits.items():
        name, (losses, norms, last) = f"{kind}.{optimizer}", run(optimizer, kind, limit)
        lines += show(f"{name}.losses", losses) + show(f"{name}.norms", norms)
        for parameter, values in zip(NAMES, last):
            lines += show(f"{name}.{parameter}", values)
(Path(__file__).resolve().parent / "training" / "clipping.txt").write_text("\n".join(lines) + "\n")
