//! How a file is read into a network: all is checked before anything is written.

use super::error::{FoundNames, FoundShape, WeightsError, WhichTensor};
use super::shown;
use crate::network::Network;
use crate::safetensors::{Dtype, Entry, SafeTensors, fill};
use crate::state::{Located, Name, StateTree};

/// How a file in the format safetensors is read.
///
/// Without settings its tensors have the names that PyTorch gives those of the same `nn.Sequential`, and it has no others.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::weights::Reading;
///
/// // As if PyTorch's model had `fc1` and `fc2` in place of a sequence.
/// const NAMES: Reading<'_> = Reading::new().with_names(&[("0", "fc1"), ("2", "fc2")]);
///
/// type Net = network![2 => Dense<3, Relu> => Dense<1>];
/// let mut net = Net::ZERO;
/// let error = NAMES.read(&mut net, b"not a file").unwrap_err();
/// assert!(error.to_string().starts_with("the file is not a safetensors file"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    pub(super) names: &'a [(&'a str, &'a str)],
    pub(super) prefix: &'a str,
    allows_surplus: bool,
}

impl Default for Reading<'_> {
    fn default() -> Self {
        Reading::new()
    }
}

impl<'a> Reading<'a> {
    /// PyTorch's names, and no other tensors.
    pub const fn new() -> Self {
        Reading {
            names: &[],
            prefix: "",
            allows_surplus: false,
        }
    }

    /// Pairs of a name here and the name in the file, of a tensor or of what stands before a dot.
    ///
    /// A name here that no tensor has is an error when a file is read.
    #[must_use]
    pub const fn with_names(mut self, names: &'a [(&'a str, &'a str)]) -> Self {
        self.names = names;
        self
    }

    /// What every name in the file begins with: `module.` of `DataParallel`, `_orig_mod.` of `torch.compile`.
    ///
    /// ```
    /// use nn_core::prelude::*;
    /// use nn_core::weights::Reading;
    ///
    /// let mut net = <network![2 => Dense<1>]>::ZERO;
    /// let file = br#"{"module.0.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},
    ///     "module.0.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"#;
    /// let mut bytes = (file.len() as u64).to_le_bytes().to_vec();
    /// bytes.extend(file);
    /// bytes.extend([1.0f32, 2.0, 3.0].map(f32::to_le_bytes).as_flattened());
    ///
    /// Reading::new().with_prefix("module.").read(&mut net, &bytes)?;
    /// assert_eq!(net.layers.bias, [3.0]);
    /// # Ok::<(), nn_core::weights::WeightsError>(())
    /// ```
    #[must_use]
    pub const fn with_prefix(mut self, prefix: &'a str) -> Self {
        self.prefix = prefix;
        self
    }

    /// Lets the file have tensors that the network does not have.
    #[must_use]
    pub const fn with_surplus(mut self) -> Self {
        self.allows_surplus = true;
        self
    }

    /// Reads all parameters and running statistics from the bytes of a file, also without an allocator.
    ///
    /// Numbers of 64 bits are rounded to 32.
    ///
    /// # Errors
    /// The file does not fit; the network is as it was.
    pub fn read<N: Network>(&self, net: &mut N, bytes: &[u8]) -> Result<(), WeightsError> {
        let file = SafeTensors::parse_here(bytes).map_err(WeightsError::Format)?;
        self.check(const { &N::STATE }, &file)?;
        shown::check(net)?;
        let mut index = 0;
        net.state_mut(&mut |values| {
            if let Some(located) = N::STATE.tensor(index)
                && let Some(entry) = self.find(&located, &file)
            {
                fill(values.reals(), located.tensor.outputs, &entry);
            }
            index += 1;
        });
        Ok(())
    }

    /// Whether a file has all that the network needs, and nothing else.
    pub(super) const fn check(
        &self,
        tree: &'static StateTree,
        file: &SafeTensors<'_>,
    ) -> Result<(), WeightsError> {
        if let Err(error) = self.check_names(tree) {
            return Err(error);
        }
        let mut index = 0;
        while let Some(located) = tree.tensor(index) {
            if let Err(error) = self.check_tensor(WhichTensor::new(tree, index), &located, file) {
                return Err(error);
            }
            index += 1;
        }
        if self.allows_surplus || file.len() == index {
            return Ok(());
        }
        self.check_surplus(tree, file)
    }

    const fn check_tensor(
        &self,
        tensor: WhichTensor,
        located: &Located,
        file: &SafeTensors<'_>,
    ) -> Result<(), WeightsError> {
        let there = self.there(&located.name);
        if !located.name.is_whole() || !there.is_whole() {
            return Err(WeightsError::LongName { tensor });
        }
        let tensor = if there.is(located.name.as_str()) {
            tensor
        } else {
            tensor.called(&there)
        };
        let Some(entry) = file.find(there.as_str()) else {
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
        check_numbers(tensor, &entry)
    }

    /// Whether each tensor of the file is one of the network, or counts batches, which PyTorch does and nothing here needs.
    const fn check_surplus(
        &self,
        tree: &'static StateTree,
        file: &SafeTensors<'_>,
    ) -> Result<(), WeightsError> {
        let mut entries = file.entries();
        while let Ok(Some(entry)) = entries.step() {
            let mut index = 0;
            let mut is_known = entry.ends_with(".num_batches_tracked");
            while let Some(located) = tree.tensor(index) {
                is_known = is_known || entry.is_named(self.there(&located.name).as_str());
                index += 1;
            }
            if !is_known {
                let mut name = Name::new();
                entry.name().push_to(&mut name);
                return Err(WeightsError::Surplus {
                    found: FoundNames::one(name.as_bytes()),
                });
            }
        }
        Ok(())
    }

    /// The tensor of a file.
    pub(super) const fn find<'f>(
        &self,
        located: &Located,
        file: &SafeTensors<'f>,
    ) -> Option<Entry<'f>> {
        file.find(self.there(&located.name).as_str())
    }
}

/// Whether the numbers of a tensor are of a type that is read, and finite.
const fn check_numbers(tensor: WhichTensor, entry: &Entry<'_>) -> Result<(), WeightsError> {
    let found = entry.dtype();
    if let Dtype::Other(..) = found {
        return Err(WeightsError::Dtype { tensor, found });
    }
    match entry.first_not_finite() {
        Some(index) if entry.is_too_large(index) => Err(WeightsError::TooLarge { tensor, index }),
        Some(index) => Err(WeightsError::NotFinite { tensor, index }),
        None => Ok(()),
    }
}

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
