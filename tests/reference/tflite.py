#!/usr/bin/env python3
"""Makes the `.tflite` files of `tflite/` with TensorFlow, and the outputs that TensorFlow Lite Micro and LiteRT compute from them.

Run:  python3 tests/reference/tflite.py [NETWORK ..]
      (a minute; needs `pip install tensorflow-cpu ai-edge-litert tflite-micro pyyaml`)
Made with Python 3.11, tensorflow-cpu 2.21.0, ai-edge-litert 2.3.0, tflite-micro 0.dev20261023182759, numpy 2.4.6, on x86-64.

Small networks learn the digits of `examples/data/mnist10k`, pooled to fewer pixels, and are converted to float32 and to int8. README.md
tells the format of the text files. Their int8 values are exact: TensorFlow Lite Micro itself computes them, with its reference kernels.
"""

import contextlib
import gzip
import io
import os
import sys
from pathlib import Path

os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "CUDA_VISIBLE_DEVICES": "-1"}
sys.dont_write_bytecode = True  # nothing but the files is left in this folder

import keras
import numpy as np
import tensorflow as tf
from ai_edge_litert import schema_py_generated as schema
from ai_edge_litert.interpreter import Interpreter
from keras.layers import (
    Add, AveragePooling2D, BatchNormalization, Concatenate, Conv1D, Conv2D, Dense, DepthwiseConv1D, DepthwiseConv2D, Flatten,
    GlobalAveragePooling2D, MaxPooling1D, MaxPooling2D, ReLU, Reshape, ZeroPadding2D,
)
from tflite_micro import runtime

FOLDER = Path(__file__).resolve().parent / "tflite"
DIGITS = FOLDER.parents[2] / "examples/data/mnist10k"
EPOCHS = 6
CALIBRATION = 200  # samples that the converter observes
MEAN, DEVIATION = 0.13, 0.31  # of the pixels, where a network reads them normalized
OPERATORS = {value: name for name, value in vars(schema.BuiltinOperator).items() if isinstance(value, int)}


def mlp():
    return [Dense(12, "relu"), Dense(10, "softmax")]


def cnn():
    normed = lambda convolution: [convolution, BatchNormalization(), ReLU()]
    return [
        *normed(Conv2D(4, 3, 2, "same", use_bias=False)), *normed(DepthwiseConv2D(3, 1, "same", use_bias=False)),
        *normed(Conv2D(8, 1, use_bias=False)), MaxPooling2D(2), AveragePooling2D(2, 1, "same"), GlobalAveragePooling2D(), Dense(10, "softmax"),
    ]


def block(filters, stride, x, projection):
    """Two convolutions, and their input added to them."""
    y = Conv2D(filters, 3, stride, "same", activation="relu")(x)
    return ReLU()(Add()([projection(x), Conv2D(filters, 3, 1, "same")(y)]))


def branches():
    parts = lambda x: [Conv2D(2, (1, 2), 1, "same", activation="relu")(x), MaxPooling2D(3, 1, "same")(x), x]
    return [
        Conv2D(3, 3, (1, 2), "same", activation="relu"), lambda x: block(3, 1, x, lambda x: x),
        lambda x: block(4, 2, x, Conv2D(4, 1, 2, "same")), lambda x: Concatenate()(parts(x)), GlobalAveragePooling2D(), Dense(10, "softmax"),
    ]


def gates():
    return [Dense(10, "tanh"), Dense(10, "sigmoid"), Dense(10, "sigmoid")]


def relu6():
    return [Dense(12, "relu6", use_bias=False), Dense(10)]


def hard_swish():
    swish = lambda x: x * keras.ops.relu6(x + 3.0) * (1.0 / 6.0)
    return [Dense(12, "relu6"), Dense(12, swish), Dense(10)]


def sequence():
    return [
        Conv1D(6, 3, 2, "same", activation="relu"), DepthwiseConv1D(3, activation="relu"), Conv1D(5, 1, activation="relu"),
        MaxPooling1D(2), Flatten(), Dense(10, "softmax"),
    ]


