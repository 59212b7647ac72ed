//! Metrics: no samples, wrong lengths, invalid labels, labels of every type.

use nn_core::Error;
use nn_core::loss::Label;
use nn_core::metrics::{Confusion, accuracy, accuracy_in};
use nn_core::prelude::*;

use crate::networks::{INPUTS, One, Samples, Three, one, out_of_range, three, workspace};

/// A function of samples and labels.
type Function<N> = fn(&N, &Samples, &[u8]) -> Result<(), Error>;

const OF_THREE: [(&str, Function<Three>); 8] = [
    ("accuracy", |net, x, y| accuracy(net, x, y).map(drop)),
    ("accuracy_in", |net, x, y| {
        accuracy_in(net, x, y, &mut workspace()).map(drop)
    }),
    ("Confusion::of", |net, x, y| {
        Confusion::<3>::of(net, x, y).map(drop)
    }),
    ("Confusion::of_in", |net, x, y| {
        Confusion::<3>::of_in(net, x, y, &mut workspace()).map(drop)
    }),
    ("Trainer::step", |net, x, y| {
        let mut trainer = Trainer::<_, _, _, 8>::new(CrossEntropy, Sgd::new(0.1));
        trainer.step(&mut net.clone(), x, y).map(drop)
    }),
    ("Trainer::loss", |net, x, y| {
        let trainer = Trainer::<_, _, _, 1>::new(CrossEntropy, Sgd::new(0.1));
        trainer.loss(net, x, y).map(drop)
    }),
    ("OnlineTrainer::loss", |net, x, y| {
        OnlineTrainer::new(CrossEntropy, 0.1)
            .loss(net, x, y)
            .map(drop)
    }),
    ("Fit::run", |net, x, y| {
        let mut online = OnlineTrainer::new(CrossEntropy, 0.1);
        let fit = Fit::epochs(1).shuffle(false);
        fit.run(&mut online, &mut net.clone(), (x, y)).map(drop)
    }),
];

const OF_ONE: [(&str, Function<One>); 8] = [
    ("accuracy", |net, x, y| accuracy(net, x, y).map(drop)),
    ("accuracy_in", |net, x, y| {
        accuracy_in(net, x, y, &mut workspace()).map(drop)
    }),
    ("Confusion::of", |net, x, y| {
        Confusion::<2>::of(net, x, y).map(drop)
    }),
    ("Confusion::of_in", |net, x, y| {
        Confusion::<2>::of_in(net, x, y, &mut workspace()).map(drop)
    }),
    ("Confusion::at", |net, x, y| {
        Confusion::at(net, x, y, 0.5).map(drop)
    }),
    ("Confusion::at_in", |net, x, y| {
        Confusion::at_in(net, x, y, 0.5, &mut workspace()).map(drop)
    }),
    ("Trainer::step", |net, x, y| {
        let mut trainer = Trainer::<_, _, _, 8>::new(BinaryCrossEntropy, Sgd::new(0.1));
        trainer.step(&mut net.clone(), x, y).map(drop)
    }),
    ("OnlineTrainer::loss", |net, x, y| {
        let online = OnlineTrainer::new(BinaryCrossEntropy, 0.1);
        online.loss(net, x, y).map(drop)
    }),
];

/// No samples, wrong lengths, and invalid labels. The last ones are counted from 1.
fn refuses<N>(net: &N, functions: &[(&str, Function<N>)], good: [u8; 4], classes: usize) {
    let mut from_one = good;
    from_one.iter_mut().for_each(|label| *label += 1);
    let first = from_one
        .iter()
        .position(|label| usize::from(*label) == classes);
    let lengths = |inputs, targets| Err(Error::LengthMismatch { inputs, targets });
    let cases: [(&Samples, &[u8], Result<(), Error>); 7] = [
        (&INPUTS, &good, Ok(())),
        (&[], &[], Err(Error::NoData)),
        (&[], &good, Err(Error::NoData)),
        (&INPUTS, &good[..3], lengths(4, 3)),
        (&INPUTS[..3], &good, lengths(3, 4)),
        (&INPUTS[..1], &[12], out_of_range(0, 12, classes)),
        (
            &INPUTS,
            &from_one,
            out_of_range(first.unwrap_or(9), classes, classes),
        ),
    ];
    for (name, function) in functions {
        for (inputs, labels, expected) in &cases {
            let result = function(net, inputs, labels);
            assert_eq!(result, *expected, "{name} of {inputs:?} and {labels:?}");
        }
    }
}

