//! The rules that end a training run.

use core::ops::ControlFlow;

use super::{Epoch, Fit, Reason};

impl<O, V, C, S> Fit<O, V, C, S> {
    /// The reason why an epoch is the last, or `None` if it is not. `waited` is the number of epochs after the last improvement, and `flow`
    /// the answer of the observer.
    pub(super) fn reason(
        &self,
        last: &Epoch,
        waited: usize,
        flow: ControlFlow<()>,
    ) -> Option<Reason> {
        let is_at_most = |value: f32, limit: Option<f32>| limit.is_some_and(|limit| value <= limit);
        if is_at_most(last.gradient_norm, self.until_gradient_norm) {
            Some(Reason::GradientNorm)
        } else if is_at_most(last.loss, self.until_loss) {
            Some(Reason::Loss)
        } else if self.patience.is_some_and(|(wait, _)| waited >= wait) {
            Some(Reason::Patience)
        } else if flow.is_break() {
            Some(Reason::Observer)
        } else if last.number >= self.epochs {
            Some(Reason::Epochs)
        } else {
            None
        }
    }
}
