"""Makes networks that people have, with PyTorch's two exporters and in many versions of the operators.

    python tools/nn-import/tests/practice.py

It writes `practice/*.onnx` and `practice/outputs.txt`. A model that exists is kept. The weights are random, so the models are of this project. The architectures are
those of the papers and tutorials that each network names, in small.
"""

import warnings

import torch
import torch.nn.functional as F
from record import Record
from torch import nn

warnings.filterwarnings("ignore")


class Forward(nn.Module):
    """Modules, and how they are used."""

    def __init__(self, forward, **modules):
        super().__init__()
        self.function = forward
        for name, module in modules.items():
            setattr(self, name, module)

    def forward(self, x):
        return self.function(self, x)


def mnist(m, x):
    """The network of PyTorch's example `mnist`."""
    x = F.relu(m.conv2(F.relu(m.conv1(x))))
    x = m.dropout1(F.max_pool2d(x, 2))
    x = m.dropout2(F.relu(m.fc1(torch.flatten(x, 1))))
    return F.log_softmax(m.fc2(x), dim=1)


def basic_block(m, x):
    """A block of ResNet-18 with a projection (He et al. 2015)."""
    y = m.bn2(m.conv2(F.relu(m.bn1(m.conv1(x)))))
    return F.relu(y + m.downsample(x)).mean([2, 3])


def bottleneck(m, x):
    """An inverted residual of MobileNetV2 (Sandler et al. 2018), with ReLU."""
    return m.head((x + m.body(x)).mean((2, 3)))


def dense_block(m, x):
    """Two layers of DenseNet (Huang et al. 2016)."""
    x = torch.cat([x, F.relu(m.a(x))], 1)
    x = torch.cat([x, F.relu(m.b(x))], 1)
    return m.c(F.adaptive_avg_pool2d(x, 1).view(x.size(0), -1))


def skip(m, x):
    """The innermost level of a U-Net (Ronneberger et al. 2015), at one resolution."""
    down = F.relu(m.down(x))
    return m.head(torch.flatten(F.relu(m.up(torch.cat([down, F.relu(m.bottom(down))], dim=1))), 1))


def inception(m, x):
    """A module of GoogLeNet (Szegedy et al. 2014)."""
    branches = [F.relu(m.one(x)), F.relu(m.three(F.relu(m.reduce(x)))), F.relu(m.project(F.max_pool2d(x, 3, stride=1, padding=1)))]
    return m.head(torch.cat(branches, 1).mean(dim=(-2, -1)))


def temporal(m, x):
    """Dilated residual blocks of a temporal convolutional network (Bai et al. 2018), with symmetric padding."""
    x = F.relu(m.first(x))
    x = F.relu(x + F.relu(m.second(x)))
    x = F.relu(m.other(x) + F.relu(m.third(x)))
    return m.head(x.mean(-1))


def written_gelu(m, x):
    x = m.a(x)
    return m.b(0.5 * x * (1.0 + torch.erf(x / 2.0**0.5)))


def written_norm(m, x):
    x = m.a(x)
    mean = x.mean(-1, keepdim=True)
    variance = (x - mean).pow(2).mean(-1, keepdim=True)
    return m.b((x - mean) / torch.sqrt(variance + 1e-5) * m.scale + m.shift)


def bn(channels, dimensions=2):
    return nn.BatchNorm1d(channels) if dimensions == 1 else nn.BatchNorm2d(channels)


def conv_bn(inputs, outputs, kernel, stride=1, groups=1, relu=True):
    layers = [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(outputs)]
    return nn.Sequential(*layers, *([nn.ReLU(inplace=True)] if relu else []))


def parameter(*values):
    return nn.Parameter(torch.tensor(values))


