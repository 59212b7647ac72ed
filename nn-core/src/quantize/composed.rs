//! The int8 forms of compositions.

use super::{Last, Quantize, QuantizeActivated, Verdict};
use crate::activation::Identity;
use crate::layer::int8::{
    ConcatI8, ProjectedResidualI8, QuantizedActivation, ResidualI8, Rounding,
};
use crate::layer::{Activated, Chain, Concat, Feeds, Layer, ProjectedResidual, Residual};
use crate::tensor::Tensor;

impl<A: Quantize, B: Quantize> Quantize for Chain<A, B>
where
    A::Output: Feeds<B::Input>,
    Last<A::Output>: Feeds<Last<B::Input>>,
{
    type Quantized<R: Rounding> = Chain<A::Quantized<R>, B::Quantized<R>>;
    type Verdict = <A::Verdict as Verdict>::Or<B::Verdict>;
}

impl<X: Quantize, L: QuantizeActivated<A>, A: QuantizedActivation> QuantizeActivated<A>
    for Chain<X, L>
where
    X::Output: Feeds<L::Input>,
    Last<X::Output>: Feeds<Last<L::Input>>,
{
    type Quantized<R: Rounding> = Chain<X::Quantized<R>, L::Quantized<R>>;
    type Verdict = <X::Verdict as Verdict>::Or<L::Verdict>;
}

impl<L: QuantizeActivated<A>, A: QuantizedActivation> Quantize for Activated<L, A>
where
    Self: Layer<Element = f32, Input = L::Input, Output = L::Output>,
{
    type Quantized<R: Rounding> = L::Quantized<R>;
    type Verdict = L::Verdict;
}

#[diagnostic::do_not_recommend]
impl<B, T, A> Quantize for Residual<B, A>
where
    B: Quantize + Layer<Element = f32, Input = T, Output = T, Activation = Identity>,
    T: Tensor<Element = f32>,
    A: QuantizedActivation,
{
    type Quantized<R: Rounding> = ResidualI8<B::Quantized<R>, A, R>;
    type Verdict = B::Verdict;
}

#[diagnostic::do_not_recommend]
impl<B, P, I, O, A> Quantize for ProjectedResidual<B, P, A>
where
    B: Quantize + Layer<Element = f32, Input = I, Output = O, Activation = Identity>,
    P: Quantize + Layer<Element = f32, Input = I, Output = O, Activation = Identity>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
    A: QuantizedActivation,
{
    type Quantized<R: Rounding> = ProjectedResidualI8<B::Quantized<R>, P::Quantized<R>, A, R>;
    type Verdict = <B::Verdict as Verdict>::Or<P::Verdict>;
}

#[diagnostic::do_not_recommend]
impl<X, Y, I, O> Quantize for Concat<X, Y, O>
where
    X: Quantize + Layer<Element = f32, Input = I>,
    Y: Quantize + Layer<Element = f32, Input = I>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
{
    type Quantized<R: Rounding> = ConcatI8<X::Quantized<R>, Y::Quantized<R>, Last<O>, R>;
    type Verdict = <X::Verdict as Verdict>::Or<Y::Verdict>;
}

/// A `Concat` that is the first branch of another one.
#[diagnostic::do_not_recommend]
impl<X, Y, O> QuantizeActivated<Identity> for Concat<X, Y, O>
where
    Self: Quantize,
{
    type Quantized<R: Rounding> = <Self as Quantize>::Quantized<R>;
    type Verdict = <Self as Quantize>::Verdict;
}
