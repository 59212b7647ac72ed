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

    // A memory of known people: at least 89.7 % for the wearer, at most one point forgotten, at most 12 kB.
    let line = |mark: &str| printed.lines().find(|line| line.contains(mark));
    let means = line("means").expect("means");
    let numbers: Vec<f32> = means
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [_, known_before, _, known_without, wearer, known] = numbers[..] else {
        panic!("{means}");
    };
    assert!(wearer >= 89.7 && known >= known_before - 1.0, "{means}");
    assert!(known_without < known_before - 4.0, "{means}");
    let ram = line("bytes of RAM in all").expect("the RAM");
    let bytes = ram
        .split_whitespace()
        .next()
        .and_then(|word| word.parse().ok());
    assert!(bytes.is_some_and(|bytes: u32| bytes <= 12_000), "{ram}");
}
