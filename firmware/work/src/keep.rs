//! Weights that are read from a file in flash, stored as an image, and read again.

use nn_core::prelude::*;
use nn_core::weights::{LoadOptions, image};

use crate::{Board, Digest};

/// The network of the file.
pub type Filed = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
/// The buffer for its image.
pub type Image = [u8; image::bytes::<Filed>()];

/// A file written by PyTorch.
const FILE: &[u8] = include_bytes!("../../../tests/reference/weights/dense.safetensors");
/// The network of the file, read at compile time.
static FILED: Filed =
    nn_core::include_weights!(Filed, "../../tests/reference/weights/dense.safetensors");

/// Reads the file, stores the weights, damages the stored image, and reads it back.
pub fn weights(board: &mut impl Board, net: &mut Filed, stored: &mut Image) {
    board.bytes("ram", Filed::FLASH_BYTES + size_of::<Image>());
    let mut refused = 0;
    board.measure("read a file", || {
        refused += u32::from(LoadOptions::new().read(net, FILE).is_err());
    });
    refused += u32::from(*net != FILED) << 8;
    board.result("read a file", Digest::of(net));

    board.measure("write an image", || {
        refused += u32::from(image::write(net, stored).is_err());
    });
    let mut digest = Digest::default();
    for byte in stored.iter() {
        digest.add(u32::from(*byte));
    }
    board.result("write an image", digest.0);

    *net = Filed::ZERO;
    stored[100] ^= 4;
    refused += u32::from(image::read(net, stored).is_ok()) << 16;
    stored[100] ^= 4;
    board.measure("read an image", || {
        refused += u32::from(image::read(net, stored).is_err());
    });
    refused += u32::from(*net != FILED) << 24;
    board.result("read an image", Digest::of(net));
    board.result("refused files and images", refused);
}
