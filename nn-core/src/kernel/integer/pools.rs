//! Pooling of `i8`: the maximum or the average of each window.

use super::products::each_window;
use crate::geometry::Geometry;

/// The maximum of each window. Padding is never the maximum.
pub fn max_pool<G: Geometry, const C: usize>(
    input: &G::Input<[i8; C]>,
    output: &mut G::Output<[i8; C]>,
) {
    each_window::<G, C, C>(input, output, |window, output| {
        for (channel, output) in output.iter_mut().enumerate() {
            *output = window.fold(i32::from(i8::MIN), |most, _, pixel| {
                pixel.get(channel).map_or(most, |x| most.max(i32::from(*x)))
            }) as i8;
        }
    });
}

/// The average of each window, halves away from zero. Padding does not count.
pub fn average_pool<G: Geometry, const C: usize>(
    input: &G::Input<[i8; C]>,
    output: &mut G::Output<[i8; C]>,
) {
    each_window::<G, C, C>(input, output, |window, output| {
        let count = window.fold(0, |count, _, _| count + 1);
        for (channel, output) in output.iter_mut().enumerate() {
            let sum = window.fold(0, |sum, _, pixel| {
                pixel.get(channel).map_or(sum, |x| sum + i32::from(*x))
            });
            let half = count / 2;
            let total = if sum < 0 { sum - half } else { sum + half };
            *output = total.checked_div(count).unwrap_or_default() as i8;
        }
    });
}
