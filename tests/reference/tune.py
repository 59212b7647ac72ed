"""Finds a start for a network of nets.py at which all values are well conditioned.

Of thousands of gradients some always cancel by chance, and then f32 has few right digits. So a drawn start is moved, by the gradient
of a penalty (PyTorch differentiates twice), until each value lies at a distance from zero and no ReLU or max-pool near its kink;
then it is rounded to multiples of `GRID`.
"""

import numpy as np
import torch

from kinks import Kinks
from make import LOSSES
from nets import load, parameters, shown, statistics

POSITIVE = {"weight": 0.5, "kernel": 0.8, "bias": 0.7, "scale": 1.0, "shift": 0.5}  # the share of the parameters of a kind
GRID = 1 / 1024
MARGIN = 0.1  # wanted size of each value, relative to the root mean square of its tensor
LOGIT_MARGIN = 0.3  # the same for the logits
LEAD = 0.01  # the same for the distance to a kink
ALIVE = 0.0  # wanted mean of each ReLU's sums, relative to their root mean square
FLOOR, CEILING = 0.4, 1.6  # wanted size of a parameter, relative to its first size
LOGITS = 2.0  # largest wanted root mean square
STEPS = 1000
ENOUGH = 0.01  # a penalty with which to stop


def draw(random, name, case):
    """Input, target, parameters and running statistics (no parameter is close to 0)."""
    shape, batch, _, loss, outputs, *_ = case
    model = load(name, None, torch.float64)
    start = {"input": random.uniform(0.0 if name == "lenet" else -1.0, 1.0, (batch, *shape))}
    classes = random.permutation(np.arange(batch) % outputs)
    start["target"] = classes if loss == "ce" else random.uniform(-0.9, 0.9, (batch, outputs))
    for key, p in parameters(model).items():
        shape, kind = shown(key, p).shape, key.split(".")[1]
        size = 1.0 if kind == "scale" else 1 / np.sqrt(p[0].numel() if kind in ("weight", "kernel") else 6)
        sign = random.choice([-1.0, 1.0], shape, p=[1 - POSITIVE[kind], POSITIVE[kind]])
        start[key] = sign * size * random.uniform(0.6, 1.4, shape)
    for key, held in statistics(model).items():
        start[key] = random.uniform(*((-0.3, 0.3) if key.endswith("mean") else (0.2, 1.2)), held.shape)
    return {key: torch.tensor(values) if key == "target" and loss == "ce" else on_grid(torch.tensor(values)) for key, values in start.items()}


def on_grid(values):
    return torch.round(values / GRID) * GRID


def shortfall(values, wanted):
    """By how much values are smaller than wanted; those that are 0 for good (dead, or cancelled) may be."""
    sizes = values.abs().flatten()
    sizes = sizes[sizes > 1e-12]
    return torch.relu(1 - sizes / (wanted * sizes.detach().square().mean().sqrt())).square().sum() if len(sizes) else 0.0


def deadness(sums):
    """By how much a ReLU's channels fall short of giving something for some of the samples and places."""
    means = sums.transpose(0, 1).flatten(1).mean(1)
    return torch.relu(ALIVE - means / sums.detach().square().mean().sqrt()).square().sum()


def penalty(name, case, first, moving, outputs):
    """How ill-conditioned logits, outputs and gradients are, by the values that move."""
    model = load(name, first, torch.float64)
    kinks, total = Kinks(model), 0.0
    params = {key: moving[key].reshape(p.shape) for key, p in parameters(model).items()}
    by_id = {id(p): params[key] for key, p in parameters(model).items()}
    placed = {key: by_id[id(p)] for key, p in model.named_parameters()}
    call = lambda: torch.func.functional_call(model, placed, moving["input"])
    if statistics(model):
        model.eval()
        total = shortfall(call(), LOGIT_MARGIN)
    model.train()
    kinks.last.clear(), kinks.sums.clear()
    z = call()
    loss = LOSSES[case[3]](z, outputs(z), first["target"])
    gradients = torch.autograd.grad(loss, list(moving.values()), create_graph=True)
    total = total + sum(shortfall(values, MARGIN) for values in (outputs(z), *gradients))
    total = total + shortfall(z, LOGIT_MARGIN)
    total = total + sum(shortfall(values, LEAD) for values in kinks.last) + sum(map(deadness, kinks.sums))
    total = total + torch.relu(z.square().mean().sqrt() - LOGITS).square()
    sizes = [p.abs() / first[key].abs() for key, p in moving.items() if key != "input"]
    return total + sum((torch.relu(1 - size / FLOOR) + torch.relu(size / CEILING - 1)).square().sum() for size in sizes)


def tune(name, case, outputs, seed):
    """A start drawn and moved."""
    first = draw(np.random.RandomState(seed), name, case)
    held = {key for key in first if key == "target" or key.endswith((".mean", ".variance"))}
    moving = {key: values.clone().requires_grad_() for key, values in first.items() if key not in held}
    steps = torch.optim.Adam(moving.values(), lr=0.004)
    rates = torch.optim.lr_scheduler.CosineAnnealingLR(steps, STEPS)
    for step in range(STEPS):
        steps.zero_grad()
        total = penalty(name, case, first, moving, outputs)
        if step % 300 == 0:
            print(f"  {name}, seed {seed}, step {step}: {float(total.detach()):.3g}", flush=True)
        if total < ENOUGH:
            break
        total.backward()
        steps.step()
        rates.step()
    return first | {key: on_grid(values.detach()) for key, values in moving.items()}
