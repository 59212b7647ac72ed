#!/usr/bin/env python3
"""Makes the reference values of `image/`: one text file per network of nets.py, computed in float64 by PyTorch.

Run:  python3 tests/reference/image.py [CASE ..]      (seconds; needs `pip install torch numpy`)

The start of a case (input, target, parameters, running statistics) is read from its file; everything behind it is computed. A
case without a file gets a start from tune.py. As in make.py it is asserted that the case is well posed.
"""

import itertools
import sys

import numpy as np
import torch

sys.dont_write_bytecode = True  # nothing but the values is left in this folder

import tune
from kinks import Kinks, watch_terms
from make import FOLDER, LOSSES, STEPS, build, deviation, f32
from nets import load, parameters, shown, statistics

GAP = 3e-6  # least distance to a kink
WITNESS = 5e-6  # largest deviation of a float32 run, relative to each value itself
DEAD = 0.5  # largest share of a tensor's gradients that are 0, because no sample passes the ReLU there
CANCELLED = 1e-12  # a gradient that nothing but rounding keeps from zero
DIGITS = 12  # of what is written
ADAM = {"learning_rate": f32(0.002), "beta1": f32(0.9), "beta2": f32(0.999), "epsilon": f32(1e-8)}
NORMED = ADAM | {"epsilon": f32(1e-2)}  # where gradients cancel, Adam must not make steps of their rounding
SGD = {"learning_rate": f32(0.01)}
CASES = {  # name: (input shape, batch, output activation, loss, classes or outputs, settings of Adam)
    "lenet": ((1, 28, 28), 2, "softmax", "ce", 10, ADAM),
    "separable": ((2, 11, 12), 3, "softmax", "ce", 4, ADAM),
    "residual": ((2, 8, 8), 3, "softmax", "ce", 4, ADAM),
    "batch_norm": ((1, 6, 5), 5, "softmax", "ce", 3, NORMED),
    "batch_norm_ends": ((2, 6), 5, "tanh", "mse", 3, NORMED),
    "sequence": ((3, 20), 5, "softmax", "ce", 4, ADAM),
    "branches": ((2, 9, 8), 4, "softmax", "ce", 4, ADAM),
    "rounded_up": ((2, 7, 8), 5, "softmax", "ce", 3, ADAM),
    "unbiased": ((2, 7, 6), 5, "softmax", "ce", 3, NORMED),
    "dilated": ((2, 9, 10), 4, "softmax", "ce", 3, ADAM),
    "dilated_sequence": ((3, 20), 5, "softmax", "ce", 3, ADAM),
    "learned_slopes": ((2, 6, 7), 4, "softmax", "ce", 3, ADAM),
    "resized": ((2, 5, 6), 4, "softmax", "ce", 3, ADAM),
    "resized_sequence": ((2, 9), 5, "softmax", "ce", 3, ADAM),
    "pools": ((2, 7, 8), 5, "softmax", "ce", 3, ADAM),
}
OUTPUTS = {"softmax": lambda z: torch.softmax(z, 1), "tanh": torch.tanh}


def passes(case, model, start, dtype):
    """Inference, then forward and backward as training makes them."""
    _, _, activation, loss_name, *_ = case
    data, target = start["input"].to(dtype).detach().requires_grad_(), start["target"]
    target = target if loss_name == "ce" else target.to(dtype)
    loss = lambda z: LOSSES[loss_name](z, OUTPUTS[activation](z), target)
    found = {}
    if statistics(model):
        z = model.eval()(data)
        found |= {"eval.logits": z, "eval.output": OUTPUTS[activation](z), "eval.loss": loss(z)}
    terms = watch_terms(model.train())
    z = model(data)
    found |= {"logits": z, "output": OUTPUTS[activation](z), "loss": loss(z)}
    found["loss"].backward()
    gradients = {key: shown(key, p.grad) for key, p in parameters(model).items()}
    found |= {"grad.input": data.grad, **{f"grad.{key}": g for key, g in gradients.items()}}
    return found | {f"terms.{key}": terms[key] for key, g in gradients.items() if is_cancelled(g, dtype)}


def is_cancelled(gradient, dtype):
    return dtype == torch.float64 and 0 < gradient.abs().max() < CANCELLED


