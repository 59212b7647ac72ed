//! The all-zero constant of large types.

/// A type with an all-zero constant.
///
/// A mutable `static` of it is in `.bss`, an immutable one in flash. Assigning it in place uses no stack.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no constant `ZERO`",
    label = "no constant `ZERO`",
    note = "implement `nn_core::zero::Zero` for it, with 0 for each number: layers, tapes and states start from it"
)]
pub trait Zero: Sized {
    /// The value.
    const ZERO: Self;
}

impl Zero for () {
    const ZERO: Self = ();
}

impl Zero for f32 {
    const ZERO: Self = 0.0;
}

impl Zero for i8 {
    const ZERO: Self = 0;
}

impl Zero for i16 {
    const ZERO: Self = 0;
}

impl Zero for i32 {
    const ZERO: Self = 0;
}

impl Zero for u8 {
    const ZERO: Self = 0;
}

impl Zero for u16 {
    const ZERO: Self = 0;
}

impl Zero for u32 {
    const ZERO: Self = 0;
}

impl Zero for usize {
    const ZERO: Self = 0;
}

impl Zero for bool {
    const ZERO: Self = false;
}

impl<T: Zero, const N: usize> Zero for [T; N] {
    const ZERO: Self = [const { T::ZERO }; N];
}

/// Implements `Zero` for a struct whose fields implement it.
macro_rules! zeroed {
    ($name:ty { $($field:tt),* }) => {
        impl $crate::zero::Zero for $name {
            const ZERO: Self = Self { $($field: $crate::zero::Zero::ZERO),* };
        }
    };
}
pub(crate) use zeroed;

/// The bound on large types for all-zero memory. With an allocator, values of these types can be boxed without the stack.
#[cfg(feature = "alloc")]
pub trait ZeroMemory: bytemuck::Zeroable {}
#[cfg(feature = "alloc")]
impl<T: bytemuck::Zeroable> ZeroMemory for T {}

/// The bound on large types for all-zero memory. Without an allocator, every type satisfies it.
#[cfg(not(feature = "alloc"))]
pub trait ZeroMemory {}
#[cfg(not(feature = "alloc"))]
impl<T> ZeroMemory for T {}

/// Boxes of zeros that are made on the heap and never on the stack.
///
/// Networks of this crate's layers implement it. A custom layer must implement `bytemuck::Zeroable`, which bytemuck 1 derives.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Mnist = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];
/// let net = Mnist::boxed(); // 407,080 bytes on the heap; with random weights: `Mnist::random_boxed(&mut rng)`
/// assert_eq!(net.predict(&[0.0; 784]), [0.5; 10]);
/// ```
#[cfg(feature = "alloc")]
pub trait Boxed: bytemuck::Zeroable {
    /// Makes a box of zeros.
    fn boxed() -> alloc::boxed::Box<Self> {
        bytemuck::allocation::zeroed_box()
    }

    /// Copies the value to a box on the heap.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
    ///
    /// static NET: Net = nn_core::include_weights!(Net, "docs/dense.safetensors");
    ///
    /// let mut personal = NET.boxed_clone();
    /// assert_eq!(*personal, NET);
    /// ```
    fn boxed_clone(&self) -> alloc::boxed::Box<Self>
    where
        Self: Clone,
    {
        let mut copy = Self::boxed();
        (*copy).clone_from(self);
        copy
    }
}
#[cfg(feature = "alloc")]
impl<T: bytemuck::Zeroable> Boxed for T {}
