//! The value traits of named networks, the same as those of networks of the type form.

/// Implements `Clone`, `PartialEq`, `Debug` and `Default` for a named network.
///
/// `for<'a>` allows bounds that are not satisfied: a network with a custom layer does not need all of these traits.
#[doc(hidden)]
#[macro_export]
macro_rules! named_values {
    ($name:ident, $net:ty) => {
        impl $crate::private::core::clone::Clone for $name
        where
            for<'a> $net: $crate::private::core::clone::Clone,
        {
            // The result is returned by value, and is as large as the network. `boxed.clone()` and `clone_from` copy in place.
            #[allow(clippy::large_stack_frames)]
            fn clone(&self) -> Self {
                $name {
                    network: $crate::private::core::clone::Clone::clone(&self.network),
                }
            }

            fn clone_from(&mut self, source: &Self) {
                $crate::private::core::clone::Clone::clone_from(&mut self.network, &source.network)
            }
        }
        impl $crate::private::core::cmp::PartialEq for $name
        where
            for<'a> $net: $crate::private::core::cmp::PartialEq,
        {
            fn eq(&self, other: &Self) -> bool {
                self.network == other.network
            }
        }
        impl $crate::private::core::fmt::Debug for $name
        where
            for<'a> $net: $crate::private::core::fmt::Debug,
        {
            fn fmt(
                &self,
                f: &mut $crate::private::core::fmt::Formatter<'_>,
            ) -> $crate::private::core::fmt::Result {
                f.debug_struct($crate::private::core::stringify!($name))
                    .field("network", &self.network)
                    .finish()
            }
        }
        impl $crate::private::core::default::Default for $name {
            #[allow(clippy::large_stack_frames)]
            fn default() -> Self {
                <$name as $crate::private::Zero>::ZERO
            }
        }
    };
}
