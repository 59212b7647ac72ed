//! Models of Keras, as TensorFlow's converter writes them: the computed outputs are those of LiteRT, and the lines are the stored ones.
//!
//! `tflite.py` and `tflite_lstm.py` make the models. `BLESS=1 cargo test -p nn-import` stores the lines.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use nn_import::{Import, ImportError};

/// The greatest difference to LiteRT in models of real numbers, whose sums are of `f32`.
const TOLERANCE: f64 = 1e-5;

/// The greatest difference in models of integers, in steps of the output. LiteRT rounds sums once and may round softmax in another way.
const STEPS: f64 = 2.0;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tflite")
}

fn import(name: &str) -> Result<Import, ImportError> {
    Import::tflite(&folder().join(format!("{name}.tflite")), None)
}

/// The outputs of LiteRT: for each model those of two inputs.
fn expected() -> BTreeMap<String, Vec<Vec<f64>>> {
    let files = ["outputs.txt", "outputs_lstm.txt"];
    let text = files.map(|file| std::fs::read_to_string(folder().join(file)).unwrap());
    let text = text.concat();
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
fn the_outputs_are_those_of_litert() {
    let expected = expected();
    assert!(expected.len() >= 26, "{} models", expected.len());
    for (name, cases) in expected {
        let import = import(&name).unwrap_or_else(|error| panic!("{error}"));
        let step = import.step();
        assert_eq!(step.is_some(), name.ends_with("_int8"), "{name}");
        for (found, expected) in import.outputs().iter().zip(&cases) {
            assert_eq!(found.len(), expected.len(), "{name}");
            let is_log = import
                .notes()
                .iter()
                .any(|note| note.contains("log-softmax"));
            let mut expected = in_network(&name, expected);
            if is_log {
                expected.iter_mut().for_each(|log| *log = log.exp());
            }
            for (found, expected) in found.iter().zip(expected) {
                let most = match step {
                    Some(step) => STEPS * step + 1e-6,
                    None => TOLERANCE * (1.0 + expected.abs()),
                };
                let difference = (found - expected).abs();
                assert!(
                    difference <= most,
                    "{name}: {found}, and LiteRT has {expected}; steps: {:?}",
                    step.map(|step| difference / step)
                );
            }
        }
    }
}

/// The outputs of a model in the order of the network: an image has its channels first.
fn in_network(name: &str, outputs: &[f64]) -> Vec<f64> {
    if name != "image_out" {
        return outputs.to_vec();
    }
    let channels = (0..2).map(|channel| outputs.iter().skip(channel).step_by(2).copied());
    channels.flatten().collect()
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
    for name in ["refused_layers", "refused_loop"] {
        let error = import(name).map(|import| import.line()).unwrap_err();
        let text = error.to_string();
        let (_, text) = text.split_once(".tflite: ").unwrap();
        writeln!(lines, "{name}: {text}").unwrap();
    }
    let path = folder().join("lines.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &lines).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), lines);
}

/// Files that are cut, and files with changed bytes: each is imported or refused, and nothing panics.
#[test]
fn damaged_files_are_refused() {
    let damaged = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damaged.tflite");
    let mut seed = 1_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    };
    let mut refused = 0;
    for name in [
        "mobilenet",
        "residual_int8",
        "concat",
        "sequence_int8",
        "lstm_last_int8",
    ] {
        let bytes = std::fs::read(folder().join(format!("{name}.tflite"))).unwrap();
        for round in 0..250 {
            let mut changed = bytes.clone();
            match round % 5 {
                0 => changed.truncate(random(bytes.len())),
                _ => (0..=round % 3).for_each(|_| changed[random(bytes.len())] = random(256) as u8),
            }
            std::fs::write(&damaged, changed).unwrap();
            refused += usize::from(Import::tflite(&damaged, None).is_err());
        }
    }
    assert!(refused > 200, "{refused}");
}
