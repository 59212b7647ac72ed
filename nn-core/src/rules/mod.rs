//! Rules that only the compiler can check for [`network!`](crate::network!), as traits. Their messages name the user's layers.
//!
//! The macro does not know the values of constants or the shapes of a user's type. It writes a bound on one of these traits instead.
//! The traits are public, because the compiler then prints short names.

mod constant;
mod number;
mod place;
mod shape;

pub use self::constant::{
    HasConstantBounds, HasConstantOutput, WithoutConstantBounds, WithoutConstantOutput,
};
pub use self::number::{
    HasClasses, HasDilation, HasFactor, HasKernel, HasStride, Holds, KernelFits, PaddingFits,
    SpanFits, Truth,
};
pub use self::place::{IsActivation, IsValue, MadeByNew, Named, NetworkType, New, Trains};
pub use self::shape::{
    HasChannels, Is, IsImage, IsSequence, IsVector, Joins, Projects, Rejoins, Takes,
};
