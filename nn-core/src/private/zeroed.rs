//! Boxes of named networks.

/// Implements boxes of zeros and copies of boxes for a named network.
#[cfg(feature = "alloc")]
#[doc(hidden)]
#[macro_export]
macro_rules! zeroed_network {
    ($name:ident, $net:ty) => {
        // SAFETY: the struct has one field, the network, which is `Zeroable`. The derive of bytemuck writes the same impl. It cannot
        // be used here, because it names bytemuck by a path in the user's crate, or by a literal, which cannot contain `$crate`.
        // `for<'a>` allows a bound that is not satisfied: a network with a custom layer does not need to be `Zeroable`.
        unsafe impl $crate::private::Zeroable for $name where for<'a> $net: $crate::private::Zeroable
        {}
        #[allow(dead_code, unreachable_pub)]
        impl $name
        where
            for<'a> $net: $crate::private::Zeroable + $crate::private::core::clone::Clone,
        {
            /// Copies a boxed network on the heap. `boxed.clone()` calls this method, which takes precedence over that of the trait.
            pub fn clone(self: &$crate::private::Box<Self>) -> $crate::private::Box<Self> {
                $crate::private::Boxed::boxed_clone(&**self)
            }
        }
    };
}

/// Without an allocator there are no boxes.
#[cfg(not(feature = "alloc"))]
#[doc(hidden)]
#[macro_export]
macro_rules! zeroed_network {
    ($name:ident, $net:ty) => {};
}
