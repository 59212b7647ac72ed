"""Makes recurrent networks and causal convolutions with PyTorch's two exporters.

    python tools/nn-import/tests/sequences.py

It writes `sequences/*.onnx` and `sequences/outputs.txt`. A model that exists is kept. The weights are random, so the models are of this project. `keras_models.py` makes those
of Keras.
"""

import warnings

import torch
import torch.nn.functional as F
from practice import Forward, dynamo, initialize, script
from record import Record
from torch import nn

warnings.filterwarnings("ignore")


def last_step(m, x):
    """The output of the last step: `output[:, -1]`."""
    return m.fc(m.rnn(x)[0][:, -1])


def last_slice(m, x):
    """The output of the last step: `output[:, -1, :]`, of a layer whose batch is the second axis."""
    return m.fc(m.rnn(x.permute(1, 0, 2))[0][-1, :, :])


def last_state(m, x):
    """The last state of a GRU or an RNN: the second output."""
    return m.fc(m.rnn(x)[1][-1])


def last_state_of_lstm(m, x):
    return m.fc(m.rnn(x)[1][0].squeeze(0))


def steps_before_batch(m, x):
    """A model whose input is [length, batch, features], with a dense layer on each step."""
    return m.fc(m.rnn(torch.relu(m.embed(x)))[0][-1])


def scaled(m, x):
    """The input is standardized, each feature by its mean and its deviation."""
    x = (x - m.mean) / m.deviation
    return m.fc(m.rnn(x)[0][:, -1])


def given_state(m, x):
    """An initial state of zeros, as tutorials write it."""
    zeros = torch.zeros(1, x.size(0), 5)
    return m.fc(m.rnn(x, zeros)[0][:, -1])


def given_states(m, x):
    states = torch.zeros(2, x.size(0), 5), torch.zeros(2, x.size(0), 5)
    return m.fc(m.rnn(x, states)[0][:, -1])


def flat(m, x):
    """All steps as one vector, step by step."""
    return m.fc(torch.flatten(m.rnn(x)[0], 1))


def mean(m, x):
    """The mean of all steps."""
    return m.fc(m.rnn(x)[0].mean(1))


def every_step(m, x):
    """An output for each step."""
    return torch.sigmoid(m.fc(m.rnn(x)[0]))


def features_first(m, x):
    """The input is [features, length], as a convolution has it."""
    return m.fc(m.rnn(x.permute(0, 2, 1))[0][:, -1])


def convolution_first(m, x):
    """A convolution, and a layer over its outputs."""
    x = F.relu(m.conv(x))
    return m.fc(m.rnn(x.transpose(1, 2))[0][:, -1, :])


def convolution_after(m, x):
    x = m.rnn(x)[0].transpose(1, 2)
    return m.fc(F.max_pool1d(F.relu(m.conv(x)), 2).flatten(1))


def embedding(m, x):
    """A dense layer on each step, layers of both kinds, and a softmax."""
    x = torch.tanh(m.embed(x))
    x = m.gru(x)[0]
    return F.softmax(m.fc(F.relu(m.lstm(x)[0][:, -1])), dim=1)


def causal(m, x):
    """Causal convolutions of a WaveNet (van den Oord et al. 2016)."""
    x = F.relu(m.first(F.pad(x, (2, 0))))
    x = F.relu(m.second(F.pad(x, (4, 0))))
    return m.fc(m.third(F.pad(x, (1, 0))).flatten(1))


def causal_block(m, x):
    """A residual block of a causal temporal convolutional network (Bai et al. 2018), which cuts what a padding on both sides adds."""
    y = F.relu(m.conv1(x)[:, :, :-2])
    y = F.relu(m.conv2(y)[:, :, :-4])
    return m.fc(F.relu(y + m.downsample(x)).flatten(1))


