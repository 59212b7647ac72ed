//! Calibration of layers without weights.

use super::compare::compare;
use super::weighted::{observe, scales};
use super::{Arenas, Calibrate, Incoming, Order, Pair, QuantizeError, Row, Statistic, scale_of};
use crate::activation::Identity;
use crate::arena::Arena;
use crate::geometry::Geometry;
use crate::layer::int8::{QuantizedActivation, Rounding, SetScales};
use crate::layer::{
    Average, Dropout, Flatten, GlobalAvgPool, GlobalMaxPool, Layer, Max, Pass, Pool, Upsample,
    ZeroPad,
};
use crate::ratio::Fraction;
use crate::tensor::{Cell, Tensor};
use crate::zero::Zero;

/// Implements [`Calibrate`] for a layer that only moves values. `$order` is the order of its output. `$set` writes what the int8 form
/// stores.
macro_rules! moves {
    ([$($generics:tt)*] $layer:ty $(where [$($bounds:tt)+])?, $input:ident => $order:expr) => {
        moves!([$($generics)*] $layer $(where [$($bounds)+])?, $input => $order, _quantized => ());
    };
    ([$($generics:tt)*] $layer:ty $(where [$($bounds:tt)+])?, $input:ident => $order:expr, $quantized:ident => $set:expr) => {
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Calibrate for $layer
        $(where $($bounds)+)?
        {
            type Statistics<S: Statistic> = ();
            type Rows = ();

            fn observe<S: Statistic>(
                &self,
                input: &Self::Input,
                arena: Arena<'_>,
                _statistics: Option<&mut ()>,
            ) -> bool {
                let output = arena.place::<Self::Output>();
                output.map(|output| self.infer(input, output)).is_some()
            }

            fn quantize_layer<S: Statistic, R: Rounding>(
                &self,
                _statistics: &(),
                $input: Incoming,
                $quantized: &mut Self::Quantized<R>,
                _rows: &mut (),
            ) -> Result<Incoming, QuantizeError> {
                $set;
                Ok(Incoming {
                    order: $order,
                    ..$input
                })
            }

            fn compare<R: Rounding>(
                &self,
                quantized: &Self::Quantized<R>,
                input: Pair<'_, Self::Input>,
                arenas: Arenas<'_>,
                _rows: &mut (),
            ) {
                compare::<Identity, _, _>(self, quantized, input, arenas, None);
            }
        }
    };
}

moves!([T: Tensor<Element = f32>, const N: usize] Flatten<T, N>, input => match T::DIMENSIONS {
    [channels, positions @ ..] if !positions.is_empty() => Order {
        channels: *channels,
        positions: T::LEN / (*channels).max(1),
    },
    _ => input.order,
});
moves!([T: Tensor<Element = f32>, P: Fraction] Dropout<T, P>, input => input.order);
moves!([const C: usize, G: Geometry] Pool<Max, C, G> where [
    G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
    G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
], input => input.order);
moves!([const C: usize, G: Geometry] Pool<Average, C, G> where [
    G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
    G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
], input => input.order);
moves!([const C: usize, G: Geometry] Upsample<C, G> where [
    G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
    G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
], input => input.order);
moves!([const C: usize, G: Geometry] ZeroPad<C, G> where [
    G::Input<f32>: Cell<Append<i8, C> = G::Input<[i8; C]>>,
    G::Output<f32>: Cell<Append<i8, C> = G::Output<[i8; C]>>,
], input => input.order, quantized => quantized.scale = input.scale);
moves!([const C: usize, T: Tensor<Element = f32>] GlobalMaxPool<C, T>, input => Order::SAME);

impl<const C: usize, T: Tensor<Element = f32>> Calibrate for GlobalAvgPool<C, T> {
    type Statistics<S: Statistic> = S;
    type Rows = Row;

    fn observe<S: Statistic>(
        &self,
        input: &T,
        arena: Arena<'_>,
        statistics: Option<&mut S>,
    ) -> bool {
        observe::<Identity, Self, S>(self, input, arena, statistics)
    }

    fn quantize_layer<S: Statistic, R: Rounding>(
        &self,
        statistics: &S,
        input: Incoming,
        quantized: &mut Self::Quantized<R>,
        row: &mut Row,
    ) -> Result<Incoming, QuantizeError> {
        let (output, _) = scales::<Identity, S>(statistics);
        (quantized.input, quantized.output) = (input.scale, output);
        quantized.derive();
        *row = Row {
            name: Self::FACTS.name,
            output,
            values: statistics.fidelity(output),
            ..Row::ZERO
        };
        Ok(Incoming {
            scale: output,
            order: Order::SAME,
            ..input
        })
    }

    fn compare<R: Rounding>(
        &self,
        quantized: &Self::Quantized<R>,
        input: Pair<'_, T>,
        arenas: Arenas<'_>,
        row: &mut Row,
    ) {
        compare::<Identity, _, _>(self, quantized, input, arenas, Some(row));
    }
}

impl<T: Tensor<Element = f32>, A: QuantizedActivation> Calibrate for Pass<T, A> {
    type Statistics<S: Statistic> = S;
    type Rows = Row;

    fn observe<S: Statistic>(
        &self,
        input: &T,
        arena: Arena<'_>,
        statistics: Option<&mut S>,
    ) -> bool {
        observe::<A, Self, S>(self, input, arena, statistics)
    }

    fn quantize_layer<S: Statistic, R: Rounding>(
        &self,
        statistics: &S,
        input: Incoming,
        quantized: &mut Self::Quantized<R>,
        row: &mut Row,
    ) -> Result<Incoming, QuantizeError> {
        let (output, linear) = scales::<A, S>(statistics);
        quantized.set_scales([input.scale, linear, output]);
        quantized.derive();
        let [_, Some(scale)] = quantized.scales() else {
            return Ok(input);
        };
        *row = Row {
            name: Self::FACTS.name,
            activation: A::NAME,
            output,
            values: statistics.fidelity(scale_of(statistics.range())),
            ..Row::ZERO
        };
        Ok(Incoming { scale, ..input })
    }

    fn compare<R: Rounding>(
        &self,
        quantized: &Self::Quantized<R>,
        input: Pair<'_, T>,
        arenas: Arenas<'_>,
        row: &mut Row,
    ) {
        compare::<A, _, _>(self, quantized, input, arenas, Some(row));
    }
}
