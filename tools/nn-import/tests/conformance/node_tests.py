"""Writes the node tests of ONNX as folders: the model, its inputs and its outputs.

    pip install onnx==1.23.0
    python node_tests.py FOLDER           # all
    python node_tests.py FOLDER PAGE.md   # a few small ones of each operator in the table of a page

The package has the tests as programs. Each becomes FOLDER/NAME/model.onnx with test_data_set_0/input_0.pb, output_0.pb and so on: the
layout of ONNX's own runners. A test whose values are no tensors (sequences, optional values) has only its model.
"""

import collections
import pathlib
import re
import sys
import warnings

import numpy
from onnx import TensorProto, numpy_helper
from onnx.backend.test.loader import load_model_tests

# Operators of which more tests are selected: those that are layers, and those whose attributes matter most.
IMPORTANT = {"AveragePool", "BatchNormalization", "Conv", "GRU", "Gemm", "LSTM", "LayerNormalization", "MatMul", "MaxPool", "Pad", "RNN", "Slice"}

# The most bytes of a selected test.
MOST = 4000

warnings.filterwarnings("ignore")


def tensors(values, infos):
    """The bytes of tensors."""
    for value, info in zip(values, infos, strict=True):
        if not info.type.HasField("tensor_type"):
            raise TypeError(f"`{info.name}` is no tensor")
        tensor = value if isinstance(value, TensorProto) else numpy_helper.from_array(numpy.asarray(value), info.name)
        yield tensor.SerializeToString()


def files(case):
    """The files of a test by their names."""
    inputs, outputs = case.data_sets[0]
    found = {"model.onnx": case.model.SerializeToString()}
    try:
        data = {f"input_{i}": data for i, data in enumerate(tensors(inputs, case.model.graph.input))}
        data |= {f"output_{i}": data for i, data in enumerate(tensors(outputs, case.model.graph.output))}
    except TypeError:
        return found
    return found | {f"test_data_set_0/{name}.pb": bytes for name, bytes in data.items()}


def selected(tests, page):
    """The names of the selected tests: the first small ones of each operator, in the order of their names."""
    operators = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    by_operator = collections.defaultdict(list)
    sizes = {name: sum(map(len, contents.values())) for name, (_, contents) in tests.items()}
    for name, (case, contents) in sorted(tests.items()):
        if len(case.model.graph.node) == 1 and len(contents) > 1:
            by_operator[case.model.graph.node[0].op_type].append(name)
    found = set()
    for operator in operators:
        names = by_operator[operator]
        small = [name for name in names if sizes[name] <= MOST] or sorted(names, key=sizes.get)[:2]
        found |= set(small[: 8 if operator in IMPORTANT else 2])
    return found


def main():
    root = pathlib.Path(sys.argv[1])
    tests = {case.name: (case, files(case)) for case in load_model_tests(kind="node")}
    names = selected(tests, pathlib.Path(sys.argv[2]).read_text()) if len(sys.argv) > 2 else set(tests)
    for name in names:
        for path, contents in tests[name][1].items():
            path = root / name / path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(contents)


main()
