//! The best epoch of a run, and the number of epochs without an improvement.

use super::Epoch;

/// The monitored value is the validation of an epoch, or its loss if there is no validation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Monitor {
    /// The best completed epoch. Its number is 0 before the first.
    pub(super) best: Epoch,
    /// The value of the last epoch with an improvement, as a number to minimize.
    pub(super) reference: f32,
    /// The number of that epoch.
    pub(super) improved: usize,
}

impl Monitor {
    /// No epoch is complete.
    pub(super) const NEW: Self = Monitor {
        best: <Epoch as crate::zero::Zero>::ZERO,
        reference: f32::INFINITY,
        improved: 0,
    };

    /// Sets whether an epoch is the best, and counts it. `grows` states that larger values are better.
    pub(super) fn update(&mut self, epoch: &mut Epoch, grows: bool, improvement: f32) {
        let value = cost(epoch, grows);
        epoch.is_best = self.best.number == 0 || value < cost(&self.best, grows);
        if epoch.is_best {
            self.best = *epoch;
        }
        if value < self.reference - improvement {
            (self.reference, self.improved) = (value, epoch.number);
        }
    }

    /// The number of epochs after the last improvement, up to the epoch of this number.
    pub(super) fn waited(&self, number: usize) -> usize {
        number.saturating_sub(self.improved)
    }
}

/// The monitored value as a number to minimize. A NaN is the worst one.
fn cost(epoch: &Epoch, grows: bool) -> f32 {
    let value = epoch.validation.unwrap_or(epoch.loss);
    let value = if grows { -value } else { value };
    if value.is_nan() { f32::INFINITY } else { value }
}

#[cfg(test)]
mod tests {
    use super::{Epoch, Monitor};

    /// The numbers of the best epoch and of the last with an improvement, after each of these validations.
    fn follow(values: &[f32], grows: bool, improvement: f32) -> [usize; 2] {
        let mut monitor = Monitor::NEW;
        for (number, value) in (1..).zip(values) {
            let mut epoch = Epoch {
                number,
                validation: Some(*value),
                ..Epoch::default()
            };
            monitor.update(&mut epoch, grows, improvement);
            assert_eq!(epoch.is_best, monitor.best.number == number);
        }
        [monitor.best.number, monitor.improved]
    }

    #[test]
    fn the_best_is_strict_and_an_improvement_has_a_size() {
        assert_eq!(follow(&[3.0, 2.0, 2.0, 2.5], false, 0.0), [2, 2]);
        assert_eq!(follow(&[3.0, 2.0, 2.0, 2.5], true, 0.0), [1, 1]);
        assert_eq!(follow(&[3.0, 2.9, 2.8, 2.4], false, 0.5), [4, 4]);
        assert_eq!(follow(&[3.0, 2.9, 2.8, 2.6], false, 0.5), [4, 1]);
        assert_eq!(follow(&[0.5, 0.75, 0.75], true, 0.25), [2, 1]);
        assert_eq!(follow(&[0.5, 0.75, 0.875], true, 0.25), [3, 3]);
    }

    #[test]
    fn a_nan_is_never_an_improvement() {
        assert_eq!(follow(&[f32::NAN, f32::NAN], true, 0.0), [1, 0]);
        assert_eq!(follow(&[f32::NAN, 0.5, f32::NAN], true, 0.0), [2, 2]);
        assert_eq!(follow(&[f32::NAN, 0.5, 0.25], false, 0.0), [3, 3]);
    }
}
