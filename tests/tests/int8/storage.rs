//! Images of networks of `i8`, in memory and in flash.

use nn_core::prelude::*;
use nn_core::weights::Persist;
use nn_core::weights::image::{self, FlashStore, ImageError};
use tests::flash_memory::Memory;

use crate::networks::{All8, filled};

#[test]
fn an_image_holds_all_numbers() -> Result<(), ImageError> {
    let mut net = All8::ZERO;
    filled(&mut net, 5);
    let mut bytes = vec![0; image::bytes::<All8>()];
    image::write(&net, &mut bytes)?;
    let mut copy = All8::ZERO;
    image::read(&mut copy, &bytes)?;
    assert_eq!(copy, net);
    for index in (0..bytes.len()).step_by(13) {
        bytes[index] ^= 4;
        assert!(image::read(&mut copy, &bytes).is_err(), "{index}");
        bytes[index] ^= 4;
    }
    assert_eq!(copy, net);
    Ok(())
}

#[test]
fn a_flash_store_holds_the_newest() {
    let mut store = FlashStore::new(Memory::<8, 1024>::new(16), 0..16 * 1024).expect("whole pages");
    let mut net = All8::ZERO;
    for seed in 0..3 {
        filled(&mut net, seed);
        store.save(&net).expect("it is stored");
    }
    let mut copy = All8::ZERO;
    store.load(&mut copy).expect("it is read");
    assert_eq!(copy, net);
}

/// What derives from scales is computed again from them.
#[test]
fn derived_numbers_follow_from_the_others() {
    let mut net = All8::ZERO;
    filled(&mut net, 6);
    let mut copy = net.clone();
    copy.derive();
    assert_eq!(copy, net);
}

#[test]
fn fingerprints_differ() {
    type Small = network![4 => Dense<3, Relu> => Dense<2>];
    type Other = network![4 => Dense<3, Tanh> => Dense<2>];
    type Softmaxed = network![4 => Dense<3, Relu> => Dense<2, Softmax>];
    type Residuals = network![4 => Residual<Dense<4>, Relu>];
    type Linears = network![4 => Residual<Dense<4>>];
    let fingerprints = [
        <Small as Persist>::FINGERPRINT,
        <quantized![Small] as Persist>::FINGERPRINT,
        <quantized![Small, Double] as Persist>::FINGERPRINT,
        <quantized![Other] as Persist>::FINGERPRINT,
        <quantized![Softmaxed] as Persist>::FINGERPRINT,
        <quantized![Residuals] as Persist>::FINGERPRINT,
        <quantized![Residuals, Double] as Persist>::FINGERPRINT,
        <quantized![Linears] as Persist>::FINGERPRINT,
    ];
    for (index, one) in fingerprints.iter().enumerate() {
        assert_eq!(
            fingerprints.iter().position(|other| other == one),
            Some(index)
        );
    }
}
