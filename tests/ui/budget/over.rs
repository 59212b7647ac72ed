//! A network over its limits of flash, RAM and multiply-accumulates.
#![allow(dead_code)]
nn_core::network! {
    #[budget(flash = "8 KiB", infer_ram = "1 KiB", train_ram = "16 KB", train_ram(Adam, batch = 8) = "40 KiB", macs = 3_000)]
    pub struct Tiny { 64 => hidden: Dense<32, Relu> => 2 x Dense<16, Relu> => output: Dense<10, Softmax> }
}

fn main() {}
