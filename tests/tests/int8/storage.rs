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

/// A file has the weights of an output next to each other. Memory has another order.
#[test]
fn files_have_the_order_of_their_shape() {
    type Net = quantized![network![6 => Dense<9>]];
    let rows: [[i8; 6]; 9] = core::array::from_fn(|output| {
        core::array::from_fn(|input| (7 * output + input) as i8 - 31)
    });
    let mut net = Net::ZERO;
    net.layers.weights = nn_core::layer::Packed::new(rows);
    let bytes = net.to_safetensors().expect("all numbers are finite");
    let file = nn_core::safetensors::SafeTensors::parse(&bytes).expect("a valid file");
    let weight = file.find("0.weight").expect("it is there");
    let stored: Vec<i8> = weight
        .data()
        .iter()
        .map(|byte| byte.cast_signed())
        .collect();
    assert_eq!(stored, rows.as_flattened());
    let mut copy = Net::ZERO;
    nn_core::weights::LoadOptions::new()
        .read(&mut copy, &bytes)
        .expect("it matches");
    assert_eq!(copy.layers.weights.unpacked(), rows);
}

/// A file with a number that a tensor cannot have is refused, and the network is unchanged.
#[test]
fn numbers_out_of_range_are_refused() {
    type Net = quantized![network![2 => Dense<2>]];
    let good = Net::ZERO;
    let refused = |change: fn(&mut Net)| {
        let mut bad = good.clone();
        change(&mut bad);
        let bytes = bad.to_safetensors().expect("all numbers are finite");
        let mut net = good.clone();
        let error = nn_core::weights::LoadOptions::new().read(&mut net, &bytes);
        assert_eq!(net, good);
        error.expect_err("it is out of range").to_string()
    };
    assert_eq!(
        refused(|net| net.layers.output.zero = 128),
        "tensor `0.output_zero_point` is out of range at index 0 in the file: it is from -128 to 127"
    );
    assert_eq!(
        refused(|net| net.layers.requantize.weight_scale[1] = -0.5),
        "tensor `0.weight_scale` is out of range at index 1 in the file: it is at least 0"
    );
    assert_eq!(
        refused(|net| net.layers.bias = [1_074_790_400, -1_074_790_401]),
        "tensor `0.bias` is out of range at index 1 in the file: it is from -1,074,790,400 to 1,074,790,400"
    );
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
