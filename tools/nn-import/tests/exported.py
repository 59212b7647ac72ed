"""Opens the models that nn-core exports, and compares their outputs with those of nn-core.

Needs onnx and onnxruntime. The models are those of the test `exported`:

    cargo test -p nn-import --test exported
    python tools/nn-import/tests/exported.py target/tmp/exported

`onnx.checker` checks each model with its strict shape inference. onnxruntime computes all samples one by one and as one batch, without
optimization of the graph and with all of it. Outputs of `f32` are compared within 1e-6 of the largest one, those of `i8` within two
steps of the output.
"""

import pathlib
import sys

import numpy
import onnx
import onnxruntime

RELATIVE = 1e-6
STEPS = 2
LEVELS = {
    "plain": onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL,
    "optimized": onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL,
}


def cases(path):
    """The step of the output, or 0, the inputs and the outputs."""
    found = {"step": [], "input": [], "output": []}
    for line in path.read_text().splitlines():
        word, *numbers = line.split()
        found[word].append([float(number) for number in numbers])
    [[step]] = found["step"]
    return step, *(numpy.array(found[word], numpy.float32) for word in ("input", "output"))


def session(path, level):
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = level
    options.log_severity_level = 3
    # Without it, pairs of products of 8 bits saturate on processors without VNNI.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def shape(value):
    """The dimensions of an input or an output, without the batch."""
    batch, *sizes = value.shape
    assert batch == "N", f"the batch is {batch}"
    return sizes


def difference(path):
    """The largest difference, in steps or relative to the largest output, for each level of optimization."""
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True)
    known = {value.name for value in inferred.graph.value_info} | {"output", ""}
    unknown = [name for node in model.graph.node for name in node.output if name not in known]
    assert not unknown, f"no shapes of {unknown}"
    step, inputs, outputs = cases(path.with_suffix(".txt"))
    unit = step or max(1.0, float(numpy.abs(outputs).max()))
    found = []
    for level in LEVELS.values():
        run = session(path, level)
        [source], [target] = run.get_inputs(), run.get_outputs()
        batch = inputs.reshape(-1, *shape(source))
        expected = outputs.reshape(-1, *shape(target))
        together = run.run(None, {"input": batch})[0]
        alone = numpy.concatenate([run.run(None, {"input": one[None]})[0] for one in batch])
        found += [max(float(numpy.abs(some - expected).max()) / unit for some in (together, alone))]
    return step, found


def main():
    paths = sorted(pathlib.Path(sys.argv[1]).glob("*.onnx"))
    assert paths, "no models: run `cargo test -p nn-import --test exported`"
    wrong = 0
    print(f"onnx {onnx.__version__}, onnxruntime {onnxruntime.__version__}; the largest differences: {', '.join(LEVELS)}")
    for path in paths:
        step, found = difference(path)
        limit = STEPS + 1e-3 if step else RELATIVE
        unit = "steps" if step else "relative"
        is_wrong = max(found) > limit
        wrong += is_wrong
        numbers = "  ".join(f"{value:.2g}" for value in found)
        print(f"{path.stem:34} {numbers} {unit}{'   WRONG' if is_wrong else ''}")
    print(f"{len(paths)} models, {wrong} wrong")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
