//! The images, and the boards that they fit on.

use nn_core::prelude::{Layer, Network, TrainableNetwork};
use nn_core::stream::{Live, Streamed};
use work::bits::{AdamOf, Images, Sequences};
use work::controller::{Controller, Controller8};
use work::int8::{Big8, Fast8, LeNet8, Small8};
use work::keep::{self, Filed};
use work::keyword::{Convolutions8, Memory, Recurrent8};
use work::models;
use work::models::{
    Anomaly8, Kws8, LeNet3008, MicroSpeech8, Model, ResNet88, Sine8, TinyCnn8, Vww8, WakeWord8,
};
use work::networks::{Big, Irises, LeNet, Small};
use work::streams;
use work::train::AdamSmall;

use crate::board::Board;

/// A program of `images/src/bin`.
pub(crate) struct Image {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// The bytes of flash and RAM for its networks, without code and stack.
    flash: usize,
    ram: usize,
    /// Whether its instructions are counted, which makes a run ten times as long.
    pub(crate) is_counted: bool,
}

/// What an image runs.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    /// Nothing.
    Empty,
    /// A network of `f32`.
    F32,
    /// A network of `i8`.
    I8,
    /// A model, whose file is not in this repository.
    Model,
}

/// The maximum flash for code and other data, and RAM for the stack.
const CODE: usize = 24 * 1024;
const STACK: usize = 4 * 1024;

/// All images.
pub(crate) const IMAGES: [Image; 31] = [
    Image {
        kind: Kind::Empty,
        ..image("empty", 0, 0)
    },
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
    long("bits_streams", size_of::<streams::Memory>()),
    int8::<Small8>(Kind::I8, "int8_small"),
    int8::<Big8>(Kind::I8, "int8_big"),
    int8::<LeNet8>(Kind::I8, "int8_lenet"),
    // both networks
    image(
        "controller",
        Controller::FLASH_BYTES + Controller8::FLASH_BYTES,
        Controller::INFER_RAM_BYTES + Controller8::INFER_RAM_BYTES,
    ),
    // its steps are on the stack
    Image {
        kind: Kind::I8,
        ..image(
            "fastgrnn",
            Fast8::FLASH_BYTES,
            Live::<Fast8>::STATE_BYTES + size_of::<<Fast8 as Layer>::Input>(),
        )
    },
    keyword::<Recurrent8>("keyword_gru"),
    keyword::<Convolutions8>("keyword_conv"),
    model::<Kws8>(&models::KWS),
    model::<Anomaly8>(&models::ANOMALY),
    model::<ResNet88>(&models::RESNET8),
    model::<Vww8>(&models::VWW),
    model::<WakeWord8>(&models::WAKE_WORD),
    // its window is on the stack
    Image {
        kind: Kind::Model,
        ..image(
            models::WAKE_WORD_STEP.image,
            WakeWord8::FLASH_BYTES,
            Live::<WakeWord8>::STATE_BYTES + size_of::<<WakeWord8 as Layer>::Input>(),
        )
    },
    model::<LeNet3008>(&models::LENET300),
    model::<TinyCnn8>(&models::TINY_CNN),
    model::<MicroSpeech8>(&models::MICRO_SPEECH),
    model::<Sine8>(&models::SINE),
];

const fn image(name: &'static str, flash: usize, ram: usize) -> Image {
    Image {
        name,
        kind: Kind::F32,
        flash,
        ram,
        is_counted: true,
    }
}

/// An image of inference of a network of `i8`. Its input is on the stack.
const fn int8<N: Network>(kind: Kind, name: &'static str) -> Image {
    Image {
        kind,
        ..image(
            name,
            N::FLASH_BYTES,
            N::INFER_RAM_BYTES + size_of::<N::Input>(),
        )
    }
}

/// An image that listens.
const fn keyword<N: Streamed>(name: &'static str) -> Image {
    Image {
        kind: Kind::I8,
        ..image(name, N::FLASH_BYTES, size_of::<Memory<N>>())
    }
}

const fn model<N: Network>(model: &Model) -> Image {
    int8::<N>(Kind::Model, model.image)
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
