//! What others do: products of matrices by four crates, and what can be written by hand in an hour.

pub mod arrays;
mod faer;
mod gemm;
pub mod images;
mod matrixmultiply;
pub mod nalgebra;
pub mod network;
pub mod plain;
pub mod training;

use crate::matrix::Matrix;

/// Somebody who multiplies matrices whose sizes are known when the program runs.
#[derive(Debug, Clone, Copy)]
pub struct Multiplier {
    /// Who it is.
    pub name: &'static str,
    /// `c = a b`, or `c += a b`; `c` has one row behind the other.
    pub multiply: fn(a: Matrix<'_>, b: Matrix<'_>, write: Write, c: &mut [f32]),
}

/// What becomes of the numbers that are there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// They are replaced.
    Replace,
    /// They are added to.
    Add,
}

impl Write {
    /// The factor of the numbers that are there.
    fn factor(self) -> f32 {
        match self {
            Write::Replace => 0.0,
            Write::Add => 1.0,
        }
    }
}

/// All of them, on one thread each.
pub const MULTIPLIERS: [Multiplier; 4] = [
    Multiplier {
        name: "matrixmultiply",
        multiply: matrixmultiply::multiply,
    },
    Multiplier {
        name: "gemm",
        multiply: gemm::multiply,
    },
    Multiplier {
        name: "faer",
        multiply: faer::multiply,
    },
    Multiplier {
        name: "nalgebra",
        multiply: nalgebra::multiply,
    },
];
