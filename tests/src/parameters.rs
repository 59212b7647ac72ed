//! The parameters of a network as one slice, in the order of `Layer::parameters`.

use nn_core::prelude::*;

use crate::samples;

/// All parameters.
pub fn read<N: Layer>(net: &N) -> Vec<f32> {
    let mut all = Vec::with_capacity(N::FACTS.params);
    // one instance of `parameters` for each layer, whatever visits them
    let visit: &mut dyn FnMut(&[f32]) = &mut |block| all.extend_from_slice(block);
    net.parameters(&mut { visit });
    assert_eq!(
        all.len(),
        N::FACTS.params,
        "the blocks hold `FACTS.params` numbers"
    );
    all
}

/// Replaces all parameters.
///
/// # Panics
/// If the number of parameters is wrong.
pub fn write<N: Layer>(net: &mut N, parameters: &[f32]) {
    let mut rest = parameters;
    let visit: &mut dyn FnMut(&mut [f32]) = &mut |block| {
        let (now, later) = rest.split_at(block.len());
        block.copy_from_slice(now);
        rest = later;
    };
    net.parameters_mut(&mut { visit });
    assert!(rest.is_empty(), "there are more numbers than parameters");
}

/// The bits of all parameters, to find any change.
pub fn bits<N: Layer>(net: &N) -> Vec<u32> {
    read(net).into_iter().map(f32::to_bits).collect()
}

/// A network with random parameters.
pub fn random<N: Trainable>(seed: u64) -> N {
    let mut net = N::ZERO;
    samples::randomize(&mut net, &mut Random::seed(seed));
    net
}

/// A second network with the same parameters.
pub fn copy<N: Layer>(net: &N) -> N {
    let mut copy = N::ZERO;
    write(&mut copy, &read(net));
    copy
}
