//! What a compiler that knows the processor changes: `-C target-cpu=cortex-m4`.

use crate::board::TUNED;
use crate::build::Compiler;
use crate::elf::Elf;
use crate::emulator;
use crate::figures::Figures;
use crate::golden::Goldens;
use crate::profile::Profile;
use crate::said::Said;
use crate::tally::Tally;

/// The images that are measured.
const IMAGES: [&str; 5] = [
    "infer_small",
    "infer_big",
    "infer_lenet",
    "train_sgd",
    "train_big",
];

/// The first word of the names of its figures.
pub(crate) const LEVEL: &str = "tuned";

/// Builds images with the argument, and counts them. Their results are those of all boards.
pub(crate) fn check(
    compiler: &Compiler,
    goldens: &Goldens,
    figures: &mut Figures,
    tally: &mut Tally,
) {
    let built = compiler.build(&TUNED, Profile::Fast, &IMAGES, "");
    let run = |name| -> Result<Said, String> {
        let path = built.as_ref().map_err(String::clone)?.join(name);
        let said = emulator::run(&TUNED, &path, Some(&Elf::read(&path)?))?;
        goldens.check(name, &said.lines())?;
        Ok(said)
    };
    for name in IMAGES {
        let said = run(name);
        for (what, _, count) in said.iter().flat_map(|said| &said.measured) {
            if let Some(count) = count {
                figures.count(LEVEL, what, count);
            }
        }
        let title = format!("target-cpu=cortex-m4, {name}: the stored results");
        tally.check(&title, said.map(drop));
    }
}
