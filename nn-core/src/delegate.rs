//! Macros that write networks' types and the impls of wrappers round a layer: the thin shell of both forms of `network!`.

/// Gives a composition of layers its lengths: the network that [`network!`](crate::network!) would write.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Mnist = nn_core::sized![Chain<Dense<784, 128, Relu>, Dense<128, 10, Sigmoid>>];
/// assert_eq!(Mnist::PARAMS, 101_770);
/// ```
#[macro_export]
macro_rules! sized {
    ($body:ty) => {
        $crate::network::Net<
            $body,
            $crate::count!(<$body as $crate::private::Layer>::FACTS.params),
            $crate::count!(<$body as $crate::private::Layer>::FACTS.arena),
            $crate::count!($crate::private::beside(
                $crate::private::core::mem::size_of::<$body>(),
                <$body as $crate::private::Layer>::FACTS.params
            )),
        >
    };
}

/// The type form of `network!` as the compiler calls it where an item stands, in which it is not understood.
#[doc(hidden)]
#[macro_export]
macro_rules! network_without_a_name {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// The type form of `network!`: the chain, its layers one by one, and what the compiler is to check.
///
/// The checks stand in the first constant alone: the compiler reports a constant that panics once per constant. What it
/// asks of the layers is written as `<Layer as Trait>::..` everywhere: the compiler folds the same error of a type that is
/// no layer into one, but not with that of a bound of a function. What lies beside the parameters is counted only where
/// something may: for sixty blocks the count takes the compiler half a second.
#[doc(hidden)]
#[macro_export]
macro_rules! sized_network {
    ($chain:ty; $($layer:ty),+; $($check:expr),* $(,)? $(; $($holds_more:ty),+)?) => {
        $crate::private::NetworkType::<
            $chain,
            $crate::size::Count<
                {
                    $(let _ = $check;)*
                    $crate::private::affordable(
                        $crate::private::sum(&[$(<$layer as $crate::private::Layer>::FACTS.params),+])
                    ) / 1_000_000_000
                },
                { $crate::private::sum(&[$(<$layer as $crate::private::Layer>::FACTS.params),+]) / 1_000_000 % 1_000 },
                { $crate::private::sum(&[$(<$layer as $crate::private::Layer>::FACTS.params),+]) / 1_000 % 1_000 },
                { $crate::private::sum(&[$(<$layer as $crate::private::Layer>::FACTS.params),+]) % 1_000 },
            >,
            $crate::count!(
                $crate::private::arena(&[$(&<$layer as $crate::private::Layer>::FACTS),+])
            ),
            $crate::count!(0 $(+ $crate::private::beside(
                $crate::private::core::mem::size_of::<$chain>(),
                $crate::private::sum(&[$(<$holds_more as $crate::private::Layer>::FACTS.params),+])
            ))?),
        >
    };
}

/// The item form of `network!`: makes a struct with the one field `network` the network that the field is.
#[doc(hidden)]
#[macro_export]
macro_rules! named_network {
    ($name:ident, $net:ty $(, $layer:literal)*) => {
        impl $crate::private::Zero for $name {
            const ZERO: Self = $name {
                network: <$net as $crate::private::Zero>::ZERO,
            };
        }
        $crate::delegate_layer!(
            [] $name, network: $net, $crate::private::core::stringify!($name),
            <$net as $crate::private::Layer>::Activation,
            |visit: &mut dyn $crate::private::core::ops::FnMut($crate::private::Description)| {
                <<$net as $crate::private::Parts>::First as $crate::private::Layer>::describe_named(&[$($layer),*], visit)
            },
            <$net as $crate::private::Layer>::STATE.with_names(&[$($layer),*])
        );
        impl $crate::private::Network for $name {
            type Params = <$net as $crate::private::Network>::Params;
            type Arena = <$net as $crate::private::Network>::Arena;
            type FlashBytes = <$net as $crate::private::Network>::FlashBytes;

            const FLASH_BYTES: usize = <$net as $crate::private::Network>::FLASH_BYTES;
        }
        // `for<'a>` makes the bound one that may be false: not every network can be folded.
        impl $crate::private::Fold for $name where for<'a> $net: $crate::private::Fold {
            type Folded = <$net as $crate::private::Fold>::Folded;

            fn fold_layers(&self, folded: &mut Self::Folded) {
                $crate::private::Fold::fold_layers(&self.network, folded)
            }
        }
        impl<Before> $crate::private::FoldBehind<Before> for $name
        where
            $net: $crate::private::FoldBehind<Before>,
        {
            type Folded = <$net as $crate::private::FoldBehind<Before>>::Folded;

            fn fold_behind(
                &self,
                folded: &mut Self::Folded,
                before: impl $crate::private::core::ops::FnOnce(&mut Before),
            ) {
                $crate::private::FoldBehind::fold_behind(&self.network, folded, before)
            }
        }
        impl<Place: $crate::private::constant::Source> $crate::private::constant::Constant<Place> for $name
        where
            $net: $crate::private::constant::Constant<Place>,
        {
            const VALUE: Self = $name {
                network: <$net as $crate::private::constant::Constant<Place>>::VALUE,
            };
        }
        $crate::named_values!($name, $net);
        $crate::zeroed_network!($name, $net);
    };
}

