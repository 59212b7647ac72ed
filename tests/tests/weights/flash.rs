//! A flash memory whose power fails at every byte: the old or the new weights can be read.

use std::cell::Cell;
use std::rc::Rc;

use nn_core::prelude::*;
use nn_core::weights::image::{FlashStore, ImageError, StoreError};

use crate::networks::{Mlp, filled};
use tests::flash_memory::{Memory, Trouble};

pub(crate) const PAGE: usize = 256;
pub(crate) const PAGES: usize = 8;
pub(crate) type Usual = Memory<8, PAGE>;

/// Pages 1 to 6.
const RANGE: std::ops::Range<u32> = 256..7 * 256;

pub(crate) fn store(memory: Usual) -> FlashStore<Usual> {
    FlashStore::new(memory, RANGE).expect("whole pages")
}

/// The loaded network. `None` after an error, which leaves the network unchanged.
pub(crate) fn loaded(memory: &Usual) -> Option<Mlp> {
    let mut net = Mlp::ZERO;
    let result = store(memory.clone()).load(&mut net);
    if result.is_err() {
        assert_eq!(net, Mlp::ZERO, "the network is as it was");
    }
    result.is_ok().then_some(net)
}

/// A memory with the networks of some seeds.
pub(crate) fn with(memory: Usual, seeds: std::ops::Range<u64>) -> Usual {
    let mut store = store(memory);
    for seed in seeds {
        store.save(&*filled::<Mlp>(seed)).expect("it is stored");
    }
    store.free()
}

pub(crate) fn is_torn<T>(result: &Result<T, StoreError<Trouble>>) -> bool {
    matches!(result, Err(StoreError::Flash(Trouble::Unreadable)))
}

#[test]
fn the_newest_image_is_read() {
    let mut memory = Usual::new(PAGES);
    assert_eq!(loaded(&memory), None, "nothing was stored yet");
    for seed in 0..5 {
        memory = with(memory, seed..seed + 1);
        assert_eq!(loaded(&memory), Some(*filled::<Mlp>(seed)));
    }
    let before = Usual::new(PAGES).bytes;
    assert!(memory.bytes[..PAGE] == before[..PAGE]);
    assert!(memory.bytes[7 * PAGE..] == before[7 * PAGE..]);
}

/// Cuts the power at every byte that three images in turn change. Returns how many cuts left an unreadable half.
fn cut_everywhere(mut memory: Usual) -> usize {
    let mut torn = 0;
    for seed in 0..3 {
        let new = *filled::<Mlp>(seed);
        let before = seed.checked_sub(1).map(|seed| *filled::<Mlp>(seed));
        // The number of changed bytes.
        let whole = with(memory.clone(), seed..seed + 1);
        let changes = whole.changed - memory.changed;
        let mut seen = [0, 0];
        for cut in 0..changes {
            let left = Rc::new(Cell::new(cut));
            let mut cut_short = store(memory.powered(&left));
            let error = cut_short.save(&new).expect_err("the power fails");
            assert_eq!(error, StoreError::Flash(Trouble::PowerLost));
            left.set(usize::MAX);
            let after = cut_short.free();
            let found = loaded(&after);
            let is_new = found.as_ref() == Some(&new);
            assert!(found == before || is_new, "cut at {cut}");
            seen[usize::from(is_new)] += 1;
            torn += usize::from(is_torn(&store(after.clone()).load(&mut *Mlp::boxed())));

            // An interrupted write can be repeated.
            let again = with(after, seed..seed + 1);
            assert_eq!(loaded(&again), Some(new.clone()), "cut at {cut}");
        }
        assert!(changes > 1_000 && seen[0] > 1_000, "{changes} {seen:?}");
        memory = whole;
    }
    torn
}

#[test]
fn after_a_loss_of_power_old_or_new_weights_are_there() {
    assert_eq!(cut_everywhere(Usual::new(PAGES)), 0);
}

/// Words that were partly written and pages that were partly erased are errors of the driver. If there is an old image, it is loaded.
#[test]
fn so_they_are_if_half_written_words_cannot_be_read() {
    let torn = cut_everywhere(Usual::new(PAGES).with_correction());
    assert!(torn > 500, "only before the first image: {torn}");
}

#[test]
fn a_memory_that_cannot_be_read_at_all_is_erased_on_demand() {
    let mut store = store(Usual::new(PAGES).with_correction().all_torn());
    assert!(is_torn(&store.load(&mut *filled::<Mlp>(1))));
    assert!(is_torn(&store.save(&*filled::<Mlp>(1))));
    store.erase().expect("the driver erases");
    store.save(&*filled::<Mlp>(1)).expect("it is stored");
    assert_eq!(loaded(&store.free()), Some(*filled::<Mlp>(1)));
}

/// Writes and reads with words of a size.
fn has_units_of<const WRITE: usize>() {
    let memory = Memory::<WRITE, 1536>::new(4);
    let mut store = FlashStore::new(memory, 0..4 * 1536).expect("it has room");
    for seed in 0..3 {
        store.save(&*filled::<Mlp>(seed)).expect("it is stored");
        let mut net = Mlp::ZERO;
        store.load(&mut net).expect("there is an image");
        assert_eq!(net, *filled::<Mlp>(seed), "{WRITE}");
    }
}

#[test]
fn words_have_up_to_512_bytes() {
    has_units_of::<1>();
    has_units_of::<12>();
    has_units_of::<32>();
    has_units_of::<64>();
    has_units_of::<96>();
    has_units_of::<128>();
    has_units_of::<256>();
    has_units_of::<512>();
    let error = FlashStore::new(Memory::<1024, 1024>::new(4), 0..4096).err();
    let error = error.expect("the words are too large");
    let (write, read) = (1024, 4);
    assert_eq!(error, StoreError::Unit { write, read });
    assert!(error.to_string().contains("1024 bytes"), "{error}");
}

#[test]
fn bad_ranges_and_short_halves_are_refused() {
    for range in [0..0, 0..256, 0..3 * 256, 100..612, 0..2 * 300, 0..16 * 256] {
        let error = FlashStore::new(Usual::new(PAGES), range.clone()).err();
        assert!(matches!(error, Some(StoreError::Range)), "{range:?}");
    }
    let mut short = FlashStore::new(Usual::new(PAGES), 0..512).expect("whole pages");
    let mut net = Mlp::ZERO;
    assert!(matches!(short.save(&net), Err(StoreError::Image(_))));
    assert!(matches!(short.load(&mut net), Err(StoreError::Image(_))));
    let before = Usual::new(PAGES).bytes;
    assert_eq!(short.free().bytes, before, "nothing was written");
}

#[test]
fn another_network_s_image_is_none() {
    type Other = network![4 => Dense<8, Relu> => Dense<3, Softmax>];
    let mut store = store(Usual::new(PAGES));
    store.save(&*filled::<Mlp>(1)).expect("it is stored");
    let mut other = Other::ZERO;
    let error = store.load(&mut other).expect_err("there is none");
    assert!(matches!(
        error,
        StoreError::Image(ImageError::OtherArchitecture { .. })
    ));
}
