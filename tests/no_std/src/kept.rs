//! Weights that are read from a file, stored as an image, and stored in flash.

use core::convert::Infallible;
use core::hint::black_box;

use embedded_storage::nor_flash::{ErrorType, NorFlash, ReadNorFlash};
use nn_core::prelude::*;
use nn_core::weights::LoadOptions;
use nn_core::weights::image::{self, FlashStore};

type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];

/// A file that PyTorch has written.
const FILE: &[u8] = include_bytes!("../../reference/weights/dense.safetensors");

/// A flash memory in RAM with words of this many bytes.
struct Ram<const WORD: usize>([u8; 2048]);

impl<const WORD: usize> ErrorType for Ram<WORD> {
    type Error = Infallible;
}

impl<const WORD: usize> ReadNorFlash for Ram<WORD> {
    const READ_SIZE: usize = 1;

    fn read(&mut self, offset: u32, bytes: &mut [u8]) -> Result<(), Infallible> {
        let there = self.0.iter().skip(offset as usize);
        bytes
            .iter_mut()
            .zip(there)
            .for_each(|(byte, there)| *byte = *there);
        Ok(())
    }

    fn capacity(&self) -> usize {
        self.0.len()
    }
}

impl<const WORD: usize> NorFlash for Ram<WORD> {
    const WRITE_SIZE: usize = WORD;
    const ERASE_SIZE: usize = 1024;

    fn erase(&mut self, from: u32, to: u32) -> Result<(), Infallible> {
        let pages = self.0.get_mut(from as usize..to as usize);
        pages.unwrap_or_default().fill(0xFF);
        Ok(())
    }

    fn write(&mut self, offset: u32, bytes: &[u8]) -> Result<(), Infallible> {
        let there = self.0.iter_mut().skip(offset as usize);
        there.zip(bytes).for_each(|(there, byte)| *there &= byte);
        Ok(())
    }
}

/// Saves twice and loads.
fn stored<const WORD: usize>(net: &Net) -> Option<Net> {
    let mut store = FlashStore::new(Ram::<WORD>(black_box([0x5A; 2048])), 0..2048).ok()?;
    store.save(&Net::ZERO).ok()?;
    store.save(net).ok()?;
    let mut again = Net::ZERO;
    store.load(&mut again).ok()?;
    Some(again)
}

/// Whether all ways restore the weights.
pub(crate) fn come_back() -> bool {
    let mut net = Net::ZERO;
    let names = black_box([("0", "0"), ("2", "2")]);
    let reading = LoadOptions::new().names(&names).prefix(black_box(""));
    let is_read = reading.read(&mut net, black_box(FILE)).is_ok();
    let mut bytes = [0; image::bytes::<Net>()];
    let is_written = image::write(&net, &mut bytes).is_ok();
    let mut again = Net::ZERO;
    let is_read = is_read && image::read(&mut again, black_box(&bytes)).is_ok();
    is_read
        && is_written
        && net != Net::ZERO
        && again == net
        && stored::<4>(&net).as_ref() == Some(&net)
        && stored::<512>(&net).as_ref() == Some(&net)
}
