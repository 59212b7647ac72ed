//! `Debug` for buffers: prints the name of the type without its numbers.

/// Implements `Debug` for a type whose fields are not printed.
macro_rules! opaque {
    ([$($generics:tt)*] $name:ident<$($argument:ident),*>) => {
        impl<$($generics)*> ::core::fmt::Debug for $name<$($argument),*> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}

pub(crate) use opaque;
