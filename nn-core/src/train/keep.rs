//! Observers that a run adds to that of the program: the best network, and the history.

use core::ops::ControlFlow;

use super::{Epoch, Observe, Observer, Progress};

/// Two observers: each sees all steps and epochs, and each can end the run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Both<A, B>(pub(super) A, pub(super) B);

#[diagnostic::do_not_recommend]
impl<N, A: Observe<N, J>, B: Observe<N, K>, J, K> Observe<N, (J, K)> for Both<A, B> {
    fn after_step(&mut self, progress: &Progress) {
        self.0.after_step(progress);
        self.1.after_step(progress);
    }

    fn after_epoch(&mut self, net: &N, epoch: &Epoch) -> ControlFlow<()> {
        let flow = self.0.after_epoch(net, epoch);
        match self.1.after_epoch(net, epoch) {
            ControlFlow::Continue(()) => flow,
            ControlFlow::Break(()) => ControlFlow::Break(()),
        }
    }
}

/// Copies the network after each epoch that is the best so far: see [`Fit::keep_best`](super::Fit::keep_best).
#[derive(Debug, PartialEq)]
pub struct KeepBest<'a, N>(pub(super) &'a mut N);

impl<N: CopyInto<B>, B> Observer<N> for KeepBest<'_, B> {
    fn epoch(&mut self, net: &N, epoch: &Epoch) -> ControlFlow<()> {
        if epoch.is_best {
            net.copy_into(self.0);
        }
        ControlFlow::Continue(())
    }
}

/// A network that can be copied into a `B`: both are of the same type. The compiler asks it about the trained network, so that an error is
/// about the place and not about the trainer.
pub trait CopyInto<B> {
    /// Copies the network in place.
    fn copy_into(&self, place: &mut B);
}

#[diagnostic::do_not_recommend]
impl<N: Clone> CopyInto<N> for N {
    fn copy_into(&self, place: &mut N) {
        place.clone_from(self);
    }
}

/// Records epochs: see [`Fit::history`](super::Fit::history).
#[derive(Debug, PartialEq)]
pub struct History<'a>(pub(super) &'a mut [Epoch]);

impl<N> Observer<N> for History<'_> {
    fn epoch(&mut self, _net: &N, epoch: &Epoch) -> ControlFlow<()> {
        let place = epoch.number.checked_sub(1);
        if let Some(place) = place.and_then(|place| self.0.get_mut(place)) {
            *place = *epoch;
        }
        ControlFlow::Continue(())
    }
}
