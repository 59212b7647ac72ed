//! Comparison of the outputs of the layers of a network and of its quantized form.

use super::{Last, Row};
use crate::activation::Activation;
use crate::arena::Arena;
use crate::layer::{Layer, channels_first};
use crate::tensor::Tensor;

/// A sample: the input of a layer and the input of its quantized form.
#[derive(Debug)]
pub struct Pair<'a, T: Tensor> {
    /// The real numbers.
    pub real: &'a T,
    /// The integers.
    pub integers: &'a Last<T>,
}

impl<T: Tensor> Clone for Pair<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Tensor> Copy for Pair<'_, T> {}

/// The arenas of both networks.
#[derive(Debug)]
pub struct Arenas<'a> {
    /// For real numbers.
    pub real: Arena<'a>,
    /// For integers.
    pub integers: Arena<'a, i8>,
}

impl Arenas<'_> {
    /// The same arenas, reborrowed.
    pub(super) fn reborrow(&mut self) -> Arenas<'_> {
        Arenas {
            real: self.real.reborrow(),
            integers: self.integers.reborrow(),
        }
    }

    /// The same arenas with the outputs at the other ends.
    pub(super) fn other_end(&mut self) -> Arenas<'_> {
        Arenas {
            real: self.real.other_end(),
            integers: self.integers.other_end(),
        }
    }
}

/// Computes a layer with an activation and its quantized form. Adds the squares of the outputs and of their differences to the row, if
/// there is one.
pub(super) fn compare<A: Activation, L, Q>(
    layer: &L,
    quantized: &Q,
    input: Pair<'_, L::Input>,
    arenas: Arenas<'_>,
    row: Option<&mut Row>,
) where
    L: Layer<Element = f32>,
    Q: Layer<Element = i8, Input = Last<L::Input>, Output = Last<L::Output>>,
{
    let (Some(reals), Some(integers)) = (
        arenas.real.place::<L::Output>(),
        arenas.integers.place::<Last<L::Output>>(),
    ) else {
        return;
    };
    layer.infer(input.real, reals);
    A::apply(reals.as_mut_slice());
    quantized.infer(input.integers, integers);
    let Some(row) = row else {
        return;
    };
    let reals = reals.as_slice();
    for (number, index) in integers
        .as_slice()
        .iter()
        .zip(channels_first::<Last<L::Output>>())
    {
        let real = reals.get(index).copied().unwrap_or_default();
        let error = real - row.output.to_real((*number).into());
        row.signal += real * real;
        row.noise += error * error;
    }
}
