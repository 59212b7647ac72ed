//! Tensors with PyTorch's names.

use std::collections::BTreeMap;

use nn_core::prelude::*;
use safetensors::SafeTensors;

/// The results of nn-core.
pub type Tensors = BTreeMap<String, Vec<f32>>;

/// The tensors of a file of numbers in `f64`.
///
/// # Panics
/// If it is not such a file.
pub(crate) fn read(bytes: &[u8]) -> BTreeMap<String, Vec<f64>> {
    let file = SafeTensors::deserialize(bytes).expect("a safetensors file");
    let numbers = |bytes: &[u8]| {
        let (numbers, rest) = bytes.as_chunks::<8>();
        assert!(rest.is_empty(), "numbers in f64");
        numbers.iter().copied().map(f64::from_le_bytes).collect()
    };
    let tensors = file.tensors().into_iter();
    tensors
        .map(|(name, view)| (name, numbers(view.data())))
        .collect()
}

/// Adds everything that a network would write to a file, with PyTorch's names and order.
///
/// Gradients in the place of the parameters have no running statistics.
///
/// # Panics
/// If the network does not write such a file.
pub(crate) fn named<N: TrainableNetwork>(found: &mut Tensors, prefix: &str, net: &N) {
    let bytes = net.to_safetensors().expect("finite numbers");
    let file = SafeTensors::deserialize(&bytes).expect("a safetensors file");
    for (name, view) in file.tensors() {
        if prefix == "grad" && name.contains(".running_") {
            continue;
        }
        let numbers = view.data().as_chunks::<4>().0.iter();
        let numbers = numbers.copied().map(f32::from_le_bytes).collect();
        found.insert(format!("{prefix}.{name}"), numbers);
    }
}
