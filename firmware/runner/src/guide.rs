//! The program of the guide: built and run as the guide says, and shown there from its source.

use std::path::{Path, PathBuf};

use crate::board::GUIDE;
use crate::build::Compiler;
use crate::emulator;
use crate::profile::Profile;
use crate::tally::Tally;

/// The files that the guide shows.
const FILES: [(&str, &str, &str); 3] = [
    ("guide-memory", "text", "images/layouts/stm32f401/memory.x"),
    ("guide-program", "rust", "images/src/bin/guide.rs"),
    ("guide-output", "text", OUTPUT),
];

/// The stored output of the program.
const OUTPUT: &str = "figures/guide.txt";

/// Builds and runs the program, and compares its output with the stored one, or stores it.
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

/// Returns a block of the guide, indented as a part of a list.
pub(crate) fn block(name: &str) -> Option<String> {
    let (_, language, file) = FILES.iter().find(|(block, ..)| *block == name)?;
    let text = format!("```{language}\n{}```\n", read(file));
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
