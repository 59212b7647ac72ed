//! The number of classes of an output, as a trait with its own message.

use typenum::{Const, IsGreater, ToUInt, True, U1};

use crate::tensor::{Element, Tensor};

/// An output with `CLASSES` classes: `[f32; CLASSES]`, and `[f32; 1]` with 2. The elements may be integers.
#[diagnostic::on_unimplemented(
    message = "`Confusion::<{CLASSES}>` does not count a network with the output `{Self}`",
    label = "its output is `{Self}`",
    note = "`Confusion::<C>` is for networks with C outputs, 2 to 1,024; for one output write `Confusion::<2>`"
)]
pub trait Classes<const CLASSES: usize>: Tensor {}

#[diagnostic::do_not_recommend]
impl<E: Element> Classes<2> for [E; 1] {}

// Const generics cannot express "not 1". typenum can, for numbers up to 1,024.
#[diagnostic::do_not_recommend]
impl<E: Element, const CLASSES: usize> Classes<CLASSES> for [E; CLASSES] where
    Const<CLASSES>: ToUInt<Output: IsGreater<U1, Output = True>>
{
}
