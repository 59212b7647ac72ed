//! Constant weights, which are in flash: pseudo-random numbers that the compiler computes.

/// The next number of a xorshift generator (Marsaglia, 2003).
const fn next(mut state: u32) -> u32 {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    state
}

/// Rows of numbers between `-bound` and `bound`.
pub(crate) const fn rows<const I: usize, const O: usize>(seed: u32, bound: f32) -> [[f32; O]; I] {
    let mut rows = [[0.0; O]; I];
    let mut state = seed;
    let mut row = 0;
    while row < I {
        let mut column = 0;
        while column < O {
            state = next(state);
            rows[row][column] = bound * ((state >> 8) as f32 / 8_388_608.0 - 1.0);
            column += 1;
        }
        row += 1;
    }
    rows
}

/// Numbers between `-bound` and `bound`.
pub(crate) const fn row<const N: usize>(seed: u32, bound: f32) -> [f32; N] {
    let [row] = rows::<1, N>(seed, bound);
    row
}

/// Filters of convolutions with square kernels.
pub(crate) const fn filters<const C: usize, const K: usize, const F: usize>(
    seed: u32,
    bound: f32,
) -> [[[[f32; F]; K]; K]; C] {
    let mut filters = [[[[0.0; F]; K]; K]; C];
    let mut channel = 0;
    while channel < C {
        let mut line = 0;
        while line < K {
            filters[channel][line] = rows(seed + (channel * K + line) as u32 + 1, bound);
            line += 1;
        }
        channel += 1;
    }
    filters
}
