//! Runs the example `transfer` as users do.

use crate::program::Program;

#[test]
fn the_watch_adapts_to_its_wearer() {
    let printed = Program("transfer").plain();
    let mean = printed
        .lines()
        .find(|line| line.trim_start().starts_with("mean"))
        .expect("a mean");
    let numbers: Vec<f32> = mean
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [before, after, before8, after8] = numbers[..] else {
        panic!("{mean}");
    };
    assert!(before > 70.0 && after > before + 4.0, "{mean}");
    // 8-bit integers lose at most half a point.
    assert!(before8 > before - 0.5 && after8 > after - 0.5, "{mean}");
    assert!(printed.contains("bytes of RAM to train the last layer"));
}
