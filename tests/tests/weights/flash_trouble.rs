//! A flash memory whose reads, bits, erasures and writes fail: a loaded image is complete, and a partial one is an error.

use nn_core::prelude::*;
use nn_core::weights::image::{self, ImageError, StoreError};

use crate::flash::{PAGE, PAGES, Usual, is_torn, loaded, store, with};
use crate::networks::{Mlp, filled};
use tests::flash_memory::{Plan, Trouble};

/// The number of reads of a load.
fn reads(memory: &Usual) -> usize {
    let mut store = store(memory.planned(Plan::default()));
    store.load(&mut *Mlp::boxed()).expect("there is an image");
    store.free().reads
}

#[test]
fn a_read_that_fails_once_does_no_harm() {
    let memory = with(Usual::new(PAGES), 0..2);
    for read in 0..reads(&memory) {
        let plan = Plan {
            reads: read..read + 1,
            ..Plan::default()
        };
        let once = memory.planned(plan);
        assert_eq!(loaded(&once), Some(*filled::<Mlp>(1)), "read {read}");
        let saved = with(once, 2..3);
        assert_eq!(loaded(&saved), Some(*filled::<Mlp>(2)), "read {read}");
    }
}

/// From some read on, every read fails. A partial image is an error.
#[test]
fn reads_that_fail_for_good_are_reported() {
    let memory = with(Usual::new(PAGES), 0..2);
    let all = reads(&memory);
    let mut seen = [0, 0];
    for read in 0..all {
        let plan = Plan {
            reads: read..usize::MAX,
            ..Plan::default()
        };
        let mut net = filled::<Mlp>(9);
        let result = store(memory.planned(plan)).load(&mut *net);
        match result {
            Err(StoreError::Flash(Trouble::Unreadable)) => assert_eq!(net, filled::<Mlp>(9)),
            Err(StoreError::PartlyRead(Some(Trouble::Unreadable))) => {}
            other => panic!("read {read}: {other:?}"),
        }
        seen[usize::from(!is_torn(&result))] += 1;
    }
    assert!(seen[0] > 0 && seen[1] > 0, "{seen:?} of {all}");
}

/// A bit changes before or during a load.
#[test]
fn a_bit_that_changes_is_never_loaded() {
    let memory = with(Usual::new(PAGES), 0..2);
    let [old, new] = [0, 1].map(|seed| *filled::<Mlp>(seed));
    let half = 3 * PAGE;
    let in_old = PAGE..PAGE + image::bytes::<Mlp>();
    for byte in in_old.start..in_old.start + half + in_old.len() {
        for read in 0..reads(&memory) {
            let plan = Plan {
                flip: Some((read, byte)),
                ..Plan::default()
            };
            let found = loaded(&memory.planned(plan));
            let is_whole = found.as_ref() == Some(&old) || found.as_ref() == Some(&new);
            assert!(is_whole, "byte {byte}, read {read}");
            if byte < PAGE + half {
                assert!(
                    found == Some(new.clone()),
                    "the half that is not in use: {byte}, {read}"
                );
            }
        }
    }
}

#[test]
fn a_driver_that_fails_leaves_the_old_image() {
    let memory = with(Usual::new(PAGES), 0..2);
    let erases = Plan {
        keeps_pages: true,
        ..Plan::default()
    };
    let words = image::bytes::<Mlp>().next_multiple_of(64) / 8;
    let writes = (0..words).map(|words| Plan {
        words: Some(words),
        ..Plan::default()
    });
    let all = std::iter::once((erases, Trouble::NotErased));
    for (plan, trouble) in all.chain(writes.map(|plan| (plan, Trouble::NotWritten))) {
        let mut store = store(memory.planned(plan));
        let error = store
            .save(&*filled::<Mlp>(2))
            .expect_err("the driver fails");
        assert_eq!(error, StoreError::Flash(trouble));
        let after = store.free().planned(Plan::default());
        let found = loaded(&after).expect("an image");
        // The last words are erased bytes after the image.
        assert!(found == *filled::<Mlp>(1) || found == *filled::<Mlp>(2));
        assert_eq!(loaded(&with(after, 3..4)), Some(*filled::<Mlp>(3)));
    }
}

#[test]
fn what_is_not_finite_is_not_stored() {
    let memory = with(Usual::new(PAGES), 0..1);
    let mut net = filled::<Mlp>(1);
    net.layers.last.bias[2] = f32::NAN;
    let mut store = store(memory.clone());
    let error = store.save(&*net).expect_err("it is not finite");
    assert_eq!(
        error,
        StoreError::Image(ImageError::NotFinite { index: 66 })
    );
    assert!(store.free().bytes == memory.bytes, "nothing was erased");
}
