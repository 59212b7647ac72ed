//! The rules that the macro leaves to the compiler, as traits whose messages are ours.
//!
//! The macro asks for the constant `FITS` of each, to be told if the rule is broken. Inside a branch it asks for the layer
//! `Itself` instead: if the rule is broken, the branch is none, and the compiler says no more about it.

use super::Feeds;

/// The input `Self` of a layer takes what it is `Given`.
#[diagnostic::on_unimplemented(
    message = "this layer takes `{Self}`, but it gets `{Given}`",
    label = "takes `{Self}`, gets `{Given}`"
)]
pub trait Takes<Given, Layer = ()> {
    /// Nothing.
    const FITS: () = ();
    /// The layer.
    type Itself;
}

#[diagnostic::do_not_recommend]
impl<Taken, Given: Feeds<Taken>, Layer> Takes<Given, Layer> for Taken {
    type Itself = Layer;
}

/// The shape `Self` that is asserted is the `Actual` one.
#[diagnostic::on_unimplemented(
    message = "the shape asserted here is `{Self}`, but it is `{Actual}`",
    label = "it is `{Actual}`"
)]
pub trait Is<Actual, Layer = ()> {
    /// Nothing.
    const FITS: () = ();
    /// The layer.
    type Itself;
}

impl<T, Layer> Is<T, Layer> for T {
    type Itself = Layer;
}

/// The output `Self` of a residual branch is its `Input`.
#[diagnostic::on_unimplemented(
    message = "the branch of this `Residual` gives `{Self}`, but its input is `{Input}`",
    label = "gives `{Self}`, not `{Input}`",
    note = "give the branch the shape of its input, or add a projection: `projection = ..`"
)]
pub trait Rejoins<Input, Layer = ()> {
    /// Nothing.
    const FITS: () = ();
    /// The layer.
    type Itself;
}

impl<T, Layer> Rejoins<T, Layer> for T {
    type Itself = Layer;
}

/// The output `Self` of a projection is that of the `Branch` beside it.
#[diagnostic::on_unimplemented(
    message = "the projection of this `Residual` gives `{Self}`, but its branch gives `{Branch}`",
    label = "gives `{Self}`, not `{Branch}`"
)]
pub trait Projects<Branch, Layer = ()> {
    /// Nothing.
    const FITS: () = ();
    /// The layer.
    type Itself;
}

impl<T, Layer> Projects<T, Layer> for T {
    type Itself = Layer;
}

/// The output `Self` of a branch can be joined to that of the branch `Before` it.
#[diagnostic::on_unimplemented(
    message = "this branch gives `{Self}`, but the one before it `{Before}`",
    label = "cannot be joined to `{Before}`",
    note = "vectors are joined with vectors, and images with images over their channels, if all other dimensions are equal"
)]
pub trait Joins<Before, Layer = ()> {
    /// Nothing.
    const FITS: () = ();
    /// The layer.
    type Itself;
}

#[diagnostic::do_not_recommend]
impl<Layer, const N: usize, const M: usize> Joins<[f32; M], Layer> for [f32; N] {
    type Itself = Layer;
}
#[diagnostic::do_not_recommend]
impl<Layer, const L: usize, const C: usize, const D: usize> Joins<[[f32; L]; D], Layer>
    for [[f32; L]; C]
{
    type Itself = Layer;
}
#[diagnostic::do_not_recommend]
impl<Layer, const W: usize, const H: usize, const C: usize, const D: usize>
    Joins<[[[f32; W]; H]; D], Layer> for [[[f32; W]; H]; C]
{
    type Itself = Layer;
}

/// What a layer gets, which takes a vector.
#[diagnostic::on_unimplemented(
    message = "`Dense` takes a vector, but it gets `{Self}`",
    label = "gets `{Self}`; add `Flatten` before it"
)]
pub trait IsVector<Layer = ()> {
    /// Nothing.
    const FITS: () = ();
    /// The layer.
    type Itself;
}

