//! Serializes a network, and writes a file completely or not at all.

use std::collections::HashMap;
use std::io::{Error, Write};
use std::path::Path;
use std::string::String;
use std::vec::Vec;

use safetensors::Dtype;
use safetensors::tensor::{TensorView, serialize};

use super::FileCause;
use crate::activation::{Activation, Identity};
use crate::kernel::integer::unpacked;
use crate::network::Network;
use crate::state::{Kind, Located, Persist, Values};
use crate::weights::{WeightsError, WhichTensor, validate};

/// Returns the bytes of a file in the safetensors format.
pub(super) fn serialize_network<N: Network>(net: &N) -> Result<Vec<u8>, FileCause> {
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
    let mut views = Vec::with_capacity(tensors.len());
    for (index, (located, bytes)) in tensors.iter().enumerate() {
        if located.tensor.is_derived {
            continue;
        }
        if !located.name.is_whole() {
            let tensor = WhichTensor::new(tree, index);
            return Err(WeightsError::LongName { tensor }.into());
        }
        let shape = located.tensor.shape.to_vec();
        let dtype = match located.tensor.kind {
            Kind::F32 => Dtype::F32,
            Kind::I32 => Dtype::I32,
            Kind::I8 => Dtype::I8,
        };
        let view = TensorView::new(dtype, shape, bytes).map_err(Error::other)?;
        views.push((located.name.as_str(), view));
    }
    let about = HashMap::from([("architecture".into(), architecture::<N>())]);
    Ok(serialize(views, Some(about)).map_err(Error::other)?)
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

/// Describes the architecture in readable form, with the fingerprint.
fn architecture<N: Network>() -> String {
    use core::fmt::Write;

    let mut text = String::new();
    N::describe(&mut |layer| {
        if text.is_empty() {
            let _ = write!(text, "{}", layer.input);
        }
        let _ = write!(text, " => {}", layer.name);
        if layer.activation != Identity::NAME {
            let _ = write!(text, ", {}", layer.activation);
        }
        let _ = write!(text, ": {}", layer.output);
    });
    let _ = write!(text, "; fingerprint {:016x}", <N as Persist>::FINGERPRINT);
    text
}

/// Writes a temporary file in the same folder and renames it.
pub(super) fn atomic(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    // The usual permissions of a new file. By default tempfile permits access only to the owner.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.prefix(".weights").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
