//! The layers that an import finds compute what its model computes: node tests of ONNX whose weights become constants.

#[path = "../examples/conformance/suite.rs"]
#[allow(dead_code, reason = "only the tensors are read")]
mod suite;

mod oracle;

use std::path::{Path, PathBuf};

use nn_import::tensor::Tensor;
use nn_import::{Import, Model};

/// Both compute in `f64`. The files have constants of `f32`, such as the root of 2 in a written-out GELU.
const TOLERANCE: f64 = 1e-7;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Compares layers with the graph that they were found in.
fn compare(name: &str, import: &Import) {
    assert_eq!(import.inputs().len(), import.outputs().len());
    for (sample, expected) in import.inputs().into_iter().zip(import.outputs()) {
        let sample = Tensor::new(import.input().to_vec(), sample).unwrap();
        let found = oracle::run(import.stages(), sample).values;
        assert_eq!(found.len(), expected.len(), "{name}");
        for (found, expected) in found.iter().zip(expected) {
            let is_near = (found - expected).abs() <= TOLERANCE * (1.0 + expected.abs());
            assert!(
                is_near,
                "{name}: the layers compute {found}, and the graph {expected}"
            );
        }
    }
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
            compare(&name, &import);
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
