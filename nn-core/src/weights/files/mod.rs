//! Weights in files of a host.

mod error;
#[cfg(feature = "save")]
mod save;
#[cfg(not(feature = "save"))]
mod unsaved;

use std::path::Path;

pub use self::error::{FileCause, FileError};
#[cfg(not(feature = "save"))]
pub use self::unsaved::Saved;
use super::{Reading, WeightsError, image};
use crate::network::Network;
use crate::state::Persist;

/// Saves and loads the weights of a network in the format safetensors, with the names and shapes of PyTorch.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
/// let mut net = Net::ZERO;
/// net.load("../tests/reference/weights/dense.safetensors")?; // PyTorch has written it
/// # Ok::<(), nn_core::weights::FileError>(())
/// ```
pub trait Weights: Network {
    /// Reads a file.
    ///
    /// # Errors
    /// The file cannot be read or does not fit; the network is as it was.
    fn load(&mut self, path: impl AsRef<Path>) -> Result<(), FileError> {
        Reading::new().load(self, path)
    }

    /// Writes a file: all of it, or nothing. It needs the feature `save`.
    ///
    /// # Errors
    /// The file cannot be written, or a number is not finite. A file that was there is still there.
    #[cfg(feature = "save")]
    fn save(&self, path: impl AsRef<Path>) -> Result<(), FileError> {
        let path = path.as_ref();
        let bytes = self.to_safetensors().map_err(FileError::at(path))?;
        save::atomic(path, &bytes).map_err(FileError::at(path))
    }

    /// Needs the feature `save`.
    ///
    /// # Errors
    /// None: without the feature it does not compile.
    #[cfg(not(feature = "save"))]
    fn save(&self, _path: impl AsRef<Path>) -> Result<(), FileError>
    where
        Self: Saved,
    {
        self.never()
    }

    /// The bytes of the file that [`save`](Self::save) writes.
    ///
    /// # Errors
    /// A number is not finite, a layer of yours does not show its numbers as its `TENSORS` say, or a name has more than 128 bytes.
    #[cfg(feature = "save")]
    fn to_safetensors(&self) -> Result<std::vec::Vec<u8>, FileCause> {
        save::serialize_network(self)
    }

    /// Needs the feature `save`.
    ///
    /// # Errors
    /// None: without the feature it does not compile.
    #[cfg(not(feature = "save"))]
    fn to_safetensors(&self) -> Result<std::vec::Vec<u8>, FileCause>
    where
        Self: Saved,
    {
        self.never()
    }
}

impl<N: Network> Weights for N {}

impl Reading<'_> {
    /// Reads a file.
    ///
    /// # Errors
    /// The file cannot be read or does not fit; the network is as it was.
    pub fn load<N: Network>(&self, net: &mut N, path: impl AsRef<Path>) -> Result<(), FileError> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(FileError::at(path))?;
        self.read(net, &bytes).map_err(FileError::at(path))
    }
}

/// Writes the [image](image) of a network or a [`Checkpoint`](super::Checkpoint) to a file: all of it, or nothing.
///
/// # Errors
/// The file cannot be written, or a number is not finite. A file that was there is still there.
#[cfg(feature = "save")]
pub fn save_image<T: Persist>(value: &T, path: impl AsRef<Path>) -> Result<(), FileError> {
    let path = path.as_ref();
    let mut bytes = std::vec![0; image::bytes::<T>()];
    image::write(value, &mut bytes).map_err(FileError::at(path))?;
    save::atomic(path, &bytes).map_err(FileError::at(path))
}

/// Needs the feature `save`.
///
/// # Errors
/// None: without the feature it does not compile.
#[cfg(not(feature = "save"))]
pub fn save_image<T: Persist + Saved>(value: &T, _path: impl AsRef<Path>) -> Result<(), FileError> {
    value.never()
}

/// Reads the [image](image) of a network or a [`Checkpoint`](super::Checkpoint) from a file.
///
/// # Errors
/// The file cannot be read or is not the image of such a value; the value is as it was.
pub fn load_image<T: Persist>(value: &mut T, path: impl AsRef<Path>) -> Result<(), FileError> {
    let path = path.as_ref();
    let bytes = std::fs::read(path).map_err(FileError::at(path))?;
    image::read(value, &bytes).map_err(FileError::at(path))
}
