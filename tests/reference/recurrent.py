#!/usr/bin/env python3
"""Makes the reference values of `recurrent/`: one text file per network of `CASES`, computed in float64 by PyTorch.

Run:  python3 tests/reference/recurrent.py [--find] [CASE ..]      (seconds; needs `pip install torch numpy`)

Inputs, targets and initial parameters are exact in f32. Each case has a seed at which it is well posed, as in make.py: PyTorch's own
float32 run, as a witness, stays close to the float64 run, and nothing is near a kink of ReLU. `--find` prints such seeds.
"""

import itertools
import sys

import numpy as np
import torch
from torch import nn

sys.dont_write_bytecode = True  # nothing but the values is left in this folder

from make import FOLDER, LOSSES, OPTIMISERS, STEPS, build, deviation

GAP = 1e-4  # least distance to a kink
WITNESS = 5e-6  # largest deviation of the float32 run, relative to each value itself
DIGITS = 12  # of what is written


class Recurrent(nn.Module):
    """A recurrent layer over [channels, length], which returns the states of all steps or the last one."""

    def __init__(self, layer, is_whole=False):
        super().__init__()
        self.layer, self.is_whole = layer, is_whole

    def forward(self, x):
        states, _ = self.layer(x.permute(0, 2, 1))
        self.states = states
        return states.permute(0, 2, 1) if self.is_whole else states[:, -1]


class FastGRNN(nn.Module):
    """The formulas of EdgeML's `FastGRNNCell` with full weights, by its names: `W` is `weight_ih` and `U` is `weight_hh`, here with the outputs first."""

    def __init__(self, inputs, units, bias=True):
        super().__init__()
        self.weight_ih, self.weight_hh = nn.Parameter(torch.empty(units, inputs)), nn.Parameter(torch.empty(units, units))
        self.zeta, self.nu = nn.Parameter(torch.empty(1)), nn.Parameter(torch.empty(1))
        self.biases = bias
        if bias:
            self.bias_gate, self.bias_update = nn.Parameter(torch.empty(units)), nn.Parameter(torch.empty(units))

    def forward(self, x):
        h, states = torch.zeros(len(x), len(self.weight_hh), dtype=x.dtype), []
        gate, update = (self.bias_gate, self.bias_update) if self.biases else (0.0, 0.0)
        for step in x.unbind(1):
            s = step @ self.weight_ih.T + h @ self.weight_hh.T
            z, n = torch.sigmoid(s + gate), torch.tanh(s + update)
            h = (torch.sigmoid(self.zeta) * (1.0 - z) + torch.sigmoid(self.nu)) * n + z * h
            states.append(h)
        return torch.stack(states, 1), h


def gru():
    return [Recurrent(nn.GRU(3, 4, batch_first=True)), nn.Linear(4, 3)]


def gru_stacked():
    return [Recurrent(nn.GRU(2, 3, batch_first=True), True), Recurrent(nn.GRU(3, 2, bias=False, batch_first=True), True), nn.Flatten(), nn.Linear(8, 3)]


def lstm():
    return [Recurrent(nn.LSTM(3, 4, batch_first=True)), nn.Linear(4, 3)]


def lstm_stacked():
    return [Recurrent(nn.LSTM(2, 3, batch_first=True), True), Recurrent(nn.LSTM(3, 2, bias=False, batch_first=True), True), nn.Flatten(), nn.Linear(8, 3)]


def rnn():
    return [Recurrent(nn.RNN(3, 4, batch_first=True), True), Recurrent(nn.RNN(4, 3, bias=False, batch_first=True)), nn.Linear(3, 3)]


def rnn_relu():
    return [Recurrent(nn.RNN(3, 4, nonlinearity="relu", batch_first=True)), nn.Linear(4, 3)]


def fast_grnn():
    return [Recurrent(FastGRNN(3, 4)), nn.Linear(4, 3)]


def fast_grnn_stacked():
    return [Recurrent(FastGRNN(2, 3), True), Recurrent(FastGRNN(3, 2, bias=False), True), nn.Flatten(), nn.Linear(8, 3)]


CASES = {  # name: (layers, input shape, batch, loss, seed)
    "gru": (gru, (3, 5), 5, "ce", 105),
    "gru_stacked": (gru_stacked, (2, 4), 4, "ce", 9),
    "lstm": (lstm, (3, 5), 5, "ce", 7),
    "lstm_stacked": (lstm_stacked, (2, 4), 4, "ce", 75),
    "rnn": (rnn, (3, 5), 5, "ce", 39),
    "rnn_relu": (rnn_relu, (3, 5), 5, "ce", 4),
    "fast_grnn": (fast_grnn, (3, 5), 5, "ce", 43),
    "fast_grnn_stacked": (fast_grnn_stacked, (2, 4), 4, "ce", 14),
}


