//! The arithmetic peak of a core: multiply-adds of registers.

use std::hint::black_box;

use nn_core::instruction_set::InstructionSet;
use pulp::{Simd, WithSimd};

use super::{TURNS, is_fused, run};
use crate::contest::Contestant;
use crate::timing::best;

/// The steps of each chain of operations in one call.
const ROUNDS: u32 = 100_000;

/// The peak in floating-point operations per nanosecond: of fused multiply-adds, or without them of equal numbers of multiplications
/// and additions.
pub fn peak(set: InstructionSet) -> f64 {
    let is_fused = is_fused(set);
    let mut flops = 0.0;
    let time = best(TURNS, 1, |_| flops = run(set, Chains { is_fused }));
    flops / time
}

/// A contestant that computes the chains, and its number of operations.
pub(super) fn adder(set: InstructionSet) -> (Contestant, f64) {
    let is_fused = is_fused(set);
    let flops = run(set, Chains { is_fused });
    let work = move |(): &mut ()| {
        black_box(run(set, Chains { is_fused }));
    };
    (Contestant::new("arithmetic", (), |()| Ok(()), work), flops)
}

/// Chains `c' = c x + y`. There are enough of them to keep every unit busy while each chain waits for its last result. Returns the
/// number of operations.
struct Chains {
    is_fused: bool,
}

impl WithSimd for Chains {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f64 {
        // Two units with a latency of four cycles, or four units without fusion, need eight to twelve chains. Two registers hold `x` and `y`.
        match (self.is_fused, S::REGISTER_COUNT > 16) {
            (true, true) => chains::<S, 24>(simd, |c, x, y| simd.mul_add_e_f32s(c, x, y)),
            (true, false) => chains::<S, 12>(simd, |c, x, y| simd.mul_add_e_f32s(c, x, y)),
            (false, _) => chains::<S, 12>(simd, |c, x, y| simd.add_f32s(simd.mul_f32s(c, x), y)),
        }
    }
}

#[inline(always)]
fn chains<S: Simd, const COUNT: usize>(
    simd: S,
    multiply_add: impl Fn(S::f32s, S::f32s, S::f32s) -> S::f32s,
) -> f64 {
    // The starts of the chains are hidden from the compiler, which would compute equal chains only once.
    let mut chains = [simd.splat_f32s(0.0); COUNT].map(|_| simd.splat_f32s(black_box(1.0)));
    let x = simd.splat_f32s(black_box(0.5));
    let y = simd.splat_f32s(black_box(1.0));
    for _ in 0..ROUNDS {
        for chain in &mut chains {
            *chain = multiply_add(*chain, x, y);
        }
    }
    black_box(&chains);
    2.0 * f64::from(ROUNDS) * (COUNT * S::F32_LANES) as f64
}
