//! Export of named networks.

/// Implements the export of a named network.
#[cfg(feature = "onnx")]
#[doc(hidden)]
#[macro_export]
macro_rules! exported_network {
    ($name:ident, $net:ty) => {
        // `for<'a>` allows a bound that is not satisfied: a layer of a user's may have no form in ONNX.
        impl $crate::private::Export for $name
        where
            for<'a> $net: $crate::private::Export,
        {
            fn export(
                &self,
                graph: &mut $crate::private::Graph,
                input: &$crate::private::Value,
            ) -> $crate::private::Value {
                $crate::private::Export::export(&self.network, graph, input)
            }
        }
    };
}

/// Without the feature `onnx` networks are not exported.
#[cfg(not(feature = "onnx"))]
#[doc(hidden)]
#[macro_export]
macro_rules! exported_network {
    ($name:ident, $net:ty) => {};
}
