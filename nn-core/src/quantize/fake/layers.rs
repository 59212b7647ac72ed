//! The fake-quantized forms of simple layers.

use super::super::Last;
use super::{FakeQuantize, FakeQuantizeActivated, FakeValues, FakeWeights};
use crate::activation::{Activation, Identity};
use crate::geometry::Geometry;
use crate::layer::int8::{Form, QuantizedActivation, Rounding, SetScales};
use crate::layer::{
    Average, Chain, Conv, Dense, DepthwiseConv, Dropout, FastGrnn, Flatten, GlobalAvgPool,
    GlobalMaxPool, GruCell, Layer, LayerNorm, LstmCell, Max, MinGru, Nonlinearity, Optional, PRelu,
    PaddedAverage, Pass, Pool, Recurrent, RnnCell, Scale, Steps, Upsample, ZeroPad,
};
use crate::network::{Frozen, Network};
use crate::ratio::Fraction;
use crate::tensor::{Cell, Tensor};

/// The items of [`FakeQuantize`] or [`FakeQuantizeActivated`] for a layer with weights and the activation `A`: its inputs of the
/// activation are rounded.
macro_rules! methods {
    ($fake_quantize:ident, $restore:ident) => {
        type FakeQuantized = Chain<FakeWeights<Self>, FakeValues<<Self as Layer>::Output, A>>;

        fn $fake_quantize<R: Rounding>(
            &self,
            quantized: &Self::Quantized<R>,
            _input: Scale,
            fake: &mut Self::FakeQuantized,
        ) -> Scale {
            fake.first.layer.clone_from(self);
            fake.last.scale = quantized.activation.linear(quantized.output);
            quantized.output
        }

        fn $restore(&mut self, fake: &Self::FakeQuantized) {
            self.clone_from(&fake.first.layer);
        }
    };
}

/// Implements [`FakeQuantize`] and [`FakeQuantizeActivated`] for a layer with weights.
macro_rules! weighted {
    ([$($generics:tt)*] $layer:ident<$($argument:ident),+> $(where [$($bounds:tt)+])?) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*, A: QuantizedActivation> FakeQuantize for $layer<$($argument,)+ A>
        $(where $($bounds)+)?
        {
            methods!(fake_quantize, restore);
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*, A: QuantizedActivation> FakeQuantizeActivated<A>
            for $layer<$($argument,)+ Identity>
        $(where $($bounds)+)?
        {
            methods!(fake_quantize_activated, restore_activated);
        }
    };
}

weighted!([const I: usize, const O: usize] Dense<I, O>);
weighted!([const C: usize, const F: usize, G: Geometry] Conv<C, F, G> where [
    G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
    G::Output<f32>: Cell<Append<i8, F> = G::Output<[i8; F]>>,
]);
weighted!([const C: usize, G: Geometry] DepthwiseConv<C, G> where [
    G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
    G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
]);

/// Implements [`FakeQuantize`] for a layer without parameters that only moves values, or that has no int8 form.
macro_rules! itself {
    ($([$($generics:tt)*] $layer:ty $(where [$($bounds:tt)+])?;)+) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> FakeQuantize for $layer
        $(where $($bounds)+)?
        {
            type FakeQuantized = Self;

            fn fake_quantize<R: Rounding>(
                &self,
                _quantized: &Self::Quantized<R>,
                input: Scale,
                _fake: &mut Self,
            ) -> Scale {
                input
            }

            fn restore(&mut self, _fake: &Self) {}
        }
    )+ };
}

itself! {
    [const C: usize, G: Geometry] Pool<Max, C, G> where [
        G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
        G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
    ];
    [const C: usize, T: Tensor<Element = f32>] GlobalMaxPool<C, T>;
    [const C: usize, G: Geometry] ZeroPad<C, G> where [
        G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
        G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
    ];
    [const C: usize, G: Geometry] Upsample<C, G> where [
        G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
        G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
    ];
    [T: Tensor<Element = f32>, const N: usize] Flatten<T, N>;
    [T: Tensor<Element = f32>, P: Fraction] Dropout<T, P>;
    [const C: usize, G: Geometry] Pool<PaddedAverage, C, G>;
    [T: Tensor<Element = f32>, A: Activation, E: Fraction, B: Optional] LayerNorm<T, A, E, B>;
    [const S: usize, T: Tensor<Element = f32>] PRelu<S, T>;
    [const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional] MinGru<C, H, G, L, T, B>;
    [N: Network] Frozen<N>;
}

/// Implements [`FakeQuantize`] for a layer without parameters whose outputs are rounded to the scale that an expression returns.
macro_rules! rounded {
    ([$($generics:tt)*] $layer:ty $(where [$($bounds:tt)+])?, $quantized:ident, $input:ident => $scale:expr) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> FakeQuantize for $layer
        $(where $($bounds)+)?
        {
            type FakeQuantized = Chain<Self, FakeValues<<Self as Layer>::Output>>;

            fn fake_quantize<R: Rounding>(
                &self,
                $quantized: &Self::Quantized<R>,
                $input: Scale,
                fake: &mut Self::FakeQuantized,
            ) -> Scale {
                fake.last.scale = $scale;
                fake.last.scale
            }

            fn restore(&mut self, _fake: &Self::FakeQuantized) {}
        }
    };
}

rounded!([const C: usize, G: Geometry] Pool<Average, C, G> where [
    G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
    G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
], _quantized, input => input);
rounded!([const C: usize, T: Tensor<Element = f32>] GlobalAvgPool<C, T>, quantized, _input => quantized.output);

/// Implements [`FakeQuantize`] for a recurrent layer: its outputs are rounded, its weights and its inner states are not.
macro_rules! recurrent {
    ([$($generics:tt)*] $layer:ty) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> FakeQuantize for $layer {
            type FakeQuantized = Chain<Self, FakeValues<<Self as Layer>::Output>>;

            fn fake_quantize<R: Rounding>(
                &self,
                quantized: &Self::Quantized<R>,
                input: Scale,
                fake: &mut Self::FakeQuantized,
            ) -> Scale {
                fake.first.clone_from(self);
                let [_, output] = quantized.scales();
                fake.last.scale = output.unwrap_or(input);
                fake.last.scale
            }

            fn restore(&mut self, fake: &Self::FakeQuantized) {
                self.clone_from(&fake.first);
            }
        }
    };
}

recurrent!([const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional] Recurrent<GruCell, C, H, G, L, T, B>);
recurrent!([const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional] Recurrent<LstmCell, C, H, G, L, T, B>);
recurrent!([A: Nonlinearity, const C: usize, const H: usize, const G: usize, const L: usize, T: Steps, B: Optional] Recurrent<RnnCell<A>, C, H, G, L, T, B>);
recurrent!([const C: usize, const H: usize, const L: usize, T: Steps, B: Optional] FastGrnn<C, H, L, T, B>);

#[diagnostic::do_not_recommend]
impl<T: Tensor<Element = f32>, A: QuantizedActivation> FakeQuantize for Pass<T, A> {
    type FakeQuantized = FakeValues<T, A>;

    fn fake_quantize<R: Rounding>(
        &self,
        quantized: &<A::Form as Form>::Alone<Last<T>, A, R>,
        input: Scale,
        fake: &mut FakeValues<T, A>,
    ) -> Scale {
        fake.scale = quantized.linear().unwrap_or(input);
        let [_, output] = quantized.scales();
        output.unwrap_or(input)
    }

    fn restore(&mut self, _fake: &FakeValues<T, A>) {}
}
