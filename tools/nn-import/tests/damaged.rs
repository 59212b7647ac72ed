//! Files of all formats that are cut, and files with changed bytes: each is imported, inspected or refused, and nothing panics.

use std::path::Path;

use nn_core::prelude::*;
use nn_core::weights::image;
use nn_import::{Import, ReadOptions, inspect};

#[path = "../../../tests/fuzz/checks/onnx.rs"]
mod onnx;

/// How many damaged files are made of each file.
const ROUNDS: usize = 400;

fn read(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// An image of a network.
fn image() -> Vec<u8> {
    type Net = network![2 => Dense<3, Tanh> => Dense<1>];
    let mut bytes = [0; image::bytes::<Net>()];
    image::write(&Net::random(&mut Random::seed(1)), &mut bytes).unwrap();
    bytes.to_vec()
}

/// Numbers of a seed, below a limit.
fn random(seed: &mut u64, below: usize) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    (*seed >> 33) as usize % below
}

/// Cuts bytes, or changes some. Most of what can be wrong is in the first ones.
fn damage(bytes: &mut Vec<u8>, seed: &mut u64, round: usize) {
    let length = bytes.len();
    let first = if round.is_multiple_of(2) {
        length
    } else {
        length.min(600)
    };
    match round % 5 {
        0 => bytes.truncate(random(seed, length)),
        _ => (0..=round % 3).for_each(|_| bytes[random(seed, first)] = random(seed, 256) as u8),
    }
}

#[test]
fn damaged_files_are_inspected_or_refused() {
    let (folder, mut seed) = (Path::new(env!("CARGO_TARGET_TMPDIR")), 1);
    for (name, bytes) in [
        ("a.safetensors", read("tests/weights/named.safetensors")),
        ("b.safetensors", read("tests/weights/depthwise.safetensors")),
        ("c.onnx", read("tests/models/dense_dynamo.onnx")),
        (
            "d.tflite",
            read("../../tests/reference/tflite/mlp_float.tflite"),
        ),
        ("e.bin", image()),
    ] {
        let path = folder.join(name);
        let (mut inspected, mut refused) = (0, 0);
        for round in 0..ROUNDS {
            let mut changed = bytes.clone();
            damage(&mut changed, &mut seed, round);
            std::fs::write(&path, changed).unwrap();
            let options = ReadOptions::default();
            match inspect(&path, &options) {
                Ok(found) => inspected += usize::from(is_object(&found.to_json())),
                Err(_) => refused += 1,
            }
            refused += usize::from(Import::read(&path, &options).is_err());
        }
        assert!(
            inspected > 10 && refused > 50,
            "{name}: {inspected} and {refused}"
        );
    }
}

#[test]
fn damaged_models_are_imported_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models");
    let files = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "onnx"));
    paths.sort();
    assert!(paths.len() > 50, "{}", paths.len());
    let mut seed = 2;
    for (path, round) in paths.iter().zip((0..5).cycle()) {
        let mut bytes = std::fs::read(path).unwrap();
        damage(&mut bytes, &mut seed, round);
        onnx::check(&bytes);
    }
}

/// Whether text is an object of JSON.
fn is_object(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok_and(|value| value.is_object())
}
