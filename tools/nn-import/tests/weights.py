"""Makes files of weights, from which networks are guessed, and the outputs of their models.

    python weights.py

Needs torch and safetensors. Each model has two outputs, for the inputs of `sample`, which the tests have, too.
"""

from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

FOLDER = Path(__file__).parent / "weights"


class Named(nn.Module):
    """Layers with names, whose order is not that of the alphabet. Nothing but them is between, so the guess is the model."""

    def __init__(self):
        super().__init__()
        self.conv1, self.conv2, self.conv3 = nn.Conv2d(1, 2, 3), nn.Conv2d(2, 3, 3), nn.Conv2d(3, 4, 3)
        self.fc1, self.fc2 = nn.Linear(144, 6), nn.Linear(6, 3)
        self.norm1, self.norm2 = nn.BatchNorm2d(4), nn.BatchNorm1d(3)

    def forward(self, x):
        x = self.norm1(self.conv3(self.conv2(self.conv1(x))))
        return self.norm2(self.fc2(self.fc1(x.flatten(1))))


MODELS = {
    "named": (Named(), (1, 12, 12)),
    "dense": (nn.Sequential(nn.Linear(5, 6), nn.ReLU(), nn.Linear(6, 6), nn.ReLU(), nn.Linear(6, 2)), (5,)),
    "pools": (
        nn.Sequential(
            nn.Conv2d(1, 3, 5, padding=2), nn.Tanh(), nn.MaxPool2d(2),
            nn.Conv2d(3, 4, 5), nn.Tanh(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(16, 5),
        ),
        (1, 16, 16),
    ),
    "depthwise": (
        nn.Sequential(
            nn.Conv1d(2, 4, 3, bias=False), nn.BatchNorm1d(4), nn.SiLU(),
            nn.Conv1d(4, 4, 3, groups=4), nn.Flatten(), nn.LayerNorm(24), nn.SiLU(), nn.Linear(24, 3),
        ),
        (2, 10),
    ),
    "slopes": (
        nn.Sequential(
            nn.Conv2d(1, 3, 3), nn.BatchNorm2d(3), nn.PReLU(3), nn.MaxPool2d(2),
            nn.Conv2d(3, 2, 3), nn.ReLU6(), nn.Flatten(), nn.Linear(8, 5), nn.PReLU(), nn.Linear(5, 2),
        ),
        (1, 10, 10),
    ),
}


def sample(index, case):
    return ((index * 37 + case * 11) % 101) / 50.0 - 1.0


def main():
    FOLDER.mkdir(exist_ok=True)
    lines = ["# Outputs of PyTorch, made by `weights.py`."]
    for seed, (name, (model, shape)) in enumerate(MODELS.items()):
        torch.manual_seed(seed)
        for parameter in [*model.parameters(), *model.buffers()]:
            if parameter.dtype == torch.float32:
                nn.init.uniform_(parameter, -0.5, 0.5)
        for module in model.modules():
            if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
                nn.init.uniform_(module.running_var, 0.5, 1.5)
        model.eval()
        save_file(model.state_dict(), FOLDER / f"{name}.safetensors")
        for case in range(2):
            count = torch.Size(shape).numel()
            x = torch.tensor([sample(index, case) for index in range(count)]).reshape(1, *shape)
            with torch.no_grad():
                y = model(x).flatten().tolist()
            lines.append(" ".join([name, *(repr(value) for value in y)]))
    (FOLDER / "outputs.txt").write_text("\n".join(lines) + "\n")


main()