def dilated():
    return [Conv1D(4, 3, 1, "same", dilation_rate=2, activation="relu"), Conv1D(3, 3, dilation_rate=4, activation="relu"), Flatten(), Dense(10)]


def padded():
    return [ZeroPadding2D(1), Conv2D(3, 3, (2, 3), activation="relu"), Flatten(), Dense(10, "softmax")]


def speech():
    return [Reshape((7, 14, 1)), DepthwiseConv2D(3, 2, "same", depth_multiplier=4, activation="relu"), Flatten(), Dense(10, "softmax")]


NETS = {  # name: (layers, size of a pool of pixels, shape of an input, whether pixels are normalized, kinds of files)
    "mlp": (mlp, (4, 4), (49,), False, ["float", "int8", "float_io"]),
    "cnn": (cnn, (4, 2), (7, 14, 1), True, ["float", "int8"]),
    "branches": (branches, (4, 2), (7, 14, 1), False, ["float", "int8"]),
    "gates": (gates, (7, 7), (16,), True, ["float", "int8"]),
    "relu6": (relu6, (7, 7), (16,), False, ["int8"]),
    "hard_swish": (hard_swish, (7, 7), (16,), True, ["float", "int8"]),
    "sequence": (sequence, (2, 4), (14, 7), False, ["float", "int8", "any_batch"]),
    "dilated": (dilated, (2, 4), (14, 7), False, ["int8"]),
    "padded": (padded, (4, 2), (7, 14, 2), True, ["float", "int8"]),
    "speech": (speech, (4, 2), (98,), False, ["int8"]),
}


def idx(name, start):
    """The bytes of a file of digits after its head."""
    return np.frombuffer(gzip.decompress((DIGITS / name).read_bytes()), np.uint8)[start:]


def digits(part, pool, shape, is_normed):
    """Inputs of a network and the digits that they show. A second channel is the picture upside down."""
    images = idx(f"{part}-images-idx3-ubyte.gz", 16).reshape(-1, 28 // pool[0], pool[0], 28 // pool[1], pool[1])
    images = images.mean((2, 4), np.float64) / 255
    images = (images - MEAN) / DEVIATION if is_normed else images
    channels = [images, images[:, ::-1]] if shape[-1] == 2 else [images]
    return np.stack(channels, -1).reshape(-1, *shape).astype(np.float32), idx(f"{part}-labels-idx1-ubyte.gz", 8)


def build(layers, shape, batch=None):
    """A network with its layers, or functions of tensors, one after the other."""
    keras.utils.clear_session()  # names in the file do not depend on what was built before
    x = start = keras.Input(shape, batch, name="input")
    for layer in layers():
        x = layer(x)
    return keras.Model(start, x, name="net")


def train(layers, shape, inputs, labels):
    keras.utils.set_random_seed(1)
    model = build(layers, shape)
    is_linear = layers()[-1].activation is keras.activations.linear
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=is_linear)
    model.compile(keras.optimizers.Adam(0.01), loss)
    model.fit(inputs, labels, 64, EPOCHS, verbose=0)
    return model


def convert(model, layers, shape, kind, inputs):
    """The bytes of a `.tflite` file."""
    if kind != "any_batch":  # a fixed batch leaves no computation of shapes in the file
        fixed = build(layers, shape, 1)
        fixed.set_weights(model.get_weights())
        model = fixed
    converter = tf.lite.TFLiteConverter.from_keras_model(model)
    if kind != "float":
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = lambda: ([x[None]] for x in inputs[:CALIBRATION])
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    if kind == "float_io":  # weights with one scale, as converters before 2.18 wrote them
        converter._experimental_disable_per_channel_quantization_for_dense_layers = True
    elif kind != "float":
        converter.inference_input_type = converter.inference_output_type = tf.int8
    with contextlib.redirect_stdout(io.StringIO()):  # it prints the signature
        return converter.convert()


