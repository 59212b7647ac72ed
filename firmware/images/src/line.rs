//! Lines such as `result infer 16-32-32-4 = 0005f3a1`: without `core::fmt`, which would be larger than most networks.

use crate::machine;

/// The longest line, its end included.
const LONGEST: usize = 80;

/// Formats a line with a name and a number.
pub(crate) fn say(kind: &'static str, name: &'static str, number: u32) {
    let digits: [u8; 8] = core::array::from_fn(|place| {
        let digit = (number >> (28 - 4 * place)) as u8 & 0xf;
        digit + if digit < 10 { b'0' } else { b'a' - 10 }
    });
    let text = kind.bytes().chain([b' ']).chain(name.bytes());
    let text = text.chain(*b" = ").chain(digits).chain([b'\n']);
    let mut line = [0; LONGEST];
    // the last byte stays 0, which ends a string of C
    for (place, letter) in line.iter_mut().take(LONGEST - 1).zip(text) {
        *place = letter;
    }
    machine::write(&line);
}
