//! The value traits of layers. Unlike derived impls, they have no bounds on type parameters without values, such as the activation.

/// Implements `Zero`, `Clone`, `PartialEq` and `Debug` for a layer with these fields and the field `marks`, a `PhantomData`.
macro_rules! value_traits {
    ([$($generics:tt)*] $name:ident<$($argument:ident),*> { $($field:ident: $type:ty),* }) => {
        impl<$($generics)*> $crate::zero::Zero for $name<$($argument),*>
        where
            $($type: $crate::zero::Zero),*
        {
            const ZERO: Self = $name {
                $($field: $crate::zero::Zero::ZERO,)*
                marks: ::core::marker::PhantomData,
            };
        }

        impl<$($generics)*> Clone for $name<$($argument),*>
        where
            $($type: Clone),*
        {
            fn clone(&self) -> Self {
                $name {
                    $($field: self.$field.clone(),)*
                    marks: ::core::marker::PhantomData,
                }
            }

            /// Copies in place.
            fn clone_from(&mut self, source: &Self) {
                let _ = source;
                $(self.$field.clone_from(&source.$field);)*
            }
        }

        impl<$($generics)*> PartialEq for $name<$($argument),*>
        where
            $($type: PartialEq),*
        {
            fn eq(&self, other: &Self) -> bool {
                let _ = other;
                true $(&& self.$field == other.$field)*
            }
        }

        impl<$($generics)*> ::core::fmt::Debug for $name<$($argument),*>
        where
            $($type: ::core::fmt::Debug),*
        {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($field), &self.$field))*
                    .finish()
            }
        }
    };
}

pub(crate) use value_traits;
