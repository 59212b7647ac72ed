//! Calibration of concatenations.

use super::branches::both;
use super::compare::compare;
use super::{
    Arenas, Calibrate, CalibrateActivated, Incoming, Pair, Quantize, QuantizeError, Row, Statistic,
    ends, scale_of,
};
use crate::activation::Identity;
use crate::arena::Arena;
use crate::layer::int8::Rounding;
use crate::layer::{Chain, Concat, Layer};
use crate::tensor::Tensor;
use crate::zero::Zero;

#[diagnostic::do_not_recommend]
impl<X, Y, I, O> Calibrate for Concat<X, Y, O>
where
    X: Calibrate + Layer<Element = f32, Input = I>,
    Y: Calibrate + Layer<Element = f32, Input = I>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
{
    type Statistics<S: Statistic> = Chain<X::Statistics<S>, Y::Statistics<S>>;
    type Rows = Chain<Chain<X::Rows, Y::Rows>, Row>;

    fn observe<S: Statistic>(
        &self,
        input: &I,
        arena: Arena<'_>,
        statistics: Option<&mut Self::Statistics<S>>,
    ) -> bool {
        let (first, last) = both(statistics);
        let (mut is_first_finite, mut is_last_finite) = (false, false);

        arena.join::<O, X::Output>(
            Self::FACTS.arena,
            |arena| is_first_finite = self.first.observe(input, arena, first),
            |arena| is_last_finite = self.last.observe(input, arena, last),
        );
        is_first_finite && is_last_finite
    }

    /// The scale of the output contains the ranges of both parts.
    fn quantize_layer<S: Statistic, R: Rounding>(
        &self,
        statistics: &Self::Statistics<S>,
        input: Incoming,
        quantized: &mut Self::Quantized<R>,
        rows: &mut Self::Rows,
    ) -> Result<Incoming, QuantizeError> {
        let Chain { first, last } = &mut rows.first;
        let (to_first, to_last) = (&mut quantized.first, &mut quantized.last);
        let (of_first, of_last) = (&statistics.first, &statistics.last);
        let one = self
            .first
            .quantize_layer(of_first, input, to_first, first)?;
        let other = self.last.quantize_layer(of_last, input, to_last, last)?;
        one.order.same()?;
        let order = other.order.same()?;
        let [[a, b], [c, d]] = [ends(one.scale), ends(other.scale)];
        let scale = scale_of([a.min(c), b.max(d)]);
        quantized.join.parts = [one.scale, other.scale];
        quantized.join.output = scale;
        quantized.derive();
        rows.last = Row {
            name: Self::FACTS.name,
            output: scale,
            ..Row::ZERO
        };
        Ok(Incoming {
            scale,
            order,
            ..input
        })
    }

    fn compare<R: Rounding>(
        &self,
        quantized: &Self::Quantized<R>,
        input: Pair<'_, I>,
        mut arenas: Arenas<'_>,
        rows: &mut Self::Rows,
    ) {
        let part = &mut rows.first.first;
        self.first
            .compare(&quantized.first, input, arenas.reborrow(), part);
        let part = &mut rows.first.last;
        self.last
            .compare(&quantized.last, input, arenas.reborrow(), part);
        compare::<Identity, _, _>(self, quantized, input, arenas, Some(&mut rows.last));
    }
}

#[diagnostic::do_not_recommend]
impl<X, Y, I, O> CalibrateActivated<Identity> for Concat<X, Y, O>
where
    X: Calibrate + Layer<Element = f32, Input = I>,
    Y: Calibrate + Layer<Element = f32, Input = I>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
{
    type Statistics<S: Statistic> = <Self as Calibrate>::Statistics<S>;
    type Rows = <Self as Calibrate>::Rows;

    fn observe_activated<S: Statistic>(
        &self,
        input: &I,
        arena: Arena<'_>,
        statistics: Option<&mut <Self as Calibrate>::Statistics<S>>,
    ) -> bool {
        self.observe(input, arena, statistics)
    }

    fn quantize_activated<S: Statistic, R: Rounding>(
        &self,
        statistics: &<Self as Calibrate>::Statistics<S>,
        input: Incoming,
        quantized: &mut <Self as Quantize>::Quantized<R>,
        rows: &mut <Self as Calibrate>::Rows,
    ) -> Result<Incoming, QuantizeError> {
        self.quantize_layer(statistics, input, quantized, rows)
    }

    fn compare_activated<R: Rounding>(
        &self,
        quantized: &<Self as Quantize>::Quantized<R>,
        input: Pair<'_, I>,
        arenas: Arenas<'_>,
        rows: &mut <Self as Calibrate>::Rows,
    ) {
        self.compare(quantized, input, arenas, rows);
    }
}
