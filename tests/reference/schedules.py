#!/usr/bin/env python3
"""Makes `training/schedules.txt`: the learning rates of PyTorch's schedulers, step by step, in float64.

Run:  python3 tests/reference/schedules.py        (seconds; needs `pip install torch numpy`)
Made with Python 3.11, torch 2.15.0, numpy 2.4.6, on the CPU.

All settings are exact in f32. `tests/tests/fitting/schedules.rs` has the same table.
"""

import math
import warnings
from pathlib import Path

import numpy as np
import torch
from torch.optim import lr_scheduler as pytorch

warnings.filterwarnings("ignore")
BASE = float(np.float32(0.05))
LEAST = float(np.float32(1e-4))


def f32(value):
    return float(np.float32(value))


def cosine(length, least):
    return lambda o: pytorch.CosineAnnealingLR(o, T_max=length, eta_min=least)


def linear(length, last):
    return lambda o: pytorch.LinearLR(o, start_factor=1.0, end_factor=last / BASE, total_iters=length)


def one_cycle(length, rise=f32(0.3), first=25.0, last=1e4):
    return lambda o: pytorch.OneCycleLR(
        o, max_lr=BASE, total_steps=length, pct_start=rise, div_factor=first, final_div_factor=last, cycle_momentum=False
    )


def warmed(steps, after):
    def build(o):
        rise = pytorch.LinearLR(o, start_factor=1 / (steps + 1), total_iters=steps)
        return pytorch.SequentialLR(o, [rise, after(o)], milestones=[steps])

    return build


CASES = {  # name: (scheduler, number of rates)
    "constant": (lambda o: pytorch.ConstantLR(o, factor=1.0), 4),
    "step": (lambda o: pytorch.StepLR(o, step_size=7, gamma=f32(0.3)), 40),
    "exponential": (lambda o: pytorch.ExponentialLR(o, gamma=f32(0.93)), 101),
    "cosine": (cosine(120, LEAST), 121),
    "cosine_to_0": (cosine(10, 0.0), 11),
    "linear": (linear(15, 0.0), 20),
    "linear_to_some": (linear(9, f32(0.02)), 12),
    "one_cycle": (one_cycle(100), 100),
    "one_cycle_odd": (one_cycle(37, f32(0.45), 10.0, 100.0), 37),
    "warm_step": (warmed(4, lambda o: pytorch.StepLR(o, step_size=5, gamma=0.5)), 30),
    "warm_cosine": (warmed(5, cosine(20, LEAST)), 26),
    "warm_linear": (warmed(3, linear(10, 0.0)), 16),
}


def rates(scheduler, count):
    optimizer = torch.optim.SGD([torch.zeros(1, dtype=torch.float64, requires_grad=True)], lr=BASE)
    schedule, found = scheduler(optimizer), []
    for _ in range(count):
        found.append(float(optimizer.param_groups[0]["lr"]))
        optimizer.step()
        if len(found) < count:
            schedule.step()
    assert all(math.isfinite(rate) for rate in found)
    return found


lines = [f"# Learning rates of the schedulers of PyTorch {torch.__version__.split('+')[0]}, by schedules.py", f"set base {BASE!r}"]
for name, (scheduler, count) in CASES.items():
    lines += [f"tensor {name} {count}", " ".join(f"{rate:.12g}" for rate in rates(scheduler, count))]
(Path(__file__).resolve().parent / "training" / "schedules.txt").write_text("\n".join(lines) + "\n")
