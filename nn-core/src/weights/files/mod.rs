//! Weights in files, on a host.

mod error;
#[cfg(feature = "save")]
mod save;
#[cfg(feature = "save")]
mod tensors;
#[cfg(not(feature = "save"))]
mod without_save;

use std::path::Path;

pub use self::error::{FileCause, FileError};
#[cfg(feature = "onnx")]
pub(crate) use self::save::architecture;
#[cfg(feature = "save")]
pub(crate) use self::save::atomic;
#[cfg(feature = "onnx")]
pub(crate) use self::tensors::tensors;
#[cfg(not(feature = "save"))]
pub use self::without_save::Saved;
use super::tflite::ModelOptions;
use super::{LoadOptions, WeightsError, image};
use crate::network::Network;
use crate::state::Persist;

/// Saves and loads the weights of a network in the safetensors format, with PyTorch's names and shapes.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
/// let mut net = Net::ZERO;
/// net.load("docs/dense.safetensors")?; // written by PyTorch
/// # Ok::<(), nn_core::weights::FileError>(())
/// ```
pub trait Weights: Network {
    /// Reads a file in the safetensors format, or a [model of TensorFlow Lite](crate::weights::tflite).
    ///
    /// # Errors
    /// The file cannot be read or does not match the network. The network is unchanged.
    fn load(&mut self, path: impl AsRef<Path>) -> Result<(), FileError> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(FileError::at(path))?;
        match &*bytes {
            [_, _, _, _, b'T', b'F', b'L', b'3', ..] => {
                let options = ModelOptions::new();
                options.read(self, &bytes).map_err(FileError::at(path))
            }
            _ => LoadOptions::new()
                .read(self, &bytes)
                .map_err(FileError::at(path)),
        }
    }

    /// Writes a file completely or not at all. It needs the feature `save`.
    ///
    /// # Errors
    /// The file cannot be written, or a value is not finite. An existing file is unchanged.
    #[cfg(feature = "save")]
    fn save(&self, path: impl AsRef<Path>) -> Result<(), FileError> {
        let path = path.as_ref();
        let bytes = self.to_safetensors().map_err(FileError::at(path))?;
        atomic(path, &bytes).map_err(FileError::at(path))
    }

    /// Needs the feature `save`.
    ///
    /// # Errors
    /// None. Without the feature it does not compile.
    #[cfg(not(feature = "save"))]
    fn save(&self, _path: impl AsRef<Path>) -> Result<(), FileError>
    where
        Self: Saved,
    {
        self.never()
    }

    /// Returns the bytes of the file that [`save`](Self::save) writes.
    ///
    /// # Errors
    /// A value is not finite, a custom layer does not have the tensors that its `FACTS.tensors` state, or a name has more than 128 bytes.
    #[cfg(feature = "save")]
    fn to_safetensors(&self) -> Result<std::vec::Vec<u8>, FileCause> {
        save::serialize_network(self)
    }

    /// Needs the feature `save`.
    ///
    /// # Errors
    /// None. Without the feature it does not compile.
    #[cfg(not(feature = "save"))]
    fn to_safetensors(&self) -> Result<std::vec::Vec<u8>, FileCause>
    where
        Self: Saved,
    {
        self.never()
    }
}

impl<N: Network> Weights for N {}

impl ModelOptions {
    /// Reads a model in a file.
    ///
    /// # Errors
    /// The file cannot be read, or its model is not the network. The network is unchanged.
    pub fn load<N: Network>(&self, net: &mut N, path: impl AsRef<Path>) -> Result<(), FileError> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(FileError::at(path))?;
        self.read(net, &bytes).map_err(FileError::at(path))
    }
}

impl LoadOptions<'_> {
    /// Reads a file.
    ///
    /// # Errors
    /// The file cannot be read or does not match the network. The network is unchanged.
    pub fn load<N: Network>(&self, net: &mut N, path: impl AsRef<Path>) -> Result<(), FileError> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(FileError::at(path))?;
        self.read(net, &bytes).map_err(FileError::at(path))
    }
}

/// Writes the [image](image) of a network or a [`Checkpoint`](super::Checkpoint) to a file, completely or not at all.
///
/// # Errors
/// The file cannot be written, or a value is not finite. An existing file is unchanged.
#[cfg(feature = "save")]
pub fn save_image<T: Persist>(value: &T, path: impl AsRef<Path>) -> Result<(), FileError> {
    let path = path.as_ref();
    let mut bytes = std::vec![0; image::bytes::<T>()];
    image::write(value, &mut bytes).map_err(FileError::at(path))?;
    atomic(path, &bytes).map_err(FileError::at(path))
}

/// Needs the feature `save`.
///
/// # Errors
/// None. Without the feature it does not compile.
#[cfg(not(feature = "save"))]
pub fn save_image<T: Persist + Saved>(value: &T, _path: impl AsRef<Path>) -> Result<(), FileError> {
    value.never()
}

/// Reads the [image](image) of a network or a [`Checkpoint`](super::Checkpoint) from a file.
///
/// # Errors
/// The file cannot be read or is not an image of such a value. The value is unchanged.
pub fn load_image<T: Persist>(value: &mut T, path: impl AsRef<Path>) -> Result<(), FileError> {
    let path = path.as_ref();
    let bytes = std::fs::read(path).map_err(FileError::at(path))?;
    image::read(value, &bytes).map_err(FileError::at(path))
}
