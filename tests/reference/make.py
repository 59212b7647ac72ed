#!/usr/bin/env python3
"""Makes the reference values of this folder: one text file per case, computed in float64 by PyTorch.

Run:  python3 tests/reference/make.py        (seconds; needs `pip install torch numpy`)
Made with Python 3.11.7, torch 2.15.0, numpy 2.4.6, on the CPU.

Inputs, targets, initial parameters and hyperparameters are exactly representable in f32, everything else is float64: the values
are the truth that f32 code is held to. README.md tells the format. Each case has a seed at which it is well posed, which is
asserted: nothing is nearer than `GAP` to a kink (of an activation, L1, Huber) at any step, and PyTorch's own float32 run,
as a witness, stays close to the float64 run.
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

GAP = 1e-4  # least distance to a kink
WITNESS = 2e-6  # largest deviation of the float32 run, relative to the largest value of the tensor
WITNESS_EACH = 8e-6  # the same, relative to each value itself
STEPS = 10
FOLDER = Path(__file__).resolve().parent


def f32(value):
    """The double that holds the f32 nearest to `value`."""
    return float(np.float32(value))


SLOPE = f32(0.01)
ACTIVATIONS = {
    "identity": lambda z: z,
    "relu": F.relu,
    "relu6": F.relu6,
    "leaky": lambda z: F.leaky_relu(z, SLOPE),
    "elu": F.elu,
    "gelu": F.gelu,
    "silu": F.silu,
    "hard_swish": F.hardswish,
    "sigmoid": torch.sigmoid,
    "hard_sigmoid": F.hardsigmoid,
    "tanh": torch.tanh,
    "softplus": F.softplus,
    "softmax": lambda z: torch.softmax(z, 1),
}
KINKS = {"relu": [0.0], "relu6": [0.0, 6.0], "leaky": [0.0], "hard_swish": [-3.0, 3.0], "hard_sigmoid": [-3.0, 3.0]}
REACH = {"relu6": 8.0, "hard_swish": 8.0}  # by hidden activation: the largest input, so that values are on all sides of its kinks
LOSSES = {  # (logits, output, target)
    "mse": lambda z, y, t: F.mse_loss(y, t),
    "mae": lambda z, y, t: F.l1_loss(y, t),
    "huber": lambda z, y, t: F.huber_loss(y, t, delta=1.0),
    "bce": lambda z, y, t: F.binary_cross_entropy_with_logits(z, t),
    "ce": lambda z, y, t: F.cross_entropy(z, t),
    "ce_soft": lambda z, y, t: F.cross_entropy(z, t),
}
PAIR = {"beta1": f32(0.9), "beta2": f32(0.999), "epsilon": f32(1e-8)}
OPTIMISERS = {
    "sgd": (torch.optim.SGD, {"learning_rate": f32(0.1)}),
    "momentum": (torch.optim.SGD, {"learning_rate": f32(0.05), "momentum": f32(0.9)}),
    "nesterov": (torch.optim.SGD, {"learning_rate": f32(0.05), "momentum": f32(0.9), "nesterov": True, "weight_decay": f32(0.01)}),
    "adam": (torch.optim.Adam, {"learning_rate": f32(0.01), **PAIR}),
    "adam_decay": (torch.optim.Adam, {"learning_rate": f32(0.01), **PAIR, "weight_decay": f32(0.01)}),
    "adamw": (torch.optim.AdamW, {"learning_rate": f32(0.01), **PAIR, "weight_decay": f32(0.01)}),
    "rmsprop": (torch.optim.RMSprop, {"learning_rate": f32(0.002), "alpha": f32(0.99), "epsilon": f32(1e-8)}),
}
ALL, TWO = list(OPTIMISERS), ["sgd", "adam"]
CASES = {  # name: (sizes, batch, hidden activation, output activation, loss, optimisers, seed)
    "relu_sigmoid_bce": ([17, 9, 10], 6, "relu", "sigmoid", "bce", ALL, 821),
    "tanh_softmax_ce": ([5, 7, 4], 5, "tanh", "softmax", "ce", ALL, 24),
    "softplus_softmax_ce_soft": ([9, 8, 3], 6, "softplus", "softmax", "ce_soft", ALL, 36),
    "sigmoid_identity_mse": ([3, 17, 5], 5, "sigmoid", "identity", "mse", TWO, 303),
    "relu_tanh_mse": ([5, 7, 4], 6, "relu", "tanh", "mse", TWO, 129),
    "leaky_identity_mae": ([9, 8, 3], 5, "leaky", "identity", "mae", TWO, 724),
    "elu_identity_huber": ([3, 17, 5], 6, "elu", "identity", "huber", TWO, 353),
    "gelu_identity_mse": ([5, 7, 4], 5, "gelu", "identity", "mse", TWO, 304),
    "silu_softplus_mse": ([9, 8, 3], 5, "silu", "softplus", "mse", TWO, 423),
    "relu6_hard_sigmoid_mse": ([6, 9, 4], 5, "relu6", "hard_sigmoid", "mse", TWO, 1),
    "hard_swish_identity_mse": ([6, 9, 4], 5, "hard_swish", "identity", "mse", TWO, 6),
    "relu_softmax_mse": ([5, 11, 4], 6, "relu", "softmax", "mse", TWO, 646),
    "identity_identity_mse": ([7, 3], 5, "identity", "identity", "mse", TWO, 165),
    "deep_relu_ce": ([7, 9, 8, 6, 4], 6, "relu", "softmax", "ce", ALL, 3051),
    "extreme_ce": ([7, 8, 5], 6, "relu", "softmax", "ce", [], 0),
    "extreme_bce": ([7, 8, 5], 6, "relu", "sigmoid", "bce", [], 0),
}


def draw_target(random, batch, outputs, output, loss):
    """A target that suits the loss and the range of the output."""
    classes = random.permutation(np.arange(batch) % outputs)
    if loss == "ce":
        return classes
    if loss == "ce_soft":  # dyadic, so that each row sums to 1 exactly
        return random.multinomial(64, np.full(outputs, 1 / outputs), batch) / 64
    if output in ("sigmoid", "softmax"):
        return np.eye(outputs)[classes]
    low, high = {"tanh": (-0.9, 0.9), "softplus": (0.1, 2.5), "hard_sigmoid": (0.1, 0.9)}.get(output, (-3.0, 3.0) if loss == "huber" else (-1.5, 1.5))
    return random.uniform(low, high, (batch, outputs)).astype(np.float32)


def draw(random, case):
    """Input, target and parameters of an ordinary case (no weight is close to 0, for the sake of relative errors)."""
    sizes, batch, hidden, output, loss, *_ = case
    shapes = [shape for i, o in zip(sizes, sizes[1:]) for shape in ((o, i), (o,))]
    fans = [i for i in sizes[:-1] for _ in range(2)]
    signs = [random.choice([-1.0, 1.0], shape) for shape in shapes]
    params = [s * random.uniform(0.6, 1.4, s.shape) / np.sqrt(fan) for s, fan in zip(signs, fans)]
    low = 0.0 if loss == "bce" else -1.0  # as pixels are
    data = (REACH.get(hidden, 1.0) * random.uniform(low, 1.0, (batch, sizes[0]))).astype(np.float32)
    return data, draw_target(random, batch, sizes[-1], output, loss), [p.astype(np.float32) for p in params]


def dyadic(random, limit, shape):
    """Multiples of 1/2 up to `limit`, never 0."""
    return random.choice([-0.5, 0.5], shape) * random.randint(1, 2 * limit + 1, shape)


def solve(random, data, wanted):
    """Weights and bias, exact in f32, that map `data` to `wanted`; the first square of `data` is unit triangular, of whole numbers."""
    batch, extra = len(data), data.shape[1] - len(data)
    bias, free = dyadic(random, 2, wanted.shape[1]), dyadic(random, 2, (extra, wanted.shape[1]))
    first = np.linalg.inv(data[:, :batch]) @ (wanted - bias - data[:, batch:] @ free)
    weight = np.vstack([np.round(first * 4) / 4, free])
    assert (data @ weight + bias == wanted).all()
    assert (abs(data) @ abs(weight) + abs(bias)).max() < 2**21  # multiples of 1/8: exact in f32 in any order of summation
    return [weight.T, bias]


def draw_extreme(random, case):
    """Logits between 60 and 200 in size, exact in f32 (short dyadic numbers), so that only softmax, logarithm and loss err.

    Where the answer is right by far, `output - target` is 1 - 1 in float64 too: there the distance exceeds 104, so that 0 is true in f32.
    """
    sizes, batch, _, _, loss, *_ = case
    data = np.hstack([np.tril(2 * dyadic(random, 1, (batch, batch)), -1) + np.eye(batch), dyadic(random, 1, (batch, sizes[0] - batch))])
    hidden = dyadic(random, 2, (batch, sizes[1]))
    square = 2 * dyadic(random, 1, (batch, batch))
    hidden[:, :batch] = np.where(np.tri(batch, k=-1), square, -abs(square)) * (1 - np.eye(batch)) + np.eye(batch)
    if loss == "ce":
        logits = [[60, -60, 100.5, -100.5, 99.5], [-60, -61.5, -200, -150, -90], [200, 60, 199, 150, 90],
                  [-75, 80, -120, -105.5, -60], [120, -180, 60.5, -66, 90], [-100, -100, -100, -101, -100]]
        target = [2, 3, 0, 1, 1, 3]
    else:
        logits = [[60, -60, 110.5, -100.5, 150], [-150, -61.5, -88, -104, -90], [140, 60, 89, 150, 90],
                  [-75, 80, 80, -120, 79.5], [120, -130, 60.5, -66, 128], [-100, 100, 64, -64, 128]]
        target = [[0, 0, 1, 0, 1], [1, 0, 0, 0, 0], [1, 0, 0, 1, 0], [1, 0, 0, 1, 0], [0.25, 0.75, 0.5, 0.5, 1], [1, 0, 0, 0, 0]]
    return data, target, solve(random, data, hidden) + solve(random, np.maximum(hidden, 0), np.array(logits))


def forward(case, data, params):
    """All pre-activations, and the output."""
    values, pre = data, []
    for weight, bias in zip(params[::2], params[1::2]):
        pre.append(values @ weight.T + bias)
        values = ACTIVATIONS[case[3] if len(pre) == len(params) // 2 else case[2]](pre[-1])
    return pre, values


def gap(case, pre, output, target):
    """Distance to the nearest kink."""
    activations = [case[2]] * (len(pre) - 1) + [case[3]]
    found = [(z.detach() - kink).abs().min() for z, name in zip(pre, activations) for kink in KINKS.get(name, [])]
    if case[4] == "mae":
        found.append((output - target).detach().abs().min())
    if case[4] == "huber":
        found.append(((output - target).detach().abs() - 1).abs().min())
    return min((float(x) for x in found), default=1.0)


def evaluate(case, data, params, target):
    """The loss (with its graph), the pre-activations and the output; notes the distance to a kink."""
    pre, output = forward(case, data, params)
    return LOSSES[case[4]](pre[-1], output, target), pre, output, gap(case, pre, output, target)


def names(params, prefix=""):
    """`0.weight`, `0.bias`, `1.weight`, ..."""
    return [f"{prefix}{i // 2}.{('weight', 'bias')[i % 2]}" for i in range(len(params))]


def build(name, parameters, settings=None):
    """The PyTorch optimiser with these settings, or those of `OPTIMISERS`."""
    kind, usual = OPTIMISERS[name]
    settings = settings or usual
    words = {"learning_rate": "lr", "epsilon": "eps"}
    rest = {words.get(k, k): v for k, v in settings.items() if not k.startswith("beta")}
    if "beta1" in settings:
        rest["betas"] = (settings["beta1"], settings["beta2"])
    return kind(parameters, **rest)


def compute(case, drawn, dtype):
    """All tensors of a case in one precision: those before the first step, those of the trajectories, the least gap."""
    tensor = lambda x: torch.tensor(np.asarray(x, np.float64)).to(dtype)
    target = torch.tensor(drawn[1]) if case[4] == "ce" else tensor(drawn[1])
    data, params = tensor(drawn[0]).requires_grad_(), [tensor(p).requires_grad_() for p in drawn[2]]
    loss, pre, output, least = evaluate(case, data, params, target)
    loss.backward()
    start = {"input": data, "target": target, **dict(zip(names(params), params)), "logits": pre[-1], "output": output, "loss": loss}
    start |= {"grad.input": data.grad, **dict(zip(names(params, "grad."), [p.grad for p in params]))}
    paths = {}
    for name in case[5]:
        moving = [p.detach().clone().requires_grad_() for p in params]
        optimiser, losses = build(name, moving), []
        for _ in range(STEPS):
            optimiser.zero_grad()
            loss, _, _, now = evaluate(case, data.detach(), moving, target)
            loss.backward()
            optimiser.step()
            losses.append(loss)
            least = min(least, now)
        paths[f"{name}.losses"] = torch.stack(losses)
        paths |= dict(zip(names(params, f"{name}."), moving))
    arrays = lambda tensors: {k: v.detach().numpy() for k, v in tensors.items()}
    return arrays(start), arrays(paths), least


def deviation(truth, witness, each):
    """Largest relative error of `witness`, after an allowance of the least normal f32 (below it f32 has no precision)."""
    tiny = float(np.finfo(np.float32).tiny)
    scale = lambda t: np.maximum(abs(t) if each else abs(t).max(), tiny)
    return max(float((np.maximum(abs(t - witness[k].astype(np.float64)) - tiny, 0) / scale(t)).max()) for k, t in truth.items())


def well_posed(name, case):
    """The tensors of a case, once its seed is found good; and a line about it."""
    random = np.random.RandomState(case[6])
    drawn = (draw_extreme if name.startswith("extreme") else draw)(random, case)
    start, paths, least = compute(case, drawn, torch.float64)
    near_start, near_paths, _ = compute(case, drawn, torch.float32)
    each, whole = (deviation(start | paths, near_start | near_paths, each) for each in (True, False))
    print(f"{name:26} gap {least:.1e}  float32 run: {each:.1e} of the value, {whole:.1e} of the largest")
    assert least >= GAP and each < WITNESS_EACH and whole < WITNESS, f"{name}: take another seed"
    return start, paths


def write(name, case, start, paths):
    """The file of a case."""
    sizes, batch, hidden, output, loss, optimisers, seed = case
    lines = [f"# {name}: {'-'.join(map(str, sizes))}, hidden {hidden}, output {output}, loss {loss}, batch {batch}, seed {seed}"]
    sets = {"layers": len(sizes) - 1, "batch": batch, "loss": float(start.pop("loss"))}
    sets |= {"leaky.slope": SLOPE} if hidden == "leaky" else {"elu.alpha": 1.0} if hidden == "elu" else {}
    sets |= {"huber.delta": 1.0} if loss == "huber" else {}
    for key in optimisers:
        sets |= {f"{key}.steps": STEPS} | {f"{key}.{k}": int(v) if v is True else v for k, v in OPTIMISERS[key][1].items()}
    lines += [f"set {key} {value!r}" for key, value in sets.items()]
    for key, value in (start | paths).items():
        lines += [f"tensor {key} {' '.join(map(str, value.shape))}", " ".join(repr(x) for x in value.ravel().tolist())]
    (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    for title, settings in CASES.items():
        write(title, settings, *well_posed(title, settings))