def networks():
    """Names, shapes of the input, and networks."""
    gru = nn.GRU(4, 5, batch_first=True)
    yield "gru_last_step", (7, 4), Forward(last_step, rnn=gru, fc=nn.Linear(5, 3))
    yield "gru_last_state", (7, 4), Forward(last_state, rnn=nn.GRU(4, 5, batch_first=True), fc=nn.Linear(5, 3))
    yield "gru_stacked", (7, 4), Forward(last_step, rnn=nn.GRU(4, 5, num_layers=2, batch_first=True), fc=nn.Linear(5, 3))
    yield "gru_stacked_state", (7, 4), Forward(last_state, rnn=nn.GRU(4, 5, num_layers=2, batch_first=True), fc=nn.Linear(5, 3))
    yield "gru_steps_first", (7, 4), Forward(last_slice, rnn=nn.GRU(4, 5), fc=nn.Linear(5, 3))
    yield "gru_no_bias", (6, 3), Forward(last_step, rnn=nn.GRU(3, 5, bias=False, batch_first=True), fc=nn.Linear(5, 2))
    yield "gru_given_state", (7, 4), Forward(given_state, rnn=nn.GRU(4, 5, batch_first=True), fc=nn.Linear(5, 3))
    yield "gru_every_step", (6, 3), Forward(every_step, rnn=nn.GRU(3, 4, batch_first=True), fc=nn.Linear(4, 2))
    yield "gru_features_first", (4, 7), Forward(features_first, rnn=nn.GRU(4, 5, batch_first=True), fc=nn.Linear(5, 3))
    yield "gru_convolution_first", (3, 16), Forward(convolution_first, conv=nn.Conv1d(3, 4, 3, stride=2), rnn=nn.GRU(4, 5, batch_first=True), fc=nn.Linear(5, 2))
    yield "lstm_last_step", (7, 4), Forward(last_step, rnn=nn.LSTM(4, 5, batch_first=True), fc=nn.Linear(5, 3))
    yield "lstm_last_state", (7, 4), Forward(last_state_of_lstm, rnn=nn.LSTM(4, 5, batch_first=True), fc=nn.Linear(5, 3))
    yield "lstm_stacked", (7, 4), Forward(last_step, rnn=nn.LSTM(4, 5, num_layers=2, batch_first=True, dropout=0.3), fc=nn.Linear(5, 3))
    yield "lstm_given_states", (7, 4), Forward(given_states, rnn=nn.LSTM(4, 5, num_layers=2, batch_first=True), fc=nn.Linear(5, 3))
    yield "lstm_flat", (6, 3), Forward(flat, rnn=nn.LSTM(3, 4, batch_first=True), fc=nn.Linear(24, 2))
    yield "lstm_mean", (6, 3), Forward(mean, rnn=nn.LSTM(3, 4, batch_first=True), fc=nn.Linear(4, 2))
    yield "lstm_convolution_after", (9, 3), Forward(convolution_after, rnn=nn.LSTM(3, 4, batch_first=True), conv=nn.Conv1d(4, 2, 2), fc=nn.Linear(8, 2))
    yield "rnn_tanh", (7, 4), Forward(last_step, rnn=nn.RNN(4, 5, batch_first=True), fc=nn.Linear(5, 3))
    yield "rnn_relu", (7, 4), Forward(last_state, rnn=nn.RNN(4, 5, nonlinearity="relu", batch_first=True), fc=nn.Linear(5, 3))
    yield "rnn_stacked", (7, 4), Forward(last_step, rnn=nn.RNN(4, 5, num_layers=3, batch_first=True), fc=nn.Linear(5, 3))
    yield "recurrent_mixed", (6, 3), Forward(
        embedding, embed=nn.Linear(3, 4), gru=nn.GRU(4, 5, batch_first=True), lstm=nn.LSTM(5, 4, batch_first=True), fc=nn.Linear(4, 3),
    )
    statistics = {"mean": nn.Parameter(torch.tensor([0.5, -1.0, 0.25])), "deviation": nn.Parameter(torch.tensor([2.0, 0.5, 1.5]))}
    yield "recurrent_standardized", (6, 3), Forward(scaled, rnn=nn.GRU(3, 4, batch_first=True), fc=nn.Linear(4, 2), **statistics)
    yield "recurrent_steps_before_batch", (6, 1, 3), Forward(steps_before_batch, embed=nn.Linear(3, 4), rnn=nn.LSTM(4, 5), fc=nn.Linear(5, 2))
    yield "causal", (2, 10), Forward(causal, first=nn.Conv1d(2, 3, 3), second=nn.Conv1d(3, 3, 3, dilation=2), third=nn.Conv1d(3, 2, 2), fc=nn.Linear(20, 2))
    yield "causal_block", (2, 9), Forward(
        causal_block, conv1=nn.Conv1d(2, 3, 3, padding=2), conv2=nn.Conv1d(3, 3, 3, padding=4, dilation=2), downsample=nn.Conv1d(2, 3, 1), fc=nn.Linear(27, 2),
    )
    yield "rnn_no_bias", (6, 3), Forward(last_step, rnn=nn.RNN(3, 5, bias=False, batch_first=True), fc=nn.Linear(5, 2))
    yield "rnn_every_step", (6, 3), Forward(every_step, rnn=nn.RNN(3, 4, batch_first=True), fc=nn.Linear(4, 2))


def export(exporter, network, shape, path):
    if exporter == "dynamo":
        dynamo(network, shape, path)
    elif len(shape) == 2:
        script(network, shape, path)
    else:
        # the batch is not the first axis
        names = {"input_names": ["input"], "output_names": ["output"]}
        torch.onnx.export(network, torch.zeros(shape), path, dynamo=False, opset_version=17, dynamic_axes={"input": {1: "batch"}}, **names)


def main():
    record = Record("sequences", torch)
    for seed, (name, shape, network) in enumerate(networks()):
        torch.manual_seed(seed)
        network = initialize(network)
        # the network of the language returns the features first
        axes = (1, 0) if name.endswith("every_step") else None
        for exporter in ("script", "dynamo"):
            # `dynamo` adds a batch before the first axis
            if exporter == "dynamo" and len(shape) == 3:
                continue
            path = record.path(f"{name}_{exporter}")
            if not path.exists():
                export(exporter, network, shape, path)
            record.add(path.stem, axes=axes, batch=len(shape) - 2)
    record.save()


if __name__ == "__main__":
    main()
