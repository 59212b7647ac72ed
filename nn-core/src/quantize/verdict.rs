//! Whether all layers of a network have an int8 form, and the first that has none.
//!
//! A layer without an int8 form states [`No`] instead of failing a bound. So the compiler reports that layer alone, and not every
//! composition that contains it.

use core::marker::PhantomData;

use super::Last;
use crate::activation::Identity;
use crate::layer::{Facts, Layer};
use crate::zero::Zero;

/// Whether all layers have an int8 form.
pub trait Verdict {
    /// The first layer that has none, or [`Fine`].
    type Guilty;
    /// This verdict and another one.
    type Or<Other: Verdict>: Verdict;
}

/// All layers have an int8 form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fine;

/// The layer `L` has no int8 form. In its place, it is a layer of the same shapes that does nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct No<L>(PhantomData<L>);

impl Verdict for Fine {
    type Guilty = Fine;
    type Or<Other: Verdict> = Other;
}

impl<L> Verdict for No<L> {
    type Guilty = L;
    type Or<Other: Verdict> = Self;
}

/// Every layer has an int8 form.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no int8 form",
    label = "its `{Self}` has no int8 form"
)]
pub trait HasInt8 {
    /// Exists if the rule holds.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl HasInt8 for Fine {}

impl<L> Zero for No<L> {
    const ZERO: Self = No(PhantomData);
}

impl<L: Layer> Layer for No<L> {
    type Element = i8;
    type Input = Last<L::Input>;
    type Output = Last<L::Output>;
    type Activation = Identity;
    const FACTS: Facts = Facts::of::<Self::Output>("No");

    fn infer(&self, _input: &Self::Input, _output: &mut Self::Output) {}
}
