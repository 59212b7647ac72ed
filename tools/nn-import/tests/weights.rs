//! Networks that are guessed from weights: the lines, the questions, and the outputs of PyTorch's models.
//!
//! `weights.py` makes the files.

use std::path::{Path, PathBuf};

use nn_core::prelude::*;
use nn_import::{Import, ImportError, ReadOptions};

/// The greatest difference to PyTorch, whose sums are of `f32`.
const TOLERANCE: f64 = 1e-5;

network! {
    /// The line of `named.safetensors`, with the file itself: its names are those of the layers.
    struct Named {
        [1, 12, 12] => conv1: Conv2d<filters = 2, kernel = 3> => conv2: Conv2d<filters = 3, kernel = 3>
            => conv3: Conv2d<filters = 4, kernel = 3> => norm1: BatchNorm => Flatten => fc1: Dense<6> => fc2: Dense<3>
            => norm2: BatchNorm
    }
}

static NAMED: Named = nn_core::include_weights!(Named, "tests/weights/named.safetensors");

fn file(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/weights");
    folder.join(format!("{name}.safetensors"))
}

fn guess(
    name: &str,
    input: Option<&[usize]>,
    activation: Option<&str>,
) -> Result<Import, ImportError> {
    let options = ReadOptions {
        output: None,
        input: input.map(<[usize]>::to_vec),
        activation: activation.map(str::to_owned),
    };
    Import::read(&file(name), &options)
}

/// The outputs of PyTorch for two inputs.
fn expected(name: &str) -> Vec<Vec<f64>> {
    let text = std::fs::read_to_string(file(name).with_file_name("outputs.txt")).unwrap();
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    lines
        .map(|line| line.split(' ').map(|word| word.parse().unwrap()).collect())
        .collect()
}

fn assert_near(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            (found - expected).abs() <= TOLERANCE * (1.0 + expected.abs()),
            "{found}, not {expected}"
        );
    }
}

/// A file of weights, what a person states about it, and the line.
type Guessed = (
    &'static str,
    Option<&'static [usize]>,
    Option<&'static str>,
    &'static str,
);

const LINES: [Guessed; 5] = [
    (
        "named",
        None,
        None,
        "[1, 12, 12] => conv1: Conv2d<filters = 2, kernel = 3> => conv2: Conv2d<filters = 3, kernel = 3> => conv3: Conv2d<filters = 4, kernel = 3> => norm1: BatchNorm => Flatten => fc1: Dense<6> => fc2: Dense<3> => norm2: BatchNorm",
    ),
    (
        "dense",
        None,
        Some("Relu"),
        "5 => Dense<6, Relu> => Dense<6, Relu> => Dense<2>",
    ),
    (
        "depthwise",
        Some(&[2, 10]),
        Some("Silu"),
        "[2, 10] => Conv1d<filters = 4, kernel = 3, bias = false> => BatchNorm<Silu> => DepthwiseConv1d<3> => Flatten => LayerNorm<Silu> => Dense<3>",
    ),
    (
        "pools",
        Some(&[1, 16, 16]),
        Some("tanh"),
        "[1, 16, 16] => Conv2d<filters = 3, kernel = 5, padding = 2, Tanh> => MaxPool2d<2> => Conv2d<filters = 4, kernel = 5, Tanh> => MaxPool2d<2> => Flatten => Dense<5>",
    ),
    (
        "slopes",
        Some(&[1, 10, 10]),
        Some("Relu6"),
        "[1, 10, 10] => Conv2d<filters = 3, kernel = 3> => BatchNorm => PRelu<per_channel = true> => MaxPool2d<2> => Conv2d<filters = 2, kernel = 3, Relu6> => Flatten => Dense<5> => PRelu => Dense<2>",
    ),
];

#[test]
fn lines_and_outputs_are_those_of_the_models() {
    for (name, input, activation, line) in LINES {
        let import = guess(name, input, activation).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(import.line(), line);
        let expected = expected(name);
        assert_eq!(expected.len(), 2);
        for (found, expected) in import.outputs().iter().zip(&expected) {
            assert_near(found, expected);
        }
    }
}

#[test]
fn the_line_compiles_with_the_file_itself() {
    let mut input = [[[0.0_f32; 12]; 12]; 1];
    for (index, value) in input
        .as_flattened_mut()
        .as_flattened_mut()
        .iter_mut()
        .enumerate()
    {
        *value = ((index * 37) % 101) as f32 / 50.0 - 1.0;
    }
    let output = NAMED.predict(&input).map(f64::from);
    assert_near(&output, &expected("named")[0]);
}

#[test]
fn what_weights_do_not_tell_is_asked() {
    let notes = guess("named", None, None).unwrap().notes().join("\n");
    for part in [
        "question 1, activations: which one follows `conv1`, `conv2`, `norm1`, `fc1`, and is it before or after the normalization? None is written; `--activation Relu`",
        "question 2, output: does an activation such as `Softmax` follow `norm2`?",
        "question 3, input: is it [1, 12, 12]? It is the only one without padding, strides and pools; `--input 1,12,12` states it",
        "question 4, windows: have the convolutions no padding, strides of 1, no pools? They give the 36 values",
    ] {
        assert!(notes.contains(part), "{part}\n\n{notes}");
    }
    let notes = guess("slopes", Some(&[1, 10, 10]), None)
        .unwrap()
        .notes()
        .join("\n");
    assert!(
        notes.contains(
            "slopes: are `2` the slopes of `PReLU`, and not the weights of a normalization"
        ),
        "{notes}"
    );
    let notes = guess("pools", Some(&[1, 16, 16]), None)
        .unwrap()
        .notes()
        .join("\n");
    for part in [
        "padding at `0`, strides of 1, pools of 2 after `0`, `3`",
        "the numbers leave room for 2 between `0` and `3`, 3 between `3` and `7`",
    ] {
        assert!(notes.contains(part), "{part}\n\n{notes}");
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    for (name, input, activation, part) in [
        (
            "named",
            Some(&[3, 12, 12][..]),
            None,
            "write `--input 1,HEIGHT,WIDTH`",
        ),
        (
            "named",
            Some(&[1, 5, 5]),
            None,
            "its convolutions do not fit the input [1, 5, 5]",
        ),
        ("dense", Some(&[6]), None, "its first layer takes 5 values"),
        (
            "dense",
            None,
            Some("Cube"),
            "`--activation Cube` is none of Relu, Relu6, Tanh",
        ),
    ] {
        let error = guess(name, input, activation).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}
