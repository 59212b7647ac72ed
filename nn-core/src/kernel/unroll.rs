//! Unrolled loops.

/// Repeats `$body` for each index below `$count`, which is at most 8.
///
/// Where the compiler optimizes for size, it does not unroll short loops. An array that a loop indexes is then in memory instead of
/// registers.
macro_rules! unroll {
    ($count:expr, $index:ident => $body:expr) => {
        unroll!(@ $count, $index => $body; 0 1 2 3 4 5 6 7);
        const { assert!($count <= 8, "at most eight repetitions are unrolled") };
    };
    (@ $count:expr, $index:ident => $body:expr; $($number:literal)+) => {
        $(if const { $number < $count } {
            let $index: usize = $number;
            $body
        })+
    };
}
pub(super) use unroll;
