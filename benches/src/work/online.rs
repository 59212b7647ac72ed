//! W4: an online step: gradient descent with one sample and cross-entropy.

use std::hint::black_box;
use std::rc::Rc;

use nn_core::prelude::*;
use tests::parameters;

use super::networks::{Classifier, Mnist};
use super::training_flops;
use crate::contest::{Contestant, Limit, OURS, Work};
use crate::data;
use crate::oracle::{self, Fault};
use crate::rivals::arrays::{Three, Two};

/// The learning rate.
const RATE: f32 = 0.01;
/// The number of alternating samples.
const SAMPLES: usize = 16;
/// The bytes of a parameter.
const BYTES: usize = size_of::<f32>();

/// Samples and their classes. Each sample is trained with all classes alternately, so that the network does not converge and its
/// gradients stay as large as at the start.
struct Lesson<const I: usize> {
    inputs: Vec<[f32; I]>,
    targets: Vec<usize>,
    classes: usize,
}

/// A contestant that trains with one sample at a time.
struct Student<S, const I: usize> {
    state: S,
    lesson: Rc<Lesson<I>>,
    turn: usize,
    learn: fn(&mut S, &[f32; I], usize),
    parameters: fn(&S) -> Vec<f32>,
}

impl<S, const I: usize> Student<S, I> {
    #[inline]
    fn step(&mut self) {
        let (sample, turn) = (self.turn % SAMPLES, self.turn / SAMPLES);
        let class = (self.lesson.targets[sample] + turn) % self.lesson.classes;
        (self.learn)(
            &mut self.state,
            black_box(&self.lesson.inputs[sample]),
            black_box(class),
        );
        self.turn = (self.turn + 1) % (SAMPLES * self.lesson.classes);
    }

    /// Checks the effect of three steps' gradients on the parameters.
    fn check<N: TrainableNetwork<Input = [f32; I]>>(&mut self) -> Result<(), Fault> {
        for _ in 0..3 {
            let before = (self.parameters)(&self.state);
            let (inputs, targets) = (&self.lesson.inputs, &self.lesson.targets);
            let (input, class) = (inputs[self.turn], targets[self.turn]);
            let gradient = oracle::gradient::<N>(&before, &[input], &[class]);
            self.step();
            let want = oracle::online_step(&before, &gradient, RATE);
            want.compare("parameters", &(self.parameters)(&self.state))?;
        }
        Ok(())
    }
}

/// nn-core.
struct Ours<N: TrainableNetwork> {
    net: Box<N>,
    online: OnlineTrainer<N, CrossEntropy>,
}

fn contestant<N, S, const I: usize>(
    name: &'static str,
    state: S,
    lesson: &Rc<Lesson<I>>,
    learn: fn(&mut S, &[f32; I], usize),
    parameters: fn(&S) -> Vec<f32>,
) -> Contestant
where
    N: TrainableNetwork<Input = [f32; I]> + 'static,
    S: 'static,
{
    let student = Student {
        state,
        lesson: Rc::clone(lesson),
        turn: 0,
        learn,
        parameters,
    };
    Contestant::new(name, student, Student::check::<N>, Student::step)
}

fn ours<N, const I: usize, const O: usize>(
    seed: u64,
    lesson: &Rc<Lesson<I>>,
) -> Result<Contestant, Fault>
where
    N: TrainableNetwork<Input = [f32; I], Output = [f32; O], Activation = Softmax>
        + Boxed
        + 'static,
{
    let ours = Ours {
        net: data::network::<N>(seed),
        online: OnlineTrainer::new(CrossEntropy, RATE),
    };
    let learn = |ours: &mut Ours<N>, input: &[f32; I], class| {
        let step = ours.online.step(&mut *ours.net, input, &class);
        black_box(step.is_ok());
    };
    let parameters = |ours: &Ours<N>| parameters::read(&*ours.net);
    Ok(contestant::<N, _, I>(OURS, ours, lesson, learn, parameters))
}

/// W4a with dense samples.
pub(super) fn mnist() -> Result<Work, Fault> {
    through_mnist(data::rows(SAMPLES, 14), data::classes(SAMPLES, 10, 14))
}

/// W4a with digits.
pub(super) fn mnist_digits() -> Result<Work, Fault> {
    let (inputs, targets) = data::digits(SAMPLES)?;
    through_mnist(inputs, targets)
}

fn through_mnist(inputs: Vec<[f32; 784]>, targets: Vec<usize>) -> Result<Work, Fault> {
    const SEED: u64 = 4;
    let lesson = Rc::new(Lesson {
        inputs,
        targets,
        classes: 10,
    });
    let loops = Two::<784, 128, 10>::of(&*data::network::<Mnist>(SEED));
    let contestants = vec![
        ours::<Mnist, 784, 10>(SEED, &lesson)?,
        contestant::<Mnist, _, 784>(
            "plain",
            loops,
            &lesson,
            |net, input, class| net.learn(RATE, input, class),
            Two::parameters,
        ),
    ];
    Ok(Work {
        flops: training_flops::<Mnist>(),
        limit: Limit::Updating(Mnist::PARAMS * BYTES),
        contestants,
    })
}

/// W4b.
pub(super) fn relus() -> Result<Work, Fault> {
    const SEED: u64 = 5;
    let lesson = Rc::new(Lesson {
        inputs: data::rows(SAMPLES, 15),
        targets: data::classes(SAMPLES, 4, 15),
        classes: 4,
    });
    let loops = Three::<16, 32, 4>::of(&*data::network::<Classifier>(SEED));
    let contestants = vec![
        ours::<Classifier, 16, 4>(SEED, &lesson)?,
        contestant::<Classifier, _, 16>(
            "plain",
            loops,
            &lesson,
            |net, input, class| net.learn(RATE, input, class),
            Three::parameters,
        ),
    ];
    Ok(Work {
        flops: training_flops::<Classifier>(),
        limit: Limit::Updating(Classifier::PARAMS * BYTES),
        contestants,
    })
}
