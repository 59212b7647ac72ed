"""What the scripts that make models share: the inputs, the outputs of onnxruntime, and the file of the outputs."""

import pathlib

import numpy
import onnx
import onnxruntime


def sample(shape, case):
    """The inputs of the tests of an imported network. `shape` is that of the model, the batch included."""
    shape = [size if isinstance(size, int) and size > 0 else 1 for size in shape]
    index = numpy.arange(numpy.prod(shape[1:] if len(shape) > 1 else shape))
    values = ((index * 37 + case * 11) % 101).astype(numpy.float32) / numpy.float32(50) - numpy.float32(1)
    # every sample of a batch is the same
    return numpy.broadcast_to(values, (shape[0], len(index))).reshape(shape) if len(shape) > 1 else values


def without_notes(path):
    """Removes notes about the source, which have the paths of the machine, and shapes between nodes."""
    model = onnx.load(path, load_external_data=False)
    model.ClearField("doc_string")
    model.ClearField("metadata_props")
    del model.graph.value_info[:]
    del model.functions[:]
    for node in model.graph.node:
        node.ClearField("metadata_props")
        node.ClearField("doc_string")
    for value in [*model.graph.input, *model.graph.output, *model.graph.initializer]:
        value.ClearField("metadata_props")
        value.ClearField("doc_string")
    model.graph.ClearField("metadata_props")
    model.graph.ClearField("doc_string")
    onnx.save(model, path)


class Record:
    """The models of a folder and their outputs."""

    def __init__(self, name, *modules):
        self.folder = pathlib.Path(__file__).parent / name
        self.folder.mkdir(exist_ok=True)
        versions = (f"{module.__name__} {module.__version__}" for module in (*modules, onnx, onnxruntime))
        self.lines = ["# " + ", ".join(versions)]

    def path(self, name):
        return self.folder / f"{name}.onnx"

    def add(self, name, output=None, file=None, axes=None, is_cleaned=True, batch=0):
        """Adds the outputs of a model that was written, or of another file, for the first sample of two batches, with their axes in an order. `batch` is the axis of its input."""
        if is_cleaned:
            without_notes(self.path(name))
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(file or self.path(name)), options, providers=["CPUExecutionProvider"])
        [source] = session.get_inputs()
        has_batch = len(source.shape) > 1
        shape = list(source.shape)
        shape.insert(0, shape.pop(batch))
        for case in range(2):
            values = session.run(output and [output], {source.name: numpy.moveaxis(sample(shape, case), 0, batch)})[0]
            values = values[0] if has_batch else values
            values = values.transpose(axes) if axes else values
            self.lines.append(f"{name} {case} " + " ".join(f"{value:.9g}" for value in values.reshape(-1)))

    def save(self):
        (self.folder / "outputs.txt").write_text("\n".join(self.lines) + "\n")
