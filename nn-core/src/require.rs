//! Rules that are checked at compile time.

/// Panics with the message if the rule is broken. In a constant this is a compile error where it is called, and not in the
/// standard library, where that of `assert!` is.
#[track_caller]
pub(crate) const fn require(holds: bool, message: &'static str) {
    if !holds {
        panic!("{}", message);
    }
}
