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
    let [before, after] = numbers[..] else {
        panic!("{mean}");
    };
    assert!(before > 70.0 && after > before + 4.0, "{mean}");
    assert!(printed.contains("bytes of RAM to train the last layer"));
}
