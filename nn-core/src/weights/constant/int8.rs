//! Constants of the layers of `i8`. What follows from their scales is computed by the compiler.

use super::with_tensors::After;
use super::{AfterLayer, Constant, Source, from, read};
use crate::activation::Activation;
use crate::geometry::Geometry;
use crate::layer::int8::{
    ActivationI8, Addition, Clamped, ConcatI8, ConvI8, DenseI8, DepthwiseConvI8, Exponents,
    GlobalAvgPoolI8, Join, Linear, Normalized, Packed, ProjectedResidualI8, QuantizedActivation,
    Requantize, Rescale, ResidualI8, Rounding, Sum, Table, ZeroPadI8,
};
use crate::layer::{Layer, Scale};
use crate::tensor::Tensor;
use crate::zero::Zero;

/// What a layer stores for its activation `A`, from a file. The scale of the output is at `O`, and what is stored itself at `S`.
pub trait ConstantForm<A, O: Source, S: Source> {
    /// What is stored.
    const VALUE: Self;
    /// The scale before the activation.
    const LINEAR: Scale;
}

impl<A, O: Source, S: Source> ConstantForm<A, O, S> for Linear {
    const VALUE: Self = Linear;
    const LINEAR: Scale = scale::<O>();
}

impl<A, O: Source, S: Source> ConstantForm<A, O, S> for Clamped {
    const VALUE: Self = Clamped;
    const LINEAR: Scale = scale::<O>();
}

impl<A: Activation, O: Source, S: Source> ConstantForm<A, O, S> for Table {
    const VALUE: Self = Table::of::<A>(scale::<S>(), scale::<O>());
    const LINEAR: Scale = scale::<S>();
}

impl<A, O: Source, S: Source> ConstantForm<A, O, S> for Normalized {
    const VALUE: Self = Normalized {
        linear: scale::<S>(),
        exponents: Exponents::of(scale::<S>().factor),
    };
    const LINEAR: Scale = scale::<S>();
}

/// The scale at a place.
pub(super) const fn scale<S: Source>() -> Scale {
    match from::<S>() {
        [factor, zero, ..] => Scale::new(f32::from_bits(*factor), *zero as i32),
        _ => Scale::ZERO,
    }
}

/// The place of the biases after weights `W`.
type Biases<S, W> = After<S, Packed<W>>;
/// The place of the scales of weights.
type Scales<S, W, const O: usize> = After<Biases<S, W>, [i32; O]>;
/// The place of the scale of the input.
type Input<S, W, const O: usize> = After<Scales<S, W, O>, Requantize<O>>;
/// The place of the scale of the output.
type Output<S, W, const O: usize> = After<Input<S, W, O>, Scale>;
/// The place of what the activation stores.
type Own<S, W, const O: usize> = After<Output<S, W, O>, Scale>;

/// Implements `Constant` for a layer with weights.
macro_rules! weighted {
    ([$($generics:tt)*] $layer:ty { $weights:ty, $outputs:ident }) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*, A: QuantizedActivation, R: Rounding, S: Source> Constant<S> for $layer
        where
            $weights: Constant<S>,
            A::Form: ConstantForm<A, Output<S, $weights, $outputs>, Own<S, $weights, $outputs>>,
        {
            const VALUE: Self = {
                let input = scale::<Input<S, $weights, $outputs>>();
                let output = scale::<Output<S, $weights, $outputs>>();
                let mut requantize = Requantize::ZERO;
                read::<Scales<S, $weights, $outputs>>(0, &mut requantize.weight_scale);
                requantize.derive::<R>(
                    input.factor,
                    <A::Form as ConstantForm<A, Output<S, $weights, $outputs>, Own<S, $weights, $outputs>>>::LINEAR.factor,
                );
                Self::of_parts(
                    Packed::new(<$weights as Constant<S>>::VALUE),
                    <[i32; $outputs] as Constant<Biases<S, $weights>>>::VALUE,
                    requantize,
                    [input, output],
                    <A::Form as ConstantForm<A, Output<S, $weights, $outputs>, Own<S, $weights, $outputs>>>::VALUE,
                )
            };
        }
    };
}

weighted!([const I: usize, const O: usize] DenseI8<I, O, A, R> { [[i8; I]; O], O });
weighted!([const C: usize, const F: usize, G: Geometry]
    ConvI8<C, F, G, A, R> { [G::Kernel<[i8; C]>; F], F });
weighted!([const C: usize, G: Geometry]
    DepthwiseConvI8<C, G, A, R> { [G::Kernel<[i8; C]>; 1], C });

