//! Rules for the numbers of a window and of outputs.

/// The result of a rule for numbers.
#[derive(Debug)]
pub struct Holds<const IS_TRUE: bool> {}

/// Implemented if the rule holds.
pub trait Truth {}
impl Truth for Holds<true> {}

/// A kernel is at least 1.
#[diagnostic::on_unimplemented(message = "kernel must be at least 1", label = "this kernel is 0")]
pub trait HasKernel {
    /// Exists if the rule holds.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Truth> HasKernel for T {}

/// A stride is at least 1.
#[diagnostic::on_unimplemented(message = "stride must be at least 1", label = "this stride is 0")]
pub trait HasStride {
    /// Exists if the rule holds.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Truth> HasStride for T {}

/// A dilation is at least 1.
#[diagnostic::on_unimplemented(
    message = "dilation must be at least 1",
    label = "this dilation is 0"
)]
pub trait HasDilation {
    /// Exists if the rule holds.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Truth> HasDilation for T {}

/// A factor is at least 1.
#[diagnostic::on_unimplemented(message = "factor must be at least 1", label = "this factor is 0")]
pub trait HasFactor {
    /// Exists if the rule holds.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Truth> HasFactor for T {}

/// The input of `Softmax` has more than one value.
#[diagnostic::on_unimplemented(
    message = "`Softmax` of a single output is always 1",
    label = "one output",
    note = "for two classes write `Dense<1, Sigmoid>` or `Dense<2, Softmax>`"
)]
pub trait HasClasses {
    /// Exists if the rule holds.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Truth> HasClasses for T {}

/// A kernel is at most as long as its padded input.
#[diagnostic::on_unimplemented(
    message = "the kernel is {KERNEL}, but its input is only {PADDED} with padding",
    label = "larger than {PADDED}",
    note = "make the kernel smaller, or the padding larger"
)]
pub trait KernelFits<const KERNEL: usize, const PADDED: usize> {
    /// Exists if the rule holds.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Truth, const KERNEL: usize, const PADDED: usize> KernelFits<KERNEL, PADDED> for T {}

/// A kernel with dilation is at most as long as its padded input.
#[diagnostic::on_unimplemented(
    message = "the kernel is {SPAN} with its dilation, but its input is only {PADDED} with padding",
    label = "larger than {PADDED}",
    note = "make the kernel or the dilation smaller, or the padding larger"
)]
pub trait SpanFits<const SPAN: usize, const PADDED: usize> {
    /// Exists if the rule holds.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Truth, const SPAN: usize, const PADDED: usize> SpanFits<SPAN, PADDED> for T {}

/// The padding is smaller than the kernel.
#[diagnostic::on_unimplemented(
    message = "the padding is {PADDING}, but with this kernel it is at most {MOST}",
    label = "larger than {MOST}",
    note = "padding must be smaller than the kernel"
)]
pub trait PaddingFits<const PADDING: usize, const MOST: usize> {
    /// Exists if the rule holds.
    const FITS: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: Truth, const PADDING: usize, const MOST: usize> PaddingFits<PADDING, MOST> for T {}
