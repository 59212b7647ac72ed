//! W7: an epoch of 784-128-10 with 60,000 shuffled samples, cross-entropy and Adam.

use std::cell::LazyCell;
use std::hint::black_box;
use std::rc::Rc;

use nn_core::prelude::*;
use nn_core::train::{Permutation, Run};

use super::batch::{Learner, Ours, RATE};
use super::networks::Mnist;
use super::training_flops;
use crate::contest::{Contestant, Limit, OURS, Work};
use crate::data;
use crate::oracle::{Fault, Want};
use crate::rivals::MULTIPLIERS;
use crate::rivals::training::Perceptron;

/// The number of samples of MNIST.
const SAMPLES: usize = 60_000;
const SEED: u64 = 7;

/// Dense random samples with random classes.
struct Set {
    inputs: Vec<[f32; 784]>,
    classes: Vec<usize>,
}

impl Set {
    fn new(samples: usize) -> Self {
        Set {
            inputs: data::rows(samples, 17),
            classes: data::classes(samples, 10, 17),
        }
    }
}

/// A run without a limit of epochs. The seed determines its orders.
fn run(seed: u64) -> Run {
    Fit::epochs(usize::MAX).seed(seed).start()
}

/// An epoch of nn-core.
fn epoch<const BATCH: usize>(
    ours: &mut Ours<BATCH>,
    set: &Set,
    run: &mut Run,
) -> Result<(), Fault> {
    let (inputs, classes) = (black_box(&set.inputs), black_box(&set.classes));
    let report = run.epoch(&mut *ours.trainer, &mut *ours.net, (inputs, classes));
    black_box(report).map(|_| ()).map_err(Fault::caused)
}

/// An epoch of a rival, which trains with copies of the samples in a new order.
fn steps<L: Learner, const BATCH: usize>(learner: &mut L, set: &Set, rng: &mut Random) {
    let order = Permutation::new(set.inputs.len(), rng);
    let (mut inputs, mut classes) = (Vec::with_capacity(BATCH), Vec::with_capacity(BATCH));
    let mut seen = 0;
    while seen < set.inputs.len() {
        let end = set.inputs.len().min(seen + BATCH);
        inputs.clear();
        classes.clear();
        for index in seen..end {
            inputs.push(set.inputs[order.at(index)]);
            classes.push(set.classes[order.at(index)]);
        }
        learner.step(&inputs, &classes);
        seen = end;
    }
}

/// Checks an epoch of two and a half batches: it equals single steps, which W3 checks.
fn check<const BATCH: usize>() -> Result<(), Fault> {
    let set = Set::new(2 * BATCH + BATCH / 2);
    let (mut whole, mut single) = (Ours::<BATCH>::new(SEED)?, Ours::<BATCH>::new(SEED)?);
    epoch(&mut whole, &set, &mut run(SEED))?;
    steps::<_, BATCH>(&mut single, &set, &mut Random::seed(SEED));
    same("parameters", &whole.parameters(), &single.parameters())
}

/// Trains with this number of threads.
#[cfg(feature = "parallel")]
fn on_threads<const BATCH: usize>(name: &'static str, threads: usize) -> Result<Contestant, Fault> {
    let pool = crate::threads::pool(threads)?;
    let (ours, mut run) = (Ours::<BATCH>::new(SEED)?, run(1));
    let set = LazyCell::new(|| Set::new(SAMPLES));
    Ok(Contestant::new(
        name,
        (ours, pool, set),
        |(_, pool, _)| check_on::<BATCH>(pool),
        move |(ours, pool, set)| {
            let (set, run): (&Set, _) = (set, &mut run);
            black_box(pool.install(|| epoch(ours, set, run)).is_ok());
        },
    ))
}

/// Checks that an epoch with several threads has the same bits as with one.
#[cfg(feature = "parallel")]
fn check_on<const BATCH: usize>(pool: &rayon::ThreadPool) -> Result<(), Fault> {
    let set = Set::new(2 * BATCH + BATCH / 2);
    let (mut several, mut one) = (Ours::<BATCH>::new(SEED)?, Ours::<BATCH>::new(SEED)?);
    pool.install(|| epoch(&mut several, &set, &mut run(SEED)))?;
    let single = crate::threads::pool(1)?;
    single.install(|| epoch(&mut one, &set, &mut run(SEED)))?;
    same("parameters", &several.parameters(), &one.parameters())
}

/// W7 with batches of this size and two threads. The rival is nn-core with one thread.
#[cfg(feature = "parallel")]
pub(super) fn parallel<const BATCH: usize>() -> Result<Work, Fault> {
    Ok(Work {
        flops: SAMPLES as f64 * training_flops::<Mnist>(),
        limit: Limit::Arithmetic,
        contestants: vec![
            on_threads::<BATCH>(OURS, 2)?,
            on_threads::<BATCH>("one thread", 1)?,
        ],
    })
}

/// Checks an epoch of a rival, whose sums differ in the last digits. The steps of Adam have the size of the learning rate even for
/// gradients that are close to rounding errors. So a few parameters may differ by the learning rate.
fn check_rival<const BATCH: usize>(rival: &mut Perceptron) -> Result<(), Fault> {
    let set = Set::new(2 * BATCH + BATCH / 2);
    let mut ours = Ours::<BATCH>::new(SEED)?;
    steps::<_, BATCH>(rival, &set, &mut Random::seed(SEED));
    epoch(&mut ours, &set, &mut run(SEED))?;
    let ours = ours.parameters();
    let squares = ours
        .iter()
        .zip(rival.parameters())
        .map(|(a, b)| f64::from(a - b).powi(2));
    let deviation = (squares.sum::<f64>() / ours.len() as f64).sqrt();
    let allowed = 0.01 * f64::from(RATE);
    if deviation <= allowed {
        Ok(())
    } else {
        Err(Fault::new(format!(
            "parameters: they differ by {deviation:e} where {allowed:e} is allowed"
        )))
    }
}

/// Checks that the bits are the same.
fn same(what: &str, got: &[f32], want: &[f32]) -> Result<(), Fault> {
    Want::each(tests::compare::widen(want), 0.0, 0.0).compare(what, got)
}

/// W7 with batches of this size.
pub(super) fn work<const BATCH: usize>() -> Result<Work, Fault> {
    // generated on first use: 188 MB
    let set = Rc::new(LazyCell::new(|| Set::new(SAMPLES)));
    let (ours, for_ours, mut run) = (Ours::<BATCH>::new(SEED)?, Rc::clone(&set), run(1));
    let mut contestants = vec![Contestant::new(
        OURS,
        ours,
        |_| check::<BATCH>(),
        move |ours| {
            black_box(epoch(ours, &for_ours, &mut run).is_ok());
        },
    )];
    for rival in MULTIPLIERS.into_iter().filter(|rival| rival.name == "gemm") {
        let net = data::network::<Mnist>(SEED);
        let (learner, set, mut rng) = (
            Perceptron::of(&*net, rival, RATE),
            Rc::clone(&set),
            Random::seed(1),
        );
        contestants.push(Contestant::new(
            rival.name,
            learner,
            check_rival::<BATCH>,
            move |learner| steps::<_, BATCH>(learner, &set, &mut rng),
        ));
    }
    Ok(Work {
        flops: SAMPLES as f64 * training_flops::<Mnist>(),
        limit: Limit::Arithmetic,
        contestants,
    })
}
