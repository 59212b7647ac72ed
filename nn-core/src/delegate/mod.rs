//! Macros that write the types of networks and the impls of wrappers around a layer. The output of `network!` calls them.

mod layer;
mod slices;

/// The network type of a composition of layers, with the lengths that [`network!`](crate::network!) would write.
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
        $crate::sized![$body; ()]
    };
    ($body:ty; $check:expr) => {
        $crate::network::Net<
            $body,
            $crate::count!({
                let _ = $check;
                <$body as $crate::private::Layer>::FACTS.params
            }),
            $crate::count!(<$body as $crate::private::Layer>::FACTS.arena),
            $crate::count!($crate::private::beside(
                $crate::private::core::mem::size_of::<$body>(),
                <$body as $crate::private::Layer>::FACTS.params
            )),
        >
    };
}

/// The type form of `network!` in the place of an item, where it is a compile error.
#[doc(hidden)]
#[macro_export]
macro_rules! network_without_a_name {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// The type form of `network!`. The arguments are the chain, its layers, and the checks for the compiler.
///
/// The checks are in the first constant only, because the compiler reports a panic once per constant. All uses of layers have the form
/// `<Layer as Trait>::..`: the compiler merges equal errors of this form, but not with the error of a function's bound. Bytes that are
/// not parameters are counted only if a layer may have some, because for sixty blocks the count takes the compiler half a second.
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
                        $crate::private::params(&[$(<$layer as $crate::private::Layer>::FACTS),+])
                    ) / 1_000_000_000
                },
                { $crate::private::params(&[$(<$layer as $crate::private::Layer>::FACTS),+]) / 1_000_000 % 1_000 },
                { $crate::private::params(&[$(<$layer as $crate::private::Layer>::FACTS),+]) / 1_000 % 1_000 },
                { $crate::private::params(&[$(<$layer as $crate::private::Layer>::FACTS),+]) % 1_000 },
            >,
            $crate::count!(
                $crate::private::arena(&[$(<$layer as $crate::private::Layer>::FACTS),+])
            ),
            $crate::count!(0 $(+ $crate::private::beside(
                $crate::private::core::mem::size_of::<$chain>(),
                $crate::private::params(&[$(<$holds_more as $crate::private::Layer>::FACTS),+])
            ))?),
        >
    };
}

/// The item form of `network!`: implements the traits of a network for a struct with the single field `network`.
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
            <$net as $crate::private::Layer>::THRESHOLD,
            |visit: &mut dyn $crate::private::core::ops::FnMut($crate::private::Description)| {
                <<$net as $crate::private::Parts>::First as $crate::private::Layer>::describe_named(&[$($layer),*], visit)
            },
            <$net as $crate::private::Layer>::STATE.with_names(&[$($layer),*])
        );
        // `for<'a>` allows bounds that are not satisfied: not every network can be trained or folded.
        $crate::delegate_training!([] $name, network: $net, for<'a> $net: $crate::private::Trainable);
        impl $crate::private::Composed for $name {
            type Layers = <$net as $crate::private::Composed>::Layers;

            fn layers(&self) -> &Self::Layers {
                $crate::private::Composed::layers(&self.network)
            }

            fn layers_mut(&mut self) -> &mut Self::Layers {
                $crate::private::Composed::layers_mut(&mut self.network)
            }
        }
        impl $crate::private::Fold for $name where for<'a> $net: $crate::private::Fold {
            type Folded = <$net as $crate::private::Fold>::Folded;

            fn fold_layers(&self, folded: &mut Self::Folded) {
                $crate::private::Fold::fold_layers(&self.network, folded)
            }
        }
        impl $crate::private::Standardized for $name where for<'a> $net: $crate::private::Standardized {
            fn standardize(
                &mut self,
                samples: &[<Self as $crate::private::Layer>::Input],
            ) -> $crate::private::core::result::Result<(), $crate::Error> {
                $crate::private::Standardized::standardize(&mut self.network, samples)
            }
        }
        impl<Before: ?$crate::private::core::marker::Sized> $crate::private::FoldAfter<Before> for $name
        where
            $net: $crate::private::FoldAfter<Before>,
        {
            type Folded = <$net as $crate::private::FoldAfter<Before>>::Folded;

            fn fold_after(
                &self,
                folded: &mut Self::Folded,
                before: impl $crate::private::core::ops::FnOnce(&mut Before),
            ) {
                $crate::private::FoldAfter::fold_after(&self.network, folded, before)
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
        $crate::exported_network!($name, $net);
        $crate::verified_network!($name, $net);
    };
}
