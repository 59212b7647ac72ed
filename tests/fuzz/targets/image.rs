//! Reads arbitrary bytes as an image, also with a correct checksum. Refused bytes leave the network unchanged. Accepted bytes are written
//! back identically.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nn_core::prelude::*;
use nn_core::weights::image;

type Net = network![2 => Dense<3, Relu> => Dense<1>];
const BYTES: usize = image::bytes::<Net>();

/// CRC-32, bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1)))
    })
}

fn check(bytes: &[u8]) {
    let mut net = Net::ZERO;
    match image::read(&mut net, bytes) {
        Ok(()) => {
            let mut again = [0; BYTES];
            image::write(&net, &mut again).expect("the buffer is long enough");
            assert_eq!(again[..16], bytes[..16]);
            assert_eq!(again[20..BYTES - 4], bytes[20..BYTES - 4]);
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            assert!(net == Net::ZERO, "the network is unchanged");
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    check(bytes);
    if bytes.len() >= BYTES {
        let mut whole = bytes.to_vec();
        let crc = checksum(&whole[..BYTES - 4]);
        whole[BYTES - 4..BYTES].copy_from_slice(&crc.to_le_bytes());
        check(&whole);
    }
});
