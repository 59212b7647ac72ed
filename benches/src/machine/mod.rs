//! What one core can do at best with an instruction set.

mod memory;
mod peak;
mod portable;

use nn_core::instruction_set::InstructionSet;
use pulp::{Scalar128b, Simd, WithSimd};

use crate::contest::{Contestant, Limit, Work};

pub use self::memory::reading;
pub use self::peak::peak;

/// The turns of which the best counts: the machine has other things to do.
const TURNS: usize = 60;

/// A core with an instruction set.
#[derive(Debug, Clone)]
pub struct Machine {
    /// The instruction set.
    pub set: InstructionSet,
    /// Floating-point operations per nanosecond.
    pub flops: f64,
    /// How fast it reads, by the size of what it reads again and again.
    pub reads: Vec<Read>,
}

/// How fast some bytes are read that lie as near as they can.
#[derive(Debug, Clone, Copy)]
pub struct Read {
    /// Where they lie, or what they are.
    pub place: &'static str,
    /// How many they are.
    pub bytes: usize,
    /// Bytes per nanosecond.
    pub speed: f64,
}

/// What is read again and again to see how fast the caches are.
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

    /// What limits a unit of work.
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

/// One who does nothing but what limits a work, and so takes the least time. It takes turns with the others: what disturbs the
/// machine disturbs it, too.
pub struct Limiter {
    /// What it does is its name.
    pub contestant: Contestant,
    /// What it takes for a unit of the work, as a share of a unit of its own.
    pub share: f64,
}

/// Whether multiplications and additions are fused.
pub fn is_fused(set: InstructionSet) -> bool {
    set != InstructionSet::Portable
}

/// Runs with the instructions of a set; with those of 128 bits that every processor has if it is not there.
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
