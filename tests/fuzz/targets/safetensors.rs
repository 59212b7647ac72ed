//! Reads arbitrary bytes as a file of weights. The reference reader also accepts an accepted file if it knows all types. A refused file
//! leaves the network unchanged.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nn_core::prelude::*;
use nn_core::safetensors::SafeTensors;
use nn_core::weights::LoadOptions;

type Net = network![2 => Dense<3, Relu> => Dense<1>];

fuzz_target!(|bytes: &[u8]| {
    let ours = SafeTensors::parse(bytes);
    assert_eq!(ours.is_ok(), SafeTensors::parse_large(bytes).is_ok());
    if let Err(error) = &ours {
        assert!(!error.to_string().is_empty());
    }
    if let Ok(file) = &ours
        && file.entries().all(|entry| entry.dtype().bits().is_some())
    {
        let theirs = safetensors::SafeTensors::deserialize(bytes).expect("we accept it");
        assert_eq!(theirs.len(), file.len());
        for entry in file.entries() {
            let tensor = theirs.tensor(&entry.name().to_string()).expect("it is there");
            assert_eq!(tensor.shape().len(), entry.dimensions());
            assert!(tensor.shape().starts_with(entry.shape()));
            assert_eq!(tensor.data(), entry.data());
        }
    }
    let mut net = Net::ZERO;
    net.layers.first.bias = [1.0, 2.0, 3.0];
    let before = net.clone();
    let all = [
        LoadOptions::new(),
        LoadOptions::new().allow_unexpected(true).names(&[("0", "2"), ("2.bias", "0")]),
    ];
    for options in all {
        match options.read(&mut net, bytes) {
            Ok(()) => net.state(&mut |values| assert!(values.iter().all(|value| value.is_finite()))),
            Err(error) => {
                assert!(!error.to_string().is_empty());
                assert!(net == before, "the network is unchanged");
            }
        }
        net.clone_from(&before);
    }
});
