//! The checks of a board's images.

use std::path::Path;
use std::thread;

use crate::board::Board;
use crate::build::Compiler;
use crate::elf::Elf;
use crate::emulator;
use crate::figures::Figures;
use crate::golden::Goldens;
use crate::image::{IMAGES, Image, Kind};
use crate::models;
use crate::profile::Profile;
use crate::said::Said;
use crate::tally::Tally;

/// Parts of the names of allocator functions, and of functions that only a panic calls.
const FORBIDDEN: [&str; 7] = [
    "__rust_alloc",
    "__rg_",
    "malloc",
    "panic_fmt",
    "panic_bounds",
    "unwrap_failed",
    "slice_index_fail",
];

/// Builds and runs all images that fit. They are linked with a panic handler that does not exist. So an image that links has no
/// path to a panic.
pub(crate) fn board(
    board: &Board,
    profile: Profile,
    compiler: &Compiler,
    goldens: &Goldens,
    figures: &mut Figures,
    tally: &mut Tally,
) {
    let images = images(board, profile);
    let names: Vec<&str> = images.iter().map(|image| image.name).collect();
    let title = format!("{} at {}", board.name, profile.name());
    let mut features = profile.features().to_vec();
    let has_models = images.iter().any(|image| image.kind == Kind::Model);
    features.extend(has_models.then_some("models"));
    let built = compiler.build(board, profile, &names, &features.join(","));
    tally.check(
        &format!("{title} builds without a path to a panic"),
        built.as_ref().map(drop).map_err(String::clone),
    );
    let Ok(directory) = built else { return };
    if board.is_wasm() {
        return wasm(board, &directory, &images, goldens, figures, tally);
    }
    let mut empty = None;
    for (image, both) in images.iter().zip(read_all(board, &directory, &images)) {
        let title = format!("{title}, {}", image.name);
        let (elf, said) = match both {
            Ok(both) => both,
            Err(error) => {
                tally.check(&title, Err(error));
                continue;
            }
        };
        // the first image is the empty one
        let (code, ram) = *empty.get_or_insert((elf.code, elf.ram));
        let size = Size {
            code: elf.code.saturating_sub(code),
            ram: elf.ram.saturating_sub(ram),
        };
        let memory = sizes(board, &said, &elf, &size);
        tally.check(
            &format!("{title}: the stored results"),
            goldens.check(image.name, &said.lines()),
        );
        tally.check(&format!("{title}: no allocator, no panic"), clean(&elf));
        tally.check(
            &format!("{title}: its memory is the constants of its type"),
            memory,
        );
        add(figures, profile.name(), image.name, &size, &said);
    }
}

/// The images that a board runs, the empty one first.
fn images(board: &Board, profile: Profile) -> Vec<&'static Image> {
    let has = |image: &&Image| {
        let has_models = board.has_models && models::folder().is_some();
        let is_there = image.kind != Kind::Model || has_models;
        is_there && image.fits(board) && profile.has(image.kind)
    };
    IMAGES.iter().filter(has).collect()
}

/// Runs the images of WebAssembly, of which only the file's size is measured.
fn wasm(
    board: &Board,
    directory: &Path,
    images: &[&Image],
    goldens: &Goldens,
    figures: &mut Figures,
    tally: &mut Tally,
) {
    for name in images.iter().map(|image| image.name) {
        let path = directory.join(name).with_extension("wasm");
        let length = std::fs::metadata(&path).map_or(0, |file| file.len());
        figures.add(Profile::Fast.level(), name, "file", length);
        let said = emulator::run(board, &path, None);
        let result = said.and_then(|said| goldens.check(name, &said.lines()));
        tally.check(&format!("wasm, {name}: the stored results"), result);
    }
}

/// Reads the files of all images and runs them in parallel. The counts do not depend on other processes.
fn read_all(
    board: &Board,
    directory: &Path,
    images: &[&Image],
) -> Vec<Result<(Elf, Said), String>> {
    thread::scope(|scope| {
        let runs = images
            .iter()
            .map(|image| scope.spawn(|| read(board, directory, image)));
        let runs: Vec<_> = runs.collect();
        let end = |run: thread::ScopedJoinHandle<'_, _>| {
            run.join()
                .unwrap_or_else(|_| Err("its run panicked".to_owned()))
        };
        runs.into_iter().map(end).collect()
    })
}

