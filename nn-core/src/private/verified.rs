//! Proofs about named networks.

/// Implements the proofs about a named network.
#[cfg(feature = "verify")]
#[doc(hidden)]
#[macro_export]
macro_rules! verified_network {
    ($name:ident, $net:ty) => {
        // `for<'a>` allows a bound that is not satisfied: nothing may be known about a layer of a user's.
        impl $crate::verify::Verify for $name
        where
            for<'a> $net: $crate::verify::Verify,
        {
            fn trace(
                &self,
                graph: &mut $crate::verify::Graph,
                input: &$crate::verify::Value,
            ) -> $crate::verify::Value {
                $crate::verify::Verify::trace(&self.network, graph, input)
            }
        }
    };
}

/// Without the feature `verify` nothing is proved on a host.
#[cfg(not(feature = "verify"))]
#[doc(hidden)]
#[macro_export]
macro_rules! verified_network {
    ($name:ident, $net:ty) => {};
}
