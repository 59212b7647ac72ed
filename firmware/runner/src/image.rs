//! The images, and the boards that they fit on.

use nn_core::prelude::{Network, TrainableNetwork};
use work::bits::{AdamOf, Images, Sequences};
use work::keep::{self, Filed};
use work::networks::{Big, Irises, LeNet, Small};
use work::train::AdamSmall;

use crate::board::Board;

/// A program of `images/src/bin`.
pub(crate) struct Image {
    pub(crate) name: &'static str,
    /// The bytes of flash and RAM for its networks, without code and stack.
    flash: usize,
    ram: usize,
    /// Whether its instructions are counted, which makes a run ten times as long.
    pub(crate) is_counted: bool,
}

/// The maximum flash for code and other data, and RAM for the stack.
const CODE: usize = 16 * 1024;
const STACK: usize = 4 * 1024;

/// All images.
pub(crate) const IMAGES: [Image; 13] = [
    image("empty", 0, 0),
    image("infer_small", Small::FLASH_BYTES, Small::INFER_RAM_BYTES),
    image("infer_activations", 4 * Small::FLASH_BYTES, 0),
    image("infer_big", Big::FLASH_BYTES, Big::INFER_RAM_BYTES),
    image("infer_lenet", LeNet::FLASH_BYTES, LeNet::INFER_RAM_BYTES),
    image("train_sgd", 0, Small::TRAIN_RAM_BYTES),
    image("train_adam", 0, AdamSmall::TRAIN_RAM_BYTES),
    image("train_big", 0, Big::TRAIN_RAM_BYTES),
    long("learn", Irises::TRAIN_RAM_BYTES),
    image(
        "keep",
        2 * Filed::FLASH_BYTES,
        Filed::FLASH_BYTES + size_of::<keep::Image>(),
    ),
    long("bits_dense", 4096),
    long("bits_images", size_of::<AdamOf<Images>>()),
    long("bits_sequences", size_of::<AdamOf<Sequences>>()),
];

const fn image(name: &'static str, flash: usize, ram: usize) -> Image {
    Image {
        name,
        flash,
        ram,
        is_counted: true,
    }
}

/// An image that runs for a long time.
const fn long(name: &'static str, ram: usize) -> Image {
    Image {
        is_counted: false,
        ..image(name, 0, ram)
    }
}

impl Image {
    /// Whether a board has enough flash and RAM.
    pub(crate) fn fits(&self, board: &Board) -> bool {
        self.flash + CODE <= board.flash && self.ram + STACK <= board.ram
    }
}
