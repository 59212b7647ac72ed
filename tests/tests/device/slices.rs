//! A step in slices computes the bits of a step at once, costs no more than it may, and changes nothing before its end.

use nn_core::Error;
use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::optim::Optimizer;
use nn_core::prelude::*;

use tests::parameters::{bits, random};
use tests::samples;

type Plain = network![6 => Dense<9, Relu> => Dense<7, Tanh> => Dense<3, Softmax>];
type Images = network![[1, 8, 8]
    => Conv2d<filters = 4, kernel = 3, padding = Same> => BatchNorm<Relu> => MaxPool2d<2>
    => Residual<Conv2d<filters = 4, kernel = 3, padding = Same, Tanh> => Conv2d<filters = 4, kernel = 1>, Silu>
    => Concat<[Conv2d<filters = 2, kernel = 1, Gelu>], [AvgPool2d<3, stride = 1, padding = Same>]>
    => Flatten => Dropout<0.3> => Dense<5> => LayerNorm<Tanh> => Dense<3, Softmax>];
type Nested = network![6 => Plain => Dense<4, Silu> => Dense<3, Softmax>];

network! {
    struct Named { 6 => hidden: Dense<8, Gelu> => output: Dense<3, Softmax> }
}

/// Trains in slices and at once. Returns the number of calls of the last step.
fn compare<N, O>(optimizer: O, limit: usize, largest: usize) -> Result<usize, Error>
where
    N: TrainableNetwork<Output = [f32; 3]>,
    N::Activation: EndsIn<<CrossEntropy as Loss>::Needs, CrossEntropy>,
    O: Optimizer + Clone,
    u8: Target<CrossEntropy, N::Output>,
{
    let (mut net, mut other): (N, N) = (random(1), random(1));
    let mut trainer = Trainer::<N, _, _, 5>::new(CrossEntropy, optimizer.clone());
    let mut at_once = Trainer::<N, _, _, 5>::new(CrossEntropy, optimizer);
    assert_eq!(Trainer::<N, CrossEntropy, O, 5>::LARGEST_SLICE, largest);
    let mut calls = 0;
    for turn in 0..4 {
        let rng = &mut Random::seed(turn);
        let inputs: Vec<N::Input> = samples::rows(5 - turn as usize % 2, 1.0, rng);
        let classes: Vec<u8> = (0..inputs.len()).map(|index| index as u8 % 3).collect();
        let before = bits(&net);
        let mut slices = trainer.begin(&inputs, &classes);
        calls = 1;
        let step = loop {
            match slices.advance(&mut net, limit)? {
                Some(step) => break step,
                None => assert_eq!(bits(&net), before, "it changes at the end"),
            }
            calls += 1;
        };
        assert_eq!(step, at_once.step(&mut other, &inputs, &classes)?);
        assert_eq!(bits(&net), bits(&other));
    }
    Ok(calls)
}

#[test]
fn batches_have_the_same_bits() -> Result<(), Error> {
    for limit in [0, 300, 1_000, usize::MAX] {
        let one_by_one = limit == 0;
        let calls = compare::<Plain, _>(Adam::new(0.02), limit, 5 * 63)?;
        assert_eq!(calls == 3 * 3 + 2, one_by_one, "{calls}");
        assert_eq!(calls == 1, limit == usize::MAX);
        compare::<Nested, _>(Sgd::new(0.05).with_momentum(0.9), limit, 5 * 63)?;
        compare::<Named, _>(Sgd::new(0.1), limit, 5 * 48)?;
        // The residual: 16 pixels, 4 x 4 x 9 and 4 x 4 products.
        compare::<Images, _>(RmsProp::new(0.01), limit, 5 * 16 * (144 + 16))?;
    }
    Ok(())
}

#[test]
fn nested_networks_are_divided_as_well() {
    assert_eq!(
        (Plain::SLICES, Nested::SLICES, Named::SLICES, Images::SLICES),
        (3, 5, 2, 10)
    );
    let costs: Vec<_> = (0..5).map(Nested::slice_cost).collect();
    assert_eq!(costs, [54, 63, 21, 12, 12]);
}

#[test]
fn single_samples_have_the_same_bits() -> Result<(), Error> {
    for limit in [0, 100, usize::MAX] {
        let (mut net, mut other): (Plain, Plain) = (random(1), random(1));
        let mut trainer = OnlineTrainer::new(CrossEntropy, 0.1);
        let mut at_once = OnlineTrainer::new(CrossEntropy, 0.1);
        for turn in 0..6u8 {
            let [input]: [[f32; 6]; 1] = samples::rows(1, 1.0, &mut Random::seed(turn.into()))
                .try_into()
                .expect("one");
            let class = turn % 3;
            let mut slices = trainer.begin(&input, &class);
            let step = loop {
                if let Some(step) = slices.advance(&mut net, limit)? {
                    break step;
                }
            };
            assert_eq!(step, at_once.step(&mut other, &input, &class)?);
            assert_eq!(bits(&net), bits(&other));
        }
    }
    Ok(())
}

/// A dropped step, and one that was refused, leave no trace.
#[test]
fn unfinished_steps_change_nothing() -> Result<(), Error> {
    let (mut net, mut other): (Plain, Plain) = (random(1), random(1));
    let mut trainer = Trainer::<Plain, _, _, 2>::new(CrossEntropy, Adam::new(0.1));
    let mut at_once = Trainer::<Plain, _, _, 2>::new(CrossEntropy, Adam::new(0.1));
    let (inputs, classes) = ([[0.3; 6], [-0.2; 6]], [1u8, 2]);
    for calls in 0..11 {
        let mut slices = trainer.begin(&inputs, &classes);
        for _ in 0..calls {
            assert_eq!(slices.advance(&mut net, 0)?, None);
        }
    }
    let mut bad = trainer.begin(&inputs, &[1u8, 3]);
    let error = loop {
        match bad.advance(&mut net, 0) {
            Ok(step) => assert_eq!(step, None),
            Err(error) => break error,
        }
    };
    assert!(matches!(error, Error::ClassOutOfRange { sample: 1, .. }));
    assert_eq!(bits(&net), bits(&other));
    let refused = [
        trainer
            .begin(&[[0.0; 6]; 3], &[0u8; 3])
            .advance(&mut net, 0),
        trainer.begin(&[], &[0u8; 0]).advance(&mut net, 0),
        trainer.begin(&inputs, &[0u8]).advance(&mut net, 0),
    ];
    assert!(refused.iter().all(Result::is_err), "{refused:?}");
    let step = trainer
        .begin(&inputs, &classes)
        .advance(&mut net, usize::MAX)?;
    assert_eq!(step, Some(at_once.step(&mut other, &inputs, &classes)?));
    assert_eq!(bits(&net), bits(&other));
    Ok(())
}
