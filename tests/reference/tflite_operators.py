#!/usr/bin/env python3
"""Makes `tflite/operators/`: what single int8 operators of TensorFlow Lite Micro compute, for scales from small to large.

Run:  python3 tests/reference/tflite_operators.py      (a second; needs `pip install tflite-micro ai-edge-litert pyyaml`)
Made with Python 3.11, tflite-micro 0.dev20261023182759, ai-edge-litert 2.3.0, numpy 2.4.6.

Each case is a file of one operator that this script writes and TensorFlow Lite Micro runs, with its reference kernels.
"""

import sys
from pathlib import Path

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema
from tflite_micro import runtime

sys.dont_write_bytecode = True  # nothing but the values is left in this folder

FOLDER = Path(__file__).resolve().parent / "tflite/operators"
Operator, Options, Type = schema.BuiltinOperator, schema.BuiltinOptions, schema.TensorType
EVERY = np.arange(-128, 128).astype(np.int8)
CASES = 12
NONE, RELU = schema.ActivationFunctionType.NONE, schema.ActivationFunctionType.RELU


def filled(made, **fields):
    """An object of the schema with these fields."""
    for name, value in fields.items():
        assert hasattr(made, name), name
        setattr(made, name, value)
    return made


def quantized(shape, scale, zero):
    parameters = filled(schema.QuantizationParametersT(), scale=[float(scale)], zeroPoint=[int(zero)])
    return filled(schema.TensorT(), shape=list(shape), type=Type.INT8, buffer=0, name=b"", quantization=parameters)


def model(code, tensors, options=None, kind=Options.NONE, constant=None):
    """The bytes of a file with one operator: its inputs, then its output, and an input of constant i32."""
    buffers, inputs = [filled(schema.BufferT(), data=None)], list(range(len(tensors) - 1))
    operands = list(inputs)
    if constant is not None:
        buffers.append(filled(schema.BufferT(), data=np.frombuffer(np.array(constant, np.int32).tobytes(), np.uint8)))
        tensors = [*tensors, filled(schema.TensorT(), shape=[len(constant)], type=Type.INT32, buffer=1, name=b"")]
        operands.append(len(tensors) - 1)
    operator = filled(
        schema.OperatorT(), opcodeIndex=0, inputs=operands, outputs=[len(inputs)], builtinOptions=options, builtinOptionsType=kind)
    graph = filled(schema.SubGraphT(), tensors=tensors, operators=[operator], inputs=inputs, outputs=[len(inputs)], name=b"main")
    codes = [filled(schema.OperatorCodeT(), builtinCode=code, deprecatedBuiltinCode=code, version=2)]
    builder = flatbuffers.Builder(1024)
    builder.Finish(filled(schema.ModelT(), version=3, operatorCodes=codes, subgraphs=[graph], buffers=buffers).Pack(builder), b"TFL3")
    return bytes(builder.Output())


def run(data, *inputs):
    interpreter = runtime.Interpreter.from_bytes(data, arena_size=1 << 16)
    for i, x in enumerate(inputs):
        interpreter.set_input(x, i)
    interpreter.invoke()
    return np.array(interpreter.get_output(0)).ravel()


def scales(random, low, high):
    """Scales of f32, evenly from `low` to `high` in the logarithm, with a zero point each."""
    values = np.geomspace(low, high, CASES) * random.uniform(0.9, 1.1, CASES)
    return values.astype(np.float32), np.concatenate([[-128, 127, 0], random.integers(-128, 128, CASES - 3)])


def table(code, scale, zero):
    """A map of each i8."""
    def made(random):
        s, z = scales(random, 1e-4, 0.5)
        each = [run(model(code, [quantized((1, 256), *pair), quantized((1, 256), scale, zero)]), EVERY[None]) for pair in zip(s, z)]
        return {"scale": s, "zero": z, "output": each}
    return made


def hard_swish(random):
    """Every i8, from -128 to 127, through a scale and a zero point to others."""
    s, z = scales(random, 1e-4, 0.5)
    to, to_zero = (s * np.geomspace(0.02, 4.0, CASES)).astype(np.float32), random.integers(-128, 128, CASES)
    tensors = lambda i: [quantized((1, 256), s[i], z[i]), quantized((1, 256), to[i], to_zero[i])]
    options = filled(schema.HardSwishOptionsT())
    each = [run(model(Operator.HARD_SWISH, tensors(i), options, Options.HardSwishOptions), EVERY[None]) for i in range(CASES)]
    return {"scale": s, "zero": z, "to.scale": to, "to.zero": to_zero, "output": each}


