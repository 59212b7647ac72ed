"""Writes the values of scikit-learn that `tests/tests/data` compares with: `data/*.txt`, in the format of the other files here, and a file of weights."""

from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from sklearn.model_selection import KFold, StratifiedKFold, StratifiedShuffleSplit, train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.utils.class_weight import compute_class_weight

FOLDER = Path(__file__).parent / "data"
SHARES = [10, 20, 25, 30, 50]


def number(value):
    return repr(float(value))


def tensor(name, values):
    values = np.asarray(values)
    shape = " ".join(str(size) for size in values.shape)
    return [f"tensor {name} {shape}", " ".join(number(value) for value in values.ravel())]


def standardize():
    rng = np.random.default_rng(1)
    lines = []
    samples = rng.normal(size=(12, 6))
    samples *= [1, 0.5, 1e-20, 1e30, 3, 0]
    samples += [0, 1e6, 0, 0, -200, 0.1]
    sequences = rng.normal(size=(10, 2, 4)) * [[3], [0.01]] + [[5], [-7]]
    for name, values in [("vectors", samples), ("sequences", sequences)]:
        values = values.astype(np.float32).astype(np.float64)
        rows = values if values.ndim == 2 else values.transpose(0, 2, 1).reshape(-1, values.shape[1])
        scaler = StandardScaler().fit(rows)
        lines += tensor(name, values)
        lines += tensor(f"{name}.mean", scaler.mean_)
        lines += tensor(f"{name}.scale", scaler.scale_)
        standard = scaler.transform(rows)
        if values.ndim == 3:
            standard = standard.reshape(values.shape[0], values.shape[2], values.shape[1]).transpose(0, 2, 1)
        lines += tensor(f"{name}.standardized", standard)
    return lines


def counts(labels, indices, classes):
    return np.bincount(labels[indices], minlength=classes)


def splits():
    lines = []
    for share in SHARES:
        sizes = [len(train_test_split(range(count), test_size=share / 100)[1]) for count in range(4, 301)]
        lines += tensor(f"test_samples.{share}", sizes)
    for folds, count in [(2, 2), (3, 10), (5, 150), (10, 97)]:
        sizes = [len(test) for _, test in KFold(folds).split(range(count))]
        lines += tensor(f"folds.{folds}.{count}", sizes)
    labels = np.repeat(np.arange(4), [50, 30, 7, 13])
    lines += tensor("labels", labels)
    lines += tensor("weights", compute_class_weight("balanced", classes=np.arange(4), y=labels))
    for share in SHARES:
        split = StratifiedShuffleSplit(1, test_size=share / 100, random_state=1)
        [(_, test)] = split.split(labels, labels)
        lines += tensor(f"stratified.{share}", counts(labels, test, 4))
    folds = StratifiedKFold(5, shuffle=True, random_state=1).split(labels, labels)
    lines += tensor("stratified_folds", [counts(labels, test, 4) for _, test in folds])
    return lines


def network():
    """A file of weights as PyTorch would save it, whose first module has the buffers `mean` and `scale`, and what it computes."""
    rng = np.random.default_rng(2)
    samples = (rng.normal(size=(20, 3)) * [50, 0.1, 2] + [300, 0.5, -1]).astype(np.float32)
    scaler = StandardScaler().fit(samples.astype(np.float64))
    weights = {
        "0.mean": scaler.mean_,
        "0.scale": scaler.scale_,
        "1.weight": rng.normal(size=(4, 3)),
        "1.bias": rng.normal(size=4),
        "3.weight": rng.normal(size=(2, 4)),
        "3.bias": rng.normal(size=2),
    }
    weights = {name: values.astype(np.float32) for name, values in weights.items()}
    save_file(weights, FOLDER / "standardized.safetensors")
    wide = {name: values.astype(np.float64) for name, values in weights.items()}
    hidden = (samples - wide["0.mean"]) / wide["0.scale"]
    hidden = np.tanh(hidden @ wide["1.weight"].T + wide["1.bias"])
    return tensor("input", samples) + tensor("output", hidden @ wide["3.weight"].T + wide["3.bias"])


FOLDER.mkdir(exist_ok=True)
for name, lines in [("standardize", standardize()), ("splits", splits()), ("standardized", network())]:
    (FOLDER / f"{name}.txt").write_text("\n".join(["# scikit-learn and NumPy, by data.py", *lines]) + "\n")
