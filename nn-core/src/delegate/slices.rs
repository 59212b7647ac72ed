//! The slices of a training step in wrappers around a layer.

/// Writes the methods of `Trainable` that compute one slice, for a struct that wraps a layer in one of its fields.
#[doc(hidden)]
#[macro_export]
macro_rules! delegate_slices {
    ($field:ident: $inner:ty) => {
        #[inline]
        fn slice_cost(slice: usize) -> usize {
            <$inner as $crate::private::Trainable>::slice_cost(slice)
        }
        #[inline]
        fn forward_slice<const BATCH: usize>(
            &self,
            slice: usize,
            input: $crate::private::batch::Batch<'_, Self::Input>,
            output: &mut [Self::Output],
            tape: &mut Self::Tape<BATCH>,
            noise: $crate::private::Noise,
        ) {
            $crate::private::Trainable::forward_slice::<BATCH>(
                &self.$field,
                slice,
                input,
                output,
                tape,
                noise,
            )
        }
        #[inline]
        fn backward_slice<const BATCH: usize>(
            &self,
            slice: usize,
            input: $crate::private::batch::Batch<'_, Self::Input>,
            d_output: &[Self::Output],
            d_input: $crate::private::core::option::Option<&mut [Self::Input]>,
            tape: &mut Self::Tape<BATCH>,
        ) {
            $crate::private::Trainable::backward_slice::<BATCH>(
                &self.$field,
                slice,
                input,
                d_output,
                d_input,
                tape,
            )
        }
        #[inline]
        fn gradient_slice<const BATCH: usize, S: $crate::private::Sink>(
            slice: usize,
            input: $crate::private::batch::Batch<'_, Self::Input>,
            d_output: &[Self::Output],
            tape: &Self::Tape<BATCH>,
            sink: &mut S,
        ) {
            <$inner as $crate::private::Trainable>::gradient_slice::<BATCH, S>(
                slice, input, d_output, tape, sink,
            )
        }
    };
}
