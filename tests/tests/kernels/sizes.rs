//! The sizes with which kernels are proved. Each is compiled once for each instruction set, which takes seconds: so all proofs
//! share them.

use tests::kernel_table::Kernels;

/// The kernels from so many inputs to so many outputs.
macro_rules! sizes {
    ($($inputs:literal => $outputs:literal,)+) => {
        &[$(Kernels::of::<$inputs, $outputs>()),+]
    };
}

/// Each number of outputs and each number of inputs reaches what few others do. Both come with small and large ones.
///
/// Outputs decide on the vectors: 1 to 3 are fewer than any vector has; 4, 8 and 16 fill one of some set, 5, 7, 9, 15 and 17 do
/// not, or leave one; 24, 31, 33, 50 and 64 make tiles of 2, 4 and 8 vectors with and without an end, each for other
/// sets; 100, 120 and 150 are added to where they lie under some sets, and 120 is the widest tile of others; 261 are so many that
/// large batches copy weights.
///
/// Inputs decide on the rows: 1 to 3 fill no block of them; 4 to 17, 31 and 64 make blocks of 8, 6, 4, 3, 2 and 1 with every
/// remainder; more than 288 are seen in spans, of equal length or not.
pub(crate) static KERNELS: &[Kernels] = sizes!(
    1 => 4,
    1 => 17,
    1 => 100,
    2 => 3,
    2 => 64,
    3 => 8,
    3 => 150,
    4 => 9,
    5 => 2,
    5 => 33,
    6 => 24,
    7 => 1,
    7 => 120,
    8 => 31,
    9 => 16,
    11 => 5,
    13 => 50,
    15 => 15,
    16 => 7,
    17 => 10,
    31 => 33,
    64 => 3,
    64 => 17,
    100 => 4,
    257 => 9,
    291 => 261,
    300 => 40,
);

/// Those that a proof can use: an iterator that is never empty.
///
/// # Panics
/// If there is none.
pub(crate) fn with(is_of_use: impl Fn(&Kernels) -> bool) -> impl Iterator<Item = &'static Kernels> {
    let mut kernels = KERNELS
        .iter()
        .filter(move |kernels| is_of_use(kernels))
        .peekable();
    assert!(kernels.peek().is_some(), "there is such a size");
    kernels
}
