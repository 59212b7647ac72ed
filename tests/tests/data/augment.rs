//! Augmentation: what changes, what does not, and how it resumes.

use core::ops::ControlFlow;

use nn_core::Error;
use nn_core::prelude::*;
use nn_core::rng::uniform;
use nn_core::train::{Augment, Run, SampleBuffer};
use nn_core::weights::{Checkpoint, image};

type Net = network![2 => Dense<6, Tanh> => Dense<3, Softmax>];
type Learner = Trainer<Net, CrossEntropy, Adam, 4>;
type Buffer<const N: usize> = SampleBuffer<[f32; 2], u8, N>;

const INPUTS: [[f32; 2]; 7] = [
    [0.0, 0.1],
    [0.9, 0.2],
    [0.3, 0.8],
    [0.1, 0.0],
    [1.0, 0.1],
    [0.2, 0.9],
    [0.5, 0.5],
];
const LABELS: [u8; 7] = [0, 1, 2, 0, 1, 2, 0];

fn trainer() -> Learner {
    Trainer::new(CrossEntropy, Adam::new(0.02))
}

fn noisy(input: &mut [f32; 2], random: &mut Random) {
    for value in input {
        *value += uniform(random, -0.2, 0.2);
    }
}

/// Without changes it computes the same bits as its inner learner.
#[test]
fn no_change_is_no_difference() -> Result<(), Error> {
    let (mut plain, mut copied) = (
        Net::random(&mut Random::seed(1)),
        Net::random(&mut Random::seed(1)),
    );
    Fit::epochs(5).run(&mut trainer(), &mut plain, (&INPUTS, &LABELS))?;
    let mut buffer = Buffer::<4>::ZERO;
    let mut augment = Augment::new(
        trainer(),
        &mut buffer,
        |_: &mut _, _: &mut _| {},
        Random::seed(2),
    );
    Fit::epochs(5).run(&mut augment, &mut copied, (&INPUTS, &LABELS))?;
    assert_eq!(plain, copied);
    Ok(())
}

/// The batches are as large as the smaller one of the buffer and the trainer.
#[test]
fn the_capacity_is_the_smaller_one() -> Result<(), Error> {
    for (expected, boxed) in [(2, false), (4, true)] {
        let mut sizes = Vec::new();
        let observer = |progress: &nn_core::train::Progress| sizes.push(progress.samples);
        let mut net = Net::random(&mut Random::seed(1));
        let fit = Fit::epochs(1).observe(Steps(observer));
        if boxed {
            let mut augment = Augment::new(trainer(), Buffer::<9>::boxed(), noisy, Random::seed(2));
            fit.run(&mut augment, &mut net, (&INPUTS, &LABELS))?;
        } else {
            let mut buffer = Buffer::<2>::ZERO;
            let mut augment = Augment::new(trainer(), &mut buffer, noisy, Random::seed(2));
            fit.run(&mut augment, &mut net, (&INPUTS, &LABELS))?;
        }
        assert_eq!(sizes.first(), Some(&expected));
        assert_eq!(sizes.last(), Some(&7));
    }
    Ok(())
}

/// An observer of steps.
struct Steps<F>(F);

impl<N, F: FnMut(&nn_core::train::Progress)> nn_core::train::Observer<N> for Steps<F> {
    fn step(&mut self, progress: &nn_core::train::Progress) {
        (self.0)(progress);
    }

    fn epoch(&mut self, _net: &N, _epoch: &Epoch) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Each epoch has other changes, and the same seed the same ones.
#[test]
fn changes_follow_the_seed() -> Result<(), Error> {
    let run = |seed| -> Result<(Net, Vec<[f32; 2]>), Error> {
        let mut seen = Vec::new();
        let mut net = Net::random(&mut Random::seed(1));
        let change = |input: &mut [f32; 2], random: &mut Random| {
            noisy(input, random);
            seen.push(*input);
        };
        let mut buffer = Buffer::<4>::ZERO;
        let mut augment = Augment::new(trainer(), &mut buffer, change, Random::seed(seed));
        Fit::epochs(2)
            .shuffle(false)
            .run(&mut augment, &mut net, (&INPUTS, &LABELS))?;
        Ok((net, seen))
    };
    let (net, seen) = run(1)?;
    assert_eq!(seen.len(), 14);
    for (input, (first, second)) in INPUTS.iter().zip(seen.iter().zip(&seen[7..])) {
        assert_ne!(first, second);
        assert!((first[0] - input[0]).abs() <= 0.2);
    }
    assert_eq!(run(1)?.0, net);
    assert_ne!(run(2)?.0, net);
    Ok(())
}

/// An error names the sample in the data, and a refused step uses no random numbers.
#[test]
fn a_refused_step_changes_nothing() -> Result<(), Error> {
    let mut net = Net::random(&mut Random::seed(1));
    let labels = [0, 1, 2, 0, 1, 2, 3];
    let mut buffer = Buffer::<2>::ZERO;
    let mut augment = Augment::new(trainer(), &mut buffer, noisy, Random::seed(5));
    let before = format!("{augment:?}");
    let fit = Fit::epochs(1).batch(1).shuffle(false);
    let error = fit.run(&mut augment, &mut net, (&INPUTS[6..], &labels[6..]));
    assert_eq!(
        error,
        Err(Error::ClassOutOfRange {
            sample: 0,
            class: 3,
            classes: 3
        })
    );
    assert_eq!(format!("{augment:?}"), before);
    let error = fit.run(&mut augment, &mut net, (&INPUTS, &labels));
    assert_eq!(
        error,
        Err(Error::ClassOutOfRange {
            sample: 6,
            class: 3,
            classes: 3
        })
    );
    Ok(())
}

type Change = fn(&mut [f32; 2], &mut Random);
type Kept<'a> = Checkpoint<'a, Net, Augment<Learner, &'a mut Buffer<4>, Change>, Run>;

/// A resumed run equals one that was not interrupted, with its changes.
#[test]
fn a_resumed_run_has_the_same_changes() -> Result<(), Error> {
    let change: Change = noisy;
    let mut bytes = vec![0; image::bytes::<Kept<'_>>()];

    let (mut net, mut buffer) = (Net::random(&mut Random::seed(1)), Buffer::<4>::ZERO);
    let mut augment = Augment::new(trainer(), &mut buffer, change, Random::seed(2));
    let mut run = Fit::epochs(6).start();
    while run
        .epoch(&mut augment, &mut net, (&INPUTS, &LABELS))?
        .is_none()
    {
        if run.epochs() == 3 {
            let kept = Checkpoint {
                net: &mut net,
                trainer: &mut augment,
                run: &mut run,
            };
            image::write(&kept, &mut bytes).expect("it is stored");
        }
    }

    let (mut resumed, mut buffer) = (Net::ZERO, Buffer::<4>::ZERO);
    let mut augment = Augment::new(trainer(), &mut buffer, change, Random::seed(99));
    let mut run = Fit::epochs(6).start();
    let mut kept = Checkpoint {
        net: &mut resumed,
        trainer: &mut augment,
        run: &mut run,
    };
    image::read(&mut kept, &bytes).expect("it is restored");
    while run
        .epoch(&mut augment, &mut resumed, (&INPUTS, &LABELS))?
        .is_none()
    {}
    assert_eq!(resumed, net);
    Ok(())
}
