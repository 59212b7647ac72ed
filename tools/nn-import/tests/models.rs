//! Models of two exporters of PyTorch and of skl2onnx: the computed outputs are those of onnxruntime, and the lines are the stored ones.
//!
//! `models.py` makes the models. `BLESS=1 cargo test -p nn-import` stores the lines.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use nn_import::{Import, ImportError};

/// The greatest difference to onnxruntime, whose sums are of `f32`.
const TOLERANCE: f64 = 1e-5;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models")
}

/// The output that is imported, if there are several.
fn output(name: &str) -> Option<&'static str> {
    (name == "sklearn_classifier").then_some("probabilities")
}

fn import(name: &str) -> Result<Import, ImportError> {
    Import::onnx(&folder().join(format!("{name}.onnx")), output(name))
}

/// The outputs of onnxruntime: for each model those of two inputs.
fn expected() -> BTreeMap<String, Vec<Vec<f64>>> {
    let text = std::fs::read_to_string(folder().join("outputs.txt")).unwrap();
    let mut all: BTreeMap<String, Vec<Vec<f64>>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let name = words.next().unwrap();
        let numbers = words.skip(1).map(|word| word.parse().unwrap()).collect();
        all.entry(name.to_owned()).or_default().push(numbers);
    }
    all
}

#[test]
fn the_outputs_are_those_of_onnxruntime() {
    let expected = expected();
    assert!(expected.len() >= 114, "{} models", expected.len());
    for (name, cases) in expected {
        let import = import(&name).unwrap_or_else(|error| panic!("{error}"));
        for (found, expected) in import.outputs().iter().zip(&cases) {
            assert_eq!(found.len(), expected.len(), "{name}");
            for (found, expected) in found.iter().zip(expected) {
                let near = (found - expected).abs() <= TOLERANCE * (1.0 + expected.abs());
                assert!(near, "{name}: {found}, and onnxruntime has {expected}");
            }
        }
    }
}

#[test]
fn the_lines_are_the_stored_ones() {
    let mut lines = String::new();
    for name in expected().keys() {
        let import = import(name).unwrap_or_else(|error| panic!("{error}"));
        writeln!(lines, "{name}: {}", import.line()).unwrap();
        import
            .notes()
            .iter()
            .for_each(|note| writeln!(lines, "    {note}").unwrap());
    }
    let path = folder().join("lines.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &lines).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), lines);
}

/// What would compute something else is refused, with the reason.
#[test]
fn what_differs_is_refused() {
    for (name, reason) in [
        (
            "operator_max_pads_refused",
            "it pads [1, 1] before and [0, 0] after, and not with zeros",
        ),
        (
            "operator_resize_refused",
            "it does not repeat each element equally often",
        ),
    ] {
        let error = import(name).expect_err(name).to_string();
        assert!(error.contains(reason), "{name}: {error}");
    }
}

/// Files that are cut, and files with changed bytes: each is imported or refused, and nothing panics.
#[test]
fn damaged_files_are_refused() {
    let damaged = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damaged.onnx");
    let mut seed = 1_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    };
    let mut refused = 0;
    for name in [
        "lenet_dynamo",
        "residual_images_script",
        "concat_script",
        "sequence_dynamo",
    ] {
        let bytes = std::fs::read(folder().join(format!("{name}.onnx"))).unwrap();
        for round in 0..500 {
            let mut changed = bytes.clone();
            match round % 5 {
                0 => changed.truncate(random(bytes.len())),
                _ => (0..=round % 3).for_each(|_| changed[random(bytes.len())] = random(256) as u8),
            }
            std::fs::write(&damaged, changed).unwrap();
            refused += usize::from(Import::onnx(&damaged, None).is_err());
        }
    }
    assert!(refused > 400, "{refused}");
}
