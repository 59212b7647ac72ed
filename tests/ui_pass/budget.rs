//! Networks within their budgets: every kind of limit, exactly.
use nn_core::prelude::*;

const SAMPLES: usize = 2;

network! {
    /// With a doc comment and conditions.
    #[derive(Debug)]
    #[budget(flash = "1_508 B", infer_ram = "104 B", macs = 352)]
    #[budget(train_ram = "2 KB", train_ram(Adam, batch = 4) = "1 MiB", train_ram(Sgd<Momentum>, batch = { 2 * SAMPLES }) = "1 MB")]
    #[budget(train_ram(nn_core::optim::RmsProp, batch = SAMPLES) = "64 KiB",)]
    pub struct Tiny { 16 => hidden: Dense<16, Relu> => output: Dense<6, Softmax> }
}

network! {
    #[cfg(any())]
    #[budget(flash = "1 B")]
    pub struct Absent { 16 => Dense<16> }
}

fn main() {
    assert_eq!(Tiny::ZERO.hidden().bias, [0.0; 16]);
    assert_eq!((Tiny::FLASH_BYTES, Tiny::INFER_RAM_BYTES, Tiny::MACS), (1_496, 88, 352));
}
