//! Layers that read a whole sequence: a window of its steps, and then the layer.

use super::rhythm::rhythm;
use super::{Recent, Stream};
use crate::layer::int8::{GlobalAvgPoolI8, GlobalMaxPoolI8, Rounding};
use crate::layer::{Flatten, GlobalAvgPool, GlobalMaxPool, Layer};
use crate::zero::Zero;

/// The stream of layers over `length` steps: the last steps are a window, and each output is that of the layer for it.
macro_rules! whole {
    ($([$($generics:tt)*] $layer:ty: $length:expr, $frame:ty => $output:ty;)*) => {$(
        impl<$($generics)*> Stream for $layer {
            type State = Recent<<Self as Layer>::Input, $output>;
            type Frame = $frame;
            type Step = $output;

            const WARM_UP: usize = $length;
            const MACS_PER_STEP: usize = 0;

            #[inline]
            fn push<'a>(&self, state: &'a mut Self::State, frame: &$frame) -> Option<&'a mut $output> {
                let (window, output) = state.take(frame, Zero::ZERO, rhythm::<Self>())?;
                self.infer(window, output);
                Some(output)
            }
        }
    )*};
}

whole! {
    [const C: usize, const L: usize] GlobalAvgPool<C, [[f32; L]; C]>: L, [f32; C] => [f32; C];
    [const C: usize, const L: usize] GlobalMaxPool<C, [[f32; L]; C]>: L, [f32; C] => [f32; C];
    [const C: usize, const L: usize, const N: usize] Flatten<[[f32; L]; C], N>: L, [f32; C] => [f32; N];
    [const C: usize, const L: usize, R: Rounding] GlobalAvgPoolI8<C, [[i8; C]; L], R>: L, [i8; C] => [i8; C];
    [const C: usize, const L: usize] GlobalMaxPoolI8<C, [[i8; C]; L]>: L, [i8; C] => [i8; C];
    [const C: usize, const L: usize, const N: usize] Flatten<[[i8; C]; L], N>: L, [i8; C] => [i8; N];
}
