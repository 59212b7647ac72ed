//! What the folded layers before a layer and the layer become.

use super::{AbsorbAfter, AbsorbInput};
use crate::layer::{Chain, Flatten, Layer};
use crate::tensor::Tensor;

/// The folded layers `Self`, followed by the folded layer `Next`: a chain. After a [`Standardize`](crate::layer::Standardize) it is `Next` alone,
/// which absorbs the statistics.
#[diagnostic::on_unimplemented(
    message = "`Standardize` cannot be folded into `{Next}`",
    label = "the layer after `Standardize` is not a dense layer or a convolution without padding",
    note = "the padding of a convolution is 0 after `Standardize`, which is the mean of the data: write `padding = 0`",
    note = "or train on data that `Standardize::transform` has changed, without the layer"
)]
pub trait Composes<Next> {
    /// The composition of both.
    type Composed: ?Sized;

    /// Writes the parameters of both. `before` writes those of the layers before, `next` those of the layer after them.
    fn compose(
        composed: &mut Self::Composed,
        before: impl FnOnce(&mut Self),
        next: impl FnOnce(&mut Next),
    );
}

#[diagnostic::do_not_recommend]
impl<Before, Next> Composes<Next> for Before
where
    Chain<Before, Next>: Layer,
{
    type Composed = Chain<Before, Next>;

    fn compose(
        composed: &mut Chain<Before, Next>,
        before: impl FnOnce(&mut Before),
        next: impl FnOnce(&mut Next),
    ) {
        before(&mut composed.first);
        next(&mut composed.last);
    }
}

/// The layer takes the place of what it absorbs.
#[diagnostic::do_not_recommend]
impl<Next: AbsorbInput + 'static> Composes<Next> for dyn AbsorbInput {
    type Composed = Next;

    fn compose(composed: &mut Next, before: impl FnOnce(&mut Self), next: impl FnOnce(&mut Next)) {
        next(composed);
        before(composed);
    }
}

/// The same after other layers.
#[diagnostic::do_not_recommend]
impl<Before: 'static, Next: AbsorbInput + 'static> Composes<Next> for dyn AbsorbAfter<Before>
where
    Chain<Before, Next>: Layer,
{
    type Composed = Chain<Before, Next>;

    fn compose(
        composed: &mut Chain<Before, Next>,
        before: impl FnOnce(&mut Self),
        next: impl FnOnce(&mut Next),
    ) {
        next(&mut composed.last);
        before(composed);
    }
}

/// The channels of an image or a sequence are parts of the vector. `Flatten` has no parameters.
#[diagnostic::do_not_recommend]
impl<T: Tensor<Element = f32>, const N: usize> Composes<Flatten<T, N>> for dyn AbsorbInput {
    type Composed = dyn AbsorbAfter<Flatten<T, N>>;

    fn compose(
        composed: &mut Self::Composed,
        before: impl FnOnce(&mut Self),
        _next: impl FnOnce(&mut Flatten<T, N>),
    ) {
        before(composed);
    }
}
