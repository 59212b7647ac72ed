//! Several mistakes at once: a fraction, an overflow, a negative number, a value in parentheses, and an unnamed batch size.
use nn_core::network;

network! {
    #[budget(flash = "1.5 KiB", infer_ram = "99999999999999 MiB", macs = -1, train_ram("8 KiB"), train_ram(Adam, 8) = "1 MiB")]
    pub struct Tiny { 64 => Dense<32, Relu> => Dense<10, Softmax> }
}

fn main() {}
