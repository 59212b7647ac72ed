#!/usr/bin/env python3
"""Makes the files of weights in `weights/` with PyTorch, and checks those that nn-core has written.

Run:  python3 tests/reference/weights.py              (seconds; needs `pip install torch numpy safetensors`)
      python3 tests/reference/weights.py --check DIR  (DIR: what `cargo run -p tests --bin written -- DIR` has written)

Each network is an `nn.Sequential` in evaluation; `NAME.safetensors` is its `state_dict`, `NAME_cases.safetensors` has inputs and the
outputs that PyTorch computes in float32 from the weights as they are stored.
"""

import sys
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import nn

sys.dont_write_bytecode = True  # nothing but the files is left in this folder

FOLDER = Path(__file__).parent / "weights"
CASES = 8
TOLERANCE = 1e-6


def dense():
    return nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 3), nn.Softmax(1))


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, 10), nn.Softmax(1),
    )


def batch_norm():
    return nn.Sequential(
        nn.Conv2d(2, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(144, 5), nn.BatchNorm1d(5)
    )


def conv1d():
    return nn.Sequential(
        nn.Conv1d(3, 8, 5, stride=2), nn.ReLU(), nn.MaxPool1d(2), nn.Flatten(), nn.Linear(56, 6), nn.Softmax(1)
    )


def depthwise():
    return nn.Sequential(
        nn.Conv2d(3, 3, 3, padding=1, groups=3), nn.ReLU(), nn.Conv2d(3, 6, 1), nn.ReLU(),
        nn.LayerNorm([6, 8, 8]), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 4),
    )


def unbiased():
    return nn.Sequential(
        nn.Conv2d(2, 4, 3, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.AvgPool2d(3, 2, 1, ceil_mode=True),
        nn.Conv2d(4, 4, 2, groups=4, bias=False), nn.BatchNorm2d(4, affine=False), nn.ReLU(), nn.Flatten(),
        nn.LayerNorm(36, elementwise_affine=False), nn.Linear(36, 5, bias=False),
    )


def dilated():
    return nn.Sequential(
        nn.Conv1d(3, 3, 3, padding=2, dilation=2, groups=3), nn.ReLU(), nn.Conv1d(3, 4, 3, dilation=3), nn.Tanh(), nn.Flatten(),
        nn.Linear(40, 5),
    )


def slopes():
    return nn.Sequential(
        nn.Conv2d(2, 3, 3), nn.Hardswish(), nn.PReLU(3), nn.Flatten(), nn.Linear(27, 6), nn.ReLU6(), nn.PReLU(), nn.Linear(6, 4), nn.Hardsigmoid(),
    )
class Gru(nn.GRU):
    """A GRU over [channels, length] that returns the states of all steps."""

    def forward(self, x):
        return super().forward(x.permute(0, 2, 1))[0].permute(0, 2, 1)


class Lstm(nn.LSTM):
    """An LSTM over [channels, length] that returns the last state."""

    def forward(self, x):
        return super().forward(x.permute(0, 2, 1))[0][:, -1]


def recurrent():
    return nn.Sequential(Gru(2, 4, batch_first=True), Lstm(4, 3, bias=False, batch_first=True), nn.Linear(3, 2), nn.Softmax(1))


NETS = {  # name: (network, shape of an input, type in the file)
    "dense": (dense, (4,), torch.float32),
    "lenet": (lenet, (1, 28, 28), torch.float16),
    "batch_norm": (batch_norm, (2, 8, 8), torch.float32),
    "conv1d": (conv1d, (3, 32), torch.bfloat16),
    "depthwise": (depthwise, (3, 8, 8), torch.float32),
    "unbiased": (unbiased, (2, 8, 8), torch.float32),
    "dilated": (dilated, (3, 16), torch.float32),
    "slopes": (slopes, (2, 5, 5), torch.float32),
    "recurrent": (recurrent, (2, 8), torch.float32),
}


def train(net, shape):
    """A few steps, so that statistics, scales and shifts are not what they begin with."""
    optimizer = torch.optim.SGD(net.parameters(), lr=0.05)
    for _ in range(5):
        optimizer.zero_grad()
        output = net(torch.randn(16, *shape))
        (output - torch.randn_like(output)).square().mean().backward()
        optimizer.step()


def stored(net, dtype):
    """The state as it is in the file."""
    return {name: t.to(dtype) if t.is_floating_point() else t for name, t in net.state_dict().items()}


def outputs(net, inputs):
    with torch.no_grad():
        return net.eval()(inputs)


def make():
    torch.set_num_threads(2)  # sums depend on it
    FOLDER.mkdir(exist_ok=True)
    for name, (build, shape, dtype) in NETS.items():
        torch.manual_seed(1)
        net = build()
        train(net, shape)
        state = stored(net, dtype)
        net.load_state_dict(state)
        inputs = torch.randn(CASES, *shape)
        save_file(state, FOLDER / f"{name}.safetensors", {"format": "pt"})
        save_file({"input": inputs, "output": outputs(net, inputs)}, FOLDER / f"{name}_cases.safetensors")


def difference(name, path):
    """How far the outputs of a file are from the committed ones."""
    net, cases = NETS[name][0](), load_file(FOLDER / f"{name}_cases.safetensors")
    net.load_state_dict(load_file(path), strict=True)
    return (outputs(net, cases["input"]) - cases["output"]).abs().max().item()


def check(folder):
    """Looks at every file, and fails at the end if one is not right."""
    failed = False
    for name in NETS:
        path = Path(folder) / f"{name}.safetensors"
        try:
            found = difference(name, path)
        except (OSError, RuntimeError, SafetensorError) as error:
            failed = True
            print(f"{name}: {error}")
            continue
        failed |= not found <= TOLERANCE
        print(f"{name}: loaded strictly, outputs differ by at most {found:.1e}" + (f", more than {TOLERANCE:.0e}" if not found <= TOLERANCE else ""))
    sys.exit(failed)


def recurrent_int8():
    """The tensors of `[3, 9] => Gru<5, sequences = true> => FastGrnn<9>` of `i8`, with arbitrary numbers."""
    torch.manual_seed(8)
    integers = lambda least, most, *shape: torch.randint(least, most + 1, shape, dtype=torch.int32)
    tensors = {}
    for index, (features, units, outputs, others, scales) in enumerate([(3, 5, 15, 5, 0), (5, 9, 9, 9, 2)]):
        layer = {
            "weight_ih_l0": integers(-127, 127, outputs, features).to(torch.int8),
            "weight_hh_l0": integers(-127, 127, outputs, units).to(torch.int8),
            "bias": integers(-4000, 4000, outputs),
            "weight_scale_ih": 0.001 + 0.02 * torch.rand(outputs),
            "weight_scale_hh": 0.001 + 0.02 * torch.rand(outputs),
            "input_scale": torch.tensor([0.02, 1 / 64][index : index + 1]),
            "input_zero_point": torch.tensor([-7, 0][index : index + 1], dtype=torch.int32),
            "state_exponent": torch.tensor([1, -1][index : index + 1], dtype=torch.int32),
            "other_bias": integers(-4000, 4000, others),
        }
        if scales:
            layer["scales"] = integers(0, 32767, scales)
        tensors |= {f"{index}.{name}": tensor for name, tensor in layer.items()}
    save_file(tensors, FOLDER / "recurrent_int8.safetensors")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--check", folder]:
            check(folder)
        case []:
            make()
            recurrent_int8()
        case _:
            sys.exit(__doc__)