/// Implements `Layer` for a struct by the layer in one of its fields.
#[doc(hidden)]
#[macro_export]
macro_rules! delegate_layer {
    ($(#[$attribute:meta])* [$($generics:tt)*] $outer:ty, $field:ident: $inner:ty, $name:expr, $activation:ty, $describe:expr, $state:expr) => {
        $(#[$attribute])*
        impl<$($generics)*> $crate::private::Layer for $outer {
            type Input = <$inner as $crate::private::Layer>::Input;
            type Output = <$inner as $crate::private::Layer>::Output;
            type Activation = $activation;
            type Tape<const BATCH: usize> = <$inner as $crate::private::Layer>::Tape<BATCH>;

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
            fn run<S: $crate::private::Isa>(&self, isa: S, input: &Self::Input, arena: $crate::private::arena::Arena<'_>) {
                $crate::private::Layer::run(&self.$field, isa, input, arena)
            }
            #[inline]
            fn forward<const BATCH: usize>(
                &self,
                input: $crate::private::batch::Batch<'_, Self::Input>,
                output: &mut [Self::Output],
                tape: &mut Self::Tape<BATCH>,
                noise: $crate::private::Noise,
            ) {
                $crate::private::Layer::forward::<BATCH>(&self.$field, input, output, tape, noise)
            }
            #[inline]
            fn backward<const BATCH: usize>(
                &self,
                input: $crate::private::batch::Batch<'_, Self::Input>,
                d_output: &[Self::Output],
                d_input: $crate::private::core::option::Option<&mut [Self::Input]>,
                tape: &mut Self::Tape<BATCH>,
            ) {
                $crate::private::Layer::backward::<BATCH>(&self.$field, input, d_output, d_input, tape)
            }
            #[inline]
            fn accumulate<const BATCH: usize>(
                &self,
                input: $crate::private::batch::Batch<'_, Self::Input>,
                d_output: &[Self::Output],
                tape: &Self::Tape<BATCH>,
                gradients: &mut [f32],
            ) {
                $crate::private::Layer::accumulate::<BATCH>(&self.$field, input, d_output, tape, gradients)
            }
            #[inline]
            fn descend(
                &mut self,
                input: &Self::Input,
                d_output: &Self::Output,
                tape: &Self::Tape<1>,
                learning_rate: f32,
            ) {
                $crate::private::Layer::descend(&mut self.$field, input, d_output, tape, learning_rate)
            }
            #[inline]
            fn gradient_norms(
                &self,
                input: &Self::Input,
                d_output: &Self::Output,
                tape: &Self::Tape<1>,
                visit: &mut impl $crate::private::core::ops::FnMut(f32),
            ) {
                $crate::private::Layer::gradient_norms(&self.$field, input, d_output, tape, visit)
            }
            #[inline]
            fn settle<const BATCH: usize>(&mut self, tape: &Self::Tape<BATCH>) {
                $crate::private::Layer::settle::<BATCH>(&mut self.$field, tape)
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
            fn state(&self, visit: &mut impl $crate::private::core::ops::FnMut(&[f32])) {
                $crate::private::Layer::state(&self.$field, visit)
            }
            #[inline]
            fn state_mut(&mut self, visit: &mut impl $crate::private::core::ops::FnMut(&mut [f32])) {
                $crate::private::Layer::state_mut(&mut self.$field, visit)
            }
            #[inline]
            fn initialize_with<R: $crate::private::Rng + ?$crate::private::core::marker::Sized>(
                &mut self,
                init: $crate::private::core::option::Option<$crate::private::init::Init>,
                rng: &mut R,
            ) {
                $crate::private::Layer::initialize_with(&mut self.$field, init, rng)
            }
            #[inline]
            fn is_dead(&self) -> bool {
                $crate::private::Layer::is_dead(&self.$field)
            }
            fn describe(visit: &mut dyn $crate::private::core::ops::FnMut($crate::private::Description)) {
                $describe(visit)
            }
        }
    };
}
