//! Compact images of parameters, for devices: a header, the values and a checksum. Writing and reading needs no allocator.
//!
//! | bytes | content |
//! | --- | --- |
//! | 4 | `nnW` and the version, 1 |
//! | 8 | the fingerprint of the architecture |
//! | 4 | the number of words of 4 bytes after the header |
//! | 4 | the number of the image: 0, or in a `FlashStore` the previous number plus 1 |
//! | 4 each | the words in memory order. Numbers are IEEE 754 |
//! | 4 | CRC-32 (ISO-HDLC, as in zip) of all bytes before |
//!
//! All fields are little-endian. The fingerprint covers layers, activations, shapes, and every setting that changes outputs. For a
//! [checkpoint](super::Checkpoint) it also covers the optimizer.

mod decode;
mod encode;
mod error;
#[cfg(feature = "embedded-storage")]
mod flash;

pub use self::error::ImageError;
#[cfg(feature = "embedded-storage")]
pub use self::flash::{FlashStore, StoreError};

use crate::state::Persist;

/// The first bytes of an image.
const MAGIC: [u8; 4] = *b"nnW\x01";
/// The bytes of the header.
const HEADER: usize = 20;
/// The bytes of the checksum.
const CHECKSUM: usize = 4;
/// The algorithm of the checksum.
const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);
/// The number of words that are converted to bytes at once.
const BLOCK: usize = 16;

/// The size of the image of a `T`, in bytes.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::weights::image;
///
/// type Net = network![16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4, Softmax>];
/// assert_eq!(image::bytes::<Net>(), Net::FLASH_BYTES + 24);
/// ```
pub const fn bytes<T: Persist>() -> usize {
    HEADER + 4 * T::WORDS + CHECKSUM
}

/// Writes the image of a network, or of another [`Persist`] value, to the beginning of a slice.
///
/// # Errors
/// The slice is shorter than [`bytes`], a number is not finite, or a custom layer does not have the number of words that its
/// `FACTS.tensors` state. Nothing is written.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::weights::image;
///
/// type Net = network![2 => Dense<3, Tanh> => Dense<1>];
/// let mut net = Net::ZERO;
/// net.initialize(&mut Random::seed(1));
///
/// let mut flash = [0xFF; image::bytes::<Net>()];
/// image::write(&net, &mut flash)?;
/// let mut restored = Net::ZERO;
/// image::read(&mut restored, &flash)?;
/// assert_eq!(restored, net);
///
/// flash[30] ^= 1;
/// assert!(image::read(&mut restored, &flash).is_err());
/// # Ok::<(), image::ImageError>(())
/// ```
pub fn write<T: Persist>(value: &T, bytes: &mut [u8]) -> Result<(), ImageError> {
    let (found, needed) = (bytes.len(), self::bytes::<T>());
    if found < needed {
        return Err(ImageError::TooShort { found, needed });
    }
    encode::check(value)?;
    let mut rest = bytes;
    encode::encode(value, 0, &mut |piece: &[u8]| {
        let Some(place) = rest.split_off_mut(..piece.len()) else {
            return Err(ImageError::TooShort { found, needed });
        };
        copy(piece, place);
        Ok(())
    })
}

/// Reads an image from the beginning of a slice.
///
/// # Errors
/// The bytes are not an image, the image has another architecture or is damaged, or a number is not finite. The value is unchanged.
pub fn read<T: Persist>(value: &mut T, bytes: &[u8]) -> Result<(), ImageError> {
    let (found, needed) = (bytes.len(), self::bytes::<T>());
    let mut source = |at: usize, piece: &mut [u8]| match bytes
        .get(at..)
        .and_then(|rest| rest.split_at_checked(piece.len()))
    {
        Some((there, _)) => {
            copy(there, piece);
            Ok(())
        }
        None => Err(ImageError::TooShort { found, needed }),
    };
    decode::verify::<T, _>(&mut source)?;
    decode::restore(value, &mut source)
}

/// Copies bytes. With optimization for size, `copy_from_slice` would keep a path to a panic.
fn copy(from: &[u8], to: &mut [u8]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = *from;
    }
}
