//! Rules for the shapes of layers.
//!
//! The macro uses the constant `FITS` of each trait. In a branch it uses the type `Itself`: if the rule does not hold, the
//! branch is not a layer, and the compiler reports nothing more about it.
//!
//! Where a rule holds for one kind of arrays, a second impl for `()`, which no layer returns, makes the compiler print the message of
//! the rule. With a single impl, it would explain why that impl does not apply.

use crate::layer::Feeds;

/// A layer with the input `Self` takes a tensor of the type `Given`.
#[diagnostic::on_unimplemented(
    message = "this layer takes `{Self}`, but its input is `{Given}`",
    label = "expected `{Self}`, found `{Given}`"
)]
pub trait Takes<Given> {
    /// Exists if the rule holds.
    const FITS: () = ();
    /// The layer.
    type Itself<Layer>;
}

#[diagnostic::do_not_recommend]
impl<Taken, Given: Feeds<Taken>> Takes<Given> for Taken {
    type Itself<Layer> = Layer;
}

/// The asserted shape `Self` is the `Actual` shape.
#[diagnostic::on_unimplemented(
    message = "the asserted shape is `{Self}`, but the shape here is `{Actual}`",
    label = "the shape is `{Actual}`"
)]
pub trait Is<Actual> {
    /// Exists if the rule holds.
    const FITS: () = ();
    /// The layer.
    type Itself<Layer>;
}

impl<T> Is<T> for T {
    type Itself<Layer> = Layer;
}

/// The output `Self` of a residual branch is its `Input`.
#[diagnostic::on_unimplemented(
    message = "the branch of this `Residual` returns `{Self}`, but its input is `{Input}`",
    label = "returns `{Self}`, not `{Input}`",
    note = "make both equal, or add a projection: `projection = ..`"
)]
pub trait Rejoins<Input> {
    /// Exists if the rule holds.
    const FITS: () = ();
    /// The layer.
    type Itself<Layer>;
}

impl<T> Rejoins<T> for T {
    type Itself<Layer> = Layer;
}

/// The output `Self` of a projection is the output of its `Branch`.
#[diagnostic::on_unimplemented(
    message = "the projection of this `Residual` returns `{Self}`, but its branch returns `{Branch}`",
    label = "returns `{Self}`, not `{Branch}`"
)]
pub trait Projects<Branch> {
    /// Exists if the rule holds.
    const FITS: () = ();
    /// The layer.
    type Itself<Layer>;
}

impl<T> Projects<T> for T {
    type Itself<Layer> = Layer;
}

/// The output `Self` of a branch can be joined with the output of the branch `Before` it.
#[diagnostic::on_unimplemented(
    message = "this branch returns `{Self}`, but the branch before it returns `{Before}`",
    label = "cannot be joined to `{Before}`",
    note = "vectors are joined with vectors, and images with images over their channels, if all other dimensions are equal"
)]
pub trait Joins<Before> {
    /// Exists if the rule holds.
    const FITS: () = ();
    /// The layer.
    type Itself<Layer>;
}

#[diagnostic::do_not_recommend]
impl<const N: usize, const M: usize> Joins<[f32; M]> for [f32; N] {
    type Itself<Layer> = Layer;
}
#[diagnostic::do_not_recommend]
impl<const L: usize, const C: usize, const D: usize> Joins<[[f32; L]; D]> for [[f32; L]; C] {
    type Itself<Layer> = Layer;
}
#[diagnostic::do_not_recommend]
impl<const W: usize, const H: usize, const C: usize, const D: usize> Joins<[[[f32; W]; H]; D]>
    for [[[f32; W]; H]; C]
{
    type Itself<Layer> = Layer;
}

/// The input of a layer is a vector.
#[diagnostic::on_unimplemented(
    message = "`Dense` takes a vector, but its input is `{Self}`",
    label = "found `{Self}`; add `Flatten` before it"
)]
pub trait IsVector {
    /// Exists if the rule holds.
    const FITS: () = ();
    /// The layer.
    type Itself<Layer>;
}

#[diagnostic::do_not_recommend]
impl<const N: usize> IsVector for [f32; N] {
    type Itself<Layer> = Layer;
}
#[diagnostic::do_not_recommend]
impl IsVector for () {
    type Itself<Layer> = Layer;
}

/// The input of a layer is a sequence.
#[diagnostic::on_unimplemented(
    message = "this layer takes a sequence, `[[f32; LENGTH]; CHANNELS]`, but its input is `{Self}`",
    label = "found `{Self}`"
)]
pub trait IsSequence {
    /// Exists if the rule holds.
    const FITS: () = ();
    /// The layer.
    type Itself<Layer>;
}

#[diagnostic::do_not_recommend]
impl<const C: usize, const L: usize> IsSequence for [[f32; L]; C] {
    type Itself<Layer> = Layer;
}
#[diagnostic::do_not_recommend]
impl IsSequence for () {
    type Itself<Layer> = Layer;
}

/// The input of a layer is an image.
#[diagnostic::on_unimplemented(
    message = "this layer takes an image, `[[[f32; WIDTH]; HEIGHT]; CHANNELS]`, but its input is `{Self}`",
    label = "found `{Self}`"
)]
pub trait IsImage {
    /// Exists if the rule holds.
    const FITS: () = ();
    /// The layer.
    type Itself<Layer>;
}

#[diagnostic::do_not_recommend]
impl<const C: usize, const H: usize, const W: usize> IsImage for [[[f32; W]; H]; C] {
    type Itself<Layer> = Layer;
}
#[diagnostic::do_not_recommend]
impl IsImage for () {
    type Itself<Layer> = Layer;
}

/// The input of a layer is an image or a sequence.
#[diagnostic::on_unimplemented(
    message = "this layer takes an image or a sequence, but its input is `{Self}`",
    label = "found `{Self}`"
)]
pub trait HasChannels {
    /// Exists if the rule holds.
    const FITS: () = ();
    /// The layer.
    type Itself<Layer>;
}

#[diagnostic::do_not_recommend]
impl<const C: usize, const L: usize> HasChannels for [[f32; L]; C] {
    type Itself<Layer> = Layer;
}
#[diagnostic::do_not_recommend]
impl<const C: usize, const H: usize, const W: usize> HasChannels for [[[f32; W]; H]; C] {
    type Itself<Layer> = Layer;
}
