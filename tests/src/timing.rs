//! The time of a call.

use std::time::Instant;

/// The minimum of `rounds` rounds, each the mean of `calls` calls, in microseconds.
pub fn microseconds(rounds: usize, calls: usize, mut work: impl FnMut()) -> f64 {
    let times = (0..rounds).map(|_| {
        let start = Instant::now();
        (0..calls).for_each(|_| work());
        start.elapsed().as_secs_f64() / calls as f64 * 1e6
    });
    times.fold(f64::INFINITY, f64::min)
}
