//! A flash memory whose power fails at every single moment: old or new weights are there, never neither.

use std::cell::Cell;
use std::rc::Rc;

use embedded_storage::nor_flash::{
    ErrorType, NorFlash, NorFlashError, NorFlashErrorKind, ReadNorFlash,
};
use nn_core::prelude::*;
use nn_core::weights::image::{FlashStore, StoreError};

use crate::networks::{Mlp, filled};

const PAGE: usize = 256;
const PAGES: usize = 8;

/// Memory that erases by page to ones and writes by clearing bits; after so many bytes changed, its power fails.
#[derive(Clone)]
struct Memory {
    bytes: Vec<u8>,
    left: Rc<Cell<usize>>,
    /// How many bytes were changed.
    changed: usize,
}

#[derive(Debug)]
struct PowerLost;

impl NorFlashError for PowerLost {
    fn kind(&self) -> NorFlashErrorKind {
        NorFlashErrorKind::Other
    }
}

impl Memory {
    fn new() -> Self {
        Memory {
            // What is in a new device may be anything.
            bytes: (0..PAGE * PAGES).map(|index| (index * 37) as u8).collect(),
            left: Rc::new(Cell::new(usize::MAX)),
            changed: 0,
        }
    }

    /// Changes a byte, unless the power is gone.
    fn change(&mut self, at: usize, to: u8) -> Result<(), PowerLost> {
        let left = self.left.get().checked_sub(1).ok_or(PowerLost)?;
        self.left.set(left);
        self.bytes[at] = to;
        self.changed += 1;
        Ok(())
    }
}

impl ErrorType for Memory {
    type Error = PowerLost;
}

impl ReadNorFlash for Memory {
    const READ_SIZE: usize = 4;

    fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), PowerLost> {
        let at = offset as usize;
        assert!(at.is_multiple_of(4) && bytes.len().is_multiple_of(4));
        bytes.copy_from_slice(&self.bytes[at..at + bytes.len()]);
        Ok(())
    }

    fn capacity(&self) -> usize {
        self.bytes.len()
    }
}

impl NorFlash for Memory {
    const WRITE_SIZE: usize = 8;
    const ERASE_SIZE: usize = PAGE;

    fn erase(&mut self, from: u32, to: u32) -> Result<(), PowerLost> {
        let (from, to) = (from as usize, to as usize);
        assert!(from.is_multiple_of(PAGE) && to.is_multiple_of(PAGE));
        (from..to).try_for_each(|at| self.change(at, 0xFF))
    }

    fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), PowerLost> {
        let at = offset as usize;
        assert!(at.is_multiple_of(8) && bytes.len().is_multiple_of(8));
        for (at, byte) in (at..).zip(bytes) {
            assert_eq!(
                self.bytes[at] & byte,
                *byte,
                "only erased bytes are written"
            );
            self.change(at, self.bytes[at] & byte)?;
        }
        Ok(())
    }
}

/// Pages 1 to 6.
const RANGE: std::ops::Range<u32> = 256..7 * 256;

fn store(memory: Memory) -> FlashStore<Memory> {
    FlashStore::new(memory, RANGE).expect("whole pages")
}

fn loaded(memory: &Memory) -> Option<Mlp> {
    let mut net = Mlp::ZERO;
    match store(memory.clone()).load(&mut net) {
        Ok(()) => Some(net),
        Err(StoreError::Image(_)) => {
            assert_eq!(net, Mlp::ZERO, "the network is as it was");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn the_newest_image_is_read() {
    let mut memory = Memory::new();
    assert_eq!(loaded(&memory), None, "nothing was stored yet");
    for seed in 0..5 {
        let mut store = store(memory);
        store.save(&*filled::<Mlp>(seed)).expect("it is stored");
        memory = store.free();
        assert_eq!(loaded(&memory), Some(*filled::<Mlp>(seed)));
    }
    assert!(memory.bytes[..PAGE] == Memory::new().bytes[..PAGE]);
    assert!(memory.bytes[7 * PAGE..] == Memory::new().bytes[7 * PAGE..]);
}

#[test]
fn after_a_loss_of_power_old_or_new_weights_are_there() {
    let mut memory = Memory::new();
    for seed in 0..3 {
        let new = *filled::<Mlp>(seed);
        let before = seed.checked_sub(1).map(|seed| *filled::<Mlp>(seed));
        // How many changes it takes.
        let mut whole = store(memory.clone());
        whole.save(&new).expect("it is stored");
        let whole = whole.free();
        let changes = whole.changed - memory.changed;
        let mut seen = [0, 0];
        for cut in 0..changes {
            let cut_short = memory.clone();
            let left = Rc::new(Cell::new(cut));
            let mut cut_short = store(Memory {
                left: Rc::clone(&left),
                ..cut_short
            });
            let error = cut_short.save(&new).expect_err("the power fails");
            assert!(matches!(error, StoreError::Flash(PowerLost)), "{error}");
            left.set(usize::MAX);
            let after = cut_short.free();
            let found = loaded(&after);
            assert!(
                found == before || found.as_ref() == Some(&new),
                "cut at {cut}"
            );
            seen[usize::from(found.as_ref() == Some(&new))] += 1;

            // What was cut short can be done again.
            let mut again = store(after);
            again.save(&new).expect("it is stored");
            assert_eq!(loaded(&again.free()), Some(new.clone()), "cut at {cut}");
        }
        assert!(changes > 1_000 && seen[0] > 1_000, "{changes} {seen:?}");
        memory = whole;
    }
}

#[test]
fn bad_ranges_and_short_halves_are_refused() {
    for range in [0..0, 0..256, 0..3 * 256, 100..612, 0..2 * 300, 0..16 * 256] {
        let error = FlashStore::new(Memory::new(), range.clone()).err();
        assert!(matches!(error, Some(StoreError::Range)), "{range:?}");
    }
    let mut short = FlashStore::new(Memory::new(), 0..512).expect("whole pages");
    let mut net = Mlp::ZERO;
    assert!(matches!(short.save(&net), Err(StoreError::Image(_))));
    assert!(matches!(short.load(&mut net), Err(StoreError::Image(_))));
    assert_eq!(
        short.free().bytes,
        Memory::new().bytes,
        "nothing was written"
    );
}

#[test]
fn another_network_s_image_is_none() {
    type Other = network![4 => Dense<8, Relu> => Dense<3, Softmax>];
    let mut store = store(Memory::new());
    store.save(&*filled::<Mlp>(1)).expect("it is stored");
    let mut other = Other::ZERO;
    assert!(matches!(store.load(&mut other), Err(StoreError::Image(_))));
}
