//! The programs that the documents show: built and run as the documents say, and shown there from their sources.

use std::path::{Path, PathBuf};

use crate::board::GUIDE;
use crate::build::Compiler;
use crate::emulator;
use crate::profile::Profile;
use crate::tally::Tally;

/// A file that a document shows.
struct File {
    /// The name of its block.
    block: &'static str,
    language: &'static str,
    path: &'static str,
    /// Whether the block is in an item of a list.
    is_indented: bool,
}

const FILES: [File; 5] = [
    step("guide-memory", "text", "images/layouts/stm32f401/memory.x"),
    step("guide-program", "rust", "images/src/bin/guide.rs"),
    step("guide-output", "text", GUIDE_OUTPUT),
    File {
        is_indented: false,
        ..step("digits-program", "rust,ignore", "digits-ai/src/main.rs")
    },
    File {
        is_indented: false,
        ..step("digits-output", "text", DIGITS_OUTPUT)
    },
];

const fn step(block: &'static str, language: &'static str, path: &'static str) -> File {
    File {
        block,
        language,
        path,
        is_indented: true,
    }
}

/// The stored output of the program of the guide.
const GUIDE_OUTPUT: &str = "figures/guide.txt";
/// The stored output of the program with the imported network.
const DIGITS_OUTPUT: &str = "figures/digits.txt";

/// Builds and runs the programs, and compares their outputs with the stored ones, or stores them.
pub(crate) fn check(compiler: &Compiler, is_bless: bool, tally: &mut Tally) {
    let run = |built: Result<PathBuf, String>, name: &str, stored: &str| {
        let said = emulator::text(&GUIDE, &built?.join(name), None)?;
        if is_bless {
            std::fs::write(path(stored), &said).map_err(|error| error.to_string())?;
        }
        match read(stored) == said {
            true => Ok(()),
            false => Err(format!(
                "it writes {said:?}; `firmware/run --bless` stores it"
            )),
        }
    };
    let built = compiler.build(&GUIDE, Profile::Fast, &["guide"], "guide");
    tally.check(
        "the program of the guide",
        run(built, "guide", GUIDE_OUTPUT),
    );
    let built = compiler.program(&GUIDE, "digits-ai");
    tally.check(
        "the program with an imported network",
        run(built, "digits-ai", DIGITS_OUTPUT),
    );
}

/// Returns the block of a file.
pub(crate) fn block(name: &str) -> Option<String> {
    let file = FILES.iter().find(|file| file.block == name)?;
    let text = format!("```{}\n{}```\n", file.language, read(file.path));
    if !file.is_indented {
        return Some(text);
    }
    let indented = text.lines().map(|line| match line {
        "" => "\n".to_owned(),
        _ => format!("   {line}\n"),
    });
    // the comment at the end of the block is indented, too
    Some(format!("{}   ", indented.collect::<String>()))
}

fn read(file: &str) -> String {
    std::fs::read_to_string(path(file)).unwrap_or_default()
}

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)
}
