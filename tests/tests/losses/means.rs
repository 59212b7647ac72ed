//! What weights mean: weight 0 is no sample, weight 2 is the sample twice, for both trainers.

use nn_core::Error;
use nn_core::loss::{Weighted, balanced_weights};
use nn_core::prelude::*;

use tests::parameters::{bits, random};

type Net = network![2 => Dense<4, Tanh> => Dense<3, Softmax>];

const INPUTS: [[f32; 2]; 4] = [[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0], [1.0, 1.0]];

/// The network after a step of a trainer.
fn after<T: nn_core::loss::Target<CrossEntropy, [f32; 3]>>(
    inputs: &[[f32; 2]],
    targets: &[T],
) -> Result<(Net, Step), Error> {
    let mut net: Net = random(1);
    let mut trainer = Trainer::<Net, _, _, 8>::new(CrossEntropy, Sgd::new(0.5));
    let step = trainer.step(&mut net, inputs, targets)?;
    Ok((net, step))
}

fn assert_close(name: &str, (net, step): &(Net, Step), (same, like): &(Net, Step)) {
    let (values, others) = (tests::parameters::read(net), tests::parameters::read(same));
    for (value, other) in values.iter().zip(others) {
        assert!((value - other).abs() < 1e-6, "{name}: {value} {other}");
    }
    assert!((step.loss - like.loss).abs() < 1e-6, "{name}");
    assert!(
        (step.gradient_norm - like.gradient_norm).abs() < 1e-6,
        "{name}"
    );
}

#[test]
fn a_weight_is_a_number_of_copies() -> Result<(), Error> {
    let [a, b, c, _] = INPUTS;
    let copies = after(&[a, a, a, b], &[0u8, 0, 0, 1])?;
    let weights = [(0u8, 1.5), (1, 0.5), (2, 0.0)];
    let targets = weights.map(|(class, weight)| Weighted::new(class, weight));
    assert_close("weights", &after(&[a, b, c], &targets)?, &copies);
    let some = targets.map(Some);
    assert_close("weights of some", &after(&[a, b, c], &some)?, &copies);
    let inside = weights.map(|(class, weight)| Weighted::new(Some(class), weight));
    assert_close("some with weights", &after(&[a, b, c], &inside)?, &copies);
    Ok(())
}

#[test]
fn an_ignored_target_is_no_sample() -> Result<(), Error> {
    let [a, b, c, d] = INPUTS;
    let without = after(&[a, c], &[0u8, 2])?;
    let ignored = after(&[a, b, c, d], &[Some(0u8), None, Some(2), None])?;
    assert_close("ignored", &ignored, &without);
    // Weights that are all equal are the same as none.
    let equal = INPUTS.map(|_| Weighted::new(1u8, 4.0));
    assert_close(
        "equal",
        &after(&INPUTS, &equal)?,
        &after(&INPUTS, &[1u8; 4])?,
    );
    Ok(())
}

#[test]
fn weights_of_classes_are_those_of_samples() -> Result<(), Error> {
    let labels = [0u8, 1, 2, 1];
    let weights = [0.5, 2.0, 4.0];
    let by_sample = labels.map(|label| Weighted::new(label, weights[usize::from(label)]));
    let mut net: Net = random(1);
    let loss = CrossEntropy.with_class_weights(weights);
    let mut trainer = Trainer::<Net, _, _, 4>::new(loss, Sgd::new(0.5));
    let step = trainer.step(&mut net, &INPUTS, &labels)?;
    assert_close("classes", &(net, step), &after(&INPUTS, &by_sample)?);
    let hot = labels.map(|label| [0u8, 1, 2].map(|class| f32::from(class == label)));
    let mut net: Net = random(1);
    let mut trainer = Trainer::<Net, _, _, 4>::new(loss, Sgd::new(0.5));
    let step = trainer.step(&mut net, &INPUTS, &hot)?;
    assert_close("distributions", &(net, step), &after(&INPUTS, &by_sample)?);
    Ok(())
}

/// With one sample, the weight has no effect except that 0 is refused.
#[test]
fn a_weight_of_one_sample_cancels() -> Result<(), Error> {
    let mut nets: [Net; 2] = [random(1), random(1)];
    let mut online = OnlineTrainer::<Net, _>::new(CrossEntropy, 0.5);
    let plain = online.step(&mut nets[0], &INPUTS[0], &1u8)?;
    let weighted = online.step(&mut nets[1], &INPUTS[0], &Weighted::new(1u8, 4.0))?;
    assert_eq!(plain, weighted);
    assert_eq!(bits(&nets[0]), bits(&nets[1]));
    Ok(())
}

#[test]
fn balanced() -> Result<(), Error> {
    assert_eq!(balanced_weights(&[1u8, 0, 1, 1])?, [2.0, 4.0 / 6.0]);
    assert_eq!(balanced_weights(&[true, false])?, [1.0, 1.0]);
    let counted = balanced_weights::<3>(&[0usize, 1, 1, 2, 2, 2, 2, 2, 2])?;
    assert_eq!(counted, [3.0, 1.5, 0.5]);
    assert_eq!(balanced_weights::<2>(&[0u8; 0]), Err(Error::NoData));
    let empty = balanced_weights::<3>(&[0u8, 2]);
    assert_eq!(empty, Err(Error::EmptyClass { class: 1 }));
    let beyond = Error::ClassOutOfRange {
        sample: 1,
        class: 2,
        classes: 2,
    };
    assert_eq!(balanced_weights::<2>(&[0u8, 2]), Err(beyond));
    Ok(())
}
