//! Observers of training runs.

use core::ops::ControlFlow;

use super::{Epoch, Progress};

/// Observes the training of a network `N`. `()` observes nothing.
///
/// [`Fit::observe`](super::Fit::observe) takes an observer by value or as `&mut`, or a closure.
///
/// ```
/// use std::ops::ControlFlow;
/// use nn_core::prelude::*;
/// use nn_core::train::{Observer, Progress};
///
/// /// Counts the steps.
/// #[derive(Default)]
/// struct Steps(usize);
///
/// impl<N> Observer<N> for Steps {
///     fn step(&mut self, _progress: &Progress) {
///         self.0 += 1;
///     }
///     fn epoch(&mut self, _net: &N, _epoch: &Epoch) -> ControlFlow<()> {
///         ControlFlow::Continue(())
///     }
/// }
///
/// type Line = network![1 => Dense<1>];
/// let mut steps = Steps::default();
/// let mut trainer = OnlineTrainer::new(MeanSquaredError, 0.1);
/// let data = ([[1.0], [2.0]], [[2.0], [4.0]]);
/// Fit::epochs(50).observe(&mut steps).run(&mut trainer, &mut Line::ZERO, data)?;
/// assert_eq!(steps.0, 100);
/// # Ok::<(), nn_core::Error>(())
/// ```
pub trait Observer<N> {
    /// Called after every step.
    fn step(&mut self, progress: &Progress) {
        let _ = progress;
    }

    /// Called after every epoch. [`ControlFlow::Break`] ends the run.
    fn epoch(&mut self, net: &N, epoch: &Epoch) -> ControlFlow<()>;
}

impl<N> Observer<N> for () {
    fn epoch(&mut self, _net: &N, _epoch: &Epoch) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

impl<N, O: Observer<N> + ?Sized> Observer<N> for &mut O {
    fn step(&mut self, progress: &Progress) {
        (**self).step(progress);
    }

    fn epoch(&mut self, net: &N, epoch: &Epoch) -> ControlFlow<()> {
        (**self).epoch(net, epoch)
    }
}

/// An [`Observer`] or a closure. `Kind` distinguishes them. The compiler infers it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not observe the training of this network",
    label = "not an observer",
    note = "an observer is a closure with typed arguments, `|epoch: &Epoch| ..` or `|net: &Net, epoch: &Epoch| ..`, that returns nothing or `ControlFlow<()>`, or a type that implements `Observer`; `keep_best` takes a network of the type that the run trains"
)]
pub trait Observe<N, Kind> {
    /// Called after every step.
    fn after_step(&mut self, progress: &Progress);

    /// Called after every epoch. [`ControlFlow::Break`] ends the run.
    fn after_epoch(&mut self, net: &N, epoch: &Epoch) -> ControlFlow<()>;
}

#[diagnostic::do_not_recommend]
impl<N, O: Observer<N>> Observe<N, ()> for O {
    fn after_step(&mut self, progress: &Progress) {
        self.step(progress);
    }

    fn after_epoch(&mut self, net: &N, epoch: &Epoch) -> ControlFlow<()> {
        self.epoch(net, epoch)
    }
}

#[diagnostic::do_not_recommend]
impl<N, F: FnMut(&Epoch) -> R, R: Verdict> Observe<N, fn(&Epoch) -> R> for F {
    fn after_step(&mut self, _progress: &Progress) {}

    fn after_epoch(&mut self, _net: &N, epoch: &Epoch) -> ControlFlow<()> {
        self(epoch).control_flow()
    }
}

#[diagnostic::do_not_recommend]
impl<N, F: FnMut(&N, &Epoch) -> R, R: Verdict> Observe<N, fn(&N, &Epoch) -> R> for F {
    fn after_step(&mut self, _progress: &Progress) {}

    fn after_epoch(&mut self, net: &N, epoch: &Epoch) -> ControlFlow<()> {
        self(net, epoch).control_flow()
    }
}

/// The return value of an observing closure: nothing, or whether the run continues.
pub trait Verdict {
    /// Whether the run continues.
    fn control_flow(self) -> ControlFlow<()>;
}

impl Verdict for () {
    fn control_flow(self) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

impl Verdict for ControlFlow<()> {
    fn control_flow(self) -> ControlFlow<()> {
        self
    }
}
