//! Included weights are in the program once, in a read-only section, and the file itself is not.
#![cfg(target_os = "linux")]

use std::path::PathBuf;

use nn_core::prelude::*;
use object::{Object, ObjectSection, SectionKind};

type Mnist = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];

/// The build script sets the path.
static NET: Mnist = nn_core::include_weights!(Mnist, env!("MNIST_WEIGHTS"));

/// The value at an index in the file that the build script writes.
fn number(index: usize) -> f32 {
    let mixed = (index as u32).wrapping_mul(0x9E37_79B1) ^ 0x5BD1_E995;
    (mixed >> 8) as f32 / (1 << 24) as f32 - 0.5
}

/// The path of this program. If an emulator runs it, the current executable is the emulator.
fn program() -> PathBuf {
    std::env::args_os().next().expect("a program").into()
}

/// The sections of this program that contain some bytes, once for each occurrence.
fn sections_with(bytes: impl Iterator<Item = [u8; 4]>) -> Vec<(String, SectionKind)> {
    let bytes: Vec<u8> = bytes.flatten().collect();
    let program = std::fs::read(program()).expect("its bytes");
    let program = object::File::parse(&*program).expect("an ELF");
    let mut found = Vec::new();
    for section in program.sections() {
        let name = section.name().expect("a name").to_owned();
        let places = section.data().expect("its bytes").windows(bytes.len());
        let places = places.filter(|window| *window == bytes);
        found.extend(places.map(|_| (name.clone(), section.kind())));
    }
    found
}

#[test]
fn the_file_is_read_as_it_is() {
    for (input, row) in NET.layers.first.weights.iter().enumerate() {
        for (output, weight) in row.iter().enumerate() {
            assert_eq!(*weight, number(output * 784 + input));
        }
    }
    for (output, bias) in NET.layers.last.bias.iter().enumerate() {
        assert_eq!(*bias, number(784 * 128 + 128 + 10 * 128 + output));
    }
}

#[test]
fn weights_are_in_the_program_once_and_never_written() {
    // All weights of the last input, in memory order: the last of 784 rows.
    let row = (0..128).map(|output| number(output * 784 + 783).to_ne_bytes());
    let found = sections_with(row);
    let [(name, SectionKind::ReadOnlyData | SectionKind::ReadOnlyString)] = &*found else {
        panic!("{found:?}");
    };
    assert_eq!(name, ".rodata");
    assert_eq!(Mnist::FLASH_BYTES, 407_080);
    let aligned = Mnist::FLASH_BYTES.next_multiple_of(align_of::<Mnist>());
    assert_eq!(size_of_val(&NET), aligned, "and what aligns it");
}

/// Cargo compiles a program again if one of the files in the compiler's dependency list has changed.
#[test]
fn the_program_depends_on_its_files() {
    let list = program().with_extension("d");
    let list = std::fs::read_to_string(list).expect("the list of the compiler");
    for file in [env!("MNIST_WEIGHTS"), "reference/weights/dense.safetensors"] {
        let rule = list.lines().next().expect("the program's rule");
        assert!(rule.contains(file), "{file}");
    }
}

#[test]
fn the_file_is_not_in_the_program() {
    let column = (0..128).map(|input| number(5 * 784 + input).to_le_bytes());
    assert_eq!(sections_with(column), []);
}
