//! A batch of 0 samples.
use nn_core::network;

network! {
    #[budget(train_ram(Adam, batch = 0) = "40 KiB")]
    pub struct Tiny { 64 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {}
