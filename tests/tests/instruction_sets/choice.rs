//! The available sets. A missing set is refused.

use std::collections::BTreeSet;

use nn_core::instruction_set::{InstructionSet, InstructionSetMissing};

use tests::instruction_sets::{available, choosing};

#[test]
fn names() {
    let names = InstructionSet::ALL.map(InstructionSet::name);
    assert_eq!(names, ["portable", "neon", "avx2", "avx512"]);
    let shown = InstructionSet::ALL.map(|set| set.to_string());
    assert_eq!(shown, names);
}

/// nn-core finds the same sets as the standard library.
#[test]
fn what_is_available() {
    #[cfg(target_arch = "x86_64")]
    let (neon, avx2) = (
        false,
        is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("fma")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("lzcnt")
            && is_x86_feature_detected!("popcnt"),
    );
    #[cfg(target_arch = "x86_64")]
    let avx512 = avx2
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512cd")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512vl");
    #[cfg(target_arch = "aarch64")]
    let (neon, avx2, avx512) = (
        std::arch::is_aarch64_feature_detected!("neon"),
        false,
        false,
    );
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    let (neon, avx2, avx512) = (false, false, false);
    let found = InstructionSet::ALL.map(InstructionSet::is_available);
    // without the feature, the kernels are compiled for none of them, and with debug assertions not for AVX-512
    let avx512 = avx512 && !cfg!(debug_assertions);
    let compiled = [neon, avx2, avx512].map(|set| set && cfg!(feature = "simd"));
    let [neon, avx2, avx512] = compiled;
    assert_eq!(found, [true, neon, avx2, avx512]);
    assert_eq!(Some(InstructionSet::best()), available().last());
}

/// The best set is selected until another one is selected, for all threads.
#[test]
fn one_for_all_threads() {
    choosing(|| {
        assert_eq!(InstructionSet::current(), InstructionSet::best());
        for set in available() {
            assert_eq!(set.select(), Ok(()));
            assert_eq!(InstructionSet::current(), set);
            let elsewhere = std::thread::spawn(InstructionSet::current);
            assert_eq!(elsewhere.join().ok(), Some(set));
        }
    });
}

/// No processor has all sets.
#[test]
fn a_missing_set_is_refused() {
    let is_missing = |set: &InstructionSet| !set.is_available();
    let missing: Vec<_> = InstructionSet::ALL.into_iter().filter(is_missing).collect();
    assert!(!missing.is_empty());
    choosing(|| {
        for before in available() {
            assert_eq!(before.select(), Ok(()));
            for set in &missing {
                assert_eq!(set.select(), Err(InstructionSetMissing { set: *set }));
                assert_eq!(InstructionSet::current(), before, "{set} is refused");
            }
        }
    });
    let messages: BTreeSet<String> = missing
        .iter()
        .filter_map(|set| Some(set.select().err()?.to_string()))
        .collect();
    let want = |set: &InstructionSet| {
        format!(
            "the instruction set `{set}` is not available: the processor does not have it, or nn-core was compiled without it (the \
             feature `simd` is off, or debug assertions are on for AVX-512)"
        )
    };
    assert_eq!(messages, missing.iter().map(want).collect());
}
