//! Files of one megabyte or less that state more than a computer can do, or that lead in circles: each is refused soon.

use std::path::Path;
use std::time::{Duration, Instant};

use nn_import::Import;

/// A field with bytes.
fn field(number: u8, bytes: &[u8]) -> Vec<u8> {
    let mut field = vec![number << 3 | 2];
    number_of(bytes.len(), &mut field);
    field.extend_from_slice(bytes);
    field
}

fn number_of(mut number: usize, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// A field with a number.
fn number(field: u8, value: usize) -> Vec<u8> {
    let mut bytes = vec![field << 3];
    number_of(value, &mut bytes);
    bytes
}

/// An attribute that is a list of integers. Its type is field 20, whose tag has two bytes.
fn integers(name: &str, values: &[usize]) -> Vec<u8> {
    let values = values.iter().flat_map(|value| number(8, *value));
    let values: Vec<u8> = values.collect();
    field(
        5,
        &[&field(1, name.as_bytes())[..], &values, &[0xa0, 1, 7]].concat(),
    )
}

fn node(operator: &str, inputs: &[&str], output: &str, attributes: &[u8]) -> Vec<u8> {
    let inputs: Vec<u8> = inputs
        .iter()
        .flat_map(|input| field(1, input.as_bytes()))
        .collect();
    let output = field(2, output.as_bytes());
    field(
        1,
        &[
            &inputs[..],
            &output,
            &field(4, operator.as_bytes()),
            attributes,
        ]
        .concat(),
    )
}

/// A model from `x`, of this shape, to an output.
fn model(shape: &[usize], nodes: &[Vec<u8>], output: &str) -> Vec<u8> {
    let sizes: Vec<u8> = shape
        .iter()
        .flat_map(|size| field(1, &number(1, *size)))
        .collect();
    let tensor = field(1, &[number(1, 1), field(2, &sizes)].concat());
    let input = field(11, &[field(1, b"x"), field(2, &tensor)].concat());
    let output = field(12, &field(1, output.as_bytes()));
    let graph = [&nodes.concat()[..], &input, &output].concat();
    [field(7, &graph), field(8, &number(2, 17))].concat()
}

/// Why a model is refused, within a time that allows for a busy computer.
fn refusal(bytes: &[u8]) -> String {
    assert!(bytes.len() <= 1 << 20, "{} bytes", bytes.len());
    let start = Instant::now();
    let error = Import::onnx_bytes(bytes, Path::new("/nowhere/model.onnx"), None)
        .expect_err("it cannot be imported");
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}: {error}",
        start.elapsed()
    );
    error.to_string()
}

/// Nodes of one operator, each after the one before.
fn sequence(operator: &str, count: usize, attributes: &[u8]) -> Vec<Vec<u8>> {
    let name = |index: usize| {
        if index == 0 {
            "x".to_owned()
        } else {
            format!("v{index}")
        }
    };
    let node = |index: usize| node(operator, &[&name(index)], &name(index + 1), attributes);
    (0..count).map(node).collect()
}

#[test]
fn tensors_that_are_too_large_are_refused() {
    let input = model(&[1, 1 << 20, 1 << 20], &sequence("Relu", 1, &[]), "v1");
    assert!(refusal(&input).contains("more than 33554432 elements"));
    let all = model(&[1, 1 << 22], &sequence("Relu", 20, &[]), "v20");
    assert!(refusal(&all).contains("more than 33554432 values"));
}

#[test]
fn computations_that_are_too_long_are_refused() {
    let kernel = [
        integers("kernel_shape", &[1 << 14]),
        integers("pads", &[8191, 8192]),
    ]
    .concat();
    let pool = model(&[1, 1, 1 << 20], &sequence("MaxPool", 1, &kernel), "v1");
    assert!(refusal(&pool).contains("more than 8589934592 operations"));
    let product = node("MatMul", &["x", "x"], "y", &[]);
    let product = model(&[1, 4096, 4096], &[product], "y");
    assert!(refusal(&product).contains("more than 8589934592 operations"));
}

#[test]
fn graphs_that_are_too_large_are_refused() {
    let long = model(&[1, 4], &sequence("Relu", 20_000, &[]), "v20000");
    assert!(refusal(&long).contains("20000 nodes"));
    // 1000 residuals, one after the other, and one in the other
    let flat = (0..1000).flat_map(|index| {
        let [before, inner, after] = [2 * index, 2 * index + 1, 2 * index + 2].map(|at| match at {
            0 => "x".to_owned(),
            at => format!("v{at}"),
        });
        [
            node("Abs", &[&before], &inner, &[]),
            node("Add", &[&before, &inner], &after, &[]),
        ]
    });
    let flat: Vec<Vec<u8>> = flat.collect();
    assert!(refusal(&model(&[1, 4], &flat, "v2000")).contains(" nodes are not understood"));
    let mut deep = sequence("Relu", 1000, &[]);
    let mut last = "v1000".to_owned();
    for index in (1..1000).rev() {
        let sum = format!("s{index}");
        deep.push(node("Add", &[&format!("v{index}"), &last], &sum, &[]));
        last = sum;
    }
    assert!(refusal(&model(&[1, 4], &deep, &last)).contains("more than 32 branches"));
}

#[test]
fn graphs_that_lead_in_circles_are_refused() {
    let again = model(&[1, 4], &[node("Relu", &["x"], "x", &[])], "x");
    assert!(refusal(&again).contains("`x` is computed twice"));
    let nameless = model(&[1, 4], &[node("Relu", &["x", ""], "", &[])], "y");
    assert!(refusal(&nameless).contains("the output does not depend on it"));
    // the users of `x` meet after the value that a branch ends with
    let nodes = [
        node("Relu", &["x"], "a", &[]),
        node("Add", &["a", "x"], "b", &[]),
        node("Add", &["a", "b"], "y", &[]),
    ];
    assert!(refusal(&model(&[1, 4], &nodes, "y")).contains("do not meet in one node"));
}