#[diagnostic::do_not_recommend]
impl<const C: usize, T: Tensor<Element = i8>, R: Rounding, S: Source> Constant<S>
    for GlobalAvgPoolI8<C, T, R>
{
    const VALUE: Self = {
        let (input, output) = (scale::<S>(), scale::<After<S, Scale>>());
        let rescale = Rescale::mean::<R>(input.factor, output.factor, T::LEN / C);
        Self::of_parts([input, output], rescale)
    };
}

#[diagnostic::do_not_recommend]
impl<const C: usize, G, S: Source> Constant<S> for ZeroPadI8<C, G> {
    const VALUE: Self = Self::of_scale(scale::<S>());
}

#[diagnostic::do_not_recommend]
impl<T, A: QuantizedActivation, R: Rounding, S: Source> Constant<S> for ActivationI8<T, A, R>
where
    A::Form: ConstantForm<A, After<S, Scale>, After<S, (Scale, Scale, Rescale)>>,
{
    const VALUE: Self = {
        let (input, output) = (scale::<S>(), scale::<After<S, Scale>>());
        let linear = <A::Form as ConstantForm<
            A,
            After<S, Scale>,
            After<S, (Scale, Scale, Rescale)>,
        >>::LINEAR;
        Self::of_parts(
            [input, output],
            Rescale::between::<R>(input.factor, linear.factor),
            <A::Form as ConstantForm<A, After<S, Scale>, After<S, (Scale, Scale, Rescale)>>>::VALUE,
        )
    };
}

/// The place of the output's scale in a sum.
type Whole<S> = After<S, [Scale; 2]>;
/// The place of what the activation of a sum stores.
type OfSum<S> = After<After<Whole<S>, Scale>, Addition>;

#[diagnostic::do_not_recommend]
impl<A: QuantizedActivation, R: Rounding, S: Source> Constant<S> for Sum<A, R>
where
    A::Form: ConstantForm<A, Whole<S>, OfSum<S>>,
{
    const VALUE: Self = {
        let [first, second] = [scale::<S>(), scale::<After<S, Scale>>()];
        let linear = <A::Form as ConstantForm<A, Whole<S>, OfSum<S>>>::LINEAR;
        let addition = Addition::between::<R>(
            [first.factor, second.factor, linear.factor],
            [first.zero, second.zero, linear.zero],
        );
        let activation = <A::Form as ConstantForm<A, Whole<S>, OfSum<S>>>::VALUE;
        Self::of_parts([first, second], scale::<Whole<S>>(), addition, activation)
    };
}

#[diagnostic::do_not_recommend]
impl<R: Rounding, S: Source> Constant<S> for Join<R> {
    const VALUE: Self = {
        let [first, last] = [scale::<S>(), scale::<After<S, Scale>>()];
        let output = scale::<Whole<S>>();
        let rescale = [
            Rescale::between::<R>(first.factor, output.factor),
            Rescale::between::<R>(last.factor, output.factor),
        ];
        Self::of_parts([first, last], output, rescale)
    };
}

#[diagnostic::do_not_recommend]
impl<S: Source, B: Layer + Constant<S>, A: QuantizedActivation, R> Constant<S>
    for ResidualI8<B, A, R>
where
    Sum<A, R>: Constant<AfterLayer<S, B>>,
{
    const VALUE: Self = ResidualI8 {
        branch: B::VALUE,
        sum: <Sum<A, R> as Constant<AfterLayer<S, B>>>::VALUE,
    };
}

/// The place after two layers.
type AfterBoth<S, X, Y> = AfterLayer<AfterLayer<S, X>, Y>;

#[diagnostic::do_not_recommend]
impl<S: Source, B: Layer + Constant<S>, P: Layer + Constant<AfterLayer<S, B>>, A, R> Constant<S>
    for ProjectedResidualI8<B, P, A, R>
where
    A: QuantizedActivation,
    Sum<A, R>: Constant<AfterBoth<S, B, P>>,
{
    const VALUE: Self = ProjectedResidualI8 {
        branch: B::VALUE,
        projection: P::VALUE,
        sum: <Sum<A, R> as Constant<AfterBoth<S, B, P>>>::VALUE,
    };
}

#[diagnostic::do_not_recommend]
impl<S: Source, X: Layer + Constant<S>, Y: Layer + Constant<AfterLayer<S, X>>, O, R: Rounding>
    Constant<S> for ConcatI8<X, Y, O, R>
{
    const VALUE: Self = ConcatI8::of_parts(
        X::VALUE,
        Y::VALUE,
        <Join<R> as Constant<AfterBoth<S, X, Y>>>::VALUE,
    );
}
