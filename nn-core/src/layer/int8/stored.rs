//! The numbers that layers of `i8` store besides their weights, as tensors.

use core::slice::{from_mut, from_ref};

use crate::kernel::integer::{Addition, Exponents, MOST_BIAS, Requantize, Rescale};
use crate::layer::{Domain, Scale, Values, ValuesMut};
use crate::zero::zeroed;

/// Biases that can be added to any sum of products.
pub(super) const BIAS: Domain = Domain::Between {
    least: -MOST_BIAS,
    most: MOST_BIAS,
    text: "from -1,074,790,400 to 1,074,790,400",
};

/// Numbers of a layer as tensors.
pub(super) trait Stored {
    /// Visits each tensor.
    fn state(&self, visit: &mut impl FnMut(Values<'_>));

    /// Visits each tensor mutably, in the same order.
    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>));
}

/// Implements [`Stored`] for a struct whose fields are single numbers, or arrays where it says so.
macro_rules! stored {
    ([$($generics:tt)*] $type:ty { $($kind:ident $field:ident $([$array:tt])?),+ }) => {
        impl<$($generics)*> Stored for $type {
            fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
                $(visit(Values::$kind(stored!(from_ref, &self.$field $(, $array)?)));)+
            }

            fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
                $(visit(ValuesMut::$kind(stored!(from_mut, &mut self.$field $(, $array)?)));)+
            }
        }
    };
    ($from:ident, $field:expr) => { $from($field) };
    ($from:ident, $field:expr, array) => { $field };
}

stored!([] Scale { F32 factor, I32 zero });
stored!([] Rescale { I32 multiplier, I8 shift });
stored!([] Addition { I32 first, I32 second, I32 sum, I8 shifts [array] });
stored!([] Exponents { I32 multiplier, I32 least, I8 shift });
stored!([const O: usize] Requantize<O> { F32 weight_scale [array], I32 multiplier [array], I8 shift [array] });

zeroed!(Rescale { multiplier, shift });
zeroed!(Addition {
    first,
    second,
    sum,
    shifts
});
zeroed!(Exponents {
    multiplier,
    least,
    shift
});

impl<T: Stored, const N: usize> Stored for [T; N] {
    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.iter().for_each(|one| one.state(visit));
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.iter_mut().for_each(|one| one.state_mut(visit));
    }
}
