//! Sizes that only the compiler knows.
use nn_core::network;

const HIDDEN: usize = 32;
type Head = network![HIDDEN => Dense<10, Softmax>];

network! {
    #[budget(flash = "4 KiB", macs = 2_000)]
    pub struct Tiny { 64 => hidden: Dense<HIDDEN, Relu> => Head }
}

fn main() {}
