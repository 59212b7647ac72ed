//! What this machine computes with the data of the page, as bytes. The test of the page compares them with those of the browser.

use std::error::Error;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use nn_core::instruction_set::InstructionSet;
use page::{Page, Request};

/// The digits that are read.
const DIGITS: u32 = 10;
/// The training steps.
const STEPS: u32 = 40;
/// The digits in the file, and those that are held back.
const USED: [u32; 2] = [4_000, 500];

/// Prints JSON: the answers for some digits, that of some training steps, and the checksum of the trained weights.
pub(crate) fn print(site: &Path) -> Result<(), Box<dyn Error>> {
    // WebAssembly has no other.
    InstructionSet::Portable.select()?;
    let mut page = Page::default();
    let mut answer = |request, numbers, bytes: &[u8]| match page.request(request, numbers, bytes) {
        Ok(()) => Ok(page.answer().to_vec()),
        Err(_) => Err(format!("{request:?} was refused")),
    };
    answer(
        Request::Load,
        [0; 2],
        &unpacked(&site.join("f32.safetensors.gz"))?,
    )?;
    answer(
        Request::LoadQuantized,
        [0; 2],
        &unpacked(&site.join("int8.safetensors.gz"))?,
    )?;
    answer(Request::Lesson, USED, &unpacked(&site.join("digits.gz"))?)?;
    let mut readings = Vec::new();
    for index in 0..DIGITS {
        let digit = answer(Request::Held, [index, 0], &[])?;
        // The label is after the pixels.
        let reading = answer(Request::Read, [0; 2], &digit[..4 * 784])?;
        readings.push(format!("\"{}\"", hexadecimal(&reading)));
    }
    let learned = answer(Request::Learn, [STEPS, 0], &[])?;
    let weights = answer(Request::Weights, [0; 2], &[])?;
    // An image of weights ends with its checksum.
    let checksum = &weights[weights.len() - 4..];
    let (learned, checksum) = (hexadecimal(&learned), hexadecimal(checksum));
    let readings = readings.join(",");
    println!(
        "{{\"steps\":{STEPS},\"readings\":[{readings}],\"learned\":\"{learned}\",\"checksum\":\"{checksum}\"}}"
    );
    Ok(())
}

fn unpacked(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    GzDecoder::new(File::open(path)?).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
