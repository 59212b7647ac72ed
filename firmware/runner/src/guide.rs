//! The program of the guide: built and run as the guide says, and shown there as it was built.

use std::path::{Path, PathBuf};

use crate::board::GUIDE;
use crate::build::{Compiler, Profile};
use crate::emulator;
use crate::tally::Tally;

/// The files of which the guide shows one or the other.
const FILES: [(&str, &str, &str); 3] = [
    ("guide-memory", "text", "images/layouts/stm32f401/memory.x"),
    ("guide-program", "rust", "images/src/bin/guide.rs"),
    ("guide-output", "text", OUTPUT),
];

/// What the program writes.
const OUTPUT: &str = "figures/guide.txt";

/// Builds the program, runs it, and compares what it writes with what is stored, or stores it.
pub(crate) fn check(compiler: &Compiler, is_bless: bool, tally: &mut Tally) {
    let run = || {
        let built = compiler.build(&GUIDE, Profile::Fast, &["guide"], "guide")?;
        let said = emulator::text(&GUIDE, &built.join("guide"), None)?;
        if is_bless {
            std::fs::write(path(OUTPUT), &said).map_err(|error| error.to_string())?;
        }
        match read(OUTPUT) == said {
            true => Ok(()),
            false => Err(format!(
                "it writes {said:?}; `firmware/run --bless` stores it"
            )),
        }
    };
    tally.check("the program of the guide", run());
}

/// A block of the guide, indented as a part of a list.
pub(crate) fn block(name: &str) -> Option<String> {
    let (_, language, file) = FILES.iter().find(|(block, ..)| *block == name)?;
    let text = format!("```{language}\n{}```\n", read(file));
    let indented = text.lines().map(|line| match line {
        "" => "\n".to_owned(),
        _ => format!("   {line}\n"),
    });
    // the comment that ends the block is indented, too
    Some(format!("{}   ", indented.collect::<String>()))
}

fn read(file: &str) -> String {
    std::fs::read_to_string(path(file)).unwrap_or_default()
}

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)
}
