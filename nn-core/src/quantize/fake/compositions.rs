//! The fake-quantized forms of compositions.

use super::super::{Last, Quantize};
use super::{FakeQuantize, FakeQuantizeActivated, FakeValues};
use crate::activation::Identity;
use crate::layer::int8::{Form, QuantizedActivation, Rounding};
use crate::layer::{Activated, Chain, Concat, Feeds, Layer, ProjectedResidual, Residual, Scale};
use crate::tensor::Tensor;

/// The items of [`FakeQuantize`] or [`FakeQuantizeActivated`] for a chain whose last layer `$layer` implements the same trait.
macro_rules! chain_methods {
    ($layer:ident, $fake_quantize:ident, $restore:ident) => {
        type FakeQuantized = Chain<X::FakeQuantized, $layer::FakeQuantized>;

        fn $fake_quantize<R: Rounding>(
            &self,
            quantized: &Self::Quantized<R>,
            input: Scale,
            fake: &mut Self::FakeQuantized,
        ) -> Scale {
            let between = self
                .first
                .fake_quantize(&quantized.first, input, &mut fake.first);
            self.last
                .$fake_quantize(&quantized.last, between, &mut fake.last)
        }

        fn $restore(&mut self, fake: &Self::FakeQuantized) {
            self.first.restore(&fake.first);
            self.last.$restore(&fake.last);
        }
    };
}

impl<X: FakeQuantize, Y: FakeQuantize> FakeQuantize for Chain<X, Y>
where
    X::Output: Feeds<Y::Input>,
    Last<X::Output>: Feeds<Last<Y::Input>>,
{
    chain_methods!(Y, fake_quantize, restore);
}

impl<X: FakeQuantize, L: FakeQuantizeActivated<A>, A: QuantizedActivation> FakeQuantizeActivated<A>
    for Chain<X, L>
where
    X::Output: Feeds<L::Input>,
    Last<X::Output>: Feeds<Last<L::Input>>,
{
    chain_methods!(L, fake_quantize_activated, restore_activated);
}

impl<L: FakeQuantizeActivated<A>, A: QuantizedActivation> FakeQuantize for Activated<L, A>
where
    Self: Layer<Element = f32, Input = L::Input, Output = L::Output, Activation = A>,
{
    type FakeQuantized = L::FakeQuantized;

    fn fake_quantize<R: Rounding>(
        &self,
        quantized: &L::Quantized<R>,
        input: Scale,
        fake: &mut L::FakeQuantized,
    ) -> Scale {
        self.layer.fake_quantize_activated(quantized, input, fake)
    }

    fn restore(&mut self, fake: &L::FakeQuantized) {
        self.layer.restore_activated(fake);
    }
}

#[diagnostic::do_not_recommend]
impl<B, T, A> FakeQuantize for Residual<B, A>
where
    B: FakeQuantize + Layer<Element = f32, Input = T, Output = T, Activation = Identity>,
    T: Tensor<Element = f32>,
    A: QuantizedActivation,
{
    type FakeQuantized = Chain<Residual<B::FakeQuantized>, FakeValues<T, A>>;

    fn fake_quantize<R: Rounding>(
        &self,
        quantized: &Self::Quantized<R>,
        input: Scale,
        fake: &mut Self::FakeQuantized,
    ) -> Scale {
        let (branch, sum) = (&mut fake.first.branch, &quantized.sum);
        self.branch.fake_quantize(&quantized.branch, input, branch);
        fake.last.scale = sum.activation.linear(sum.output);
        sum.output
    }

    fn restore(&mut self, fake: &Self::FakeQuantized) {
        self.branch.restore(&fake.first.branch);
    }
}

#[diagnostic::do_not_recommend]
impl<B, P, I, O, A> FakeQuantize for ProjectedResidual<B, P, A>
where
    B: FakeQuantize + Layer<Element = f32, Input = I, Output = O, Activation = Identity>,
    P: FakeQuantize + Layer<Element = f32, Input = I, Output = O, Activation = Identity>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
    A: QuantizedActivation,
{
    type FakeQuantized =
        Chain<ProjectedResidual<B::FakeQuantized, P::FakeQuantized>, FakeValues<O, A>>;

    fn fake_quantize<R: Rounding>(
        &self,
        quantized: &Self::Quantized<R>,
        input: Scale,
        fake: &mut Self::FakeQuantized,
    ) -> Scale {
        let (branches, sum) = (&mut fake.first, &quantized.sum);
        self.branch
            .fake_quantize(&quantized.branch, input, &mut branches.branch);
        self.projection
            .fake_quantize(&quantized.projection, input, &mut branches.projection);
        fake.last.scale = sum.activation.linear(sum.output);
        sum.output
    }

    fn restore(&mut self, fake: &Self::FakeQuantized) {
        self.branch.restore(&fake.first.branch);
        self.projection.restore(&fake.first.projection);
    }
}

/// The items of [`FakeQuantize`] or [`FakeQuantizeActivated`] for a concatenation.
macro_rules! concat_methods {
    ($fake_quantize:ident, $restore:ident) => {
        type FakeQuantized = Chain<Concat<X::FakeQuantized, Y::FakeQuantized, O>, FakeValues<O>>;

        fn $fake_quantize<R: Rounding>(
            &self,
            quantized: &<Self as Quantize>::Quantized<R>,
            input: Scale,
            fake: &mut Self::FakeQuantized,
        ) -> Scale {
            let branches = &mut fake.first;
            self.first
                .fake_quantize(&quantized.first, input, &mut branches.first);
            self.last
                .fake_quantize(&quantized.last, input, &mut branches.last);
            fake.last.scale = quantized.join.output;
            fake.last.scale
        }

        fn $restore(&mut self, fake: &Self::FakeQuantized) {
            self.first.restore(&fake.first.first);
            self.last.restore(&fake.first.last);
        }
    };
}

#[diagnostic::do_not_recommend]
impl<X, Y, I, O> FakeQuantize for Concat<X, Y, O>
where
    X: FakeQuantize + Layer<Element = f32, Input = I>,
    Y: FakeQuantize + Layer<Element = f32, Input = I>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
{
    concat_methods!(fake_quantize, restore);
}

#[diagnostic::do_not_recommend]
impl<X, Y, I, O> FakeQuantizeActivated<Identity> for Concat<X, Y, O>
where
    X: FakeQuantize + Layer<Element = f32, Input = I>,
    Y: FakeQuantize + Layer<Element = f32, Input = I>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
{
    concat_methods!(fake_quantize_activated, restore_activated);
}
