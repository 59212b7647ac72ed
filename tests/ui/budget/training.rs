//! An optimizer without a batch size.
use nn_core::network;

network! {
    #[budget(train_ram(Adam) = "40 KiB")]
    pub struct Tiny { 64 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {}
