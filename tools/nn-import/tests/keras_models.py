"""Makes models with Keras and TensorFlow, by tf2onnx and by Keras's own export.

    pip install tensorflow tf2onnx tf_keras onnxruntime
    python tools/nn-import/tests/keras_models.py

It writes `keras/*.onnx` and `keras/outputs.txt`, and the refused models of Keras to `refused`. A model that exists is kept. The weights are
random, so the models are of this project.
"""

import os
import subprocess
import sys
import tempfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import keras
import numpy
import tensorflow as tf
import tf2onnx
import tf_keras
from keras import Input, Sequential, layers
from record import Record, without_notes

OPSET = 15


def functional(shape, build):
    """A model of the functional API."""
    x = Input(shape)
    return keras.Model(x, build(x))


def residual(x):
    x = layers.Conv2D(4, 3, padding="same", activation="relu")(x)
    y = layers.Conv2D(4, 3, padding="same", activation="relu")(x)
    y = layers.Conv2D(4, 3, padding="same")(y)
    x = layers.ReLU()(layers.Add()([x, y]))
    return layers.Dense(3)(layers.GlobalAveragePooling2D()(x))


def projection(x):
    y = layers.BatchNormalization()(layers.Conv2D(4, 3, strides=2, padding="same", use_bias=False)(x))
    y = layers.BatchNormalization()(layers.Conv2D(4, 3, padding="same", use_bias=False)(layers.ReLU()(y)))
    x = layers.Activation("relu")(layers.add([layers.Conv2D(4, 1, strides=2)(x), y]))
    return layers.Dense(3, activation="softmax")(layers.Flatten()(x))


def concat(x):
    x = layers.Concatenate()([layers.Conv2D(2, 1, activation="relu")(x), layers.Conv2D(3, 3, padding="same", activation="relu")(x)])
    return layers.Dense(3)(layers.Flatten()(x))


def dense_residual(x):
    x = layers.Dense(6, activation="relu")(x)
    return layers.Dense(2)(layers.Add()([x, layers.Dense(6)(layers.Dense(4, activation="tanh")(x))]))


def normalization(shape, axis=-1):
    layer = layers.Normalization(axis=axis)
    layer.adapt(numpy.random.default_rng(7).normal(2.0, 3.0, (64, *shape)).astype(numpy.float32))
    return layer


