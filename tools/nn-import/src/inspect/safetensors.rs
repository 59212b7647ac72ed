//! What is in a file of safetensors.

use safetensors::SafeTensors;

use super::{Inspection, Statistics, StoredTensor};
use crate::kind::Kind;

pub(super) fn read(bytes: &[u8], found: &mut Inspection) -> Result<(), String> {
    let damaged = |error| format!("it is not a file of safetensors: {error}");
    let file = SafeTensors::deserialize(bytes).map_err(damaged)?;
    let (_, header) = SafeTensors::read_metadata(bytes).map_err(damaged)?;
    let mut metadata: Vec<_> = header.metadata().iter().flatten().collect();
    metadata.sort();
    for (name, value) in metadata {
        found.state(name, &value);
    }
    for name in header.offset_keys() {
        let view = file.tensor(&name).map_err(damaged)?;
        let values =
            Kind::of_safetensors(view.dtype()).and_then(|kind| kind.read(view.data()).ok());
        found.tensors.push(StoredTensor {
            name,
            numbers: format!("{:?}", view.dtype()),
            shape: view.shape().to_vec(),
            bytes: view.data().len(),
            statistics: values.map(|values| Statistics::of(&values)),
        });
    }
    Ok(())
}