def trajectory(name, case, optimiser, start, dtype):
    """Losses, parameters and running statistics of ten steps, and what inference gives after them."""
    model = load(name, start, dtype).train()
    kinks, losses, _, _, activation, loss_name, *_ = Kinks(model), [], *case
    data, target = start["input"].to(dtype), start["target"]
    target = target if loss_name == "ce" else target.to(dtype)
    steps = build(optimiser, model.parameters(), settings(case)[optimiser])
    for _ in range(STEPS):
        steps.zero_grad()
        z = model(data)
        losses.append(LOSSES[loss_name](z, OUTPUTS[activation](z), target))
        losses[-1].backward()
        steps.step()
    found = {"losses": torch.stack(losses)} | {key: shown(key, p) for key, p in parameters(model).items()}
    if statistics(model):
        found |= statistics(model) | {"eval": OUTPUTS[activation](model.eval()(data))}
    return {f"{optimiser}.{key}": t for key, t in found.items()}, kinks.least


def settings(case):
    return {"sgd": SGD, "adam": case[5]}


def compute(name, case, start, dtype):
    """All that follows from a start, in one precision; and the least distance to a kink."""
    found, least = passes(case, load(name, start, dtype), start, dtype), torch.inf
    for optimiser in settings(case):
        path, now = trajectory(name, case, optimiser, start, dtype)
        found, least = found | path, min(least, now)
    return {key: t.detach().numpy() for key, t in found.items()}, least


def witnesses(name, case, start):
    """Float32 runs that add in different orders."""
    for is_on in (True, False):
        with torch.backends.mkldnn.flags(enabled=is_on):
            yield compute(name, case, start, torch.float32)[0]


def examine(name, case, start):
    """The truth of a start, and how far the float32 runs are from it."""
    truth, least = compute(name, case, start, torch.float64)
    cancelled = {key.replace("terms.", "grad.") for key in truth if key.startswith("terms.")}
    for key in cancelled:
        truth[key] = np.zeros_like(truth[key])
    runs = list(witnesses(name, case, start))
    firm = {key: t for key, t in truth.items() if key not in cancelled and not key.startswith("terms.")}
    worst = {key: max(deviation({key: t}, run, True) for run in runs) for key, t in firm.items()}
    return truth, worst, least


def read(path):
    """The tensors of a file."""
    lines = path.read_text().splitlines()
    heads = [(i, line.split()) for i, line in enumerate(lines) if line.startswith("tensor ")]
    values = lambda i: torch.tensor([float(x) for x in lines[i + 1].split()], dtype=torch.float64)
    return {words[1]: values(i).reshape([int(n) for n in words[2:]]) for i, words in heads}


def write(path, case, start, truth):
    """The file of a case."""
    shape, batch, activation, loss, *_ = case
    count = 1 + max(int(key.split(".")[0]) for key in start if key[0].isdigit())
    lines = [f"# {path.stem}: input {' x '.join(map(str, shape))}, output {activation}, loss {loss}"]
    sets = {"layers": count, "batch": batch} | {key: float(truth.pop(key)) for key in ("loss", "eval.loss") if key in truth}
    for optimiser, values in settings(case).items():
        sets |= {f"{optimiser}.steps": STEPS} | {f"{optimiser}.{key}": value for key, value in values.items()}
    lines += [f"set {key} {value!r}" for key, value in sets.items()]
    rounded = lambda values: " ".join(f"{x:.{DIGITS}g}" for x in values.ravel().tolist())
    for key, values in (start | truth).items():
        lines += [f"tensor {key} {' '.join(map(str, values.shape))}", rounded(values)]
    path.write_text("\n".join(lines) + "\n")


def well_posed(name, case, path):
    """The start of a case and all that follows from it."""
    for seed in itertools.count():
        if path.exists():
            start = {key: t for key, t in read(path).items() if is_start(key)}
        else:
            start = tune.tune(name, case, OUTPUTS[case[2]], seed)
        if case[3] == "ce":
            start["target"] = start["target"].long()
        truth, worst, least = examine(name, case, start)
        key = max(worst, key=worst.get)
        dead = max(float((t == 0).mean()) for key, t in truth.items() if key in worst and "grad." in key and key != "grad.input")
        print(f"{name:16} gap {least:.1e}  float32 runs: {worst[key]:.1e} of the value ({key})  dead: {dead:.0%}", flush=True)
        if least >= GAP and worst[key] < WITNESS and dead <= DEAD:
            return start, truth
        assert not path.exists(), f"{path}: ill-conditioned"


def is_start(key):
    """Whether a tensor is given, not computed."""
    return key in ("input", "target") or key[0].isdigit()


def main(chosen):
    torch.set_num_threads(1)
    (FOLDER / "image").mkdir(exist_ok=True)
    for name in chosen or CASES:
        path = FOLDER / "image" / f"{name}.txt"
        write(path, CASES[name], *well_posed(name, CASES[name], path))


if __name__ == "__main__":
    main(sys.argv[1:])
