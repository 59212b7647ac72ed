//! The impls of wrappers around a layer: networks, named networks, and layers with another activation.

/// Implements `Layer` for a struct that wraps a layer in one of its fields.
#[doc(hidden)]
#[macro_export]
macro_rules! delegate_layer {
    ($(#[$attribute:meta])* [$($generics:tt)*] $outer:ty, $field:ident: $inner:ty, $name:expr, $activation:ty, $threshold:expr, $describe:expr, $state:expr) => {
        $(#[$attribute])*
        impl<$($generics)*> $crate::private::Layer for $outer {
            type Element = <$inner as $crate::private::Layer>::Element;
            type Input = <$inner as $crate::private::Layer>::Input;
            type Output = <$inner as $crate::private::Layer>::Output;
            type Activation = $activation;

            const THRESHOLD: $crate::private::core::primitive::f32 = $threshold;
            const FACTS: $crate::private::Facts = $crate::private::Facts {
                name: $name,
                ..<$inner as $crate::private::Layer>::FACTS
            };
            const STATE: $crate::private::StateTree = $state;

            #[inline]
            fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
                $crate::private::Layer::infer(&self.$field, input, output)
            }
            #[inline(always)]
            fn run<S: $crate::private::Isa>(&self, isa: S, input: &Self::Input, arena: $crate::private::Arena<'_, Self::Element>) {
                $crate::private::Layer::run(&self.$field, isa, input, arena)
            }
            #[inline]
            fn parameters(&self, visit: &mut impl $crate::private::core::ops::FnMut(&[f32])) {
                $crate::private::Layer::parameters(&self.$field, visit)
            }
            #[inline]
            fn parameters_mut(
                &mut self,
                visit: &mut impl $crate::private::core::ops::FnMut(&mut [f32]),
            ) {
                $crate::private::Layer::parameters_mut(&mut self.$field, visit)
            }
            #[inline]
            fn state(&self, visit: &mut impl $crate::private::core::ops::FnMut($crate::private::Values<'_>)) {
                $crate::private::Layer::state(&self.$field, visit)
            }
            #[inline]
            fn state_mut(&mut self, visit: &mut impl $crate::private::core::ops::FnMut($crate::private::ValuesMut<'_>)) {
                $crate::private::Layer::state_mut(&mut self.$field, visit)
            }
            #[inline]
            fn derive(&mut self) {
                $crate::private::Layer::derive(&mut self.$field)
            }
            #[inline]
            fn scales(&self) -> [$crate::private::core::option::Option<$crate::private::Scale>; 2] {
                $crate::private::Layer::scales(&self.$field)
            }
            fn describe(visit: &mut dyn $crate::private::core::ops::FnMut($crate::private::Description)) {
                $describe(visit)
            }
        }
    };
}

/// Implements `Trainable` for a struct that wraps a layer in one of its fields.
#[doc(hidden)]
#[macro_export]
macro_rules! delegate_training {
    ([$($generics:tt)*] $outer:ty, $field:ident: $inner:ty $(, $($bounds:tt)+)?) => {
        impl<$($generics)*> $crate::private::Trainable for $outer $(where $($bounds)+)? {
            type Tape<const BATCH: usize> = <$inner as $crate::private::Trainable>::Tape<BATCH>;

            #[inline]
            fn forward<const BATCH: usize>(
                &self,
                input: $crate::private::batch::Batch<'_, Self::Input>,
                output: &mut [Self::Output],
                tape: &mut Self::Tape<BATCH>,
                noise: $crate::private::Noise,
            ) {
                $crate::private::Trainable::forward::<BATCH>(&self.$field, input, output, tape, noise)
            }
            #[inline]
            fn backward<const BATCH: usize>(
                &self,
                input: $crate::private::batch::Batch<'_, Self::Input>,
                d_output: &[Self::Output],
                d_input: $crate::private::core::option::Option<&mut [Self::Input]>,
                tape: &mut Self::Tape<BATCH>,
            ) {
                $crate::private::Trainable::backward::<BATCH>(&self.$field, input, d_output, d_input, tape)
            }
            #[inline]
            fn gradient<const BATCH: usize, S: $crate::private::Sink>(
                input: $crate::private::batch::Batch<'_, Self::Input>,
                d_output: &[Self::Output],
                tape: &Self::Tape<BATCH>,
                sink: &mut S,
            ) {
                <$inner as $crate::private::Trainable>::gradient::<BATCH, S>(input, d_output, tape, sink)
            }
            #[inline]
            fn descend(
                &mut self,
                input: &Self::Input,
                d_output: &Self::Output,
                tape: &Self::Tape<1>,
                learning_rate: f32,
            ) {
                $crate::private::Trainable::descend(&mut self.$field, input, d_output, tape, learning_rate)
            }
            #[inline]
            fn update_statistics<const BATCH: usize>(&mut self, tape: &Self::Tape<BATCH>) {
                $crate::private::Trainable::update_statistics::<BATCH>(&mut self.$field, tape)
            }
            #[inline]
            fn initialize_with<R: $crate::private::Rng + ?$crate::private::core::marker::Sized>(
                &mut self,
                init: $crate::private::core::option::Option<$crate::private::init::Init>,
                rng: &mut R,
            ) {
                $crate::private::Trainable::initialize_with(&mut self.$field, init, rng)
            }
            #[inline]
            fn is_dead(&self) -> bool {
                $crate::private::Trainable::is_dead(&self.$field)
            }
        }
    };
}