def networks():
    """Names, shapes of the input, and networks."""
    chain = nn.Sequential
    yield "mnist_cnn", (1, 12, 12), Forward(
        mnist, conv1=nn.Conv2d(1, 3, 3), conv2=nn.Conv2d(3, 4, 3), dropout1=nn.Dropout(0.25), dropout2=nn.Dropout(0.5), fc1=nn.Linear(64, 6), fc2=nn.Linear(6, 10)
    )
    # LeCun et al. 1998
    yield "lenet5", (1, 16, 16), chain(
        nn.Conv2d(1, 2, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(2, 4, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(16, 6), nn.Tanh(), nn.Linear(6, 4),
    )
    yield "mlp_batch_norm", (5,), chain(
        nn.Linear(5, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Dropout(0.2), nn.Linear(8, 6), nn.BatchNorm1d(6), nn.ReLU(), nn.Dropout(0.2), nn.Linear(6, 3), nn.Softmax(dim=1),
    )
    yield "batch_norm_after_relu", (5,), chain(nn.Linear(5, 6), nn.ReLU(), nn.BatchNorm1d(6), nn.Linear(6, 2))
    # Howard et al. 2017
    yield "mobilenet_v1", (3, 10, 10), chain(
        conv_bn(3, 4, 3, 2), conv_bn(4, 4, 3, 1, 4), conv_bn(4, 6, 1), conv_bn(6, 6, 3, 2, 6), conv_bn(6, 8, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 3),
    )
    yield "mobilenet_v2", (4, 8, 8), Forward(
        bottleneck, body=chain(conv_bn(4, 8, 1), conv_bn(8, 8, 3, 1, 8), conv_bn(8, 4, 1, relu=False)), head=nn.Linear(4, 3)
    )
    yield "resnet_basic", (3, 8, 8), Forward(
        basic_block, conv1=nn.Conv2d(3, 4, 3, 2, 1, bias=False), bn1=bn(4), conv2=nn.Conv2d(4, 4, 3, 1, 1, bias=False), bn2=bn(4),
        downsample=chain(nn.Conv2d(3, 4, 1, 2, bias=False), bn(4)),
    )
    # Zhang et al. 2017
    yield "ds_cnn", (1, 12, 10), chain(
        nn.Conv2d(1, 4, (6, 4), stride=(2, 2), padding=(2, 1)), bn(4), nn.ReLU(), nn.Conv2d(4, 4, 3, padding=1, groups=4), bn(4), nn.ReLU(), nn.Conv2d(4, 4, 1), bn(4), nn.ReLU(),
        nn.AvgPool2d((6, 5)), nn.Flatten(), nn.Dropout(0.2), nn.Linear(4, 5),
    )
    yield "autoencoder", (10,), chain(nn.Linear(10, 6), nn.ReLU(), nn.Linear(6, 3), nn.ReLU(), nn.Linear(3, 6), nn.ReLU(), nn.Linear(6, 10), nn.Sigmoid())
    yield "ecg", (1, 40), chain(
        nn.Conv1d(1, 3, 7, stride=2, padding=3), bn(3, 1), nn.ReLU(), nn.MaxPool1d(2), nn.Conv1d(3, 4, 5, padding=2), bn(4, 1), nn.ReLU(), nn.MaxPool1d(2),
        nn.Flatten(), nn.Linear(20, 6), nn.ReLU(), nn.Dropout(0.5), nn.Linear(6, 5),
    )
    yield "temporal", (2, 16), Forward(
        temporal, first=nn.Conv1d(2, 4, 3, padding=1), second=nn.Conv1d(4, 4, 3, padding=2, dilation=2), third=nn.Conv1d(4, 5, 3, padding=4, dilation=4), other=nn.Conv1d(4, 5, 1), head=nn.Linear(5, 2)
    )
    yield "dense_block", (2, 6, 6), Forward(dense_block, a=nn.Conv2d(2, 2, 3, padding=1), b=nn.Conv2d(4, 2, 3, padding=1), c=nn.Linear(6, 3))
    yield "skip", (1, 6, 6), Forward(skip, down=nn.Conv2d(1, 3, 3, padding=1), bottom=nn.Conv2d(3, 3, 3, padding=1), up=nn.Conv2d(6, 2, 3, padding=1), head=nn.Linear(72, 2))
    yield "inception", (3, 6, 6), Forward(
        inception, one=nn.Conv2d(3, 2, 1), reduce=nn.Conv2d(3, 2, 1), three=nn.Conv2d(2, 3, 3, padding=1), project=nn.Conv2d(3, 2, 1), head=nn.Linear(7, 2)
    )
    yield "adaptive", (2, 7, 5), Forward(lambda m, x: m.fc(F.adaptive_avg_pool2d(F.relu(m.conv(x)), 1).squeeze(-1).squeeze(-1)), conv=nn.Conv2d(2, 4, 3), fc=nn.Linear(4, 2))
    yield "gelu_functional", (4,), Forward(lambda m, x: m.b(F.gelu(m.a(x))), a=nn.Linear(4, 5), b=nn.Linear(5, 2))
    yield "gelu_written", (4,), Forward(written_gelu, a=nn.Linear(4, 5), b=nn.Linear(5, 2))
    yield "norm_written", (4,), Forward(written_norm, a=nn.Linear(4, 5), b=nn.Linear(5, 2), scale=parameter(1.0, 0.5, 2.0, 1.5, 0.75), shift=parameter(0.0, 0.1, -0.2, 0.3, 0.0))
    yield "layer_norm_sequence", (2, 8), chain(nn.Conv1d(2, 3, 3, padding=1), nn.LayerNorm([3, 8]), nn.ReLU(), nn.Flatten(), nn.Linear(24, 2))
    yield "softmax_inside", (4,), chain(nn.Linear(4, 3), nn.Softmax(dim=-1), nn.Linear(3, 2))
    yield "normalized_images", (3, 6, 6), Forward(
        lambda m, x: m.fc(torch.flatten(F.relu(m.conv((x - m.mean) / m.std)), 1)), conv=nn.Conv2d(3, 2, 3), fc=nn.Linear(32, 2),
        mean=nn.Parameter(torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)), std=nn.Parameter(torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)),
    )
    yield "pixels", (1, 6, 6), Forward(lambda m, x: m.fc(torch.flatten(x / 255.0, 1)), fc=nn.Linear(36, 3))
    yield "shifted_pixels", (1, 6, 6), Forward(lambda m, x: m.fc(torch.flatten(x * 2.0 - 1.0, 1)), fc=nn.Linear(36, 3))
    yield "temperature", (4,), Forward(lambda m, x: torch.softmax(m.b(F.relu(m.a(x)) * 0.5) / 1.5, -1), a=nn.Linear(4, 5), b=nn.Linear(5, 3))
    # accelerations, whose samples are rows of channels
    yield "activity", (16, 3), Forward(
        lambda m, x: m.fc(F.max_pool1d(F.relu(m.conv(x.transpose(1, 2))), 2).flatten(1)), conv=nn.Conv1d(3, 4, 5), fc=nn.Linear(24, 3)
    )
    yield "sequence_as_image", (2, 12), Forward(
        lambda m, x: m.fc(F.relu(m.conv(x.unsqueeze(2))).squeeze(2).flatten(1)), conv=nn.Conv2d(2, 3, (1, 3)), fc=nn.Linear(30, 2)
    )
    # Simonyan and Zisserman 2014
    yield "vgg", (1, 8, 8), chain(
        nn.Conv2d(1, 2, 3, padding=1), nn.ReLU(True), nn.Conv2d(2, 2, 3, padding=1), nn.ReLU(True), nn.MaxPool2d(2, 2), nn.Conv2d(2, 3, 3, padding=1), nn.ReLU(True), nn.MaxPool2d(2, 2),
        nn.Flatten(), nn.Linear(12, 4), nn.ReLU(True), nn.Dropout(), nn.Linear(4, 3),
    )
    # Lin et al. 2013
    yield "all_convolutional", (1, 8, 8), chain(nn.Conv2d(1, 3, 3), nn.ReLU(), nn.Conv2d(3, 4, 3, stride=2), nn.ReLU(), nn.Conv2d(4, 5, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten())
    yield "separable_sequence", (3, 20), chain(
        nn.Conv1d(3, 3, 5, padding=2, groups=3), nn.Conv1d(3, 4, 1), bn(4, 1), nn.SiLU(), nn.AvgPool1d(4), nn.Flatten(), nn.Linear(20, 2),
    )
    yield "residual_mlp", (6,), Forward(lambda m, x: m.c(x + m.b(F.relu(m.a(m.norm(x))))), norm=nn.LayerNorm(6), a=nn.Linear(6, 8), b=nn.Linear(8, 6), c=nn.Linear(6, 2))
    yield "reshaped", (16,), Forward(lambda m, x: m.fc(F.relu(m.conv(x.view(-1, 1, 4, 4))).reshape(-1, 8)), conv=nn.Conv2d(1, 2, 3), fc=nn.Linear(8, 2))
    yield "einsum_free", (4,), Forward(lambda m, x: torch.tanh(x @ m.weight + m.bias), weight=nn.Parameter(torch.zeros(4, 3)), bias=parameter(0.1, -0.2, 0.3))
    yield "transposed_product", (4,), Forward(lambda m, x: (m.weight @ x.t()).t(), weight=nn.Parameter(torch.zeros(3, 4)))
    yield "addmm", (4,), Forward(lambda m, x: torch.addmm(m.bias, x, m.weight, beta=0.5, alpha=2.0), weight=nn.Parameter(torch.zeros(4, 3)), bias=parameter(0.1, -0.2, 0.3))


#: Networks that are exported for several versions of the operators.
SCRIPT_OPSETS = [9, 11, 13, 17, 20]
IN_SCRIPT_OPSETS = {"mnist_cnn", "mlp_batch_norm", "mobilenet_v1", "ecg", "temporal", "adaptive", "layer_norm_sequence", "normalized_images"}
DYNAMO_OPSETS = [18, 19, 20, 21, 22, 23]
IN_DYNAMO_OPSETS = {"mnist_cnn", "mlp_batch_norm", "mobilenet_v1", "ecg"}


def initialize(network):
    for part in network.modules():
        if isinstance(part, (nn.BatchNorm1d, nn.BatchNorm2d)):
            part.running_mean.uniform_(-0.5, 0.5)
            part.running_var.uniform_(0.5, 2.0)
            nn.init.uniform_(part.weight, 0.5, 1.5)
            nn.init.uniform_(part.bias, -0.5, 0.5)
    for name, weights in network.named_parameters():
        if weights.dim() > 1 and name not in ("mean", "std"):
            nn.init.uniform_(weights, -0.6, 0.6)
    return network.eval()


def script(network, shape, path, opset=17, batch=None):
    """The exporter that traces. Without a batch of its own, the batch has any size."""
    axes = {"input": {0: "batch"}, "output": {0: "batch"}} if batch is None else None
    names = {"input_names": ["input"], "output_names": ["output"]}
    torch.onnx.export(network, torch.zeros((batch or 1, *shape)), path, dynamo=False, opset_version=opset, dynamic_axes=axes, **names)


def dynamo(network, shape, path, opset=None, is_dynamic=False):
    """The exporter of PyTorch 2.5 and later."""
    shapes = ({0: torch.export.Dim("batch")},) if is_dynamic else None
    example = torch.zeros((2 if is_dynamic else 1, *shape))
    torch.onnx.export(network, (example,), path, dynamo=True, external_data=False, verbose=False, opset_version=opset, dynamic_shapes=shapes)


def main():
    record = Record("practice", torch)

    def write(name, export, *arguments, **options):
        if not record.path(name).exists():
            export(*arguments, record.path(name), **options)
        record.add(name)

    for seed, (name, shape, network) in enumerate(networks()):
        torch.manual_seed(seed)
        network = initialize(network)
        write(f"{name}_script", script, network, shape)
        write(f"{name}_dynamo", dynamo, network, shape)
        for opset in SCRIPT_OPSETS if name in IN_SCRIPT_OPSETS else []:
            write(f"{name}_script{opset}", script, network, shape, opset=opset)
        for opset in DYNAMO_OPSETS if name in IN_DYNAMO_OPSETS else []:
            write(f"{name}_dynamo{opset}", dynamo, network, shape, opset=opset)
        if name in ("mnist_cnn", "dense_block", "reshaped", "adaptive"):
            write(f"{name}_batch4_script", script, network, shape, batch=4)
            write(f"{name}_any_batch_dynamo", dynamo, network, shape, is_dynamic=True)
    record.save()


if __name__ == "__main__":
    main()