def models():
    """Names and models."""
    dense, conv, conv1 = layers.Dense, layers.Conv2D, layers.Conv1D
    pool, flatten = layers.MaxPooling2D, layers.Flatten
    yield "mlp", Sequential([Input((6,)), dense(8, activation="relu"), layers.Dropout(0.3), dense(3, activation="softmax")])
    yield "mlp_batch_norm", Sequential([Input((6,)), dense(8), layers.BatchNormalization(), layers.ReLU(), dense(3)])
    yield "mlp_normalization", Sequential([Input((4,)), normalization((4,)), dense(5, activation="tanh"), dense(1)])
    yield "flat_images", Sequential([Input((6, 6)), layers.Rescaling(1 / 255), flatten(), dense(5, activation="relu"), dense(3)])
    # the network of Keras's example `mnist_convnet`
    yield "mnist_cnn", Sequential([
        Input((12, 12, 1)), conv(3, 3, activation="relu"), pool(), conv(4, 3, activation="relu"), layers.Dropout(0.5), flatten(), dense(4, activation="softmax"),
    ])
    yield "rescaling_cnn", Sequential([Input((8, 8, 3)), layers.Rescaling(1 / 127.5, offset=-1), conv(3, 3, activation="relu"), pool(), flatten(), dense(2)])
    yield "normalization_cnn", Sequential([Input((8, 8, 3)), normalization((8, 8, 3)), conv(3, 3, activation="relu"), layers.GlobalAveragePooling2D(), dense(2)])
    yield "same_stride", Sequential([Input((9, 8, 2)), conv(3, 3, strides=2, padding="same", activation="relu"), flatten(), dense(2)])
    yield "zero_padding", Sequential([Input((8, 8, 1)), layers.ZeroPadding2D(1), conv(2, 3, strides=2, activation="relu"), flatten(), dense(2)])
    yield "separable", Sequential([
        Input((8, 8, 2)), conv(4, 3, padding="same", use_bias=False), layers.BatchNormalization(), layers.ReLU(), layers.SeparableConv2D(5, 3, padding="same", activation="relu"),
        layers.GlobalAveragePooling2D(), dense(3),
    ])
    # Zhang et al. 2017
    yield "ds_cnn", Sequential([
        Input((12, 10, 1)), conv(4, (6, 4), strides=(2, 2), padding="same"), layers.BatchNormalization(), layers.ReLU(), layers.DepthwiseConv2D(3, padding="same"), layers.BatchNormalization(),
        layers.ReLU(), conv(4, 1), layers.BatchNormalization(), layers.ReLU(), layers.AveragePooling2D((6, 5)), flatten(), dense(5, activation="softmax"),
    ])
    yield "average_pool", Sequential([Input((8, 8, 2)), layers.AveragePooling2D(2), conv(2, 3), layers.Activation("tanh"), flatten(), dense(2)])
    yield "batch_norm_after_relu", Sequential([Input((6, 6, 2)), conv(3, 3, activation="relu"), layers.BatchNormalization(), flatten(), dense(2)])
    yield "sequence", Sequential([Input((20, 3)), conv1(4, 5, activation="relu"), layers.MaxPooling1D(2), conv1(4, 3, activation="relu"), layers.GlobalAveragePooling1D(), dense(2)])
    yield "ecg", Sequential([
        Input((24, 1)), conv1(3, 5, padding="same", strides=2), layers.BatchNormalization(), layers.ReLU(), layers.MaxPooling1D(2), conv1(4, 3, activation="relu"), flatten(), dense(4, activation="softmax"),
    ])
    yield "dilated_sequence", Sequential([Input((16, 2)), conv1(3, 3, dilation_rate=2, activation="relu"), layers.AveragePooling1D(2), flatten(), dense(2)])
    yield "separable_sequence", Sequential([Input((16, 2)), layers.SeparableConv1D(4, 3, activation="relu"), flatten(), dense(2)])
    yield "residual", functional((6, 6, 2), residual)
    yield "projection", functional((6, 6, 2), projection)
    yield "concat", functional((6, 6, 2), concat)
    yield "dense_residual", functional((5,), dense_residual)
    yield "autoencoder", Sequential([Input((8,)), dense(4, activation="relu"), dense(2), dense(4, activation="relu"), dense(8, activation="sigmoid")])
    yield "activations", Sequential([
        Input((4,)), dense(5, activation="silu"), dense(5, activation="elu"), dense(5, activation="softplus"), dense(5), layers.LeakyReLU(0.2), dense(2),
    ])
    yield "layer_norm", Sequential([Input((4,)), dense(6), layers.LayerNormalization(), dense(2)])
    yield "reshaped", Sequential([Input((36,)), layers.Reshape((6, 6, 1)), conv(2, 3, activation="relu"), flatten(), dense(2)])
    yield "image_to_image", Sequential([Input((5, 4, 1)), conv(3, 3, padding="same", activation="relu"), conv(2, 3, padding="same", activation="sigmoid")])
    yield "permuted", Sequential([Input((3, 12)), layers.Permute((2, 1)), conv1(2, 3, activation="relu"), flatten(), dense(2)])
    lstm = layers.LSTM
    yield "lstm", Sequential([Input((7, 4)), lstm(5), dense(3)])
    yield "lstm_no_bias", Sequential([Input((7, 4)), lstm(5, use_bias=False), dense(3)])
    yield "lstm_stacked", Sequential([Input((7, 4)), lstm(5, return_sequences=True), layers.Dropout(0.2), lstm(4), dense(3, activation="softmax")])
    yield "lstm_every_step", Sequential([Input((6, 3)), lstm(4, return_sequences=True), dense(2, activation="sigmoid")])
    yield "lstm_convolution_first", Sequential([Input((16, 3)), conv1(4, 3, strides=2, activation="relu"), lstm(5), dense(2)])
    yield "lstm_mean", Sequential([Input((6, 3)), lstm(4, return_sequences=True), layers.GlobalAveragePooling1D(), dense(2)])


def gru_models(keras):
    """Names and models of either version of Keras: tf2onnx finds a GRU only in those of Keras 2."""
    layers, gru, dense = keras.layers, keras.layers.GRU, keras.layers.Dense
    yield "gru", keras.Sequential([keras.Input((7, 4)), gru(5), dense(3)])
    yield "gru_stacked", keras.Sequential([keras.Input((7, 4)), gru(5, return_sequences=True), gru(4), dense(3, activation="softmax")])
    yield "gru_every_step", keras.Sequential([keras.Input((6, 3)), gru(4, return_sequences=True), dense(2, activation="sigmoid")])
    yield "gru_convolution_first", keras.Sequential([keras.Input((16, 3)), layers.Conv1D(4, 3, strides=2, activation="relu"), gru(5), dense(2)])


