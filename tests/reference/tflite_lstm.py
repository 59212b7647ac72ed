#!/usr/bin/env python3
"""Makes the `.tflite` files of `tflite/` with an LSTM, and the outputs that TensorFlow Lite Micro computes from them.

Run:  python3 tests/reference/tflite_lstm.py [NETWORK ..]
      (a minute; needs `pip install tensorflow-cpu tf-keras ai-edge-litert tflite-micro pyyaml`)
Made with Python 3.11, tensorflow-cpu 2.21.0, tf-keras 2.21.0, ai-edge-litert 2.3.0, tflite-micro 0.dev20261023182759, on x86-64.

The networks learn the digits as sequences of rows, as those of `tflite.py` do. The layer of Keras 2 (`tf_keras`) with a batch of 1 becomes the
operator UNIDIRECTIONAL_SEQUENCE_LSTM. That of Keras 3 becomes a loop. It prints how many outputs LiteRT's
reference kernels compute otherwise.
"""

import contextlib
import io
import sys

import numpy as np
import tensorflow as tf
import tf_keras
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from tf_keras.layers import LSTM, Dense, Flatten, Input

from tflite import CALIBRATION, EPOCHS, digits, micro, write

POOL, SHAPE = (2, 4), (14, 7)
NETS = {  # name: layers
    "lstm_last": lambda: [LSTM(16), Dense(10, "softmax")],
    "lstm_all": lambda: [LSTM(8, return_sequences=True), Flatten(), Dense(10)],
    "lstm_stacked": lambda: [LSTM(8, return_sequences=True), LSTM(6, return_sequences=True), LSTM(16), Dense(12, "relu"), Dense(10, "softmax")],
    "lstm_odd": lambda: [LSTM(3), Dense(10)],
}


def train(layers, inputs, labels):
    tf_keras.backend.clear_session()
    tf_keras.utils.set_random_seed(1)
    layers = layers()
    model = tf_keras.Sequential([Input(SHAPE), *layers])
    is_linear = layers[-1].activation is tf_keras.activations.linear
    model.compile(tf_keras.optimizers.Adam(0.01), tf_keras.losses.SparseCategoricalCrossentropy(from_logits=is_linear))
    model.fit(inputs, labels, 64, EPOCHS, verbose=0)
    return model


def convert(model, inputs):
    """The bytes of a `.tflite` file of integers. The batch is 1."""
    function = tf.function(model).get_concrete_function(tf.TensorSpec([1, *SHAPE], tf.float32))
    converter = tf.lite.TFLiteConverter.from_concrete_functions([function], model)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: ([x[None]] for x in inputs[:CALIBRATION])
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = converter.inference_output_type = tf.int8
    with contextlib.redirect_stdout(io.StringIO()):
        return converter.convert()


def reference(data, inputs):
    """The outputs of LiteRT's reference kernels."""
    interpreter = Interpreter(model_content=data, experimental_op_resolver_type=OpResolverType.BUILTIN_REF, num_threads=1)
    interpreter.allocate_tensors()
    found = []
    for x in inputs:
        interpreter.reset_all_variables()
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], x[None])
        interpreter.invoke()
        found.append(interpreter.get_tensor(interpreter.get_output_details()[0]["index"]))
    return np.concatenate(found)


def main(chosen):
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.experimental.enable_op_determinism()
    inputs, labels = digits("train8k", POOL, SHAPE, False)
    samples, truth = digits("test2k", POOL, SHAPE, False)
    for name in chosen or NETS:
        model = train(NETS[name], inputs, labels)
        accuracy = (model.predict(samples, verbose=0).argmax(1) == truth).mean()
        data = convert(model, inputs)
        found = micro(data, samples, 6)
        write(f"{name}_int8", data, found)
        other = found["output"].astype(int) - reference(data, found["input"])
        print(f"{name}: accuracy {accuracy:.3f}; LiteRT: {np.count_nonzero(other)} of {other.size} outputs differ, by at most {abs(other).max()}")


if __name__ == "__main__":
    main(sys.argv[1:])
