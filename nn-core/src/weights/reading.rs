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
    names: &'a [(&'a str, &'a str)],
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
            allows_surplus: false,
        }
    }

    /// What is called otherwise in the file: pairs of a name here and the name there, of tensors or of what stands before a dot.
    #[must_use]
    pub const fn with_names(mut self, names: &'a [(&'a str, &'a str)]) -> Self {
        self.names = names;
        self
    }

    /// Lets the file have tensors that the network has not.
    #[must_use]
    pub const fn with_surplus(mut self) -> Self {
        self.allows_surplus = true;
        self
    }

    /// Reads all parameters and running statistics from the bytes of a file, without an allocator.
    ///
    /// # Errors
    /// The file does not fit; the network is as it was.
    pub fn read<N: Network>(&self, net: &mut N, bytes: &[u8]) -> Result<(), WeightsError> {
        let file = SafeTensors::parse(bytes).map_err(WeightsError::Format)?;
        self.check(const { &N::STATE }, &file)?;
        shown::check(net)?;
        let mut index = 0;
        net.state_mut(&mut |values| {
            if let Some(located) = N::STATE.tensor(index)
                && let Some(entry) = self.find(&located, &file)
            {
                fill(values, located.tensor.outputs, &entry);
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
        let mut index = 0;
        while let Some(located) = tree.tensor(index) {
            if let Err(error) = self.check_tensor(WhichTensor { tree, index }, &located, file) {
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
        if !located.name.is_whole() {
            return Err(WeightsError::LongName { tensor });
        }
        let Some(entry) = self.find(located, file) else {
            return Err(WeightsError::Missing {
                tensor,
                found: FoundNames::all(file),
            });
        };
        if !same_shape(entry.shape(), located.tensor.shape) {
            let (sizes, dimensions) = entry.sizes();
            return Err(WeightsError::Shape {
                tensor,
                found: FoundShape { sizes, dimensions },
            });
        }
        if let Dtype::Other(..) = entry.dtype() {
            return Err(WeightsError::Dtype {
                tensor,
                found: entry.dtype(),
            });
        }
        match entry.first_not_finite() {
            Some(index) => Err(WeightsError::NotFinite { tensor, index }),
            None => Ok(()),
        }
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
                    found: FoundNames::one(&name),
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

    /// The name in the file: by the longest of the pairs that fit.
    const fn there(&self, name: &Name) -> Name {
        let (mut longest, mut replacement, mut rest) = (0, None, self.names);
        while let Some(((here, there), others)) = rest.split_first() {
            if here.len() >= longest && begins(name.as_bytes(), here.as_bytes()) {
                longest = here.len();
                replacement = Some(*there);
            }
            rest = others;
        }
        let Some(there) = replacement else {
            return *name;
        };
        let mut found = Name::new();
        found.push(there);
        if let Some((_, mut end)) = name.as_bytes().split_at_checked(longest) {
            while let Some((byte, others)) = end.split_first() {
                found.push_byte(*byte);
                end = others;
            }
        }
        found
    }
}

/// Whether a name is this one, or this one and more behind a dot.
const fn begins(mut name: &[u8], mut begin: &[u8]) -> bool {
    while let Some((byte, others)) = begin.split_first() {
        match name.split_first() {
            Some((same, rest)) if *same == *byte => name = rest,
            _ => return false,
        }
        begin = others;
    }
    matches!(name, [] | [b'.', ..])
}

const fn same_shape(mut one: &[usize], mut other: &[usize]) -> bool {
    while let (Some((a, rest)), Some((b, others))) = (one.split_first(), other.split_first()) {
        if *a != *b {
            return false;
        }
        (one, other) = (rest, others);
    }
    one.is_empty() && other.is_empty()
}
