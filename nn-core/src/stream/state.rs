//! What streams remember, as words that can be stored.

use super::{Live, Pair, Recent, Streamed};
use crate::layer::int8::{LstmStateI8, RecurrentStateI8};
use crate::layer::{IntegerRecurrence, Recurrence, RecurrentState, Scalar};
use crate::state::{Fingerprint, Persist, Values, ValuesMut};
use crate::tensor::Tensor;
use crate::zero::{Zero, ZeroMemory};

/// What a layer remembers of the past steps, as a fixed number of 32-bit words. A [`Stream`](super::Stream) states it as its `State`.
///
/// Tensors implement it, and so do [`Pair`] and [`Recent`]. A state of your own stores everything that the next step reads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be stored, so it is no state of a stream",
    label = "no state of a stream",
    note = "tensors are states, and so are `Pair` and `Recent`; a state of your own implements `nn_core::stream::StreamState`"
)]
pub trait StreamState: Zero + ZeroMemory + Clone {
    /// The number of words.
    const WORDS: usize;

    /// Whether the word at an index is a floating-point number.
    fn is_number(word: usize) -> bool;

    /// Passes all words to `visit`, block by block.
    fn store(&self, visit: &mut impl FnMut(&[u32]));

    /// Passes all words to `visit` mutably, block by block in the same order. Any words leave a state that can take steps.
    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32]));
}

/// The numbers of a tensor, as those of a layer.
impl<T: Tensor<Element: Scalar> + ZeroMemory + Clone> StreamState for T {
    const WORDS: usize = (T::LEN * size_of::<T::Element>()).div_ceil(4);

    fn is_number(_word: usize) -> bool {
        T::Element::IS_REAL
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        if const { size_of::<T::Element>() == 1 } {
            let bytes = bytemuck::must_cast_slice::<_, u8>(self.as_slice());
            Values::I8(bytemuck::must_cast_slice(bytes)).store(visit);
        } else {
            visit(bytemuck::try_cast_slice(self.as_slice()).unwrap_or_default());
        }
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        if const { size_of::<T::Element>() == 1 } {
            let bytes = bytemuck::must_cast_slice_mut::<_, u8>(self.as_mut_slice());
            ValuesMut::I8(bytemuck::must_cast_slice_mut(bytes)).restore(visit);
        } else {
            visit(bytemuck::try_cast_slice_mut(self.as_mut_slice()).unwrap_or_default());
        }
    }
}

impl<A: StreamState, B: StreamState> StreamState for Pair<A, B> {
    const WORDS: usize = A::WORDS + B::WORDS;

    fn is_number(word: usize) -> bool {
        word.checked_sub(A::WORDS)
            .map_or_else(|| A::is_number(word), B::is_number)
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        self.first.store(visit);
        self.last.store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        self.first.restore(visit);
        self.last.restore(visit);
    }
}

/// The counters of the steps.
const COUNTERS: usize = 2;

impl<W: StreamState, O: StreamState, const D: usize> StreamState for Recent<W, O, D> {
    const WORDS: usize = COUNTERS + D * W::WORDS + O::WORDS;

    fn is_number(word: usize) -> bool {
        let Some(word) = word.checked_sub(COUNTERS) else {
            return false;
        };
        match word.checked_sub(D * W::WORDS) {
            Some(word) => O::is_number(word),
            None => W::is_number(word.checked_rem(W::WORDS).unwrap_or(word)),
        }
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        visit(&self.counters().map(|count| count as u32));
        for window in &self.windows {
            window.store(visit);
        }
        self.output.store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        let mut counters = [0; COUNTERS];
        visit(&mut counters);
        self.set_counters(counters.map(|count| count as usize));
        for window in &mut self.windows {
            window.restore(visit);
        }
        self.output.restore(visit);
    }
}

/// The states. The sums are those of the last step, which no step reads.
impl<K, const C: usize, const H: usize, const G: usize> StreamState for RecurrentState<K, C, H, G>
where
    K: Recurrence<H, G>,
{
    const WORDS: usize = H + K::Cell::LEN;

    fn is_number(_word: usize) -> bool {
        true
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        Values::F32(&self.state).store(visit);
        Values::F32(self.cell.as_slice()).store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        ValuesMut::F32(&mut self.state).restore(visit);
        ValuesMut::F32(self.cell.as_mut_slice()).restore(visit);
    }
}

/// The states, a word for each number of 16 bits. The sums are those of the last step, which no step reads.
impl<K, const H: usize, const G: usize> StreamState for RecurrentStateI8<K, H, G>
where
    K: IntegerRecurrence<H, G>,
{
    const WORDS: usize = H + size_of::<K::Memory>() / size_of::<i16>() + H.div_ceil(4);

    fn is_number(_word: usize) -> bool {
        false
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        for value in self.state.iter().chain(self.memory.as_ref()) {
            visit(&[i32::from(*value).cast_unsigned()]);
        }
        Values::I8(&self.last).store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        for value in self.state.iter_mut().chain(self.memory.as_mut()) {
            let mut word = [i32::from(*value).cast_unsigned()];
            visit(&mut word);
            *value = word[0] as i16;
        }
        ValuesMut::I8(&mut self.last).restore(visit);
    }
}

/// The cell, a word for each number, and the state. The others are those of the last step, which no step reads.
impl<const H: usize> StreamState for LstmStateI8<H> {
    const WORDS: usize = H + H.div_ceil(4);

    fn is_number(_word: usize) -> bool {
        false
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        for value in &self.cell {
            visit(&[i32::from(*value).cast_unsigned()]);
        }
        Values::I8(&self.state).store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        for value in &mut self.cell {
            let mut word = [i32::from(*value).cast_unsigned()];
            visit(&mut word);
            *value = word[0] as i16;
        }
        ValuesMut::I8(&mut self.state).restore(visit);
    }
}

/// Stores what the network remembers, for example as an [image](crate::weights::image) before the power is turned off. The stream goes on
/// with the same bits. The state of a network of other layers, sizes or settings is refused.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::streaming;
/// use nn_core::weights::image;
///
/// type Net = network![[2, 10] => Conv1d<filters = 3, kernel = 4, Relu> => Gru<4> => Dense<2>];
/// type Live = streaming![Net];
///
/// let net = Net::random(&mut Random::seed(1));
/// let mut live = Live::ZERO;
/// for time in 0..7_u8 {
///     live.push(&net, &[f32::from(time), 0.5]);
/// }
/// let mut bytes = [0; image::bytes::<Live>()];
/// image::write(&live, &mut bytes)?;
///
/// let mut resumed = Live::ZERO;
/// image::read(&mut resumed, &bytes)?;
/// assert_eq!(resumed.push(&net, &[1.0, -1.0]), live.push(&net, &[1.0, -1.0]));
/// # Ok::<(), image::ImageError>(())
/// ```
impl<N: Streamed> Persist for Live<N> {
    const WORDS: usize = super::live::State::<N>::WORDS;
    const FINGERPRINT: u64 = {
        let mut fingerprint = Fingerprint::new();
        fingerprint.text("Live");
        fingerprint.number(<N as Persist>::FINGERPRINT);
        fingerprint.finish()
    };

    fn is_number(word: usize) -> bool {
        super::live::State::<N>::is_number(word)
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        self.state.store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        self.state.restore(visit);
    }
}
