//! Parts of a region on several threads.

use alloc::vec::Vec;
use std::thread;

/// Examines parts on at most this many threads. The results are in order.
pub(in crate::verify) fn on_threads<P: Sync, F: Send>(
    parts: &[P],
    threads: usize,
    examine: impl Fn(&[P]) -> Vec<F> + Copy + Send,
) -> Vec<F> {
    let share = parts.len().div_ceil(threads.max(1)).max(1);
    if parts.len() <= share {
        return examine(parts);
    }
    thread::scope(|scope| {
        let workers: Vec<_> = parts
            .chunks(share)
            .map(|parts| scope.spawn(move || examine(parts)))
            .collect();
        let found = workers.into_iter().map(|worker| match worker.join() {
            Ok(found) => found,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        found.flatten().collect()
    })
}
