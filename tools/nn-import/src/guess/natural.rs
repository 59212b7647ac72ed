//! The order of names of layers: numbers by value, and the words that come first or last in a network.

use std::cmp::Ordering;

/// Words that name the end of a network.
const LAST: [&str; 9] = [
    "fc",
    "classifier",
    "head",
    "linear",
    "dense",
    "out",
    "output",
    "final",
    "last",
];

/// Words that name its beginning.
const FIRST: [&str; 7] = [
    "stem", "input", "conv", "features", "backbone", "encoder", "body",
];

/// Compares two names as they follow each other in a network.
pub(super) fn compare(one: &str, other: &str) -> Ordering {
    rank(one)
        .cmp(&rank(other))
        .then_with(|| parts(one).cmp(&parts(other)))
}

/// The number at the end of a name: 2 in `conv2`, `layers.2` and `bn_2`.
pub(super) fn number(name: &str) -> Option<u64> {
    let stem = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    name.get(stem.len()..)?.parse().ok()
}

/// The place of a layer in an `nn.Sequential`: the sequence and its number.
pub(super) fn place(name: &str) -> Option<(&str, u64)> {
    let (parent, last) = name.rsplit_once('.').unwrap_or(("", name));
    Some((parent, last.parse().ok()?))
}

/// Whether a name is from the beginning (0), the end (2) or between.
fn rank(name: &str) -> usize {
    let words = name.split(|letter: char| !letter.is_ascii_alphabetic());
    let mut found = 1;
    for word in words.map(str::to_ascii_lowercase) {
        if LAST.contains(&&*word) {
            found = 2;
        } else if FIRST.contains(&&*word) && found == 1 {
            found = 0;
        }
    }
    found
}

/// Text and numbers of a name. A number is before a text.
fn parts(name: &str) -> Vec<(Option<u64>, &str)> {
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let is_number = first.is_ascii_digit();
        let end = rest.find(|letter: char| letter.is_ascii_digit() != is_number);
        let (part, others) = rest.split_at(end.unwrap_or(rest.len()));
        // a number that is too long for 64 bits is compared as text
        let number = if is_number { part.parse().ok() } else { None };
        parts.push((number, if number.is_some() { "" } else { part }));
        rest = others;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_the_order_of_a_network() {
        let sorted = [
            "0",
            "2",
            "10",
            "conv1",
            "conv2",
            "conv10",
            "features.0",
            "features.12",
            "norm1",
            "classifier.0",
            "fc1",
            "fc2",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by(|one, other| compare(one, other));
        // plain numbers are of the middle
        let numbers: Vec<_> = names
            .iter()
            .filter(|name| number(name).is_some_and(|_| name.parse::<u64>().is_ok()))
            .collect();
        assert_eq!(numbers, [&"0", &"2", &"10"]);
        let words: Vec<_> = names
            .iter()
            .filter(|name| name.parse::<u64>().is_err())
            .collect();
        assert_eq!(words, sorted[3..].iter().collect::<Vec<_>>());
    }

    #[test]
    fn places_and_numbers() {
        assert_eq!(place("features.3"), Some(("features", 3)));
        assert_eq!(place("7"), Some(("", 7)));
        assert_eq!(place("conv1"), None);
        assert_eq!(number("bn_12"), Some(12));
        assert_eq!(number("hidden"), None);
        assert_eq!(number("99999999999999999999999"), None);
    }
}
