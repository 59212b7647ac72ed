//! Calibration of layers with branches.

use super::compare::compare;
use super::weighted::{activate, scales};
use super::{
    Arenas, Calibrate, CalibrateActivated, Incoming, Order, Pair, QuantizeError, Row, Statistic,
    ends, scale_of,
};
use crate::activation::Identity;
use crate::arena::Arena;
use crate::kernel::add;
use crate::layer::int8::{Form, QuantizedActivation, Rounding, Sum};
use crate::layer::{Chain, Concat, Layer, ProjectedResidual, Residual};
use crate::tensor::Tensor;
use crate::zero::Zero;

#[diagnostic::do_not_recommend]
impl<B, T, A> Calibrate for Residual<B, A>
where
    B: Calibrate + Layer<Element = f32, Input = T, Output = T, Activation = Identity>,
    T: Tensor<Element = f32>,
    A: QuantizedActivation,
{
    type Statistics<S: Statistic> = Chain<B::Statistics<S>, S>;
    type Rows = Chain<B::Rows, Row>;

    fn observe<S: Statistic>(
        &self,
        input: &T,
        mut arena: Arena<'_>,
        statistics: Option<&mut Self::Statistics<S>>,
    ) -> bool {
        let (branch, sum) = both(statistics);
        let is_finite = self.branch.observe(input, arena.reborrow(), branch);
        let Some(output) = arena.place::<T>() else {
            return false;
        };
        add(output.as_mut_slice(), input.as_slice());
        activate::<A, S>(output.as_mut_slice(), sum) && is_finite
    }

    fn quantize_layer<S: Statistic, R: Rounding>(
        &self,
        statistics: &Self::Statistics<S>,
        input: Incoming,
        quantized: &mut Self::Quantized<R>,
        rows: &mut Self::Rows,
    ) -> Result<Incoming, QuantizeError> {
        let branch = self.branch.quantize_layer(
            &statistics.first,
            input,
            &mut quantized.branch,
            &mut rows.first,
        )?;
        let (terms, name) = ([input, branch], Self::FACTS.name);
        add_up(
            terms,
            &statistics.last,
            &mut quantized.sum,
            name,
            &mut rows.last,
        )
    }

    fn compare<R: Rounding>(
        &self,
        quantized: &Self::Quantized<R>,
        input: Pair<'_, T>,
        mut arenas: Arenas<'_>,
        rows: &mut Self::Rows,
    ) {
        let part = &mut rows.first;
        self.branch
            .compare(&quantized.branch, input, arenas.reborrow(), part);
        compare::<A, _, _>(self, quantized, input, arenas, Some(&mut rows.last));
    }
}

#[diagnostic::do_not_recommend]
impl<B, P, I, O, A> Calibrate for ProjectedResidual<B, P, A>
where
    B: Calibrate + Layer<Element = f32, Input = I, Output = O, Activation = Identity>,
    P: Calibrate + Layer<Element = f32, Input = I, Output = O, Activation = Identity>,
    I: Tensor<Element = f32>,
    O: Tensor<Element = f32>,
    A: QuantizedActivation,
{
    type Statistics<S: Statistic> = Chain<Chain<B::Statistics<S>, P::Statistics<S>>, S>;
    type Rows = Chain<Chain<B::Rows, P::Rows>, Row>;

    fn observe<S: Statistic>(
        &self,
        input: &I,
        mut arena: Arena<'_>,
        statistics: Option<&mut Self::Statistics<S>>,
    ) -> bool {
        let (branches, sum) = both(statistics);
        let (branch, projection) = both(branches);
        let mut is_finite = self.branch.observe(input, arena.reborrow(), branch);
        let Some((output, mut rest)) = arena.reserve::<O>() else {
            return false;
        };
        is_finite &= self.projection.observe(input, rest.reborrow(), projection);
        let Some(projected) = rest.place::<O>() else {
            return false;
        };
        add(output.as_mut_slice(), projected.as_slice());
        activate::<A, S>(output.as_mut_slice(), sum) && is_finite
    }

    fn quantize_layer<S: Statistic, R: Rounding>(
        &self,
        statistics: &Self::Statistics<S>,
        input: Incoming,
        quantized: &mut Self::Quantized<R>,
        rows: &mut Self::Rows,
    ) -> Result<Incoming, QuantizeError> {
        let Chain { first, last } = &statistics.first;
        let (branches, row) = (&mut rows.first, &mut rows.last);
        let branch =
            self.branch
                .quantize_layer(first, input, &mut quantized.branch, &mut branches.first)?;
        let projection = self.projection.quantize_layer(
            last,
            input,
            &mut quantized.projection,
            &mut branches.last,
        )?;
        let (terms, name) = ([projection, branch], Self::FACTS.name);
        add_up(terms, &statistics.last, &mut quantized.sum, name, row)
    }

    fn compare<R: Rounding>(
        &self,
        quantized: &Self::Quantized<R>,
        input: Pair<'_, I>,
        mut arenas: Arenas<'_>,
        rows: &mut Self::Rows,
    ) {
        let part = &mut rows.first.first;
        self.branch
            .compare(&quantized.branch, input, arenas.reborrow(), part);
        let part = &mut rows.first.last;
        self.projection
            .compare(&quantized.projection, input, arenas.reborrow(), part);
        compare::<A, _, _>(self, quantized, input, arenas, Some(&mut rows.last));
    }
}

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
        Ok(Incoming { scale, order })
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
        quantized: &mut <Self as super::Quantize>::Quantized<R>,
        rows: &mut <Self as Calibrate>::Rows,
    ) -> Result<Incoming, QuantizeError> {
        self.quantize_layer(statistics, input, quantized, rows)
    }

    fn compare_activated<R: Rounding>(
        &self,
        quantized: &<Self as super::Quantize>::Quantized<R>,
        input: Pair<'_, I>,
        arenas: Arenas<'_>,
        rows: &mut <Self as Calibrate>::Rows,
    ) {
        self.compare(quantized, input, arenas, rows);
    }
}

/// The parts of statistics, if there are some.
pub(super) fn both<A, B>(statistics: Option<&mut Chain<A, B>>) -> (Option<&mut A>, Option<&mut B>) {
    match statistics {
        Some(Chain { first, last }) => (Some(first), Some(last)),
        None => (None, None),
    }
}

/// Writes the scales of a sum of two terms.
fn add_up<A: QuantizedActivation, R: Rounding, S: Statistic>(
    terms: [Incoming; 2],
    statistic: &S,
    sum: &mut Sum<A, R>,
    name: &'static str,
    row: &mut Row,
) -> Result<Incoming, QuantizeError> {
    for term in terms {
        term.order.same()?;
    }
    let (output, linear) = scales::<A, S>(statistic);
    sum.terms = terms.map(|term| term.scale);
    sum.output = output;
    sum.activation.set_linear(linear);
    sum.derive();
    *row = Row {
        name,
        activation: A::NAME,
        output,
        values: statistic.fidelity(scale_of(statistic.range())),
        ..Row::ZERO
    };
    Ok(Incoming {
        scale: output,
        order: Order::SAME,
    })
}
