//! Two limits for the same quantity.
use nn_core::network;

network! {
    #[budget(flash = "64 KiB", flash = "32 KiB")]
    pub struct Tiny { 64 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {}
