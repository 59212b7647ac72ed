"""Trains a network that reads digits of 8 x 8 pixels, and exports it.

The data are a part of scikit-learn: "Optical Recognition of Handwritten Digits" by E. Alpaydin and C. Kaynak, UCI, CC BY 4.0.
"""

import torch
from sklearn.datasets import load_digits
from torch import nn

torch.manual_seed(0)
images, classes = load_digits(return_X_y=True)
images = torch.tensor(images, dtype=torch.float32).reshape(-1, 1, 8, 8) / 16
classes = torch.tensor(classes)

model = nn.Sequential(
    nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(64, 10), nn.Softmax(dim=1),
)
logits = model[:-1]
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for epoch in range(30):
    for batch in torch.randperm(1500).split(50):
        optimizer.zero_grad()
        nn.functional.cross_entropy(logits(images[batch]), classes[batch]).backward()
        optimizer.step()

correct = model(images[1500:]).argmax(1) == classes[1500:]
print(f"{correct.sum()} of {len(correct)} digits are read")
torch.onnx.export(model.eval(), images[:1], "digits.onnx")
