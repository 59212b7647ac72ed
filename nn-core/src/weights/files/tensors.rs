//! The tensors of a network in the order of files.

use std::vec::Vec;

use crate::kernel::integer::unpacked;
use crate::network::Network;
use crate::state::{Located, Values};
use crate::weights::{WeightsError, WhichTensor, validate};

/// All tensors of a network with their bytes in file order.
pub(crate) fn tensors<N: Network>(net: &N) -> Result<Vec<(Located, Vec<u8>)>, WeightsError> {
    validate::check(net)?;
    validate::check_finite(net)?;
    let tree = const { &N::STATE };
    let mut tensors: Vec<(Located, Vec<u8>)> = Vec::new();
    net.state(&mut |values| {
        if let Some(located) = tree.tensor(tensors.len()) {
            let bytes = in_file_order(values, located.tensor.outputs);
            tensors.push((located, bytes));
        }
    });
    let is_cut =
        |(located, _): &(Located, Vec<u8>)| !located.tensor.is_derived && !located.name.is_whole();
    match tensors.iter().position(is_cut) {
        Some(index) => Err(WeightsError::LongName {
            tensor: WhichTensor::new(tree, index),
        }),
        None => Ok(tensors),
    }
}

/// Returns the bytes of values in file order. In memory, `outputs` consecutive real values belong to different outputs, which are the
/// first dimension in the file. Weights of `i8` are packed in memory.
fn in_file_order(values: Values<'_>, outputs: usize) -> Vec<u8> {
    let values = match values {
        Values::F32(values) => values,
        Values::I32(values) => {
            return values
                .iter()
                .flat_map(|value| value.to_le_bytes())
                .collect();
        }
        Values::I8(values) => {
            let weight = |index| unpacked(values, outputs, index).cast_unsigned();
            return (0..values.len()).map(weight).collect();
        }
    };
    let mut bytes = Vec::with_capacity(4 * values.len());
    for output in 0..outputs {
        let values = values.iter().skip(output).step_by(outputs);
        bytes.extend(values.flat_map(|value| value.to_le_bytes()));
    }
    bytes
}
