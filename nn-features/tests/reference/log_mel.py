"""Writes log_mel.safetensors: log-mel spectra and MFCC in f64, from the definitions, with full matrices of triangles.

    python3 nn-features/tests/reference/log_mel.py    (numpy, scipy)
"""

import json
from pathlib import Path

import numpy as np
from scipy.fft import dct

FRAME = 480
time = np.arange(FRAME)
random = np.random.default_rng(1)


def htk(bands, low, high):
    """The edges of the triangles in Hz."""
    mel = lambda hertz: 2595 * np.log10(1 + hertz / 700)
    return 700 * (10 ** (np.linspace(mel(low), mel(high), bands + 2) / 2595) - 1)


def slaney(bands, low, high):
    step = np.log(6.4) / 27
    mel = lambda hertz: hertz * 3 / 200 if hertz < 1000 else 15 + np.log(hertz / 1000) / step
    places = np.linspace(mel(low), mel(high), bands + 2)
    return np.where(places < 15, places * 200 / 3, 1000 * np.exp((places - 15) * step))


def log_mel(frames, rate, size, edges, window, equal_area, floor):
    spectrum = np.fft.rfft(frames / 32768 * window, size)
    hertz = np.arange(size // 2 + 1) * rate / size
    lower, peak, upper = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    weights = np.maximum(0, np.minimum((hertz - lower) / (peak - lower), (upper - hertz) / (upper - peak)))
    if equal_area:
        weights *= 2 / (upper - lower)
    return np.log(np.abs(spectrum) ** 2 @ weights.T + floor)


def chirp(start, end):
    """A sweep of the frequency, in shares of the rate."""
    phase = start * time + (end - start) * time**2 / (2 * FRAME)
    return 12000 * np.sin(2 * np.pi * phase)


signals = np.stack([
    chirp(0.01, 0.2),
    chirp(0.45, 0.05),
    random.normal(0, 3000, FRAME),
    32767 * np.sign(np.sin(2 * np.pi * 0.0317 * time + 0.1)),
    30 * np.sin(2 * np.pi * 0.11 * time),
    sum(8000 / k * np.sin(2 * np.pi * 0.0121 * k * time + k) for k in range(1, 12)),
    np.zeros(FRAME),
])
signals = np.clip(np.rint(signals), -32768, 32767).astype(np.int16)

periodic = np.hanning(FRAME + 1)[:-1]
default = log_mel(signals, 16000, 512, htk(40, 0, 8000), periodic, False, 1e-6)
equal = log_mel(signals, 16000, 512, slaney(40, 80, 7600), np.hanning(FRAME), True, 1e-8)
short = log_mel(signals[:, :256], 8000, 256, htk(16, 100, 4000), np.hanning(256), False, 1e-6)
arrays = {
    "signals": signals,
    "default": default,
    "equal_area": equal,
    "short": short,
    "mfcc": dct(default, type=2, norm="ortho")[:, :13],
}
header, data = {}, b""
for name, array in arrays.items():
    begin, data = len(data), data + array.tobytes()
    dtype = {"int16": "I16", "float64": "F64"}[array.dtype.name]
    header[name] = {"dtype": dtype, "shape": array.shape, "data_offsets": [begin, len(data)]}
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
Path(__file__).with_suffix(".safetensors").write_bytes(len(text).to_bytes(8, "little") + text + data)
