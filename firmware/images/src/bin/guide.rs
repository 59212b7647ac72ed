//! Trains a classifier of vibrations on a microcontroller, and prints the loss to the debugger.
#![no_std]
#![no_main]

use core::ffi::CStr;

use nn_core::math::sin;
use nn_core::prelude::*;
use nn_core::rng::uniform;
use panic_never as _;
use semihosting::sys::arm_compat::sys_write0;

network! {
    #[budget(flash = "8 KiB", infer_ram = "256 B", train_ram = "8 KB", macs = 2_000)]
    pub struct Motor { 16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4, Softmax> }
}

/// Sixteen values of a vibration, and the class of its frequency. Your sensor goes here.
fn measure(rng: &mut Random) -> ([f32; 16], u8) {
    let class = (uniform(rng, 0.0, 4.0) as u8).min(3);
    let (mut angle, step) = (uniform(rng, 0.0, 6.28), 0.393 * f32::from(class + 1));
    let window = [(); 16].map(|()| {
        angle += step;
        sin(angle)
    });
    (window, class)
}

/// Prints `loss 0.665`, for example. `core::fmt` can panic where it prints numbers, so the digits are written here.
fn say(loss: f32) {
    let thousandths = (loss * 1000.0) as u32;
    let digit = |unit| b'0' + (thousandths / unit % 10) as u8;
    let digits = [digit(1000), b'.', digit(100), digit(10), digit(1), b'\n', 0];
    sys_write0(c"loss ");
    if let Ok(digits) = CStr::from_bytes_until_nul(&digits) {
        sys_write0(digits);
    }
}

#[cortex_m_rt::entry]
fn main() -> ! {
    // `entry` makes references of these; they are zeros, so they are in .bss and take no flash
    static mut NET: Motor = Motor::ZERO;
    static mut TRAINER: OnlineTrainer<Motor, CrossEntropy> = OnlineTrainer::ZERO;

    let rng = &mut Random::seed(1);
    NET.initialize(rng);
    TRAINER.learning_rate = 0.01;
    for _ in 0..8 {
        let mut sum = 0.0;
        for _ in 0..500 {
            let (window, class) = measure(rng);
            // an error leaves the network unchanged: for example, an input is NaN
            if let Ok(step) = TRAINER.step(NET, &window, &class) {
                sum += step.loss;
            }
        }
        say(sum / 500.0);
    }
    semihosting::process::exit(0)
}
