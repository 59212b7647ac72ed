//! How many threads works may take: one, where nothing else is said.

use crate::oracle::Fault;

/// Threads for nn-core to take.
///
/// # Errors
/// The system has none left.
#[cfg(feature = "parallel")]
pub fn pool(threads: usize) -> Result<rayon::ThreadPool, Fault> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    pool.build().map_err(Fault::caused)
}

/// Runs something in which nn-core has one thread.
///
/// # Errors
/// The system has none left.
#[cfg(feature = "parallel")]
pub fn one<R: Send>(run: impl FnOnce() -> R + Send) -> Result<R, Fault> {
    Ok(pool(1)?.install(run))
}

/// Runs something in which nn-core has one thread: without the feature `parallel` it never takes more.
///
/// # Errors
/// None.
#[cfg(not(feature = "parallel"))]
pub fn one<R: Send>(run: impl FnOnce() -> R + Send) -> Result<R, Fault> {
    Ok(run())
}
