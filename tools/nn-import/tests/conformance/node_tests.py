"""Writes the node tests of ONNX as folders: the model, its inputs and its outputs.

    pip install onnx==1.23.0 && python node_tests.py FOLDER

The package has the tests as programs. Each becomes FOLDER/NAME/model.onnx with test_data_set_0/input_0.pb, output_0.pb and so on: the
layout of ONNX's own runners. Tests whose values are no tensors (sequences, optional values) get a file `skipped` with the reason.
"""

import pathlib
import sys
import warnings

import numpy
from onnx import TensorProto, numpy_helper
from onnx.backend.test.loader import load_model_tests

warnings.filterwarnings("ignore")


def tensors(values, infos):
    """The bytes of tensors. `None` stands for an input that is left out."""
    for value, info in zip(values, infos, strict=True):
        if not info.type.HasField("tensor_type"):
            raise TypeError(f"`{info.name}` is no tensor")
        tensor = value if isinstance(value, TensorProto) else numpy_helper.from_array(numpy.asarray(value), info.name)
        yield tensor.SerializeToString()


def main():
    root = pathlib.Path(sys.argv[1])
    for case in load_model_tests(kind="node"):
        folder = root / case.name
        (folder / "test_data_set_0").mkdir(parents=True, exist_ok=True)
        (folder / "model.onnx").write_bytes(case.model.SerializeToString())
        inputs, outputs = case.data_sets[0]
        graph = case.model.graph
        try:
            files = {f"input_{i}": data for i, data in enumerate(tensors(inputs, graph.input))}
            files |= {f"output_{i}": data for i, data in enumerate(tensors(outputs, graph.output))}
        except TypeError as error:
            (folder / "skipped").write_text(f"{error}\n")
            continue
        for name, data in files.items():
            (folder / "test_data_set_0" / f"{name}.pb").write_bytes(data)


main()
