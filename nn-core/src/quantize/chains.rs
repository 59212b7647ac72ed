//! Calibration of compositions.

use super::branches::both;
use super::{
    Arenas, Calibrate, CalibrateActivated, Incoming, Last, Pair, QuantizeError, Statistic,
};
use crate::arena::Arena;
use crate::layer::int8::{QuantizedActivation, Rounding};
use crate::layer::{Activated, Chain, Feeds, Layer};

/// The methods of [`Calibrate`] or [`CalibrateActivated`] for a chain whose last layer implements the trait `$last` by them.
macro_rules! methods {
    ($last:path, $layer:ident, $observe:ident, $quantize:ident, $compare:ident) => {
        type Statistics<S: Statistic> = Chain<X::Statistics<S>, <$layer as $last>::Statistics<S>>;
        type Rows = Chain<X::Rows, <$layer as $last>::Rows>;

        fn $observe<S: Statistic>(
            &self,
            input: &X::Input,
            mut arena: Arena<'_>,
            statistics: Option<&mut Self::Statistics<S>>,
        ) -> bool {
            let (first, last) = both(statistics);
            let is_finite = self.first.observe(input, arena.other_end(), first);
            let Some((between, rest)) = arena.take::<X::Output>() else {
                return false;
            };
            let between: &X::Output = between;
            self.last.$observe(between.feed(), rest, last) && is_finite
        }

        fn $quantize<S: Statistic, R: Rounding>(
            &self,
            statistics: &Self::Statistics<S>,
            input: Incoming,
            quantized: &mut Self::Quantized<R>,
            rows: &mut Self::Rows,
        ) -> Result<Incoming, QuantizeError> {
            let Chain { first, last } = quantized;
            let between =
                self.first
                    .quantize_layer(&statistics.first, input, first, &mut rows.first)?;
            self.last
                .$quantize(&statistics.last, between, last, &mut rows.last)
        }

        fn $compare<R: Rounding>(
            &self,
            quantized: &Self::Quantized<R>,
            input: Pair<'_, X::Input>,
            mut arenas: Arenas<'_>,
            rows: &mut Self::Rows,
        ) {
            let (first, ends) = (&mut rows.first, arenas.other_end());
            self.first.compare(&quantized.first, input, ends, first);
            let Some((reals, real)) = arenas.real.take::<X::Output>() else {
                return;
            };
            let Some((numbers, integers)) = arenas.integers.take::<Last<X::Output>>() else {
                return;
            };
            let (reals, numbers): (&X::Output, &Last<X::Output>) = (reals, numbers);
            let between = Pair {
                real: reals.feed(),
                integers: numbers.feed(),
            };
            let rest = Arenas { real, integers };
            self.last
                .$compare(&quantized.last, between, rest, &mut rows.last);
        }
    };
}

impl<X: Calibrate, Y: Calibrate> Calibrate for Chain<X, Y>
where
    X::Output: Feeds<Y::Input>,
    Last<X::Output>: Feeds<Last<Y::Input>>,
{
    methods!(Calibrate, Y, observe, quantize_layer, compare);
}

impl<X: Calibrate, L: CalibrateActivated<A>, A: QuantizedActivation> CalibrateActivated<A>
    for Chain<X, L>
where
    X::Output: Feeds<L::Input>,
    Last<X::Output>: Feeds<Last<L::Input>>,
{
    methods!(
        CalibrateActivated<A>,
        L,
        observe_activated,
        quantize_activated,
        compare_activated
    );
}

impl<L: CalibrateActivated<A>, A: QuantizedActivation> Calibrate for Activated<L, A>
where
    Self: Layer<Element = f32, Input = L::Input, Output = L::Output>,
{
    type Statistics<S: Statistic> = L::Statistics<S>;
    type Rows = L::Rows;

    fn observe<S: Statistic>(
        &self,
        input: &L::Input,
        arena: Arena<'_>,
        statistics: Option<&mut L::Statistics<S>>,
    ) -> bool {
        self.layer.observe_activated(input, arena, statistics)
    }

    fn quantize_layer<S: Statistic, R: Rounding>(
        &self,
        statistics: &L::Statistics<S>,
        input: Incoming,
        quantized: &mut L::Quantized<R>,
        rows: &mut L::Rows,
    ) -> Result<Incoming, QuantizeError> {
        self.layer
            .quantize_activated(statistics, input, quantized, rows)
    }

    fn compare<R: Rounding>(
        &self,
        quantized: &L::Quantized<R>,
        input: Pair<'_, L::Input>,
        arenas: Arenas<'_>,
        rows: &mut L::Rows,
    ) {
        self.layer.compare_activated(quantized, input, arenas, rows);
    }
}
