//! Calls a function with all `f32`, on all processors.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// The number of inputs in one slice.
pub(crate) const CHUNK: usize = 1 << 14;

/// What is found about some inputs.
pub(crate) trait Findings: Default + Send {
    /// Adds what was found about other inputs.
    fn add(&mut self, other: &Self);
}

/// Examines every `stride`-th input, in the order of the bits. A slice has one input more than the chunk, so that every pair of adjacent
/// inputs is in one slice.
pub(crate) fn sweep<F: Findings>(stride: u32, examine: impl Fn(&[f32]) -> F + Sync) -> F {
    let length = CHUNK as u64 * u64::from(stride);
    let next = AtomicU64::new(0);
    let total = Mutex::new(F::default());
    let work = || {
        let mut own = F::default();
        let mut inputs = Vec::with_capacity(CHUNK + 1);
        loop {
            let start = next.fetch_add(length, Ordering::Relaxed);
            if start >> 32 != 0 {
                break;
            }
            let end = (start + length + u64::from(stride)).min(1 << 32);
            let bits = (start..end).step_by(stride as usize);
            inputs.clear();
            inputs.extend(bits.map(|bits| f32::from_bits(bits as u32)));
            own.add(&examine(&inputs));
        }
        total.lock().expect("no thread panics").add(&own);
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    total.into_inner().expect("no thread panics")
}
