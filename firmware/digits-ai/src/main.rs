//! Reads a digit and prints it to the debugger.
#![no_std]
#![no_main]

use core::ffi::CStr;

use digits_ai::digits::DIGITS;
use nn_core::prelude::*;
use panic_never as _;
use semihosting::sys::arm_compat::sys_write0;

/// An image of 8 x 8 pixels from 0 to 9.
const IMAGE: [&[u8; 8]; 8] = [
    b"00389200",
    b"00963800",
    b"01800800",
    b"00002800",
    b"00008300",
    b"00085000",
    b"00892000",
    b"00499984",
];

#[cortex_m_rt::entry]
fn main() -> ! {
    let image = IMAGE.map(|row| row.map(|pixel| f32::from(pixel - b'0') / 9.0));
    let probabilities = DIGITS.predict(&[image]);
    let digit = DIGITS.classify(&[image]) as u8;
    let percent = (probabilities[usize::from(digit)] * 100.0) as u8;
    let text = [
        b'0' + digit,
        b' ',
        b'0' + percent / 10,
        b'0' + percent % 10,
        b'%',
        b'\n',
        0,
    ];
    if let Ok(text) = CStr::from_bytes_until_nul(&text) {
        sys_write0(text);
    }
    semihosting::process::exit(0)
}
