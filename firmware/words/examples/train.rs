//! Trains both networks with computed words, and writes their weights of `i8`: `cargo run --release --package words --example train`
//!
//! It prints how many of the words for the test each network recognizes. The instruction set is the portable one, and another run writes the same files.

use std::error::Error;
use std::path::Path;

use nn_core::prelude::*;
use words::networks::{
    Convolutions, Convolutions8, ConvolutionsFolded, Recurrent, Recurrent8, RecurrentFolded,
};
use words::{BANDS, Ear, FRAMES, WORDS, Word};

/// What a network reads: the course of each band.
type Sample = [[f32; FRAMES]; BANDS];

/// The words to learn from, and those for the test.
const TRAINING: usize = 2_000;
const TEST: usize = 1_000;
const EPOCHS: usize = 15;
const BATCH: usize = 32;

/// Trains a network, writes the one of `i8`, and prints both accuracies.
macro_rules! train {
    ($net:ty, $folded:ty, $integers:ty, $file:literal) => {{
        let (samples, classes) = spectra(0, TRAINING);
        let mut net = <$net>::random_boxed(&mut Random::seed(1));
        let mut trainer = Trainer::<$net, _, _, BATCH>::boxed(CrossEntropy, Adam::new(0.003));
        let steps = EPOCHS * TRAINING.div_ceil(BATCH);
        Fit::epochs(EPOCHS)
            .seed(1)
            .schedule_steps(Schedule::linear(steps, 0.0))
            .run(&mut *trainer, &mut *net, (&samples, &classes))?;

        let mut folded = <$folded>::boxed();
        net.fold_into(&mut folded);
        let mut calibration = Calibration::<$folded>::boxed();
        calibration.observe(&folded, &samples)?;
        let mut integers = <$integers>::boxed();
        let report = folded.quantize_into(&calibration, &mut integers)?;
        println!("{report}");
        integers.save(Path::new(env!("CARGO_MANIFEST_DIR")).join($file))?;

        let (samples, classes) = spectra(TRAINING, TEST);
        let pairs = || samples.iter().zip(&classes);
        let right =
            pairs().filter(|(sample, class)| folded.classify(sample) == usize::from(**class));
        let right8 =
            pairs().filter(|(sample, class)| integers.classify(sample) == usize::from(**class));
        println!(
            "{}: {} of {TEST} words, in int8 {}\n",
            $file,
            right.count(),
            right8.count()
        );
    }};
}

fn main() -> Result<(), Box<dyn Error>> {
    train!(
        Recurrent,
        RecurrentFolded,
        Recurrent8,
        "recurrent.safetensors"
    );
    train!(
        Convolutions,
        ConvolutionsFolded,
        Convolutions8,
        "convolutions.safetensors"
    );
    Ok(())
}

/// The spectra of computed words, and the words.
fn spectra(first: usize, count: usize) -> (Vec<Sample>, Vec<u8>) {
    let words = (first..first + count).map(|index| {
        let word = index % WORDS;
        (
            spectrum(Word::new(word, Random::seed(index as u64))),
            word as u8,
        )
    });
    words.unzip()
}

fn spectrum(word: Word) -> Sample {
    let (mut ear, mut time) = (Ear::ZERO, 0);
    let mut sample = [[0.0; FRAMES]; BANDS];
    for sound in word {
        if let Some(bands) = ear.hear(sound) {
            for (row, band) in sample.iter_mut().zip(bands) {
                row[time] = *band;
            }
            time += 1;
        }
    }
    sample
}
