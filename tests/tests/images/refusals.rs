//! The layer that an error names if a gradient is not finite: equal online and in batches, also in networks with branches.

use std::collections::BTreeSet;

use nn_core::Error;
use nn_core::prelude::*;

use tests::instruction_sets::steady;
use tests::parameters::{bits, random, read, write};

/// Convolutions in branches, as projections, and joined.
type Net = network![[1, 3, 3]
    => Residual<Conv2d<filters = 2, kernel = 3, padding = 1> => Conv2d<filters = 1, kernel = 1>>
    => Residual<Conv2d<filters = 2, kernel = 1>, projection = Conv2d<filters = 2, kernel = 1> => Conv2d<filters = 2, kernel = 1>>
    => Concat<[Conv2d<filters = 1, kernel = 1>], [MaxPool2d<2, stride = 1, padding = Same>], []>
    => Flatten => Dense<1>];

/// The error. Both ways of training return it and change nothing.
fn refusal(net: &Net, image: &[[[f32; 3]; 3]; 1]) -> Result<Option<Error>, Error> {
    let mut online = OnlineTrainer::new(MeanAbsoluteError, 0.1);
    let mut trainer = Trainer::<Net, _, _, 1>::new(MeanAbsoluteError, Sgd::new(0.1));
    let (mut one, mut other) = (net.clone(), net.clone());
    let fused = online.step(&mut one, image, &[0.0]);
    let batch = trainer.step(&mut other, &[*image], &[[0.0]]);
    assert_eq!(fused.err(), batch.err());
    let is_moved = bits(&one) != bits(net) || bits(&other) != bits(net);
    assert_eq!(is_moved, fused.is_ok());
    Ok(fused.err())
}

/// A layer with small weights after one with large weights: its gradient is too large, and the other's is not.
#[test]
fn the_layer_whose_gradient_is_not_finite() -> Result<(), Error> {
    let mut counts = Vec::new();
    Net::describe(&mut |row| counts.push(row.params));
    let block = |layer: usize| {
        let start: usize = counts[..layer].iter().sum();
        start..start + counts[layer]
    };
    let mut named = BTreeSet::new();
    for large in 0..counts.len() {
        for small in large + 1..counts.len() {
            let mut net: Net = random(3);
            let mut parameters = read(&net);
            parameters[block(large)].iter_mut().for_each(|p| *p *= 1e20);
            parameters[block(small)]
                .iter_mut()
                .for_each(|p| *p *= 1e-20);
            write(&mut net, &parameters);
            let image = [[[0.5, -1.0, 0.25], [1.0, 0.75, -0.5], [-0.25, 1.0, 0.5]]];
            let refused = steady(|| refusal(&net, &image))?;
            if let Some(Error::NonFiniteGradient { layer }) = refused {
                assert!(counts[layer] > 0, "row {layer} has no gradient");
                named.insert(layer);
            }
        }
    }
    assert!(named.len() >= 4, "many are named: {named:?}");
    Ok(())
}
