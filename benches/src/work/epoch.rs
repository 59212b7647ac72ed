//! W7: an epoch of 784-128-10 over 60,000 samples, shuffled, with cross-entropy and Adam.

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

/// As many samples as MNIST has.
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

/// A run without an end, whose orders follow from this seed.
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

/// An epoch of somebody who learns step by step, from copies of the samples in a new order.
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

/// An epoch over two batches and a half: the same as the steps one by one, which W3 proves.
fn check<const BATCH: usize>() -> Result<(), Fault> {
    let set = Set::new(2 * BATCH + BATCH / 2);
    let (mut whole, mut single) = (Ours::<BATCH>::new(SEED)?, Ours::<BATCH>::new(SEED)?);
    epoch(&mut whole, &set, &mut run(SEED))?;
    steps::<_, BATCH>(&mut single, &set, &mut Random::seed(SEED));
    same("parameters", &whole.parameters(), &single.parameters())
}

/// Learns on so many threads.
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

/// An epoch on several threads: the same as on one, to the bit.
#[cfg(feature = "parallel")]
fn check_on<const BATCH: usize>(pool: &rayon::ThreadPool) -> Result<(), Fault> {
    let set = Set::new(2 * BATCH + BATCH / 2);
    let (mut several, mut one) = (Ours::<BATCH>::new(SEED)?, Ours::<BATCH>::new(SEED)?);
    pool.install(|| epoch(&mut several, &set, &mut run(SEED)))?;
    let single = crate::threads::pool(1)?;
    single.install(|| epoch(&mut one, &set, &mut run(SEED)))?;
    same("parameters", &several.parameters(), &one.parameters())
}

/// W7 with batches of this size on two threads; its rival is nn-core on one.
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

/// The same for a rival, whose sums differ in their last digits: Adam makes steps of the rate's size also of gradients that are
/// little more than roundings, so single parameters may differ by as much, but not many.
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

/// The same numbers to the bit.
fn same(what: &str, got: &[f32], want: &[f32]) -> Result<(), Fault> {
    Want::each(tests::compare::widen(want), 0.0, 0.0).compare(what, got)
}

/// W7 with batches of this size.
pub(super) fn work<const BATCH: usize>() -> Result<Work, Fault> {
    // drawn by the first who uses it: it takes 188 MB
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