def names(model):
    """The parameters with their names in the files."""
    with_parameters = [module for module in model if any(True for _ in module.parameters())]
    kinds = {"weight_ih_l0": "weight_ih", "weight_hh_l0": "weight_hh", "bias_ih_l0": "bias_ih", "bias_hh_l0": "bias_hh"}
    for index, module in enumerate(with_parameters):
        for name, parameter in module.named_parameters():
            last = name.split(".")[-1]
            yield f"{index}.{kinds.get(last, last)}", parameter


def draw(case):
    """Input, target and parameters, none of which is close to 0."""
    layers, shape, batch, _, seed = case
    random = np.random.RandomState(seed)
    signed = lambda low, high, shape: random.choice([-1.0, 1.0], shape) * random.uniform(low, high, shape)
    start = {"input": signed(0.3, 1.5, (batch, *shape)), "target": random.permutation(np.arange(batch) % 3)}
    start |= {name: signed(0.3, 1.0, tuple(p.shape)) for name, p in names(nn.Sequential(*layers()))}
    return {name: np.asarray(values, np.float32 if name != "target" else np.int64) for name, values in start.items()}


def load(case, start, dtype):
    model = nn.Sequential(*case[0]()).to(dtype)
    with torch.no_grad():
        for name, parameter in names(model):
            parameter.copy_(torch.tensor(start[name]))
    return model


def gap(model):
    """The distance to the nearest kink: that of a state that is not 0."""
    relu = [module for module in model if isinstance(module, Recurrent) and getattr(module.layer, "nonlinearity", "") == "relu"]
    found = [module.states[module.states > 0].min().item() for module in relu]
    return min(found, default=1.0)


def compute(case, start, dtype, optimizers):
    """All that follows from a start, in one precision; and the least distance to a kink."""
    loss = lambda z: LOSSES[case[3]](z, None, torch.tensor(start["target"]))
    data = torch.tensor(start["input"]).to(dtype).requires_grad_()
    model = load(case, start, dtype)
    logits = model(data)
    value, least = loss(logits), gap(model)
    value.backward()
    found = {"logits": logits, "output": torch.softmax(logits, 1), "loss": value, "grad.input": data.grad}
    found |= {f"grad.{name}": p.grad for name, p in names(model)}
    for optimizer in optimizers:
        model, losses = load(case, start, dtype), []
        steps = build(optimizer, model.parameters())
        for _ in range(STEPS):
            steps.zero_grad()
            losses.append(loss(model(data.detach())))
            least = min(least, gap(model))
            losses[-1].backward()
            steps.step()
        found[f"{optimizer}.losses"] = torch.stack(losses)
        found |= {f"{optimizer}.{name}": p for name, p in names(model)}
    return {name: t.detach().numpy() for name, t in found.items()}, least


def well_posed(case):
    """The start of a case and what follows from it; the deviation of a float32 run, and the distance to a kink."""
    start = draw(case)
    for optimizers in ([], OPTIMISERS):  # without the steps of optimizers, a bad seed is found sooner
        truth, least = compute(case, start, torch.float64, optimizers)
        near, _ = compute(case, start, torch.float32, optimizers)
        worst = deviation(truth, near, True)
        if not is_good(worst, least):
            break
    return start, truth, worst, least


def is_good(worst, least):
    return worst < WITNESS and least >= GAP


def write(name, case, start, truth):
    """The file of a case."""
    _, shape, batch, loss, seed = case
    count = 1 + max(int(key.split(".")[0]) for key in start if key[0].isdigit())
    lines = [f"# {name}: input {' x '.join(map(str, shape))}, loss {loss}, seed {seed}"]
    sets = {"layers": count, "batch": batch, "loss": float(truth.pop("loss"))}
    for key, (_, values) in OPTIMISERS.items():
        sets |= {f"{key}.steps": STEPS} | {f"{key}.{k}": int(v) if v is True else v for k, v in values.items()}
    lines += [f"set {key} {value!r}" for key, value in sets.items()]
    for key, values in start.items():
        lines += [f"tensor {key} {' '.join(map(str, values.shape))}", " ".join(repr(float(x)) for x in values.ravel())]
    for key, values in truth.items():
        lines += [f"tensor {key} {' '.join(map(str, values.shape))}", " ".join(f"{x:.{DIGITS}g}" for x in values.ravel().tolist())]
    (FOLDER / "recurrent" / f"{name}.txt").write_text("\n".join(lines) + "\n")


def main(words):
    torch.set_num_threads(1)
    (FOLDER / "recurrent").mkdir(exist_ok=True)
    is_search, chosen = "--find" in words, [word for word in words if word != "--find"]
    for name in chosen or CASES:
        case = CASES[name]
        for seed in itertools.count(case[4]):
            case = (*case[:4], seed)
            start, truth, worst, least = well_posed(case)
            if is_good(worst, least) or not is_search:
                break
        print(f"{name:14} seed {seed}  gap {least:.1e}  float32 run: {worst:.1e} of the value", flush=True)
        assert is_good(worst, least), f"{name}: take another seed"
        write(name, case, start, truth)


if __name__ == "__main__":
    main(sys.argv[1:])
