//! Images are read bit for bit, and refused after any change.

use nn_core::prelude::*;
use nn_core::weights::image::{self, ImageError};

use crate::networks::{Mlp, Normed, filled, numbers};

#[test]
fn an_image_comes_back_bit_for_bit() -> Result<(), ImageError> {
    let net = filled::<Normed>(7);
    let mut bytes = vec![0xFF; image::bytes::<Normed>()];
    image::write(&*net, &mut bytes)?;
    let mut again = Normed::boxed();
    image::read(&mut *again, &bytes)?;
    assert_eq!(numbers(&*again), numbers(&*net));
    Ok(())
}

#[test]
fn the_bytes_are_those_of_the_documentation() -> Result<(), ImageError> {
    let mut net = <network![1 => Dense<1>]>::ZERO;
    net.layers.weights = [[1.0]];
    net.layers.bias = [-2.0];
    let mut bytes = [0; 32];
    image::write(&net, &mut bytes)?;
    assert_eq!(bytes[..4], *b"nnW\x01");
    assert_eq!(bytes[12..20], [2, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(bytes[20..28], [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]);
    // The checksum of zip, bit by bit.
    let mut crc = u32::MAX;
    for byte in &bytes[..28] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 * (crc & 1));
        }
    }
    assert_eq!(bytes[28..], (!crc).to_le_bytes());
    Ok(())
}

#[test]
fn every_byte_is_guarded() -> Result<(), ImageError> {
    let net = filled::<Mlp>(8);
    let mut bytes = vec![0; image::bytes::<Mlp>()];
    image::write(&*net, &mut bytes)?;
    for index in 0..bytes.len() {
        for bit in 0..8 {
            bytes[index] ^= 1 << bit;
            let mut other = filled::<Mlp>(9);
            image::read(&mut *other, &bytes).expect_err("a bit has changed");
            assert_eq!(other, filled::<Mlp>(9), "the network is as it was");
            bytes[index] ^= 1 << bit;
        }
    }
    for length in 0..bytes.len() {
        let mut other = filled::<Mlp>(9);
        let error = image::read(&mut *other, &bytes[..length]);
        assert!(matches!(error, Err(ImageError::TooShort { .. })));
        assert_eq!(other, filled::<Mlp>(9), "the network is as it was");
        let mut room = vec![0; length];
        let error = image::write(&*net, &mut room);
        assert!(matches!(error, Err(ImageError::TooShort { .. })));
    }
    Ok(())
}

#[test]
fn another_architecture_of_the_same_length_is_refused() -> Result<(), ImageError> {
    type Other = network![4 => Dense<8, Relu> => Dense<3, Softmax>];
    let mut bytes = vec![0; image::bytes::<Mlp>()];
    image::write(&*filled::<Mlp>(10), &mut bytes)?;
    let error = image::read(&mut *Other::boxed(), &bytes);
    assert!(matches!(error, Err(ImageError::OtherArchitecture { .. })));
    Ok(())
}
