//! Calibration of layers with weights.

use super::channel::{Place, Weighted};
use super::compare::compare;
use super::weighted::{Observed, Target, observe, quantize};
use super::{
    Arenas, Calibrate, CalibrateActivated, Incoming, Order, Pair, QuantizeError, Row, Statistic,
};
use crate::activation::{Activation, Identity};
use crate::arena::Arena;
use crate::geometry::Geometry;
use crate::layer::int8::{QuantizedActivation, Rounding};
use crate::layer::{Conv, Dense, DepthwiseConv, Layer};
use crate::tensor::{Cell, Tensor};

/// The methods of [`Weighted`] for all weights.
macro_rules! flat {
    () => {
        fn weights(&self) -> &[f32] {
            Tensor::as_slice(&self.weights)
        }

        fn weights_mut(&mut self) -> &mut [f32] {
            Tensor::as_mut_slice(&mut self.weights)
        }
    };
}

impl<const I: usize, const O: usize, A: Activation> Weighted for Dense<I, O, A> {
    const SIZES: Place = [O, 1, I];

    flat!();

    fn index([output, _, input]: Place) -> usize {
        input * O + output
    }

    fn bias(&self) -> &[f32] {
        &self.bias
    }

    fn packed([output, _, input]: Place, order: Order) -> Place {
        [output, 0, order.index(input)]
    }

    fn mean([_, _, input]: Place) -> usize {
        input
    }
}

impl<const C: usize, const F: usize, G: Geometry, A: Activation> Weighted for Conv<C, F, G, A> {
    const SIZES: Place = [F, G::PLACES, C];

    flat!();

    fn index([filter, place, channel]: Place) -> usize {
        (channel * G::PLACES + place) * F + filter
    }

    fn bias(&self) -> &[f32] {
        &self.bias
    }

    fn packed(place: Place, _order: Order) -> Place {
        place
    }

    fn mean([_, _, channel]: Place) -> usize {
        channel
    }
}

impl<const C: usize, G: Geometry, A: Activation> Weighted for DepthwiseConv<C, G, A> {
    const SIZES: Place = [C, G::PLACES, 1];

    flat!();

    fn index([channel, place, _]: Place) -> usize {
        channel * G::PLACES + place
    }

    fn bias(&self) -> &[f32] {
        &self.bias
    }

    fn packed([channel, place, _]: Place, _order: Order) -> Place {
        [0, place, channel]
    }

    fn mean([channel, _, _]: Place) -> usize {
        channel
    }
}

/// The methods of [`Calibrate`] or [`CalibrateActivated`] for a layer with weights, with the activation `A` and the means of `$inputs`.
macro_rules! methods {
    ($observe:ident, $quantize:ident, $compare:ident, $inputs:ident) => {
        type Statistics<S: Statistic> = Observed<S, $inputs>;
        type Rows = Row;

        fn $observe<S: Statistic>(
            &self,
            input: &Self::Input,
            arena: Arena<'_>,
            statistics: Option<&mut Observed<S, $inputs>>,
        ) -> bool {
            let values = statistics.map(|statistics| {
                statistics.inputs.add(Tensor::as_slice(input));
                &mut statistics.values
            });
            observe::<A, Self, S>(self, input, arena, values)
        }

        fn $quantize<S: Statistic, R: Rounding>(
            &self,
            statistics: &Observed<S, $inputs>,
            input: Incoming,
            quantized: &mut Self::Quantized<R>,
            rows: &mut Row,
        ) -> Result<Incoming, QuantizeError> {
            let target = Target {
                weights: &mut quantized.weights,
                bias: &mut quantized.bias,
                requantize: &mut quantized.requantize,
                input: &mut quantized.input,
                output: &mut quantized.output,
                activation: &mut quantized.activation,
            };
            let scale;
            (scale, *rows) = quantize::<A, R, _, _, _, _, _>(self, statistics, input, target);
            quantized.derive();
            Ok(Incoming {
                scale,
                order: Order::SAME,
                ..input
            })
        }

        fn $compare<R: Rounding>(
            &self,
            quantized: &Self::Quantized<R>,
            input: Pair<'_, Self::Input>,
            arenas: Arenas<'_>,
            row: &mut Row,
        ) {
            compare::<A, _, _>(self, quantized, input, arenas, Some(row));
        }
    };
}

/// Implements [`Calibrate`] and [`CalibrateActivated`] for a layer with weights.
macro_rules! weighted {
    ([$($generics:tt)*] $layer:ident<$($argument:ident),+>, $inputs:ident $(where [$($bounds:tt)+])?) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*, A: QuantizedActivation> Calibrate for $layer<$($argument,)+ A>
        $(where $($bounds)+)?
        {
            methods!(observe, quantize_layer, compare, $inputs);
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*, A: QuantizedActivation> CalibrateActivated<A>
            for $layer<$($argument,)+ Identity>
        $(where $($bounds)+)?
        {
            methods!(observe_activated, quantize_activated, compare_activated, $inputs);
        }
    };
}

weighted!([const I: usize, const O: usize] Dense<I, O>, I);
weighted!([const C: usize, const F: usize, G: Geometry] Conv<C, F, G>, C where [
    G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
    G::Output<f32>: Cell<Append<i8, F> = G::Output<[i8; F]>>,
]);
weighted!([const C: usize, G: Geometry] DepthwiseConv<C, G>, C where [
    G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
    G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
]);
