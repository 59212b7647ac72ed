//! The constant from which every large thing starts: all zeros, so that a static of it costs no start-up code.

/// A value that is known when the program is compiled and made of zeros.
///
/// A `static` of it lies in `.bss`, or in flash when it never changes; assigning it in place needs no room on the stack.
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

impl Zero for bool {
    const ZERO: Self = false;
}

impl<T: Zero, const N: usize> Zero for [T; N] {
    const ZERO: Self = [const { T::ZERO }; N];
}

/// Writes the impl for a struct of which every part has the value.
macro_rules! zeroed {
    ($name:ty { $($field:tt),* }) => {
        impl $crate::zero::Zero for $name {
            const ZERO: Self = Self { $($field: $crate::zero::Zero::ZERO),* };
        }
    };
}
pub(crate) use zeroed;

/// What the sealed traits of this crate promise about all-zero memory: with an allocator, that boxes of it can be made.
#[cfg(feature = "alloc")]
pub trait ZeroMemory: bytemuck::Zeroable {}
#[cfg(feature = "alloc")]
impl<T: bytemuck::Zeroable> ZeroMemory for T {}

/// What the sealed traits of this crate promise about all-zero memory: nothing, as there is no allocator.
#[cfg(not(feature = "alloc"))]
pub trait ZeroMemory {}
#[cfg(not(feature = "alloc"))]
impl<T> ZeroMemory for T {}

/// Boxes that are made of zeros on the heap, without passing over the stack.
///
/// Networks of this crate's layers have them; a layer of your own must be `bytemuck::Zeroable`: derive it with bytemuck 1.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Mnist = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];
/// let net = Mnist::boxed(); // 407,080 bytes, none of them on the stack; for random weights: `Mnist::random_boxed(&mut rng)`
/// assert_eq!(net.predict(&[0.0; 784]), [0.5; 10]);
/// ```
#[cfg(feature = "alloc")]
pub trait Boxed: bytemuck::Zeroable {
    /// A box of zeros.
    fn boxed() -> alloc::boxed::Box<Self> {
        bytemuck::allocation::zeroed_box()
    }

    /// A copy in a box, made on the heap.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
    ///
    /// static NET: Net = nn_core::include_weights!(Net, "../tests/reference/weights/dense.safetensors");
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
