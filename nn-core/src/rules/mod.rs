//! The rules that [`network!`](crate::network!) leaves to the compiler, as traits whose messages name the user's layers.
//!
//! The macro does not see what a constant or a type of yours is. It writes a question to one of these traits in its place.
//! They are public so that the compiler prints short names.

mod number;
mod place;
mod shape;

pub use self::number::{
    HasClasses, HasDilation, HasKernel, HasStride, Holds, KernelFits, PaddingFits, SpanFits, Truth,
};
pub use self::place::{IsActivation, IsValue, MadeByNew, Named, NetworkType, New, Trains};
pub use self::shape::{
    HasChannels, Is, IsImage, IsSequence, IsVector, Joins, Projects, Rejoins, Takes,
};
