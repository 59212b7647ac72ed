//! Counts the digits that a network reads, that it reads under attack, and for which no attack exists.

use std::thread;

use examples::digits::Samples;
use nn_core::prelude::*;
use nn_core::verify::{Property, Verdict, Verifier};

use crate::{Image, Mnist, attack, region};

/// Shares of the digits, in percent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Robustness {
    /// How far a pixel can be changed.
    pub(crate) epsilon: f32,
    /// Read correctly.
    pub(crate) accuracy: f32,
    /// Read correctly, and no attack was found.
    pub(crate) attacked: f32,
    /// Proved to be read correctly, however the pixels are changed.
    pub(crate) certified: f32,
}

/// How robust a network is for one digit. Each includes the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Wrong,
    Correct,
    NotAttacked,
    Certified,
}

/// Measures a network for changes of each pixel by at most `epsilon`, on all processors.
pub(crate) fn robustness(
    verifier: &Verifier<'_>,
    net: &Mnist,
    digits: Samples<'_, Image>,
    epsilon: f32,
) -> Robustness {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = digits.len().div_ceil(threads).max(1);
    let parts = digits.images.chunks(share).zip(digits.labels.chunks(share));
    let grades: Vec<Grade> = thread::scope(|scope| {
        let workers = parts.map(|(images, labels)| {
            let of_one =
                move |(image, label): (&Image, &u8)| grade(verifier, net, (image, *label), epsilon);
            scope.spawn(move || images.iter().zip(labels).map(of_one).collect::<Vec<_>>())
        });
        let workers: Vec<_> = workers.collect();
        let results = workers.into_iter().map(|worker| match worker.join() {
            Ok(grades) => grades,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        results.flatten().collect()
    });
    let percent = |least: Grade| {
        let count = grades.iter().filter(|grade| **grade >= least).count();
        100.0 * count as f32 / grades.len() as f32
    };
    Robustness {
        epsilon,
        accuracy: percent(Grade::Correct),
        attacked: percent(Grade::NotAttacked),
        certified: percent(Grade::Certified),
    }
}

fn grade(
    verifier: &Verifier<'_>,
    net: &Mnist,
    (image, digit): (&Image, u8),
    epsilon: f32,
) -> Grade {
    let class = usize::from(digit);
    if net.classify(image) != class {
        return Grade::Wrong;
    }
    let region = region::around(image, epsilon);
    if attack::succeeds(net, (image, digit), &region, epsilon) {
        return Grade::Correct;
    }
    match verifier.decide(&region, &Property::class_is(class)) {
        Verdict::Proved { .. } => Grade::Certified,
        Verdict::Counterexample(_) => Grade::Correct,
        _ => Grade::NotAttacked,
    }
}
