//! Budgets: compares the costs of a network with its limits. The message lists its layers.

use core::marker::PhantomData;

use crate::text::Text;

/// The costs of a layer.
#[derive(Debug)]
pub struct LayerCost {
    /// The layer as the user wrote it.
    pub text: &'static str,
    /// The bytes of the layer.
    pub weights: usize,
    /// The bytes of its output.
    pub output: usize,
    /// The multiply-accumulate operations.
    pub macs: usize,
}

/// The size of a type as an associated constant, which a path can name.
#[derive(Debug)]
pub struct SizeOf<T>(PhantomData<T>);

impl<T> SizeOf<T> {
    /// The bytes.
    pub const BYTES: usize = size_of::<T>();
}

/// Panics, which is a compile error, if a network needs more than its budget.
#[track_caller]
pub const fn within(
    name: &str,
    unit: &str,
    how: &str,
    actual: u64,
    limit: u64,
    layers: &[LayerCost],
) {
    if actual <= limit {
        return;
    }
    let mut text = Text::<MOST>::new();
    text.push("`");
    text.push(name);
    text.push("` needs ");
    text.number(actual, 0);
    text.push(" ");
    text.push(unit);
    if !how.is_empty() {
        text.push(" with ");
        text.push(how);
    }
    text.push(", ");
    text.number(actual - limit, 0);
    text.push(" over its budget of ");
    text.number(limit, 0);
    text.push("\n   weights    output       MACs  layer");
    let mut index = 0;
    while index < layers.len() {
        let layer = &layers[index];
        text.push("\n");
        text.number(layer.weights as u64, 10);
        text.number(layer.output as u64, 10);
        text.number(layer.macs as u64, 11);
        text.push("  ");
        text.push(layer.text);
        index += 1;
    }
    panic!("{}", text.as_str())
}

/// The maximum length of a message in bytes.
const MOST: usize = 8 * 1024;
