#!/usr/bin/env python3
"""Makes the models of `tflite/` with Keras and TensorFlow's converter, and their outputs with LiteRT.

Run:  python3 tools/nn-import/tests/tflite.py
      (two minutes; needs `pip install tensorflow-cpu ai-edge-litert`)
Made with Python 3.11, tensorflow-cpu 2.21.0, keras 3.15.1, ai-edge-litert 2.3.0, numpy 2.4.6, on x86-64.

The weights are random. `tflite/outputs.txt` has for each model and each of two inputs the outputs as real numbers.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "CUDA_VISIBLE_DEVICES": "-1"}
sys.dont_write_bytecode = True

import keras
import numpy as np
import tensorflow as tf
from ai_edge_litert.interpreter import Interpreter
from keras.layers import (
    ELU, Activation, Add, AveragePooling2D, BatchNormalization, Concatenate, Conv1D, Conv2D, Conv2DTranspose, Dense, DepthwiseConv2D,
    Flatten, GlobalAveragePooling1D, GlobalAveragePooling2D, Input, LeakyReLU, MaxPooling1D, MaxPooling2D, PReLU, ReLU, Rescaling, Reshape,
    UpSampling2D, ZeroPadding2D,
)

FOLDER = Path(__file__).resolve().parent / "tflite"


def normed(layer):
    return [layer, BatchNormalization(), ReLU()]


def branch(x, filters, stride):
    """Two convolutions, and their input or a projection of it added to them."""
    y = Conv2D(filters, 3, stride, "same", activation="relu")(x)
    y = Conv2D(filters, 3, 1, "same")(y)
    if stride > 1:
        x = Conv2D(filters, 1, stride, "same")(x)
    return ReLU()(Add()([x, y]))


def residual():
    x = input = Input((8, 6, 2))
    x = Conv2D(4, 3, 1, "same", activation="relu")(x)
    x = branch(branch(x, 4, 1), 6, 2)
    return keras.Model(input, Dense(3, "softmax")(GlobalAveragePooling2D()(x)))


def residual_first():
    x = input = Input((6, 6, 3))
    x = Add()([x, Conv2D(3, 3, 1, "same")(x)])
    return keras.Model(input, Dense(2)(Flatten()(x)))


def concat():
    x = input = Input((6, 5, 2))
    parts = [Conv2D(3, 1, activation="relu")(x), MaxPooling2D(3, 1, "same")(x), x]
    x = Conv2D(2, 3)(Concatenate()(parts))
    return keras.Model(input, Dense(2)(Flatten()(x)))


def networks():
    """The name, the shape of the input or the network itself, and the layers."""
    yield "mlp", (6,), [Dense(8, "relu"), Dense(4, "softmax")]
    yield "tanh_sigmoid", (5,), [Dense(6, "tanh"), Dense(2, "sigmoid")]
    yield "activations", (4,), [
        Dense(5), LeakyReLU(negative_slope=0.25), Dense(5), ELU(), Dense(4, "silu"), Dense(3), Activation(tf.nn.log_softmax),
    ]
    yield "cnn_valid", (10, 8, 2), [Conv2D(3, 3, activation="relu"), MaxPooling2D(2), Conv2D(4, 2, activation="relu"), Flatten(), Dense(3)]
    yield "cnn_same", (9, 8, 1), [
        Conv2D(4, 3, 2, "same", activation="relu"), Conv2D(4, (3, 2), 1, "same", activation="tanh"), AveragePooling2D(2, 2, "same"),
        Flatten(), Dense(3, "softmax"),
    ]
    yield "mobilenet", (12, 12, 3), [
        *normed(Conv2D(6, 3, 2, "same", use_bias=False)), *normed(DepthwiseConv2D(3, 1, "same", use_bias=False)),
        *normed(Conv2D(8, 1, use_bias=False)), *normed(DepthwiseConv2D(3, 2, "same", use_bias=False)), Conv2D(5, 1, activation="relu"),
        GlobalAveragePooling2D(), Dense(4, "softmax"),
    ]
    yield "convolution_at_end", (8, 8, 2), [
        Conv2D(4, 3, activation="relu"), GlobalAveragePooling2D(keepdims=True), Conv2D(3, 1), Reshape((3,)), Activation("softmax"),
    ]
    yield "residual", residual(), None
    yield "residual_first", residual_first(), None
    yield "concat", concat(), None
    yield "batch_norm_kept", (8, 8, 2), [
        BatchNormalization(), Conv2D(3, 3, activation="relu"), MaxPooling2D(2), BatchNormalization(), Flatten(), BatchNormalization(), Dense(2),
    ]
    yield "rescaled", (6, 5, 2), [Rescaling(0.5, -0.25), Conv2D(3, 3, activation="relu"), Flatten(), Dense(2)]
    yield "padded", (8, 8, 2), [ZeroPadding2D(((0, 1), (0, 1))), Conv2D(3, 3, 2, activation="relu"), Flatten(), Dense(2)]
    yield "sequence", (20, 3), [
        Conv1D(4, 5, 2, "same", activation="relu"), MaxPooling1D(2), Conv1D(5, 3, activation="relu"), GlobalAveragePooling1D(), Dense(2),
    ]
    yield "sequence_flattened", (12, 2), [Conv1D(4, 3, activation="relu"), Flatten(), Dense(2)]
    yield "image_out", (6, 5, 2), [Conv2D(3, 3, activation="relu"), Conv2D(2, 1)]
    yield "reshaped", (30,), [Reshape((5, 6, 1)), Conv2D(2, 3, activation="relu"), Flatten(), Dense(2)]
    yield "hidden_named", (4,), [Dense(5, "relu", name="hidden"), Dense(3, name="scores")]
    yield "hard_swish", (4,), [Dense(5, "hard_swish"), Dense(3)]
    # These are refused.
    yield "refused_layers", (4, 4, 2), [Conv2D(3, 1), UpSampling2D(2), Conv2DTranspose(2, 3), PReLU(), UpSampling2D(2), Flatten(), Dense(2)]


INTEGERS = ["mlp", "cnn_valid", "mobilenet", "residual", "sequence", "cnn_same", "tanh_sigmoid"]


def network_of(name, shape, layers):
    keras.utils.set_random_seed(sum(map(ord, name)))
    network = shape if layers is None else keras.Sequential([Input(shape), *layers])
    generator = np.random.default_rng(len(name))
    for layer in network.layers:
        weights = layer.get_weights()
        for weight in weights:
            weight[...] = generator.uniform(-0.6, 0.6, weight.shape)
        if isinstance(layer, BatchNormalization):
            weights[-1][...] = generator.uniform(0.5, 2, weights[-1].shape)
        layer.set_weights(weights)
    return network


def convert(network, integers=None, inside=False, half=False):
    """The model, with 8-bit integers if there are samples."""
    with tempfile.TemporaryDirectory() as folder:
        network.export(folder, verbose=False)
        converter = tf.lite.TFLiteConverter.from_saved_model(folder)
        if half:
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
            converter.target_spec.supported_types = [tf.float16]
        if integers is not None:
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
            converter.representative_dataset = lambda: ([sample[None]] for sample in integers)
            converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
            if not inside:
                converter.inference_input_type = converter.inference_output_type = tf.int8
        return converter.convert()


def run(model, case):
    """The real outputs for the input of a case. That of a model of integers has all integers."""
    interpreter = Interpreter(model_content=model)
    interpreter.allocate_tensors()
    [input], [output] = interpreter.get_input_details(), interpreter.get_output_details()
    index = np.arange(np.prod(input["shape"]))
    if input["dtype"] == np.int8:
        values = ((index * 37 + case * 11) % 256 - 128).astype(np.int8)
    elif any(op["op_name"] == "QUANTIZE" for op in interpreter._get_ops_details()):
        [quantize] = [op for op in interpreter._get_ops_details() if op["op_name"] == "QUANTIZE"]
        scale, zero = interpreter._get_tensor_details(quantize["outputs"][0], 0)["quantization"]
        values = np.float32(scale) * ((index * 37 + case * 11) % 256 - 128 - zero).astype(np.float32)
    else:
        values = ((index * 37 + case * 11) % 101).astype(np.float32) / np.float32(50) - np.float32(1)
    interpreter.set_tensor(input["index"], values.reshape(input["shape"]))
    interpreter.invoke()
    values = interpreter.get_tensor(output["index"]).reshape(-1)
    if output["dtype"] == np.int8:
        scale, zero = output["quantization"]
        values = np.float64(np.float32(scale)) * (values.astype(np.int64) - zero)
    return values


def main():
    FOLDER.mkdir(exist_ok=True)
    lines = [f"# tensorflow {tf.__version__}, keras {keras.__version__}"]

    def add(name, model):
        (FOLDER / f"{name}.tflite").write_bytes(model)
        for case in range(2):
            lines.append(f"{name} {case} " + " ".join(f"{value:.9g}" for value in run(model, case)))

    for name, shape, layers in networks():
        network = network_of(name, shape, layers)
        if name.startswith("refused"):
            (FOLDER / f"{name}.tflite").write_bytes(convert(network))
            continue
        add(name, convert(network))
        samples = np.random.default_rng(1).uniform(-1, 1, (100, *network.input_shape[1:])).astype(np.float32)
        if name in INTEGERS:
            add(f"{name}_int8", convert(network, samples))
        if name == "mlp":
            add("mlp_float_io_int8", convert(network, samples, inside=True))
            add("mlp_float16", convert(network, half=True))
    (FOLDER / "outputs.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