def softmax(random):
    """Rows of ten logits. In some of them all are near the largest one."""
    s, z = scales(random, 1e-3, 1.0)
    x = random.integers(-128, 128, (CASES, 10)).astype(np.int8)
    x[::3] //= 16
    options = filled(schema.SoftmaxOptionsT(), beta=1.0)
    tensors = lambda pair: [quantized((1, 10), *pair), quantized((1, 10), 1 / 256, -128)]
    files = [model(Operator.SOFTMAX, tensors(pair), options, Options.SoftmaxOptions) for pair in zip(s, z)]
    return {"scale": s, "zero": z, "input": x, "output": [run(file, row[None]) for file, row in zip(files, x)]}


def add(random):
    """Sums of two tensors with scales of their own. Every second case has ReLU inside."""
    s = np.exp(random.uniform(np.log(0.005), np.log(0.3), (CASES, 3)))
    s[:, 2] = (s[:, 0] + s[:, 1]) * random.uniform(0.8, 1.5, CASES)  # few sums are outside of i8
    s, z = s.astype(np.float32), random.integers(-60, 61, (CASES, 3))
    z[1::2, 2] = -128
    x = random.integers(-128, 128, (CASES, 2, 64)).astype(np.int8)
    kinds, outputs = [NONE, RELU] * (CASES // 2), []
    for scale, zero, pair, kind in zip(s, z, x, kinds):
        options = filled(schema.AddOptionsT(), fusedActivationFunction=kind)
        tensors = [quantized((1, 64), *parameters) for parameters in zip(scale, zero)]
        outputs.append(run(model(Operator.ADD, tensors, options, Options.AddOptions), *pair[:, None]))
    return {"scale": s, "zero": z, "relu": kinds, "input": x, "output": outputs}


def mean(random):
    """Means of images of six channels with other scales, and their average pools. `size` is height and width; the rest of `input` is unused."""
    s, z = scales(random, 0.01, 0.2)
    size, x = random.integers(1, 9, (CASES, 2)), random.integers(-128, 128, (CASES, 8 * 8 * 6)).astype(np.int8)
    to, to_zero = (s * random.uniform(0.5, 1.2, CASES)).astype(np.float32), np.clip(z + random.integers(-20, 21, CASES), -128, 127)
    means, pools = [], []
    for i, (height, width) in enumerate(size.tolist()):
        image = x[i, : height * width * 6].reshape(1, height, width, 6)
        options = filled(schema.ReducerOptionsT(), keepDims=False)
        tensors = [quantized(image.shape, s[i], z[i]), quantized((1, 6), to[i], to_zero[i])]
        means.append(run(model(Operator.MEAN, tensors, options, Options.ReducerOptions, [1, 2]), image))
        options = filled(
            schema.Pool2DOptionsT(), padding=schema.Padding.VALID, strideH=1, strideW=1, filterHeight=height, filterWidth=width)
        tensors = [quantized(image.shape, s[i], z[i]), quantized((1, 1, 1, 6), s[i], z[i])]
        pools.append(run(model(Operator.AVERAGE_POOL_2D, tensors, options, Options.Pool2DOptions), image))
    return {"scale": s, "zero": z, "to.scale": to, "to.zero": to_zero, "size": size, "input": x, "mean": means, "pool": pools}


MAKERS = {"logistic": table(Operator.LOGISTIC, 1 / 256, -128), "tanh": table(Operator.TANH, 1 / 128, 0), "hard_swish": hard_swish, "softmax": softmax, "add": add, "mean": mean}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in MAKERS.items():
        lines = [f"# {name}: " + (make.__doc__ or "Every i8, from -128 to 127, through a scale and a zero point.")]
        for key, values in make(np.random.default_rng(1)).items():
            values = np.array(values)
            lines += [f"tensor {key} {' '.join(map(str, values.shape))}", " ".join(f"{x:.9g}" for x in values.ravel().tolist())]
        (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
