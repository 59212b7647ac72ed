//! Boxes of named networks.

/// Lets boxes of a named network be made of zeros, and copied.
#[cfg(feature = "alloc")]
#[doc(hidden)]
#[macro_export]
macro_rules! zeroed_network {
    ($name:ident, $net:ty) => {
        // SAFETY: the struct has one field, the network, which is `Zeroable`. This is what the derive of bytemuck writes;
        // it cannot be used here, as it names bytemuck by a path of the user's crate, or by a literal, in which `$crate`
        // cannot stand. `for<'a>` makes the bound one that may be false: a network with a layer of the user need not be
        // `Zeroable`.
        unsafe impl $crate::private::Zeroable for $name where for<'a> $net: $crate::private::Zeroable
        {}
        #[allow(dead_code, unreachable_pub)]
        impl $name
        where
            for<'a> $net: $crate::private::Zeroable + $crate::private::core::clone::Clone,
        {
            /// A copy of a boxed network, made on the heap: `boxed.clone()` calls this method, which shadows that of the trait.
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
