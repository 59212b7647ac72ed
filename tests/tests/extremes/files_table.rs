//! The functions that read and write weights, the correct bytes of their formats, and the results of the format's own reader.

use std::error::Error;
use std::path::PathBuf;

use nn_core::prelude::*;
use nn_core::safetensors::SafeTensors;
use nn_core::weights::image::{self, FlashStore};
use nn_core::weights::{LoadOptions, load_image, save_image};
use tests::flash_memory::Memory;

pub(crate) type Net = network![2 => Dense<2, Tanh> => Dense<1>];
pub(crate) type Refused = Result<(), Box<dyn Error>>;
type Flash = Memory<4, 256>;

/// A function that reads.
pub(crate) struct Reader {
    pub(crate) name: &'static str,
    pub(crate) read: fn(&mut Net, &[u8]) -> Refused,
    /// What it reads.
    pub(crate) format: Format,
    /// One of this many truncations and bits is tried, because files are slow.
    pub(crate) step: usize,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Format {
    SafeTensors,
    Image,
    /// All of a memory.
    Flash,
}

pub(crate) const READERS: [Reader; 8] = [
    Reader {
        name: "parse",
        read: |net, bytes| {
            SafeTensors::parse(bytes)?;
            Ok(LoadOptions::new().read(net, bytes)?)
        },
        format: Format::SafeTensors,
        step: 1,
    },
    Reader {
        name: "parse_large",
        read: |net, bytes| {
            SafeTensors::parse_large(bytes)?;
            Ok(LoadOptions::new().read(net, bytes)?)
        },
        format: Format::SafeTensors,
        step: 1,
    },
    Reader {
        name: "read",
        read: |net, bytes| Ok(LoadOptions::new().read(net, bytes)?),
        format: Format::SafeTensors,
        step: 1,
    },
    Reader {
        name: "load",
        read: |net, bytes| Ok(net.load(file(bytes))?),
        format: Format::SafeTensors,
        step: 17,
    },
    Reader {
        name: "load",
        read: |net, bytes| Ok(LoadOptions::new().load(net, file(bytes))?),
        format: Format::SafeTensors,
        step: 17,
    },
    Reader {
        name: "read",
        read: |net, bytes| Ok(image::read(net, bytes)?),
        format: Format::Image,
        step: 1,
    },
    Reader {
        name: "load_image",
        read: |net, bytes| Ok(load_image(net, file(bytes))?),
        format: Format::Image,
        step: 17,
    },
    Reader {
        name: "load",
        read: |net, bytes| {
            let mut memory = Flash::new(2);
            let length = bytes.len().min(512);
            memory.bytes[..length].copy_from_slice(&bytes[..length]);
            Ok(FlashStore::new(memory, 0..512)?.load(net)?)
        },
        format: Format::Flash,
        step: 1,
    },
];

/// A function that writes.
pub(crate) struct Writer {
    pub(crate) name: &'static str,
    pub(crate) write: fn(&Net) -> Refused,
}

pub(crate) const WRITERS: [Writer; 5] = [
    Writer {
        name: "to_safetensors",
        write: |net| Ok(net.to_safetensors().map(|_| ())?),
    },
    Writer {
        name: "save",
        write: |net| Ok(net.save(file(b""))?),
    },
    Writer {
        name: "save_image",
        write: |net| Ok(save_image(net, file(b""))?),
    },
    Writer {
        name: "write",
        write: |net| Ok(image::write(net, &mut [0; image::bytes::<Net>()])?),
    },
    Writer {
        name: "save",
        write: |net| Ok(FlashStore::new(Flash::new(2), 0..512)?.save(net)?),
    },
];

/// A file with these bytes. Each thread has its own.
fn file(bytes: &[u8]) -> PathBuf {
    thread_local! {
        static FOLDER: tempfile::TempDir = tempfile::tempdir().expect("a folder");
    }
    FOLDER.with(|folder| {
        let path = folder.path().join("file");
        std::fs::write(&path, bytes).expect("a file");
        path
    })
}

pub(crate) fn net() -> Net {
    let mut net = Net::ZERO;
    net.initialize(&mut Random::seed(1));
    net
}

/// The correct bytes of a format.
pub(crate) fn good(format: Format) -> Vec<u8> {
    match format {
        Format::SafeTensors => net().to_safetensors().expect("good numbers"),
        Format::Image => {
            let mut bytes = vec![0; image::bytes::<Net>()];
            image::write(&net(), &mut bytes).expect("it has room");
            bytes
        }
        Format::Flash => {
            let mut store = FlashStore::new(Flash::new(2), 0..512).expect("two pages");
            store.save(&net()).expect("it has room");
            store.free().bytes
        }
    }
}

/// The numbers that the format's own reader returns, in the order of the network's memory.
pub(crate) fn official(bytes: &[u8]) -> Option<Vec<f32>> {
    let file = safetensors::SafeTensors::deserialize(bytes).ok()?;
    let mut numbers = Vec::new();
    for (name, outputs) in [
        ("0.weight", 2),
        ("0.bias", 2),
        ("2.weight", 1),
        ("2.bias", 1),
    ] {
        let tensor = file.tensor(name).ok()?;
        let (floats, []) = tensor.data().as_chunks::<4>() else {
            return None;
        };
        let inputs = floats.len() / outputs;
        let order = (0..inputs).flat_map(|i| (0..outputs).map(move |o| o * inputs + i));
        numbers.extend(order.map(|place| f32::from_le_bytes(floats[place])));
    }
    Some(numbers)
}

pub(crate) fn numbers(net: &Net) -> Vec<f32> {
    let mut numbers = Vec::new();
    net.state(&mut |values| numbers.extend_from_slice(values));
    numbers
}