def pseudorandom(seed, count):
    """The top bytes of a linear congruential generator, as i8."""
    state, found = seed, []
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        found.append(state >> 24)
    return np.array(found, np.uint8).view(np.int8)


def quantized(details, x):
    scale, zero = (details["quantization_parameters"][key][0] for key in ("scales", "zero_points"))
    return np.clip(np.rint(x / scale) + zero, -128, 127).astype(np.int8)


def micro(data, samples, count):
    """Inputs, outputs and the outputs of each operator, computed by TensorFlow Lite Micro. Half of the inputs are no digits."""
    keep = runtime.InterpreterConfig.kPreserveAllTensors
    interpreter = runtime.Interpreter.from_bytes(data, arena_size=1 << 20, intrepreter_config=keep)
    details, noise = interpreter.get_input_details(0), [pseudorandom(seed, samples[0].size) for seed in range(1, count - 1)]
    if details["dtype"] == np.int8:
        inputs = [quantized(details, x) for x in samples[:2]] + noise
    else:
        inputs = [*samples[:2]] + [(x / np.float32(100)).astype(np.float32) for x in noise]
    graph, found = schema.ModelT.InitFromPackedBuf(data, 0).subgraphs[0], {"input": np.stack([x.reshape(samples[0].shape) for x in inputs])}
    for x in found["input"]:
        interpreter.reset()  # the state of an LSTM is 0
        interpreter.set_input(x[None], 0)
        interpreter.invoke()
        values = {f"op.{i}": interpreter.GetTensor(int(op.outputs[0]), 0)["tensor_data"] for i, op in enumerate(graph.operators)}
        for key, value in ({"output": interpreter.get_output(0)} | values).items():
            found.setdefault(key, []).append(np.array(value))
    return {key: np.concatenate(value) if key != "input" else value for key, value in found.items() if value[0].dtype != np.int32}


def litert(data, samples, count):
    """Inputs and outputs of a file of float32."""
    interpreter = Interpreter(model_content=data, num_threads=1)
    interpreter.allocate_tensors()
    found = []
    for x in samples[:count]:
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], x[None])
        interpreter.invoke()
        found.append(interpreter.get_tensor(interpreter.get_output_details()[0]["index"]))
    return {"input": samples[:count], "output": np.concatenate(found)}


def operators(data):
    """The names of the operators in a file."""
    model = schema.ModelT.InitFromPackedBuf(data, 0)
    codes = [max(code.builtinCode, code.deprecatedBuiltinCode) for code in model.operatorCodes]
    return [OPERATORS[codes[op.opcodeIndex]] for op in model.subgraphs[0].operators]


def write(name, data, tensors):
    """The file, and the text that belongs to it."""
    (FOLDER / f"{name}.tflite").write_bytes(data)
    lines = [f"# {name}.tflite: {len(data)} bytes; " + ", ".join(f"{i} {op}" for i, op in enumerate(operators(data)))]
    for key, values in tensors.items():
        lines += [f"tensor {key} {' '.join(map(str, values.shape))}", " ".join(f"{x:.9g}" for x in values.ravel().tolist())]
    (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n")
    print(lines[0], flush=True)


def main(chosen):
    FOLDER.mkdir(exist_ok=True)
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.experimental.enable_op_determinism()
    for name in chosen or NETS:
        layers, pool, shape, is_normed, kinds = NETS[name]
        inputs, labels = digits("train8k", pool, shape, is_normed)
        samples, truth = digits("test2k", pool, shape, is_normed)
        model = train(layers, shape, inputs, labels)
        print(f"{name}: accuracy {(model.predict(samples, verbose=0).argmax(1) == truth).mean():.3f}")
        for kind in kinds:
            data = convert(model, layers, shape, kind, inputs)
            write(f"{name}_{kind}", data, (litert if kind == "float" else micro)(data, samples, 4))


if __name__ == "__main__":
    main(sys.argv[1:])
