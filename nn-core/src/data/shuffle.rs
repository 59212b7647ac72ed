//! Random orders of inputs and their targets.

use rand_core::Rng;

use crate::error::Error;
use crate::slices::swap;

/// Brings inputs and targets into a random order, in place. Each input keeps its target.
///
/// It is the shuffle of Fisher and Yates: every order is equally likely, up to the random numbers.
///
/// ```
/// use nn_core::data::shuffle;
/// use nn_core::rng::Random;
///
/// let (mut inputs, mut targets) = ([[1.0], [2.0], [3.0], [4.0]], [1u8, 2, 3, 4]);
/// shuffle(&mut inputs, &mut targets, &mut Random::seed(1))?;
/// assert!(inputs.iter().zip(targets).all(|([input], target)| *input == f32::from(target)));
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// # Errors
/// There are no samples, or not as many targets as inputs. Nothing is then changed.
pub fn shuffle<S, T, R: Rng + ?Sized>(
    inputs: &mut [S],
    targets: &mut [T],
    rng: &mut R,
) -> Result<(), Error> {
    Error::check_lengths(inputs.len(), targets.len())?;
    shuffle_pairs(inputs, targets, rng);
    Ok(())
}

/// Shuffles two lists of the same length.
pub(super) fn shuffle_pairs<S, T, R: Rng + ?Sized>(
    inputs: &mut [S],
    targets: &mut [T],
    rng: &mut R,
) {
    for last in (1..inputs.len()).rev() {
        let other = below(last + 1, rng);
        swap(inputs, last, other);
        swap(targets, last, other);
    }
}

/// A random number below `count`, which is at least 1 and below 2^32 (Lemire, "Fast Random Integer Generation in an Interval", 2019,
/// without the rejection: the probabilities of two numbers differ by at most 2^-32).
fn below<R: Rng + ?Sized>(count: usize, rng: &mut R) -> usize {
    ((u64::from(rng.next_u32()) * count as u64) >> 32) as usize
}
