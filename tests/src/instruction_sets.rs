//! Runs a test with each instruction set of this processor. The choice is global, so only one test at a time changes it. Tests of bits that
//! are equal with any fixed set share it.

use std::sync::{PoisonError, RwLock, RwLockWriteGuard};

use nn_core::instruction_set::InstructionSet;

static CHOICE: RwLock<()> = RwLock::new(());

/// A lock of the choice. When it is dropped, the kernels use the best set again.
struct Held(#[expect(dead_code, reason = "it is held, not read")] RwLockWriteGuard<'static, ()>);

impl Held {
    fn take() -> Self {
        // a failed test has also dropped its lock
        Held(CHOICE.write().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("with the instruction set `{}`:", InstructionSet::current());
        }
        select(InstructionSet::best());
    }
}

/// The sets of this processor. `Portable` is the first.
pub fn available() -> impl Iterator<Item = InstructionSet> {
    let all = InstructionSet::ALL.into_iter();
    all.filter(|set| set.is_available())
}

/// Runs a test with each available set. The test must not select a set.
pub fn each(mut proof: impl FnMut(InstructionSet)) {
    let _held = Held::take();
    for set in available() {
        select(set);
        proof(set);
    }
}

/// The result of a computation with each available set.
pub fn results<T>(mut compute: impl FnMut() -> T) -> Vec<(InstructionSet, T)> {
    let mut results = Vec::new();
    each(|set| results.push((set, compute())));
    results
}

/// Runs a test of documented bits with `Portable`. They are equal on every target.
pub fn portable<T>(proof: impl FnOnce() -> T) -> T {
    let _held = Held::take();
    select(InstructionSet::Portable);
    proof()
}

/// Runs a test that two computations have equal bits. No other test changes the set meanwhile.
pub fn steady<T>(proof: impl FnOnce() -> T) -> T {
    let _shared = CHOICE.read().unwrap_or_else(PoisonError::into_inner);
    proof()
}

/// Runs a test of the choice itself. It can change the choice.
pub fn choosing<T>(proof: impl FnOnce() -> T) -> T {
    let _held = Held::take();
    proof()
}

fn select(set: InstructionSet) {
    set.select().expect("a set that is available");
}
