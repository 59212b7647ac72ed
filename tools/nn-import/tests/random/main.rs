//! Random networks are exported and imported again: the computed outputs are those of the networks, and the import writes the same line.
//!
//! `random_networks.py` draws the networks. The models are left in the folder `exported` of the target's temporary folder, where
//! `exported.py` compares them with onnxruntime.

/// All networks: their lines, and the functions that make a case.
macro_rules! networks {
    ($([$($line:tt)*];)+) => {
        pub(super) const ALL: &[(&str, fn(&str, u64) -> super::Case)] = &[
            $((stringify!($($line)*), super::case::<nn_core::network![$($line)*]>)),+
        ];
    };
}

#[path = "../exported/model.rs"]
mod model;
mod networks;

use std::path::Path;

use nn_core::onnx::Export;
use nn_core::prelude::*;
use nn_import::Model;

use self::model::{CASES, TOLERANCE, randomize, sample, squeezed, write};

/// What is compared of a network: its model, and the outputs for the inputs of the import.
struct Case {
    bytes: Vec<u8>,
    outputs: Vec<Vec<f32>>,
}

/// A network with random weights.
fn case<N: Network<Element = f32> + Export>(name: &str, seed: u64) -> Case {
    let mut net = N::ZERO;
    randomize(&mut net, seed);
    let bytes = net.to_onnx().unwrap_or_else(|error| panic!("{error}"));
    write(name, &bytes, 0.0, |input| net.predict(input));
    let outputs = (0..CASES).map(|case| net.predict(&sample(case)).as_slice().to_vec());
    Case {
        bytes,
        outputs: outputs.collect(),
    }
}

#[test]
fn random_networks_are_the_same_after_both_ways() {
    assert!(networks::ALL.len() >= 100, "{}", networks::ALL.len());
    let mut wrong = Vec::new();
    for (index, (line, case)) in networks::ALL.iter().enumerate() {
        let Case { bytes, outputs } = case(&format!("random_{index:03}"), index as u64);
        let model = Model::onnx_bytes(&bytes, Path::new("."));
        let import = model.unwrap_or_else(|error| panic!("{line}: {error}"));
        let import = match import.import(Path::new("random.onnx"), None) {
            Ok(import) => import,
            Err(error) => {
                wrong.push(format!("{line}: {error}"));
                continue;
            }
        };
        if squeezed(&import.line()) != squeezed(line) {
            wrong.push(format!("{line}\nbecomes {}", import.line()));
        }
        for (found, expected) in import.outputs().iter().zip(&outputs) {
            let is_near = |(found, expected): (&f64, &f32)| {
                let expected = f64::from(*expected);
                (found - expected).abs() <= TOLERANCE * (1.0 + expected.abs())
            };
            if found.len() != expected.len() || !found.iter().zip(expected).all(is_near) {
                wrong.push(format!("{line}: {found:?} instead of {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
