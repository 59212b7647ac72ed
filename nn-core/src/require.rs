//! Rules that are checked at compile time.

/// Panics with the message if the rule is broken. In a constant this is a compile error at the caller, while the error of `assert!`
/// would be in the standard library.
#[track_caller]
pub(crate) const fn require(holds: bool, message: &'static str) {
    if !holds {
        panic!("{}", message);
    }
}
