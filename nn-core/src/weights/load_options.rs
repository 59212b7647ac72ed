//! Options for reading a weights file. Everything is checked before anything is written.

use super::error::{FoundNames, FoundShape, WeightsError, WhichTensor};
use super::numbers::{check_numbers, fill};
use super::validate;
use crate::network::Network;
use crate::safetensors::{Entry, SafeTensors};
use crate::state::{Located, Name, StateTree};

/// Options for reading a file in the safetensors format.
///
/// By default, tensor names are those that PyTorch uses for the same `nn.Sequential`, and the file has no other tensors.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::weights::LoadOptions;
///
/// // The PyTorch model has `fc1` and `fc2` instead of a sequence.
/// const OPTIONS: LoadOptions<'_> = LoadOptions::new().names(&[("0", "fc1"), ("2", "fc2")]);
///
/// type Net = network![2 => Dense<3, Relu> => Dense<1>];
/// let mut net = Net::ZERO;
/// let error = OPTIONS.read(&mut net, b"not a file").unwrap_err();
/// assert!(error.to_string().starts_with("the file is not a safetensors file"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoadOptions<'a> {
    pub(super) names: &'a [(&'a str, &'a str)],
    pub(super) prefix: &'a str,
    allow_unexpected: bool,
}

impl Default for LoadOptions<'_> {
    fn default() -> Self {
        LoadOptions::new()
    }
}

impl<'a> LoadOptions<'a> {
    /// The default: PyTorch's names, and no other tensors.
    pub const fn new() -> Self {
        LoadOptions {
            names: &[],
            prefix: "",
            allow_unexpected: false,
        }
    }

    /// Maps names of the network to names in the file. A name is that of a tensor, or the part before a dot.
    ///
    /// Reading fails if no tensor of the network has one of these names.
    #[must_use]
    pub const fn names(mut self, names: &'a [(&'a str, &'a str)]) -> Self {
        self.names = names;
        self
    }

    /// Sets the prefix of every name in the file. `DataParallel` writes `module.`, `torch.compile` writes `_orig_mod.`.
    ///
    /// ```
    /// use nn_core::prelude::*;
    /// use nn_core::weights::LoadOptions;
    ///
    /// let mut net = <network![2 => Dense<1>]>::ZERO;
    /// let header = br#"{"module.0.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},
    ///     "module.0.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"#;
    /// let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    /// bytes.extend(header);
    /// bytes.extend([1.0f32, 2.0, 3.0].map(f32::to_le_bytes).as_flattened());
    ///
    /// LoadOptions::new().prefix("module.").read(&mut net, &bytes)?;
    /// assert_eq!(net.layers.bias, [3.0]);
    /// # Ok::<(), nn_core::weights::WeightsError>(())
    /// ```
    #[must_use]
    pub const fn prefix(mut self, prefix: &'a str) -> Self {
        self.prefix = prefix;
        self
    }

    /// Sets whether the file may have tensors that the network does not have.
    #[must_use]
    pub const fn allow_unexpected(mut self, allow: bool) -> Self {
        self.allow_unexpected = allow;
        self
    }

    /// Reads all parameters and running statistics from the bytes of a file. It needs no allocator.
    ///
    /// 64-bit values are rounded to 32 bits. A network of integers also reads tensors of the types I8 and I32, and computes what follows
    /// from its scales.
    ///
    /// # Errors
    /// The file does not match the network. The network is unchanged.
    pub fn read<N: Network>(&self, net: &mut N, bytes: &[u8]) -> Result<(), WeightsError> {
        let file = SafeTensors::parse_here(bytes).map_err(WeightsError::Format)?;
        self.check(const { &N::STATE }, &file)?;
        validate::check(net)?;
        let mut index = 0;
        net.state_mut(&mut |values| {
            if let Some(located) = N::STATE.tensor(index)
                && let Some(entry) = self.find(&located, &file)
            {
                fill(values, &entry, located.tensor.outputs);
            }
            index += 1;
        });
        net.derive();
        Ok(())
    }

    /// Checks that a file has exactly the tensors that the network needs.
    pub(super) const fn check(
        &self,
        tree: &'static StateTree,
        file: &SafeTensors<'_>,
    ) -> Result<(), WeightsError> {
        if let Err(error) = self.check_names(tree) {
            return Err(error);
        }
        let (mut index, mut stored) = (0, 0);
        while let Some(located) = tree.tensor(index) {
            if !located.tensor.is_derived {
                let tensor = WhichTensor::new(tree, index);
                if let Err(error) = self.check_tensor(tensor, &located, file) {
                    return Err(error);
                }
                stored += 1;
            }
            index += 1;
        }
        if self.allow_unexpected || file.len() == stored {
            return Ok(());
        }
        self.check_unexpected(tree, file)
    }

    const fn check_tensor(
        &self,
        tensor: WhichTensor,
        located: &Located,
        file: &SafeTensors<'_>,
    ) -> Result<(), WeightsError> {
        let name = self.name_in_file(&located.name);
        if !located.name.is_whole() || !name.is_whole() {
            return Err(WeightsError::LongName { tensor });
        }
        let tensor = if name.is(located.name.as_str()) {
            tensor
        } else {
            tensor.called(&name)
        };
        let Some(entry) = file.find(name.as_str()) else {
            return Err(WeightsError::Missing {
                tensor,
                found: FoundNames::all(file),
            });
        };
        if !same_shape(&entry, located.tensor.shape) {
            return Err(WeightsError::Shape {
                tensor,
                found: FoundShape::of(&entry),
            });
        }
        check_numbers(tensor, &entry, &located.tensor)
    }

    /// Checks that each tensor of the file is one of the network. PyTorch's counters of batches are ignored.
    const fn check_unexpected(
        &self,
        tree: &'static StateTree,
        file: &SafeTensors<'_>,
    ) -> Result<(), WeightsError> {
        let mut entries = file.entries();
        while let Ok(Some(entry)) = entries.step() {
            let mut index = 0;
            let mut is_known = entry.ends_with(".num_batches_tracked");
            while let Some(located) = tree.tensor(index) {
                is_known = is_known
                    || !located.tensor.is_derived
                        && entry.is_named(self.name_in_file(&located.name).as_str());
                index += 1;
            }
            if !is_known {
                let mut name = Name::new();
                entry.name().push_to(&mut name);
                return Err(WeightsError::Unexpected {
                    found: FoundNames::one(name.as_bytes()),
                });
            }
        }
        Ok(())
    }

    /// The file's tensor for a tensor of the network. `None` if the tensor is derived from others.
    pub(super) const fn find<'f>(
        &self,
        located: &Located,
        file: &SafeTensors<'f>,
    ) -> Option<Entry<'f>> {
        if located.tensor.is_derived {
            return None;
        }
        file.find(self.name_in_file(&located.name).as_str())
    }
}

/// Whether a tensor of a file has this shape.
const fn same_shape(entry: &Entry<'_>, mut shape: &[usize]) -> bool {
    let mut sizes = entry.shape();
    if entry.dimensions() != shape.len() {
        return false;
    }
    while let (Some((a, rest)), Some((b, others))) = (sizes.split_first(), shape.split_first()) {
        if *a != *b {
            return false;
        }
        (sizes, shape) = (rest, others);
    }
    sizes.is_empty() && shape.is_empty()
}