#[test]
fn lengths_and_labels_are_refused_as_in_training() {
    refuses(&three(), &OF_THREE, [0, 1, 2, 1], 3);
    refuses(&one(), &OF_ONE, [0, 1, 0, 1], 2);
}

/// The results do not depend on the type of the labels: of a perfect network, and in training.
fn perfect<Y: Label>(labels: [Y; 2]) -> Result<(), Error> {
    let inputs = [[0.0, -4.0], [0.0, 4.0]];
    let net = one();
    assert_eq!(accuracy(&net, &inputs, &labels)?, 1.0);
    let confusion = Confusion::<2>::of(&net, &inputs, &labels)?;
    assert_eq!(
        (confusion.counts, confusion.undecided),
        ([[1, 0], [0, 1]], [0; 2])
    );
    let mut net = three();
    net.layers.weights = [[0.0; 3], [-1.0, 1.0, 0.0]];
    assert_eq!(accuracy(&net, &inputs, &labels)?, 1.0);
    let confusion = Confusion::<3>::of(&net, &inputs, &labels)?;
    assert_eq!(confusion.counts, [[1, 0, 0], [0, 1, 0], [0; 3]]);

    let online = OnlineTrainer::new(BinaryCrossEntropy, 0.1);
    let as_numbers = online.loss(&one(), &inputs, &[[0.0], [1.0]])?;
    assert_eq!(online.loss(&one(), &inputs, &labels)?, as_numbers);
    let online = OnlineTrainer::new(CrossEntropy, 0.1);
    let as_numbers = online.loss(&three(), &inputs, &[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])?;
    assert_eq!(online.loss(&three(), &inputs, &labels)?, as_numbers);
    Ok(())
}

#[test]
fn labels_of_every_type_mean_the_same() -> Result<(), Error> {
    perfect([0u8, 1])?;
    perfect([0u16, 1])?;
    perfect([0u32, 1])?;
    perfect([0usize, 1])?;
    perfect([false, true])
}

/// With labels as targets, a single output learns two classes.
#[test]
fn a_binary_network_learns_from_labels() -> Result<(), Error> {
    let inputs = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
    let labels = [false, true, true, false];
    let mut net = <network![2 => Dense<8, Tanh> => Dense<1, Sigmoid>]>::ZERO;
    net.initialize(&mut Random::seed(1));
    let mut trainer = Trainer::<_, _, _, 4>::new(BinaryCrossEntropy, Adam::new(0.05));
    Fit::epochs(300)
        .seed(1)
        .run(&mut trainer, &mut net, (&inputs, &labels))?;
    let confusion = Confusion::<2>::of(&net, &inputs, &labels)?;
    assert_eq!(confusion.counts, [[2, 0], [0, 2]]);
    Ok(())
}

#[test]
fn counting_refuses_classes_that_are_not_there() -> Result<(), Error> {
    let mut confusion = Confusion::<3>::new();
    assert_eq!(confusion.accuracy(), 0.0);
    assert_eq!(confusion.add(3u8, Some(0)), out_of_range(0, 3, 3));
    assert_eq!(confusion.add(0u32, Some(7)), out_of_range(0, 7, 3));
    assert_eq!(confusion.add(3u8, None), out_of_range(0, 3, 3));
    assert_eq!(
        confusion,
        Confusion::new(),
        "what is refused is not counted"
    );

    confusion.add(2u16, Some(1))?;
    confusion.add(true, None)?;
    confusion.add(1usize, Some(1))?;
    confusion += confusion;
    assert_eq!(confusion.counts, [[0; 3], [0, 2, 0], [0, 2, 0]]);
    assert_eq!(confusion.undecided, [0, 2, 0]);
    assert_eq!(confusion.accuracy(), 2.0 / 6.0);

    // The counts saturate, and their sum is larger.
    confusion.counts = [[u32::MAX; 3]; 3];
    confusion.undecided = [u32::MAX; 3];
    confusion += confusion;
    confusion.add(0u8, Some(0))?;
    assert_eq!(confusion.accuracy(), 0.25);
    Ok(())
}