def refused_models():
    """Names and models whose layers tf2onnx writes as loops, and one that reads in both directions."""
    last = lambda layer: Sequential([Input((5, 2)), layer, layers.Dense(2)])
    yield "keras_gru", last(layers.GRU(3))
    yield "keras_simple_rnn", last(layers.SimpleRNN(3))
    yield "keras_bidirectional", last(layers.Bidirectional(layers.LSTM(3)))
    yield "keras_unrolled", last(layers.GRU(3, unroll=True))


def initialize(model, generator):
    for layer in model.layers:
        if isinstance(layer, layers.Normalization):
            continue
        for variable in layer.weights:
            low = 0.5 if "variance" in variable.path or "gamma" in variable.path else -0.6
            variable.assign(generator.uniform(low, 1.5 if low > 0 else 0.6, variable.shape))


class Functions(tf.Module):
    """A network of plain functions of TensorFlow."""

    def __init__(self, generator):
        random = lambda *shape: tf.Variable(generator.uniform(-0.6, 0.6, shape).astype(numpy.float32))
        self.kernel, self.shift, self.weights, self.bias = random(3, 3, 1, 2), random(2), random(18, 3), random(3)

    @tf.function(input_signature=[tf.TensorSpec((None, 8, 8, 1), tf.float32, "images")])
    def __call__(self, images):
        x = tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d((images - 127.0) / 64.0, self.kernel, 1, "VALID"), self.shift))
        x = tf.reshape(tf.nn.max_pool2d(x, 2, 2, "VALID"), (-1, 18))
        return tf.nn.softmax(tf.matmul(x, self.weights) + self.bias)


def tensorflow(model, path):
    """Exports a model as a function of TensorFlow."""
    if not path.exists():
        signature = [tf.TensorSpec((None, *model.input_shape[1:]), tf.float32, "input")]
        function = tf.function(lambda x: model(x, training=False))
        tf2onnx.convert.from_function(function, input_signature=signature, opset=OPSET, output_path=str(path))


def saved_model(model, path):
    """Exports a model by a SavedModel."""
    if not path.exists():
        with tempfile.TemporaryDirectory() as folder:
            model.export(folder, verbose=False)
            command = [sys.executable, "-m", "tf2onnx.convert", "--saved-model", folder, "--output", str(path), "--opset", str(OPSET)]
            subprocess.run(command, check=True, capture_output=True)


def keras_export(model, path):
    """Exports a model by Keras 3."""
    if not path.exists():
        model(numpy.zeros((1, *model.input_shape[1:]), numpy.float32))  # a model that was never called is not exported
        model.export(str(path), format="onnx", verbose=False)


def keras_2(model, older, path):
    """Exports a model of Keras 3 by one of Keras 2 with the same weights."""
    if not path.exists():
        older.set_weights(model.get_weights())
        inputs = numpy.random.default_rng(0).normal(size=(2, *model.input_shape[1:])).astype(numpy.float32)
        numpy.testing.assert_allclose(older(inputs), model(inputs), atol=1e-6)
        tf2onnx.convert.from_keras(older, opset=OPSET, output_path=str(path))


# The network returns the channels first.
AXES = {"image_to_image": (2, 0, 1), "lstm_every_step": (1, 0), "gru_every_step": (1, 0)}


def main():
    record = Record("keras", tf, keras, tf2onnx, tf_keras)
    for seed, (name, model) in enumerate(models()):
        initialize(model, numpy.random.default_rng(seed))
        # tf2onnx makes inputs of the statistics of `Normalization`, except of a SavedModel
        if "normalization" in name:
            saved_model(model, record.path(f"{name}_saved_model"))
            record.add(f"{name}_saved_model")
            continue
        tensorflow(model, record.path(f"{name}_tf2onnx"))
        record.add(f"{name}_tf2onnx", axes=AXES.get(name))
        keras_export(model, record.path(f"{name}_keras"))
        record.add(f"{name}_keras", axes=AXES.get(name))
    for (name, model), (_, older) in zip(gru_models(keras), gru_models(tf_keras), strict=True):
        initialize(model, numpy.random.default_rng(len(name)))
        keras_2(model, older, record.path(f"{name}_tf_keras"))
        record.add(f"{name}_tf_keras", axes=AXES.get(name))
    path = record.path("functions_tf2onnx")
    if not path.exists():
        module = Functions(numpy.random.default_rng(0))
        tf2onnx.convert.from_function(module.__call__, input_signature=module.__call__.input_signature, opset=OPSET, output_path=str(path))
    record.add(path.stem)
    record.save()
    refused = Record("refused")
    for name, model in refused_models():
        initialize(model, numpy.random.default_rng(0))
        keras_export(model, refused.path(name))
        without_notes(refused.path(name))


if __name__ == "__main__":
    main()
