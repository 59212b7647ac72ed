#!/usr/bin/env python3
"""Makes the models of `tflite/` with an LSTM, with Keras 2 and TensorFlow's converter, and their outputs with LiteRT.

Run:  python3 tools/nn-import/tests/tflite_lstm.py
      (a minute; needs `pip install tensorflow-cpu tf-keras ai-edge-litert`)
Made with Python 3.11, tensorflow-cpu 2.21.0, tf-keras 2.21.0, keras 3.15.1, ai-edge-litert 2.3.0, numpy 2.4.6, on x86-64.

The weights are random. `tflite/outputs_lstm.txt` has for each model and each of two inputs the outputs as real numbers. Keras 3 makes a loop:
`refused_loop.tflite`.
"""

import os
import sys

os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "CUDA_VISIBLE_DEVICES": "-1"}
sys.dont_write_bytecode = True

import keras
import numpy as np
import tensorflow as tf
import tf_keras
from tf_keras.layers import LSTM, Dense, Flatten, Input

from tflite import FOLDER, run

SHAPE = (12, 3)


def networks():
    yield "lstm_last", [LSTM(5), Dense(4, "softmax")]
    yield "lstm_all", [LSTM(4, return_sequences=True), Flatten(), Dense(2)]
    yield "lstm_stacked", [LSTM(4, return_sequences=True), LSTM(6), Dense(3)]


def network_of(name, layers):
    tf_keras.utils.set_random_seed(sum(map(ord, name)))
    network = tf_keras.Sequential([Input(SHAPE), *layers])
    generator = np.random.default_rng(len(name))
    network.set_weights([generator.uniform(-0.6, 0.6, weight.shape) for weight in network.get_weights()])
    return network


def convert(network, integers=None):
    """The model with a batch of 1, with 8-bit integers if there are samples."""
    function = tf.function(network).get_concrete_function(tf.TensorSpec([1, *SHAPE], tf.float32))
    converter = tf.lite.TFLiteConverter.from_concrete_functions([function], network)
    if integers is not None:
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = lambda: ([sample[None]] for sample in integers)
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        converter.inference_input_type = converter.inference_output_type = tf.int8
    return converter.convert()


def main():
    lines = [f"# tensorflow {tf.__version__}, tf-keras {tf_keras.__version__}"]

    def add(name, model):
        (FOLDER / f"{name}.tflite").write_bytes(model)
        for case in range(2):
            lines.append(f"{name} {case} " + " ".join(f"{value:.9g}" for value in run(model, case)))

    samples = np.random.default_rng(1).uniform(-1, 1, (100, *SHAPE)).astype(np.float32)
    for name, layers in networks():
        network = network_of(name, layers)
        add(name, convert(network))
        add(f"{name}_int8", convert(network, samples))
    loop = keras.Sequential([keras.Input(SHAPE, 1), keras.layers.LSTM(3)])
    (FOLDER / "refused_loop.tflite").write_bytes(tf.lite.TFLiteConverter.from_keras_model(loop).convert())
    (FOLDER / "outputs_lstm.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