#[diagnostic::do_not_recommend]
impl<Layer, const N: usize> IsVector<Layer> for [f32; N] {
    type Itself = Layer;
}

/// What a layer gets, which takes a sequence.
#[diagnostic::on_unimplemented(
    message = "this layer takes a sequence, `[[f32; LENGTH]; CHANNELS]`, but it gets `{Self}`",
    label = "gets `{Self}`"
)]
pub trait IsSequence<Layer = ()> {
    /// Nothing.
    const FITS: () = ();
    /// The layer.
    type Itself;
}

#[diagnostic::do_not_recommend]
impl<Layer, const C: usize, const L: usize> IsSequence<Layer> for [[f32; L]; C] {
    type Itself = Layer;
}

/// What a layer gets, which takes an image.
#[diagnostic::on_unimplemented(
    message = "this layer takes an image, `[[[f32; WIDTH]; HEIGHT]; CHANNELS]`, but it gets `{Self}`",
    label = "gets `{Self}`"
)]
pub trait IsImage<Layer = ()> {
    /// Nothing.
    const FITS: () = ();
    /// The layer.
    type Itself;
}

#[diagnostic::do_not_recommend]
impl<Layer, const C: usize, const H: usize, const W: usize> IsImage<Layer> for [[[f32; W]; H]; C] {
    type Itself = Layer;
}

/// What a layer gets, which takes an image or a sequence.
#[diagnostic::on_unimplemented(
    message = "this layer takes an image or a sequence, but it gets `{Self}`",
    label = "gets `{Self}`"
)]
pub trait HasChannels<Layer = ()> {
    /// Nothing.
    const FITS: () = ();
    /// The layer.
    type Itself;
}

#[diagnostic::do_not_recommend]
impl<Layer, const C: usize, const L: usize> HasChannels<Layer> for [[f32; L]; C] {
    type Itself = Layer;
}
#[diagnostic::do_not_recommend]
impl<Layer, const C: usize, const H: usize, const W: usize> HasChannels<Layer>
    for [[[f32; W]; H]; C]
{
    type Itself = Layer;
}

/// Whether a rule about numbers holds.
pub struct Holds<const IT_DOES: bool> {}

/// It does.
pub trait Truth {}
impl Truth for Holds<true> {}

/// A kernel is not 0.
#[diagnostic::on_unimplemented(message = "kernel must be at least 1", label = "this kernel is 0")]
pub trait HasKernel {
    /// Nothing.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Truth> HasKernel for T {}

/// A stride is not 0.
#[diagnostic::on_unimplemented(message = "stride must be at least 1", label = "this stride is 0")]
pub trait HasStride {
    /// Nothing.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Truth> HasStride for T {}

/// What `Softmax` makes a distribution of is not a single output.
#[diagnostic::on_unimplemented(
    message = "`Softmax` makes a single output always 1",
    label = "of 1 output",
    note = "for two classes write `Dense<1, Sigmoid>` or `Dense<2, Softmax>`"
)]
pub trait HasClasses {
    /// Nothing.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Truth> HasClasses for T {}

/// A kernel is not longer than its input with padding.
#[diagnostic::on_unimplemented(
    message = "the kernel is {KERNEL}, but its input is only {ROOM} with padding",
    label = "larger than {ROOM}",
    note = "make the kernel smaller, or the padding larger"
)]
pub trait KernelFits<const KERNEL: usize, const ROOM: usize> {
    /// Nothing.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Truth, const KERNEL: usize, const ROOM: usize> KernelFits<KERNEL, ROOM> for T {}

/// The padding is smaller than the kernel.
#[diagnostic::on_unimplemented(
    message = "the padding is {PADDING}, but with this kernel it is at most {MOST}",
    label = "larger than {MOST}",
    note = "padding must be smaller than the kernel, or a window sees nothing else"
)]
pub trait PaddingFits<const PADDING: usize, const MOST: usize> {
    /// Nothing.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Truth, const PADDING: usize, const MOST: usize> PaddingFits<PADDING, MOST> for T {}
