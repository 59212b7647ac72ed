//! The sizes for the tests of kernels. Each is compiled once for each instruction set, which takes seconds, so all tests
//! share them.

use tests::kernel_table::Kernels;

/// The kernels with these sizes.
macro_rules! sizes {
    ($($inputs:literal => $outputs:literal,)+) => {
        &[$(Kernels::of::<$inputs, $outputs>()),+]
    };
}

/// Each number of outputs and inputs covers cases that few others cover. Both are combined with small and large ones.
///
/// Outputs determine the vectors: 1 to 3 are fewer than any vector has. 4, 8 and 16 fill one of some set. 5, 7, 9, 15 and 17 do
/// not, or leave one. 24, 31, 33, 50 and 64 make tiles of 2, 4 and 8 vectors with and without a rest, each for other
/// sets. 100, 120 and 150 are updated in place with some sets, and 120 is the widest tile of others. With 261,
/// large batches copy weights.
///
/// Inputs determine the rows: 1 to 3 fill no block. 4 to 17, 31 and 64 make blocks of 8, 6, 4, 3, 2 and 1 with every
/// remainder. More than 288 are processed in spans, of equal length or not.
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

/// The sizes that a test can use: an iterator that is never empty.
///
/// # Panics
/// If there are none.
pub(crate) fn with(is_of_use: impl Fn(&Kernels) -> bool) -> impl Iterator<Item = &'static Kernels> {
    let mut kernels = KERNELS
        .iter()
        .filter(move |kernels| is_of_use(kernels))
        .peekable();
    assert!(kernels.peek().is_some(), "there is such a size");
    kernels
}
