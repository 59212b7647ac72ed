//! The order of the samples, which is computed and not stored: a uniform permutation for any length.

use nn_core::prelude::*;
use nn_core::train::Permutation;

fn places(len: usize, rng: &mut Random) -> Vec<usize> {
    let permutation = Permutation::new(len, rng);
    (0..len).map(|index| permutation.at(index)).collect()
}

#[test]
fn every_place_comes_once() {
    let lengths = (0..=70).chain([
        100, 255, 256, 257, 1_000, 4_096, 4_097, 65_535, 65_536, 65_537,
    ]);
    for len in lengths {
        for seed in 0..3 {
            let mut seen = vec![false; len];
            for place in places(len, &mut Random::seed(seed)) {
                assert!(place < len, "{place} of {len}");
                assert!(
                    !std::mem::replace(&mut seen[place], true),
                    "{place} of {len} comes twice"
                );
            }
        }
    }
}

#[test]
fn beyond_the_end_nothing_moves() {
    let permutation = Permutation::new(5, &mut Random::seed(1));
    for index in [5, 6, 1_000, usize::MAX] {
        assert_eq!(permutation.at(index), index);
    }
}

#[test]
fn seeds_and_epochs_differ() {
    let rng = &mut Random::seed(1);
    let one = places(100, rng);
    assert_ne!(one, places(100, rng), "the next epoch");
    assert_ne!(one, places(100, &mut Random::seed(2)), "another seed");
    assert_eq!(one, places(100, &mut Random::seed(1)), "the same seed");
    assert_ne!(one, (0..100).collect::<Vec<_>>(), "the order of the data");
}

/// The distance of counts from uniform counts, in deviations of the chi-square distribution from its mean.
fn surprise(counts: &[u32], draws: u32) -> f64 {
    let expected = f64::from(draws) / counts.len() as f64;
    let squares = counts
        .iter()
        .map(|count| (f64::from(*count) - expected).powi(2));
    let (chi_square, freedom) = (squares.sum::<f64>() / expected, counts.len() as f64 - 1.0);
    (chi_square - freedom) / (2.0 * freedom).sqrt()
}

/// Each sample is at each place about equally often.
#[test]
fn every_sample_comes_everywhere() {
    const DRAWS: u32 = 20_000;
    for len in [2, 3, 5, 8, 10, 17, 30] {
        let rng = &mut Random::seed(11);
        let mut counts = vec![0; len * len];
        for _ in 0..DRAWS {
            for (index, place) in places(len, rng).into_iter().enumerate() {
                counts[index * len + place] += 1;
            }
        }
        for (index, counts) in counts.chunks(len).enumerate() {
            let surprise = surprise(counts, DRAWS);
            assert!(
                surprise < 6.0,
                "{len} samples, number {index}: {counts:?} ({surprise})"
            );
        }
    }
}

/// The next sample is random too: every ordered pair of adjacent samples is about equally frequent.
#[test]
fn every_sample_follows_every_other() {
    const DRAWS: u32 = 20_000;
    for len in [3, 5, 8, 10, 17] {
        let rng = &mut Random::seed(12);
        let mut counts = vec![0; len * len];
        for _ in 0..DRAWS {
            for pair in places(len, rng).windows(2) {
                counts[pair[0] * len + pair[1]] += 1;
            }
        }
        let pairs = counts
            .iter()
            .enumerate()
            .filter(|(k, _)| k / len != k % len);
        let pairs: Vec<u32> = pairs.map(|(_, count)| *count).collect();
        let surprise = surprise(&pairs, DRAWS * (len as u32 - 1));
        assert!(surprise < 6.0, "{len} samples: {pairs:?} ({surprise})");
    }
}
