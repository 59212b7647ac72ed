//! Plain loops that read and change memory. The compiler turns them into the vector instructions that every processor of the target
//! has.

use std::hint::black_box;

/// The number of lanes of sums: eight vectors of 128 bits.
const LANES: usize = 32;

/// The sum of all numbers, `times` times.
pub(super) fn sum(values: &[f32], times: u64) -> f32 {
    let mut lanes = [0.0; LANES];
    for _ in 0..times {
        add_up(black_box(values), &mut lanes);
    }
    lanes.iter().sum()
}

/// Adds to all numbers, `times` times. With `is_read_before` it first reads them. Returns the sum of the numbers that it read first.
pub(super) fn increase(values: &mut [f32], times: u64, is_read_before: bool) -> f32 {
    let mut lanes = [0.0; LANES];
    for _ in 0..times {
        let values = black_box(&mut *values);
        if is_read_before {
            add_up(values, &mut lanes);
        }
        values.iter_mut().for_each(|value| *value += 1.0);
    }
    lanes.iter().sum()
}

/// Adds all numbers to the lanes.
fn add_up(values: &[f32], lanes: &mut [f32; LANES]) {
    let (chunks, rest) = values.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += value;
        }
    }
    for (lane, value) in lanes.iter_mut().zip(rest) {
        *lane += value;
    }
}
