//! The last steps as the input of a network.

use super::Recent;
use super::rhythm::Rhythm;
use crate::require::require;
use crate::zero::Zero;

/// The last `L` steps of `C` channels, for a network that sees whole windows: every `HOP` steps there is a new one.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::stream::Window;
///
/// type Net = network![[2, 4] => Flatten => Dense<3, Softmax>];
///
/// let net = Net::ZERO;
/// let mut window = Window::<2, 4, 3>::ZERO; // a `static` on a microcontroller
/// let mut predictions = 0;
/// for time in 0..10_i16 {
///     let sample: [i16; 2] = [time, -time]; // a sensor
///     if let Some(input) = window.push(&sample.map(|value| f32::from(value) / 32_768.0)) {
///         net.predict(input);
///         predictions += 1;
///     }
/// }
/// assert_eq!(predictions, 3); // after 4, 7 and 10 steps
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Window<const C: usize, const L: usize, const HOP: usize = 1> {
    recent: Recent<[[f32; L]; C], ()>,
}

impl<const C: usize, const L: usize, const HOP: usize> Zero for Window<C, L, HOP> {
    const ZERO: Self = Window { recent: Zero::ZERO };
}

impl<const C: usize, const L: usize, const HOP: usize> Window<C, L, HOP> {
    const RHYTHM: Rhythm = {
        require(
            L > 0 && HOP > 0,
            "a window has at least one step, and so has its hop",
        );
        Rhythm {
            warm_up: L,
            step: HOP,
        }
    };

    /// Takes a step: a value for each channel. Returns the window that ends with it if it is complete: first after `L` steps, then every
    /// `HOP` steps.
    #[inline]
    pub fn push(&mut self, frame: &[f32; C]) -> Option<&[[f32; L]; C]> {
        let (window, ()) = self.recent.take(frame, 0.0, Self::RHYTHM)?;
        Some(window)
    }

    /// Forgets all steps.
    pub fn reset(&mut self) {
        self.recent = Zero::ZERO;
    }
}
