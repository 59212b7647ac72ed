//! The layers that an import finds compute what its model computes: all models, and node tests of ONNX whose weights become constants.

#[path = "../examples/conformance/suite.rs"]
#[allow(dead_code, reason = "only the tensors are read")]
mod suite;

mod interpreter;

use std::path::{Path, PathBuf};

use nn_import::{Import, Model};

/// Both compute in `f64`. The files have constants of `f32`, such as the root of 2 in a written-out GELU.
const TOLERANCE: f64 = 1e-7;

/// Models whose layers the interpreter does not have.
const NOT_INTERPRETED: [&str; 0] = [];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Compares layers with the graph that they were found in.
fn compare(name: &str, import: &Import) -> Result<(), String> {
    assert_eq!(import.samples().len(), import.outputs().len());
    for (sample, expected) in import.samples().iter().zip(import.outputs()) {
        let found = interpreter::compute(import.stages(), sample)?.values;
        assert_eq!(found.len(), expected.len(), "{name}");
        for (found, expected) in found.iter().zip(expected) {
            let is_near = (found - expected).abs() <= TOLERANCE * (1.0 + expected.abs());
            assert!(
                is_near,
                "{name}: the layers compute {found}, and the graph {expected}"
            );
        }
    }
    Ok(())
}

#[test]
fn the_layers_of_all_models_compute_their_graphs() {
    let mut compared = 0;
    for entry in std::fs::read_dir(folder().join("models")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.extension().is_none_or(|ending| ending != "onnx") {
            continue;
        }
        let output = (name == "sklearn_classifier").then_some("probabilities");
        let import = Import::onnx(&path, output).unwrap_or_else(|error| panic!("{error}"));
        // the network returns probabilities where the model has their logarithms
        if import
            .notes()
            .iter()
            .any(|note| note.contains("log-softmax"))
        {
            continue;
        }
        match compare(&name, &import) {
            Ok(()) => compared += 1,
            Err(reason) => assert!(NOT_INTERPRETED.contains(&&*name), "{name}: {reason}"),
        }
    }
    assert!(compared >= 66, "{compared} models");
}

/// Node tests of operators that are layers or activations. The first input is that of a network, and the others are its weights.
#[test]
fn node_tests_are_imported_as_layers() {
    let mut imported = Vec::new();
    for entry in std::fs::read_dir(folder().join("conformance/node")).unwrap() {
        let path = entry.unwrap().path();
        let Ok(bytes) = std::fs::read(path.join("model.onnx")) else {
            continue;
        };
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut model = Model::onnx_bytes(&bytes, &path).unwrap_or_else(|error| panic!("{error}"));
        let names: Vec<String> = model.inputs().map(str::to_owned).collect();
        let tensors = suite::tensors(&path.join("test_data_set_0"), "input").unwrap();
        let weights = names.iter().zip(tensors.unwrap()).skip(1);
        weights.for_each(|(name, tensor)| model.set_constant(name, tensor));
        // nodes that are not layers are refused, which other tests are about
        if let Ok(import) = model.import(&path, None) {
            compare(&name, &import).unwrap_or_else(|reason| panic!("{name}: {reason}"));
            imported.push(name);
        }
    }
    for operator in ["conv", "maxpool", "averagepool", "batchnorm"] {
        let is_imported = |name: &&String| name.contains(operator);
        assert!(
            imported.iter().any(|name| is_imported(&name)),
            "{operator}: {imported:?}"
        );
    }
}
