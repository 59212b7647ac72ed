//! Seeded random numbers: a small default generator, and the two distributions that initialization uses.
//!
//! The generator is xoshiro128++ by Blackman and Vigna ("Scrambled linear pseudorandom number generators", 2021). It uses 32-bit
//! operations only, so it is fast on microcontrollers. Any other generator that implements the traits of rand_core can be used
//! instead.

use core::convert::Infallible;

use rand_core::SeedableRng;
pub use rand_core::{Rng, TryRng};

use crate::math;
use crate::state::Persist;
use crate::zero::Zero;

/// The default generator: xoshiro128++.
///
/// ```
/// use nn_core::rng::{Random, uniform};
///
/// let mut one = Random::seed(7);
/// let mut other = Random::seed(7);
/// assert_eq!(uniform(&mut one, -1.0, 1.0), uniform(&mut other, -1.0, 1.0));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Random {
    state: [u32; 4],
}

impl Random {
    /// A generator whose sequence is determined by `seed`.
    pub const fn seed(seed: u64) -> Self {
        let (a, b) = (split_mix(seed, 1), split_mix(seed, 2));
        Random {
            state: [a as u32, (a >> 32) as u32, b as u32, (b >> 32) as u32],
        }
    }

    fn next(&mut self) -> u32 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(7).wrapping_add(a);
        let (c, d) = (c ^ a, d ^ b);
        self.state = [a ^ d, b ^ c, c ^ (b << 9), d.rotate_left(11)];
        result
    }
}

impl Persist for Random {
    const WORDS: usize = 4;
    const FINGERPRINT: u64 = 4;

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        visit(&self.state);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        visit(&mut self.state);
    }
}

/// The source of the random numbers of one training step. Every layer and every sample draws its own numbers.
///
/// It has no state: the numbers depend only on the seed, the step, the layer and the sample. So a repeated step has the same noise,
/// and a resumed run the same noise as an uninterrupted one.
///
/// ```
/// use nn_core::rng::{Noise, Rng};
///
/// let noise = Noise::new(7, 0);
/// assert_eq!(noise.branch(1).random(), Noise::new(7, 0).branch(1).random());
/// assert_ne!(noise.branch(1).random(), noise.branch(2).random());
/// assert_ne!(noise.random(), Noise::new(7, 1).random());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct Noise {
    seed: u32,
    step: u32,
    place: u32,
}

impl Zero for Noise {
    const ZERO: Self = Noise::new(0, 0);
}

impl Noise {
    /// The noise of a training step with this seed.
    pub const fn new(seed: u32, step: u32) -> Self {
        Noise {
            seed,
            step,
            place: 0,
        }
    }

    /// The noise of part `index` of a composite.
    #[inline]
    pub const fn branch(self, index: u32) -> Self {
        let place = (self.place ^ index.wrapping_add(1)).wrapping_mul(0x9E37_79B1);
        Noise {
            place: place ^ (place >> 15),
            ..self
        }
    }

    /// A generator of the random numbers.
    pub fn random(self) -> Random {
        let Noise { seed, step, place } = self;
        Random::seed(split_mix((seed as u64) << 32 | step as u64, 1) ^ u64::from(place))
    }
}

/// The `step`-th output of SplitMix64 from `seed` (Steele, Lea and Flood, 2014); never zero twice in a row.
const fn split_mix(seed: u64, step: u64) -> u64 {
    let z = seed.wrapping_add(step.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl TryRng for Random {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.next())
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let low = u64::from(self.next());
        Ok(low | u64::from(self.next()) << 32)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(4) {
            for (byte, random) in chunk.iter_mut().zip(self.next().to_le_bytes()) {
                *byte = random;
            }
        }
        Ok(())
    }
}

impl SeedableRng for Random {
    type Seed = [u8; 16];

    fn from_seed(seed: [u8; 16]) -> Self {
        let (words, _) = seed.as_chunks::<4>();
        let mut state = [0; 4];
        for (word, bytes) in state.iter_mut().zip(words) {
            *word = u32::from_le_bytes(*bytes);
        }
        if state == [0; 4] {
            return Random::seed(0);
        }
        Random { state }
    }
}

/// A number drawn uniformly from `low` to `high`, one of 2^24 values.
///
/// ```
/// use nn_core::rng::{Random, uniform};
///
/// let number = uniform(&mut Random::seed(1), -1.0, 1.0);
/// assert!((-1.0..1.0).contains(&number));
/// ```
pub fn uniform<R: Rng + ?Sized>(rng: &mut R, low: f32, high: f32) -> f32 {
    const UNIT: f32 = 1.0 / (1 << 24) as f32;
    low + (high - low) * ((rng.next_u32() >> 8) as f32 * UNIT)
}

/// A number drawn from the normal distribution with mean 0 and standard deviation 1 (Marsaglia's polar method).
pub fn normal<R: Rng + ?Sized>(rng: &mut R) -> f32 {
    loop {
        let (x, y) = (uniform(rng, -1.0, 1.0), uniform(rng, -1.0, 1.0));
        let square = x * x + y * y;
        if square > 0.0 && square < 1.0 {
            return x * math::sqrt(-2.0 * math::ln(square) / square);
        }
    }
}
