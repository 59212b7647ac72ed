//! Serializes a network, and writes a file completely or not at all.

use std::collections::HashMap;
use std::io::{Error, Write};
use std::path::Path;
use std::string::String;
use std::vec::Vec;

use safetensors::Dtype;
use safetensors::tensor::{TensorView, serialize};

use super::FileCause;
use super::tensors::tensors;
use crate::activation::{Activation, Identity};
use crate::network::Network;
use crate::state::{Kind, Persist};

/// Returns the bytes of a file in the safetensors format.
pub(super) fn serialize_network<N: Network>(net: &N) -> Result<Vec<u8>, FileCause> {
    let tensors = tensors(net)?;
    let mut views = Vec::with_capacity(tensors.len());
    for (located, bytes) in &tensors {
        if located.tensor.is_derived {
            continue;
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

/// Describes the architecture in readable form, with the fingerprint.
pub(crate) fn architecture<N: Network>() -> String {
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
pub(crate) fn atomic(path: &Path, bytes: &[u8]) -> Result<(), Error> {
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
