//! The limits of one core with an instruction set.

mod memory;
mod peak;
mod portable;

use nn_core::instruction_set::InstructionSet;
use pulp::{Scalar128b, Simd, WithSimd};

use crate::contest::{Contestant, Limit, Work};

pub use self::memory::reading;
pub use self::peak::peak;

/// The number of measurements. The best one counts, because other programs disturb some of them.
const TURNS: usize = 60;

/// A core with an instruction set.
#[derive(Debug, Clone)]
pub struct Machine {
    /// The instruction set.
    pub set: InstructionSet,
    /// Floating-point operations per nanosecond.
    pub flops: f64,
    /// The speed of reading, for several sizes.
    pub reads: Vec<Read>,
}

/// The speed of repeatedly reading a number of bytes, from the fastest memory into which they fit.
#[derive(Debug, Clone, Copy)]
pub struct Read {
    /// The name of the memory, or of the data.
    pub place: &'static str,
    /// The number of bytes.
    pub bytes: usize,
    /// Bytes per nanosecond.
    pub speed: f64,
}

/// The sizes that are read to measure the caches.
const READS: [(&str, usize); 4] = [
    ("L1", 16 << 10),
    ("L2", 256 << 10),
    ("weights of W1", 784 * 128 * 4),
    ("L3", 8 << 20),
];

impl Machine {
    /// Measures a core with this instruction set.
    pub fn measure(set: InstructionSet) -> Self {
        let reads = READS.map(|(place, bytes)| {
            let speed = bytes as f64 / reading(set, bytes);
            Read {
                place,
                bytes,
                speed,
            }
        });
        Machine {
            set,
            flops: peak(set),
            reads: reads.to_vec(),
        }
    }

    /// What limits a unit of a workload.
    pub fn limit(&self, work: &Work) -> Limiter {
        let arithmetic = work.flops / self.flops;
        let by_memory = |bytes: usize| {
            let nearest = self.reads.iter().find(|read| read.bytes >= bytes);
            nearest.is_some_and(|read| bytes as f64 / read.speed > arithmetic)
        };
        let contestant = match work.limit {
            Limit::Reading(bytes) if by_memory(bytes) => memory::reader(self.set, bytes),
            Limit::Changing(bytes) if by_memory(bytes) => memory::writer(self.set, bytes, false),
            Limit::Updating(bytes) if by_memory(2 * bytes) => memory::writer(self.set, bytes, true),
            _ => {
                let (contestant, flops) = peak::adder(self.set);
                let share = work.flops / flops;
                return Limiter { contestant, share };
            }
        };
        let share = 1.0;
        Limiter { contestant, share }
    }
}

/// A contestant that only does what limits a workload, and so takes the least possible time. It is timed alternately with the others,
/// so that a disturbance affects all of them.
pub struct Limiter {
    /// What it does.
    pub contestant: Contestant,
    /// The time for a unit of the workload, as a fraction of the time of a unit of this contestant.
    pub share: f64,
}

/// Whether multiplication and addition are fused.
pub fn is_fused(set: InstructionSet) -> bool {
    set != InstructionSet::Portable
}

/// Runs a function with the instructions of a set, or with 128-bit vectors if the processor does not have it.
fn run<W: WithSimd>(set: InstructionSet, work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    if set == InstructionSet::Avx2
        && let Some(simd) = pulp::x86::V3::try_new()
    {
        return Simd::vectorize(simd, work);
    }
    #[cfg(target_arch = "x86_64")]
    if set == InstructionSet::Avx512
        && let Some(simd) = pulp::x86::V4::try_new()
    {
        return Simd::vectorize(simd, work);
    }
    #[cfg(target_arch = "aarch64")]
    if set == InstructionSet::Neon
        && let Some(simd) = pulp::aarch64::Neon::try_new()
    {
        return Simd::vectorize(simd, work);
    }
    let _ = set;
    Scalar128b.vectorize(work)
}
