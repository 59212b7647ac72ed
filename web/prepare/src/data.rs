//! The files that the page loads: the module, weights of both networks, and digits.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use nn_core::metrics::accuracy;
use nn_core::prelude::*;
use nn_data::idx;
use page::{Image, Mnist, Mnist8};

/// The folder of the digits.
const DIGITS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/data/mnist10k");
/// The digits that the page trains with, and those that it holds back, which are of the test set.
const USED: [usize; 2] = [3_500, 500];
/// The most bytes of all files.
const MOST_BYTES: u64 = 1_500_000;

/// Writes all files into the folder, and prints its size.
pub(crate) fn write(module: &Path, weights: &Path, site: &Path) -> Result<(), Box<dyn Error>> {
    let read =
        |name: &str| idx::read::<u8>(&Path::new(DIGITS).join(format!("{name}.gz")), &[28, 28]);
    let labels = |name: &str| idx::read::<u8>(&Path::new(DIGITS).join(format!("{name}.gz")), &[]);
    let (pixels, classes) = (
        read("train8k-images-idx3-ubyte")?,
        labels("train8k-labels-idx1-ubyte")?,
    );
    let (test_pixels, test_classes) = (
        read("test2k-images-idx3-ubyte")?,
        labels("test2k-labels-idx1-ubyte")?,
    );

    let mut net = Mnist::boxed();
    net.load(weights)?;
    let quantized = quantized(&net, &images(&pixels))?;
    let test = images(&test_pixels);
    let percent = 100.0 * accuracy(&*net, &test, &test_classes)?;
    println!(
        "f32:  {:>7} bytes, {percent:.2} % of {} digits",
        Mnist::FLASH_BYTES,
        test.len()
    );
    let percent = 100.0 * accuracy(&*quantized, &test, &test_classes)?;
    println!("int8: {:>7} bytes, {percent:.2} %", Mnist8::FLASH_BYTES);

    write_packed(&site.join("page.wasm.gz"), &[&fs::read(module)?])?;
    write_packed(&site.join("f32.safetensors.gz"), &[&net.to_safetensors()?])?;
    write_packed(
        &site.join("int8.safetensors.gz"),
        &[&quantized.to_safetensors()?],
    )?;
    let [trained, held] = USED;
    let parts = [
        &pixels[..784 * trained],
        &test_pixels[..784 * held],
        &classes[..trained],
        &test_classes[..held],
    ];
    write_packed(&site.join("digits.gz"), &parts)?;
    fs::write(site.join("files.json"), list(site)?)?;
    let size = sizes(site)?;
    if size > MOST_BYTES {
        return Err(
            format!("the page has {size} bytes, and at most {MOST_BYTES} are allowed").into(),
        );
    }
    Ok(())
}

/// The network of 8-bit integers, calibrated with these digits.
fn quantized(net: &Mnist, images: &[Image]) -> Result<Box<Mnist8>, Box<dyn Error>> {
    let mut calibration = Calibration::<Mnist>::boxed();
    calibration.observe(net, images)?;
    let mut quantized = Mnist8::boxed();
    net.quantize_into(&calibration, &mut quantized)?;
    Ok(quantized)
}

fn images(pixels: &[u8]) -> Vec<Image> {
    let (digits, _) = pixels.as_chunks::<784>();
    digits
        .iter()
        .map(|digit| digit.map(|ink| f32::from(ink) / 255.0))
        .collect()
}

/// Writes parts one after the other, as one file of gzip.
fn write_packed(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let mut file = GzEncoder::new(File::create(path)?, Compression::best());
    parts.iter().try_for_each(|part| file.write_all(part))?;
    file.finish()?.flush()
}

/// The names of all files as JSON. The page keeps these files, to work without a network.
fn list(site: &Path) -> io::Result<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(site)? {
        names.push(format!("{:?}", entry?.file_name().to_string_lossy()));
    }
    names.sort();
    Ok(format!("[{}]\n", names.join(", ")))
}

/// Prints the size of each file. Returns the sum.
fn sizes(site: &Path) -> io::Result<u64> {
    let mut files = Vec::new();
    for entry in fs::read_dir(site)? {
        let entry = entry?;
        files.push((
            entry.file_name().to_string_lossy().into_owned(),
            entry.metadata()?.len(),
        ));
    }
    files.sort();
    files
        .iter()
        .for_each(|(name, bytes)| println!("{bytes:>9}  {name}"));
    let sum = files.iter().map(|(_, bytes)| bytes).sum();
    println!("{sum:>9}  in all");
    Ok(sum)
}
