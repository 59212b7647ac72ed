//! The int8 forms of compositions.

use super::{Last, Quantize, QuantizeActivated, Verdict};
use crate::layer::int8::{QuantizedActivation, Rounding};
use crate::layer::{Activated, Chain, Feeds, Layer};

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
