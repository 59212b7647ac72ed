//! The checks of a board's images.

use crate::board::Board;
use crate::build::{Compiler, Profile};
use crate::elf::Elf;
use crate::emulator;
use crate::figures::Figures;
use crate::image::{IMAGES, Image};
use crate::reference::Reference;
use crate::said::Said;
use crate::tally::Tally;

/// What the names of allocators' functions, and of functions that only a panic calls, contain.
const FORBIDDEN: [&str; 7] = [
    "__rust_alloc",
    "__rg_",
    "malloc",
    "panic_fmt",
    "panic_bounds",
    "unwrap_failed",
    "slice_index_fail",
];

/// Builds and runs all images that fit. They are linked with a panic handler that does not exist, so that an image exists at all
/// proves that no path in it leads to a panic.
pub(crate) fn board(
    board: &Board,
    profile: Profile,
    compiler: &Compiler,
    reference: &Reference,
    figures: &mut Figures,
    tally: &mut Tally,
) {
    let images: Vec<&Image> = IMAGES.iter().filter(|image| image.fits(board)).collect();
    let names: Vec<&str> = images.iter().map(|image| image.name).collect();
    let title = format!("{} at {}", board.name, profile.level());
    let built = compiler.build(board, profile, &names, "");
    tally.check(
        &format!("{title} builds without a path to a panic"),
        built.as_ref().map(drop).map_err(String::clone),
    );
    let Ok(directory) = built else { return };
    let mut empty = None;
    for name in names {
        let title = format!("{title}, {name}");
        let path = directory.join(name);
        if board.is_wasm() {
            let said = emulator::run(board, &path.with_extension("wasm"), None);
            tally.check(&title, said.and_then(|said| same(&said, reference)));
            continue;
        }
        let elf = match Elf::read(&path) {
            Ok(elf) => elf,
            Err(error) => return tally.check(&title, Err(error)),
        };
        let said = match emulator::run(board, &path, Some(&elf)) {
            Ok(said) => said,
            Err(error) => {
                tally.check(&title, Err(error));
                continue;
            }
        };
        let empty = empty.get_or_insert((elf.code, elf.ram));
        let ram = elf.ram - empty.1;
        tally.check(
            &format!("{title}: the same bits as here"),
            same(&said, reference),
        );
        tally.check(&format!("{title}: no allocator, no panic"), clean(&elf));
        tally.check(
            &format!("{title}: its memory is the constants of its type"),
            sizes(&said, &elf, ram),
        );
        let (level, code) = (profile.level(), elf.code - empty.0);
        figures.add(level, name, "code", code);
        figures.add(level, name, "ram", ram);
        for (what, stack, count) in &said.measured {
            figures.add(level, what, "stack", u64::from(*stack));
            figures.add(level, what, "instructions", count.unwrap_or_default());
        }
    }
}

/// Whether each result is that of this machine, and there is one.
fn same(said: &Said, reference: &Reference) -> Result<(), String> {
    if said.results.is_empty() {
        return Err("it says no result".to_owned());
    }
    for (name, bits) in &said.results {
        match reference.0.get(name) {
            Some(right) if right == bits => {}
            right => return Err(format!("{name} is {bits:08x}, here {right:08x?}")),
        }
    }
    Ok(())
}

fn clean(elf: &Elf) -> Result<(), String> {
    match elf.with(&FORBIDDEN) {
        none if none.is_empty() => Ok(()),
        found => Err(format!("it has {found:?}")),
    }
}

/// Whether RAM is what the type says, and the weights are among the constants. An image that states nothing is free.
fn sizes(said: &Said, elf: &Elf, ram: u64) -> Result<(), String> {
    if let Some(stated) = said.bytes.get("ram")
        && u64::from(*stated) != ram
    {
        return Err(format!("RAM is {ram} bytes, and the type says {stated}"));
    }
    match said.bytes.get("flash") {
        Some(stated) if u64::from(*stated) > elf.constants + elf.code => Err(format!(
            "the weights of {stated} bytes are not among its constants"
        )),
        _ => Ok(()),
    }
}

/// With zero-skipping off a prediction takes as many instructions for every input.
pub(crate) fn fixed_time(board: &Board, compiler: &Compiler, tally: &mut Tally) {
    let counts = || {
        let name = "fixed_time";
        let path = compiler
            .build(board, Profile::Fast, &[name], "fixed-time")?
            .join(name);
        let said = emulator::run(board, &path, Some(&Elf::read(&path)?))?;
        let counts = said
            .measured
            .iter()
            .map(|(_, _, count)| count.unwrap_or_default());
        let counts: Vec<u64> = counts.collect();
        println!("fixed-time on {}: {counts:?} instructions", board.name);
        match counts.as_slice() {
            [first, rest @ ..] if rest.len() == 4 && rest.iter().all(|count| count == first) => {
                Ok(())
            }
            _ => Err(format!("the counts differ: {counts:?}")),
        }
    };
    tally.check("fixed-time: no count depends on the input", counts());
}

/// The proof that no panic is possible can fail: an image with an index that nobody knows does not link.
pub(crate) fn panic_is_found(board: &Board, compiler: &Compiler, tally: &mut Tally) {
    let result = match compiler.build(board, Profile::Fast, &["panics"], "panics") {
        Err(said) if said.contains("panic-never") => Ok(()),
        Err(said) => Err(format!("it fails for another reason: {said}")),
        Ok(_) => Err("it links, although it can panic".to_owned()),
    };
    tally.check("an index that can fail does not link", result);
}