/// Reads the file of an image and runs it.
fn read(board: &Board, directory: &Path, image: &Image) -> Result<(Elf, Said), String> {
    let path = directory.join(image.name);
    let elf = Elf::read(&path)?;
    let said = emulator::run(board, &path, image.is_counted.then_some(&elf))?;
    Ok((elf, said))
}

/// The bytes of an image beyond the empty one.
struct Size {
    code: u64,
    ram: u64,
}

/// The figures of an image.
fn add(figures: &mut Figures, level: &str, name: &str, size: &Size, said: &Said) {
    figures.add(level, name, "code", size.code);
    figures.add(level, name, "ram", size.ram);
    for (what, stack, count) in &said.measured {
        figures.add(level, what, "stack", u64::from(*stack));
        if let Some(count) = count {
            figures.count(level, what, count);
        }
    }
}

fn clean(elf: &Elf) -> Result<(), String> {
    match elf.with(&FORBIDDEN) {
        none if none.is_empty() => Ok(()),
        found => Err(format!("it has {found:?}")),
    }
}

/// Checks that RAM is what the type states, and that the weights are constants. An image that states nothing is not checked.
fn sizes(board: &Board, said: &Said, elf: &Elf, size: &Size) -> Result<(), String> {
    let most = u64::from(board.alignment() - 1);
    if let Some(stated) = said.bytes.get("ram")
        && !(0..=most).contains(&size.ram.wrapping_sub(u64::from(*stated)))
    {
        return Err(format!(
            "RAM is {} bytes, and the type says {stated}",
            size.ram
        ));
    }
    match said.bytes.get("flash") {
        Some(stated) if u64::from(*stated) > elf.constants + elf.code => Err(format!(
            "the weights of {stated} bytes are not among its constants"
        )),
        _ => Ok(()),
    }
}

/// How much the count of a training step may depend on its input, in thousandths.
const SPREAD: u64 = 5;

/// With `fixed-time`, a prediction takes the same number of instructions for every input, and a training step nearly the same.
pub(crate) fn fixed_time(
    board: &Board,
    compiler: &Compiler,
    goldens: &Goldens,
    figures: &mut Figures,
    tally: &mut Tally,
) {
    let name = "fixed_time";
    let run = || {
        let built = compiler.build(board, Profile::Fast, &[name], "fixed-time")?;
        let path = built.join(name);
        emulator::run(board, &path, Some(&Elf::read(&path)?))
    };
    let said = match run() {
        Ok(said) => said,
        Err(error) => return tally.check(name, Err(error)),
    };
    let result = goldens.check(name, &said.lines());
    tally.check("fixed-time: the stored results", result);
    for (what, allowed) in [("dense", 0), ("pooling", 0), ("step", SPREAD)] {
        let of_it = said
            .measured
            .iter()
            .filter(|(name, ..)| name.starts_with(what));
        let counts: Vec<u64> = of_it
            .map(|(_, _, count)| count.unwrap_or_default().instructions)
            .collect();
        let most = counts.iter().max().copied().unwrap_or_default();
        figures.add("3", &format!("fixed-time {what}"), "instructions", most);
        let result = match (counts.iter().min(), counts.iter().max()) {
            (Some(least), Some(most))
                if counts.len() == 5 && *least > 0 && (most - least) * 1000 <= allowed * most =>
            {
                Ok(())
            }
            _ => Err(format!("the counts differ: {counts:?}")),
        };
        tally.check(
            &format!("fixed-time: {what} does not depend on the input"),
            result,
        );
    }
}

/// Checks that the proof of the absence of panics can fail: an image with an unknown index does not link.
pub(crate) fn panic_is_found(board: &Board, compiler: &Compiler, tally: &mut Tally) {
    let result = match compiler.build(board, Profile::Fast, &["panics"], "panics") {
        Err(said) if said.contains("panic-never") => Ok(()),
        Err(said) => Err(format!("it fails for another reason: {said}")),
        Ok(_) => Err("it links, although it can panic".to_owned()),
    };
    tally.check("an index that can fail does not link", result);
}
