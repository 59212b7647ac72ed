//! W3: a training step of 784-128-10 with a mini-batch, cross-entropy and Adam.

use std::hint::black_box;
use std::rc::Rc;

use nn_core::prelude::*;
use tests::parameters;

use super::networks::Mnist;
use super::training_flops;
use crate::contest::{Contestant, Limit, OURS, Work};
use crate::data;
use crate::oracle::{self, Fault, Rule, Twin};
use crate::rivals::MULTIPLIERS;
use crate::rivals::training::Perceptron;

/// The learning rate of all steps.
pub(super) const RATE: f32 = 1e-3;
/// The number of classes, and of the alternating targets. Each sample belongs to each class once, so that the network does not
/// converge and its gradients stay as large as at the start.
const CLASSES: usize = 10;

/// A contestant that trains with mini-batches and Adam.
pub trait Learner {
    /// One step.
    fn step(&mut self, inputs: &[[f32; 784]], classes: &[usize]);
    /// All parameters in the order of nn-core.
    fn parameters(&self) -> Vec<f32>;
    /// The gradients of the last step, in the same order.
    fn gradients(&self) -> Vec<f32>;
}

/// nn-core with batches of at most `BATCH` samples.
pub(super) struct Ours<const BATCH: usize> {
    pub(super) net: Box<Mnist>,
    pub(super) trainer: Box<Trainer<Mnist, CrossEntropy, Adam, BATCH>>,
}

impl<const BATCH: usize> Ours<BATCH> {
    pub(super) fn new(seed: u64) -> Result<Self, Fault> {
        let adam = Adam::new(RATE);
        Ok(Ours {
            net: data::network(seed),
            trainer: Trainer::boxed(CrossEntropy, adam),
        })
    }
}

impl<const BATCH: usize> Learner for Ours<BATCH> {
    fn step(&mut self, inputs: &[[f32; 784]], classes: &[usize]) {
        let step = self.trainer.step(&mut *self.net, inputs, classes);
        black_box(step.is_ok());
    }

    fn parameters(&self) -> Vec<f32> {
        parameters::read(&*self.net)
    }

    fn gradients(&self) -> Vec<f32> {
        self.trainer.gradients().as_slice().to_vec()
    }
}

impl Learner for Perceptron {
    fn step(&mut self, inputs: &[[f32; 784]], classes: &[usize]) {
        self.step(inputs, classes);
    }

    fn parameters(&self) -> Vec<f32> {
        self.parameters().to_vec()
    }

    fn gradients(&self) -> Vec<f32> {
        self.gradients().to_vec()
    }
}

/// A batch with alternating targets.
struct Lesson {
    inputs: Vec<[f32; 784]>,
    targets: [Vec<usize>; CLASSES],
}

impl Lesson {
    fn new(inputs: Vec<[f32; 784]>, classes: &[usize]) -> Self {
        let turned = |turn| {
            classes
                .iter()
                .map(|class| (class + turn) % CLASSES)
                .collect()
        };
        Lesson {
            inputs,
            targets: std::array::from_fn(turned),
        }
    }
}

/// Checks three steps: the first gradient, and the effect of each gradient on the parameters.
fn check<L: Learner>(learner: &mut L, lesson: &Lesson) -> Result<(), Fault> {
    let mut before = learner.parameters();
    let mut adam = Twin::new(Rule::Adam, RATE, before.len());
    for (step, targets) in lesson.targets.iter().take(3).enumerate() {
        learner.step(&lesson.inputs, targets);
        let (gradients, after) = (learner.gradients(), learner.parameters());
        if step == 0 {
            let want = oracle::gradient::<Mnist>(&before, &lesson.inputs, targets);
            want.compare("gradients", &gradients)?;
        }
        let want = adam.step(&before, &gradients);
        want.compare("parameters", &after)?;
        before = after;
    }
    Ok(())
}

/// The contestant for a trainer.
fn contestant<L: Learner + 'static>(
    name: &'static str,
    learner: L,
    lesson: &Rc<Lesson>,
) -> Contestant {
    let (for_check, for_work) = (Rc::clone(lesson), Rc::clone(lesson));
    let mut turn = 0;
    Contestant::new(
        name,
        learner,
        move |learner| check(learner, &for_check),
        move |learner| {
            learner.step(
                black_box(&for_work.inputs),
                black_box(&for_work.targets[turn]),
            );
            turn = (turn + 1) % CLASSES;
        },
    )
}

fn learning<const BATCH: usize>(inputs: Vec<[f32; 784]>, classes: &[usize]) -> Result<Work, Fault> {
    const SEED: u64 = 3;
    let lesson = Rc::new(Lesson::new(inputs, classes));
    let mut contestants = vec![contestant(OURS, Ours::<BATCH>::new(SEED)?, &lesson)];
    for rival in MULTIPLIERS {
        let learner = Perceptron::of(&*data::network::<Mnist>(SEED), rival, RATE);
        contestants.push(contestant(rival.name, learner, &lesson));
    }
    Ok(Work {
        flops: BATCH as f64 * training_flops::<Mnist>(),
        limit: Limit::Arithmetic,
        contestants,
    })
}

/// With dense samples.
pub(super) fn dense<const BATCH: usize>() -> Result<Work, Fault> {
    learning::<BATCH>(data::rows(BATCH, 13), &data::classes(BATCH, CLASSES, 13))
}

/// With digits.
pub(super) fn digits<const BATCH: usize>() -> Result<Work, Fault> {
    let (inputs, classes) = data::digits(BATCH)?;
    learning::<BATCH>(inputs, &classes)
}
