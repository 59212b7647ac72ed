//! Proofs under each instruction set that this processor has. The choice is the whole program's, so one proof at a time changes
//! it; proofs of bits that are the same under any one set share it.

use std::sync::{PoisonError, RwLock, RwLockWriteGuard};

use nn_core::instruction_set::InstructionSet;

static CHOICE: RwLock<()> = RwLock::new(());

/// The choice, held by one proof. When it is let go the kernels use the best set again.
struct Held(#[expect(dead_code, reason = "it is held, not read")] RwLockWriteGuard<'static, ()>);

impl Held {
    fn take() -> Self {
        // a proof that failed has let the choice go like any other
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

/// The sets that this processor has: `Portable` is always the first.
pub fn available() -> impl Iterator<Item = InstructionSet> {
    let all = InstructionSet::ALL.into_iter();
    all.filter(|set| set.is_available())
}

/// Runs a proof under each set that is available. It must ask for no other itself.
pub fn each(mut proof: impl FnMut(InstructionSet)) {
    let _held = Held::take();
    for set in available() {
        select(set);
        proof(set);
    }
}

/// What a computation gives under each set that is available.
pub fn results<T>(mut compute: impl FnMut() -> T) -> Vec<(InstructionSet, T)> {
    let mut results = Vec::new();
    each(|set| results.push((set, compute())));
    results
}

/// Runs a proof of bits that are documented: under `Portable`, where they are the same on every target.
pub fn portable<T>(proof: impl FnOnce() -> T) -> T {
    let _held = Held::take();
    select(InstructionSet::Portable);
    proof()
}

/// Runs a proof that two computations give the same bits, while no other proof changes the set.
pub fn steady<T>(proof: impl FnOnce() -> T) -> T {
    let _shared = CHOICE.read().unwrap_or_else(PoisonError::into_inner);
    proof()
}

/// Runs a proof of the choice itself, which it may change as it likes.
pub fn choosing<T>(proof: impl FnOnce() -> T) -> T {
    let _held = Held::take();
    proof()
}

fn select(set: InstructionSet) {
    set.select().expect("a set that is available");
}
