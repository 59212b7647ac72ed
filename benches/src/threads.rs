//! The number of threads of a workload, which is one by default.

use crate::oracle::Fault;

/// A pool of threads for nn-core.
///
/// # Errors
/// The system has no threads left.
#[cfg(feature = "parallel")]
pub fn pool(threads: usize) -> Result<rayon::ThreadPool, Fault> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    pool.build().map_err(Fault::caused)
}

/// Runs a function in which nn-core has one thread.
///
/// # Errors
/// The system has no threads left.
#[cfg(feature = "parallel")]
pub fn one<R: Send>(run: impl FnOnce() -> R + Send) -> Result<R, Fault> {
    Ok(pool(1)?.install(run))
}

/// Runs a function in which nn-core has one thread. Without the feature `parallel` it never has more.
///
/// # Errors
/// None.
#[cfg(not(feature = "parallel"))]
pub fn one<R: Send>(run: impl FnOnce() -> R + Send) -> Result<R, Fault> {
    Ok(run())
}
