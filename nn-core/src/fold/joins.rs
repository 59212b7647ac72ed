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
pub trait Joins<Next> {
    /// The composition of both.
    type Joined: ?Sized;

    /// Writes the parameters of both. `before` writes those of the layers before, `next` those of the layer after them.
    fn join(
        joined: &mut Self::Joined,
        before: impl FnOnce(&mut Self),
        next: impl FnOnce(&mut Next),
    );
}

#[diagnostic::do_not_recommend]
impl<Before, Next> Joins<Next> for Before
where
    Chain<Before, Next>: Layer,
{
    type Joined = Chain<Before, Next>;

    fn join(
        joined: &mut Chain<Before, Next>,
        before: impl FnOnce(&mut Before),
        next: impl FnOnce(&mut Next),
    ) {
        before(&mut joined.first);
        next(&mut joined.last);
    }
}

/// The layer takes the place of what it absorbs.
#[diagnostic::do_not_recommend]
impl<Next: AbsorbInput + 'static> Joins<Next> for dyn AbsorbInput {
    type Joined = Next;

    fn join(joined: &mut Next, before: impl FnOnce(&mut Self), next: impl FnOnce(&mut Next)) {
        next(joined);
        before(joined);
    }
}

/// The same after other layers.
#[diagnostic::do_not_recommend]
impl<Before: 'static, Next: AbsorbInput + 'static> Joins<Next> for dyn AbsorbAfter<Before>
where
    Chain<Before, Next>: Layer,
{
    type Joined = Chain<Before, Next>;

    fn join(
        joined: &mut Chain<Before, Next>,
        before: impl FnOnce(&mut Self),
        next: impl FnOnce(&mut Next),
    ) {
        next(&mut joined.last);
        before(joined);
    }
}

/// The channels of an image or a sequence are parts of the vector. `Flatten` has no parameters.
#[diagnostic::do_not_recommend]
impl<T: Tensor<Element = f32>, const N: usize> Joins<Flatten<T, N>> for dyn AbsorbInput {
    type Joined = dyn AbsorbAfter<Flatten<T, N>>;

    fn join(
        joined: &mut Self::Joined,
        before: impl FnOnce(&mut Self),
        _next: impl FnOnce(&mut Flatten<T, N>),
    ) {
        before(joined);
    }
}
