//! Calibration of residual layers.

use super::compare::compare;
use super::weighted::{activate, scales};
use super::{Arenas, Calibrate, Incoming, Order, Pair, QuantizeError, Row, Statistic, scale_of};
use crate::activation::Identity;
use crate::arena::Arena;
use crate::kernel::add;
use crate::layer::int8::{Form, QuantizedActivation, Rounding, Sum};
use crate::layer::{Chain, Layer, ProjectedResidual, Residual};
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

/// The parts of statistics, if there are some.
pub(super) fn both<A, B>(statistics: Option<&mut Chain<A, B>>) -> (Option<&mut A>, Option<&mut B>) {
    statistics
        .map(|Chain { first, last }| (first, last))
        .unzip()
}

/// Writes the scales of a sum of two terms.
fn add_up<A: QuantizedActivation, R: Rounding, S: Statistic>(
    terms: [Incoming; 2],
    statistic: &S,
    sum: &mut Sum<A, R>,
    name: &'static str,
    row: &mut Row,
) -> Result<Incoming, QuantizeError> {
    let [first, _] = terms;
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
        ..first
    })
}
