//! The common parts of all images: the entry point, the output, marks for counting, and a painted stack.
//!
//! An image is one line: [`image!`] with a job of `work` and the statics on which it works.
#![no_std]

mod device;
mod line;
#[cfg_attr(target_family = "wasm", path = "node.rs")]
mod machine;
mod marks;
mod stack;

pub use self::device::Device;
pub use self::machine::exit;
pub use nn_core;
use panic_never as _;
pub use work;

/// Writes the entry point of an image: statics of zeros, and the job that uses them.
#[macro_export]
macro_rules! image {
    ($job:path $(, $memory:ident: $ty:ty)* $(,)?) => {
        /// Called by the start-up code, once.
        #[unsafe(no_mangle)]
        extern "C" fn main() -> ! {
            $(static mut $memory: $ty = <$ty as $crate::nn_core::zero::Zero>::ZERO;)*
            // SAFETY: the start-up code calls `main` once, and the names of the statics are known only here, so each
            // reference is the only one.
            $job(&mut $crate::Device $(, unsafe { &mut *(&raw mut $memory) })*);
            $crate::exit()
        }
    };
}
