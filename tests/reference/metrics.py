#!/usr/bin/env python3
"""Makes the files in `metrics/`: what scikit-learn computes from labels, scores and numbers.

Run:  python3 tests/reference/metrics.py        (seconds; needs `pip install scikit-learn numpy`)
Made with Python 3.11.7, scikit-learn 1.9.1, numpy 2.4.6.

Scores and numbers are exactly representable in f32; everything is computed in float64.
"""

import warnings
from pathlib import Path

import numpy as np
from sklearn import metrics as m

FOLDER = Path(__file__).resolve().parent / "metrics"


def f32(values):
    """The doubles that hold the f32 nearest to the values."""
    return np.asarray(values, np.float32).astype(np.float64)


def of_classes(actual, predicted):
    """Metrics of labels, with `classes` classes of which some may be absent."""
    classes = range(4)
    each = m.precision_recall_fscore_support(actual, predicted, labels=classes, zero_division=0)
    sets = {"accuracy": m.accuracy_score(actual, predicted), "balanced": m.balanced_accuracy_score(actual, predicted)}
    sets["matthews"] = m.matthews_corrcoef(actual, predicted)
    for average in ("macro", "weighted"):
        scores = m.precision_recall_fscore_support(actual, predicted, average=average, zero_division=0)
        sets |= {f"{average}.{name}": score for name, score in zip(("precision", "recall", "f1"), scores)}
    tensors = {"actual": actual, "predicted": predicted, "confusion": m.confusion_matrix(actual, predicted, labels=classes)}
    return sets, tensors | dict(zip(("precision", "recall", "f1", "samples"), map(np.asarray, each)))


def of_scores(scores, positive):
    """Metrics of a ranking."""
    sets = {"roc_auc": m.roc_auc_score(positive, scores), "average_precision": m.average_precision_score(positive, scores)}
    return sets, {"scores": scores, "positive": positive}


def of_numbers(output, target):
    """Metrics of a regression."""
    options = {"multioutput": "raw_values"}
    sets = {"r2": m.r2_score(target, output), "rmse": m.root_mean_squared_error(target, output)}
    sets["mae"] = m.mean_absolute_error(target, output)
    tensors = {"output": output, "target": target, "each.r2": m.r2_score(target, output, **options)}
    tensors["each.rmse"] = m.root_mean_squared_error(target, output, **options)
    return sets, tensors | {"each.mae": m.mean_absolute_error(target, output, **options)}


def of_rows(scores, actual):
    """Metrics of the outputs of several classes."""
    width = scores.shape[1]
    tensors = {"scores": scores, "actual": actual}
    tensors["top"] = np.array([m.top_k_accuracy_score(actual, scores, k=k, labels=range(width)) for k in range(1, width + 1)])
    tensors["roc_auc"] = np.array([m.roc_auc_score(actual == c, scores[:, c]) for c in range(width)])
    return {"log_loss": m.log_loss(actual, scores, labels=range(width))}, tensors


def build():
    """All cases: the name, the settings, and the tensors."""
    random = np.random.RandomState(3)
    actual = random.randint(0, 4, 80)
    predicted = np.where(random.rand(80) < 0.6, actual, random.randint(0, 4, 80))
    yield "classes", *of_classes(actual, predicted)
    yield "classes_unpredicted", *of_classes(actual, np.where(predicted == 2, 0, predicted))
    yield "classes_absent", *of_classes(actual % 2, predicted % 3)
    yield "classes_constant", *of_classes(actual, np.full(80, 1))
    yield "classes_rare", *of_classes(np.where(np.arange(80) < 77, 0, 3), np.where(predicted == 3, 3, 0))

    positive = random.rand(60) < 0.3
    scores = f32(random.normal(0, 1, 60) + positive)
    yield "ranking", *of_scores(scores, positive.astype(int))
    yield "ranking_ties", *of_scores(np.round(2 * scores) / 2, positive.astype(int))
    yield "ranking_equal", *of_scores(np.full(60, 0.5), positive.astype(int))
    yield "ranking_worst", *of_scores(f32(-scores - 4 * positive), positive.astype(int))

    target = f32(random.normal(0, 1, (50, 4)) * [1, 100, 1e-3, 0] + [0, 1e4, 5, 2.5])
    output = f32(target + random.normal(0, 1, (50, 4)) * [0.5, 10, 5e-4, 0.1])
    yield "numbers", *of_numbers(output, target)
    yield "numbers_exact", *of_numbers(target, target)
    yield "number", *of_numbers(output[:, :1], target[:, :1])

    logits = random.normal(0, 1, (70, 5))
    rows = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    yield "rows", *of_rows(f32(np.round(rows * 4096) / 4096), random.randint(0, 5, 70))


def write(name, sets, tensors):
    """The file of a case."""
    lines = [f"# {name}, by metrics.py"]
    lines += [f"set {key} {float(value)!r}" for key, value in sets.items()]
    for key, value in tensors.items():
        lines += [f"tensor {key} {' '.join(map(str, value.shape))}", " ".join(repr(x) for x in value.flatten().tolist())]
    (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    FOLDER.mkdir(exist_ok=True)
    for case in build():
        write(*case)
