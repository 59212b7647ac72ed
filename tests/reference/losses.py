#!/usr/bin/env python3
"""Makes the files in `losses/`: weighted losses and their gradients by the logits, computed in float64 by PyTorch.

Run:  python3 tests/reference/losses.py        (seconds; needs `pip install torch numpy`)
Made with Python 3.11.7, torch 2.15.0, numpy 2.4.6, on the CPU.

Logits, targets, weights and settings are exactly representable in f32. PyTorch has no focal loss and no weights of samples: these are
written here, and autograd computes their gradients.
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

FOLDER = Path(__file__).resolve().parent / "losses"
BATCH, OUTPUTS = 6, 5


def f32(value):
    """The double that holds the f32 nearest to `value`."""
    return float(np.float32(value))


def focal(z, target, gamma, weights):
    """The focal loss over classes, from ln y and ln(1 - y)."""
    log_y = torch.log_softmax(z, 1)
    others = torch.stack([torch.logsumexp(torch.cat([z[:, :i], z[:, i + 1 :]], 1), 1) for i in range(z.shape[1])], 1)
    log_wrong = others - torch.logsumexp(z, 1, keepdim=True)
    return -(weights * target * torch.exp(gamma * log_wrong) * log_y).sum(1).mean()


def binary_focal(z, target, gamma, alpha):
    """The focal loss of single outputs."""
    log_y, log_wrong = F.logsigmoid(z), F.logsigmoid(-z)
    positive = alpha * target * torch.exp(gamma * log_wrong) * -log_y
    negative = (1 - alpha) * (1 - target) * torch.exp(gamma * log_y) * -log_wrong
    return (positive + negative).mean()


def weighted(losses, weights):
    """The mean of losses with weights of samples."""
    return (weights * losses).sum() / weights.sum()


def build():
    """All cases: the name, the tensors that the loss needs, the settings, and the loss of the logits."""
    random = np.random.RandomState(7)
    double = lambda x: torch.tensor(np.asarray(x, np.float32).astype(np.float64))
    logits = double(random.normal(0, 2, (BATCH, OUTPUTS)))
    far = double(random.choice([-1.0, 1.0], (BATCH, OUTPUTS)) * random.uniform(20, 60, (BATCH, OUTPUTS)))
    classes = torch.tensor(random.permutation(np.arange(BATCH) % OUTPUTS))
    ignored = classes.clone()
    ignored[[1, 4]] = -100
    hot = F.one_hot(classes, OUTPUTS).double()
    mixed = double(random.multinomial(64, np.full(OUTPUTS, 1 / OUTPUTS), BATCH) / 64)
    truths = double(random.randint(0, 5, (BATCH, OUTPUTS)) / 4)
    numbers = double(random.normal(0, 1, (BATCH, OUTPUTS)))
    by_class = double([0.5, 3.0, 1.0, 0.25, 2.0])
    by_sample = double([0.5, 3.0, 0.0, 0.25, 2.0, 1.0])
    smoothing, half = f32(0.1), 0.5
    ones = torch.ones(OUTPUTS, dtype=torch.float64)
    ce = F.cross_entropy
    bce = F.binary_cross_entropy_with_logits
    yield "ce_weights", logits, classes, {"weights": by_class}, {}, lambda z: ce(z, classes, by_class)
    yield "ce_smoothing", logits, classes, {}, {"smoothing": smoothing}, lambda z: ce(z, classes, label_smoothing=smoothing)
    yield "ce_both", logits, classes, {"weights": by_class}, {"smoothing": smoothing}, lambda z: ce(
        z, classes, by_class, label_smoothing=smoothing
    )
    yield "ce_ignored", logits, ignored, {}, {}, lambda z: ce(z, ignored)
    yield "ce_all", logits, ignored, {"weights": by_class}, {"smoothing": smoothing}, lambda z: ce(
        z, ignored, by_class, label_smoothing=smoothing
    )
    yield "ce_mixed", logits, mixed, {}, {"smoothing": smoothing}, lambda z: ce(z, mixed, label_smoothing=smoothing)
    yield "ce_far", far, classes, {"weights": by_class}, {"smoothing": smoothing}, lambda z: ce(
        z, classes, by_class, label_smoothing=smoothing
    )
    yield "ce_samples", logits, classes, {"samples": by_sample}, {}, lambda z: weighted(ce(z, classes, reduction="none"), by_sample)
    yield "mse_samples", logits, numbers, {"samples": by_sample}, {}, lambda z: weighted(((z - numbers) ** 2).mean(1), by_sample)
    yield "bce_positive", logits, truths, {}, {"positive": 3.0}, lambda z: bce(z, truths, pos_weight=3.0 * ones)
    yield "bce_positives", logits, truths, {"weights": by_class}, {}, lambda z: bce(z, truths, pos_weight=by_class)
    yield "bce_far", far, truths, {"weights": by_class}, {}, lambda z: bce(z, truths, pos_weight=by_class)
    yield "focal", logits, classes, {}, {"gamma": 2.0}, lambda z: focal(z, hot, 2.0, ones)
    yield "focal_weights", logits, classes, {"weights": by_class}, {"gamma": half}, lambda z: focal(z, hot, half, by_class)
    yield "focal_mixed", logits, mixed, {"weights": by_class}, {"gamma": 1.5}, lambda z: focal(z, mixed, 1.5, by_class)
    yield "focal_far", far, classes, {"weights": by_class}, {"gamma": 2.0}, lambda z: focal(z, hot, 2.0, by_class)
    yield "binary_focal", logits, truths, {}, {"gamma": 2.0, "alpha": 0.25}, lambda z: binary_focal(z, truths, 2.0, 0.25)
    yield "binary_focal_half", logits, truths, {}, {"gamma": half, "alpha": 0.75}, lambda z: binary_focal(z, truths, half, 0.75)
    yield "binary_focal_far", far, truths, {}, {"gamma": 2.0, "alpha": 0.25}, lambda z: binary_focal(z, truths, 2.0, 0.25)


def write(name, logits, target, tensors, sets, loss_of):
    """The file of a case."""
    z = logits.clone().requires_grad_()
    loss = loss_of(z)
    loss.backward()
    lines = [f"# {name}, by losses.py"]
    lines += [f"set {key} {value!r}" for key, value in (sets | {"loss": loss.item()}).items()]
    for key, value in ({"logits": logits, "target": target} | tensors | {"grad.logits": z.grad}).items():
        lines += [f"tensor {key} {' '.join(map(str, value.shape))}", " ".join(repr(x) for x in value.flatten().tolist())]
    (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    FOLDER.mkdir(exist_ok=True)
    for case in build():
        write(*case)
