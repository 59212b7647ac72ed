//! Fourier transforms of the sizes that frames are padded to.

use microfft::Complex32;
use microfft::real::{rfft_128, rfft_256, rfft_512, rfft_1024};

/// The memory of a Fourier transform: `[f32; 128]`, `[f32; 256]`, `[f32; 512]` or `[f32; 1024]`.
pub trait Spectrum: Sealed {}

pub trait Sealed {
    /// Transforms the samples in place. Returns the squared magnitudes of the frequencies from 0 to half the rate.
    fn power(&mut self) -> impl Iterator<Item = f32>;
}

macro_rules! sizes {
    ($($size:literal $transform:ident)+) => {$(
        impl Spectrum for [f32; $size] {}
        impl Sealed for [f32; $size] {
            #[inline]
            fn power(&mut self) -> impl Iterator<Item = f32> {
                let spectrum = $transform(self);
                // The real value of the highest frequency is the imaginary part of the lowest one.
                let Complex32 { re: lowest, im: highest } = spectrum[0];
                let between = spectrum[1..].iter().map(Complex32::norm_sqr);
                [lowest * lowest].into_iter().chain(between).chain([highest * highest])
            }
        }
    )+};
}
sizes!(128 rfft_128 256 rfft_256 512 rfft_512 1024 rfft_1024);
