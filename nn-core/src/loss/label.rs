//! Class labels, which training and metrics accept as the class of a sample.

use crate::error::Error;
use crate::tensor::Tensor;

/// The label of a sample: its class, counted from 0.
///
/// [`CrossEntropy`](super::CrossEntropy), [`BinaryCrossEntropy`](super::BinaryCrossEntropy) and all [`metrics`](crate::metrics) accept it. The classes of a network with one output are 0 and 1, or `false` and `true`.
///
/// ```
/// use nn_core::loss::Label;
/// use nn_core::metrics::accuracy;
/// use nn_core::prelude::*;
///
/// #[derive(Clone, Copy)]
/// enum Motor {
///     Healthy,
///     Worn,
/// }
///
/// impl Label for Motor {
///     fn class(self) -> usize {
///         self as usize
///     }
/// }
///
/// let mut net = <network![1 => Dense<1, Sigmoid>]>::ZERO;
/// let (inputs, labels) = ([[-1.0], [1.0]], [Motor::Healthy, Motor::Worn]);
/// let mut trainer = Trainer::<_, _, _, 2>::new(BinaryCrossEntropy, Adam::new(0.1));
/// trainer.step(&mut net, &inputs, &labels)?;
/// assert_eq!(accuracy(&net, &inputs, &labels)?, 1.0);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a class label",
    label = "not a class label",
    note = "labels are `u8`, `u16`, `u32`, `usize` and `bool`, counted from 0: write `1u8`; implement `Label` for an enum of your own"
)]
pub trait Label: Copy {
    /// The index of the class.
    fn class(self) -> usize;
}

#[diagnostic::do_not_recommend]
impl Label for u8 {
    #[inline]
    fn class(self) -> usize {
        self.into()
    }
}

#[diagnostic::do_not_recommend]
impl Label for u16 {
    #[inline]
    fn class(self) -> usize {
        self.into()
    }
}

#[diagnostic::do_not_recommend]
impl Label for u32 {
    /// An index that does not fit into a 16-bit `usize` becomes the largest `usize`, which is not a class.
    #[inline]
    fn class(self) -> usize {
        self.try_into().unwrap_or(usize::MAX)
    }
}

#[diagnostic::do_not_recommend]
impl Label for usize {
    #[inline]
    fn class(self) -> usize {
        self
    }
}

#[diagnostic::do_not_recommend]
impl Label for bool {
    #[inline]
    fn class(self) -> usize {
        self.into()
    }
}

/// The class of a label, if the output `O` has this class. A single output has two classes.
///
/// # Errors
/// The output does not have the class; the error names sample 0.
#[inline]
pub(crate) fn class_index<O: Tensor>(label: impl Label) -> Result<usize, Error> {
    let classes = if O::LEN == 1 { 2 } else { O::LEN };
    let class = label.class();
    if class < classes {
        Ok(class)
    } else {
        Err(Error::ClassOutOfRange {
            sample: 0,
            class,
            classes,
        })
    }
}
