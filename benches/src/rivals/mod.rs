//! The rivals: matrix products of four crates, and simple code that is written by hand.

pub mod arrays;
#[cfg(feature = "faer")]
mod faer;
#[cfg(feature = "gemm")]
mod gemm;
pub mod images;
mod matrixmultiply;
pub mod nalgebra;
pub mod network;
pub mod plain;
pub mod recurrent;
pub mod training;

use crate::matrix::Matrix;

/// A crate that multiplies matrices with sizes at run time.
#[derive(Debug, Clone, Copy)]
pub struct Multiplier {
    /// Its name.
    pub name: &'static str,
    /// `c = a b`, or `c += a b`. `c` is row-major.
    pub multiply: fn(a: Matrix<'_>, b: Matrix<'_>, write: Write, c: &mut [f32]),
}

/// What happens to the previous values of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// They are replaced.
    Replace,
    /// The product is added to them.
    Add,
}

impl Write {
    /// The factor of the previous values.
    fn factor(self) -> f32 {
        match self {
            Write::Replace => 0.0,
            Write::Add => 1.0,
        }
    }
}

/// Two multipliers are always there.
const COUNT: usize = 2 + cfg!(feature = "gemm") as usize + cfg!(feature = "faer") as usize;

/// All multipliers, with one thread each.
pub const MULTIPLIERS: [Multiplier; COUNT] = [
    Multiplier {
        name: "matrixmultiply",
        multiply: matrixmultiply::multiply,
    },
    #[cfg(feature = "gemm")]
    Multiplier {
        name: "gemm",
        multiply: gemm::multiply,
    },
    #[cfg(feature = "faer")]
    Multiplier {
        name: "faer",
        multiply: faer::multiply,
    },
    Multiplier {
        name: "nalgebra",
        multiply: nalgebra::multiply,
    },
];
