//! What named networks share with those of the type form: copies, comparison, and how they are printed.

/// Implements `Clone`, `PartialEq`, `Debug` and `Default` for a named network.
///
/// `for<'a>` makes the bounds ones that may be false: a network with a layer of the user need not have all of this.
#[doc(hidden)]
#[macro_export]
macro_rules! named_values {
    ($name:ident, $net:ty) => {
        impl $crate::private::core::clone::Clone for $name
        where
            for<'a> $net: $crate::private::core::clone::Clone,
        {
            // Its value is as large as the network: `boxed.clone()` and `clone_from` are not.
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
