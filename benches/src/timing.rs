//! Timing: contestants are timed alternately, each turn is long enough, and the median counts.

use std::time::{Duration, Instant};

use crate::contest::Contestant;

/// The minimum time of a turn.
const TURN: Duration = Duration::from_millis(3);
/// The number of turns of each contestant.
const TURNS: usize = 21;
/// The number of turns of each contestant if a turn takes longer than [`LONG`].
const FEW_TURNS: usize = 7;
/// A turn that is long.
const LONG: Duration = Duration::from_millis(100);

/// The median time of a unit of a workload for each contestant, in nanoseconds.
///
/// They are timed alternately, so that a disturbance of the machine affects all of them.
pub fn medians(contestants: &mut [&mut Contestant]) -> Vec<f64> {
    let mut turns = TURNS;
    let mut units = Vec::new();
    for contestant in &mut *contestants {
        let (count, duration) = units_of_a_turn(contestant);
        units.push(count);
        if duration > LONG {
            turns = FEW_TURNS;
        }
    }
    let mut times = vec![Vec::with_capacity(turns); contestants.len()];
    for _ in 0..turns {
        for ((contestant, units), times) in contestants.iter_mut().zip(&units).zip(&mut times) {
            let start = Instant::now();
            contestant.work(*units);
            times.push(start.elapsed().as_secs_f64() * 1e9 / *units as f64);
        }
    }
    times.iter_mut().map(|times| median(times)).collect()
}

/// The number of units in a turn, and their time. The units also warm up the caches.
fn units_of_a_turn(contestant: &mut Contestant) -> (u64, Duration) {
    let mut units = 1;
    loop {
        let start = Instant::now();
        contestant.work(units);
        let duration = start.elapsed();
        if duration >= TURN {
            return (units, duration);
        }
        units *= 2;
    }
}

/// The median. For an even number of times, the larger of the two middle ones.
fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The shortest time of a unit of `work` in several turns, in nanoseconds. It is used for the limits of the machine.
pub fn best(turns: usize, units: u64, mut work: impl FnMut(u64)) -> f64 {
    let mut least = f64::INFINITY;
    for _ in 0..turns {
        let start = Instant::now();
        work(units);
        least = least.min(start.elapsed().as_secs_f64() * 1e9 / units as f64);
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_time_counts() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), 3.0);
        assert!(median(&mut []).is_nan());
    }

    #[test]
    fn a_slower_contestant_takes_longer() {
        let sleep = |duration| move |_: &mut ()| std::thread::sleep(duration);
        let quick = Duration::from_micros(200);
        let mut first = Contestant::new("quick", (), |_| Ok(()), sleep(quick));
        let mut second = Contestant::new("slow", (), |_| Ok(()), sleep(10 * quick));
        let times = medians(&mut [&mut first, &mut second]);
        assert!(times[0] >= 2e5 && times[1] >= 10.0 * 2e5, "{times:?}");
        assert!(times[0] < times[1], "{times:?}");
    }
}
