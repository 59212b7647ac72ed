//! Listens to sound, sample by sample: `cargo run --release --example sound`
//!
//! Samples of 16 bits become frames, frames become log-mel spectra, and each spectrum is a step of a network that tells sweeps, tones and noise apart. The sounds
//! are computed, so the example needs no data.

use std::error::Error;
use std::f32::consts::TAU;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use nn_core::math::sin;
use nn_core::prelude::*;
use nn_core::rng::uniform;
use nn_core::stream::Meaning;
use nn_core::streaming;
use nn_features::{Frames, LogMel, Settings};

use examples::ending;
use examples::training;

/// Samples per second.
const RATE: u32 = 16_000;
/// A frame: 30 ms.
const FRAME: usize = 480;
/// From one frame to the next: 20 ms.
const HOP: usize = 320;
const BANDS: usize = 40;
/// The frames that a prediction depends on: half a second.
const FRAMES: usize = 24;
/// The samples of these frames.
const SAMPLES: usize = FRAME + (FRAMES - 1) * HOP;

static LOG_MEL: LogMel<BANDS, FRAME, 512> = LogMel::new(Settings::new(RATE));

type Net = network![[40, 24]
    => Conv1d<filters = 16, kernel = 3, Relu> => Conv1d<filters = 16, kernel = 3, dilation = 2, Relu>
    => GlobalAvgPool => Dense<4, Softmax>];
type Live = streaming![Net];
const _: () = assert!(matches!(Live::MEANING, Meaning::Window) && Live::WARM_UP == FRAMES);

const SOUNDS: [&str; 4] = ["rising", "falling", "steady", "noise"];
/// The sounds of each class to learn from.
const EACH: usize = 60;

/// Tells computed sounds apart, sample by sample
#[derive(Debug, Clone, Parser)]
#[command(name = "sound")]
struct Options {
    /// Passes over the training sounds
    #[arg(long, value_name = "COUNT", default_value = "30", value_parser = clap::value_parser!(u16).range(1..))]
    epochs: u16,
    /// Seed of all random numbers
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    seed: u64,
}

/// What turns samples into steps of the network.
struct Ear {
    frames: Frames<FRAME, HOP>,
    /// The memory of the Fourier transform.
    memory: [f32; 512],
    bands: [f32; BANDS],
}

impl Ear {
    const fn new() -> Self {
        Ear {
            frames: Frames::new(),
            memory: [0.0; 512],
            bands: [0.0; BANDS],
        }
    }

    /// Takes a sample. Returns the spectrum of a frame if the sample completes one.
    fn hear(&mut self, sample: i16) -> Option<&[f32; BANDS]> {
        let frame = self.frames.push(sample)?;
        LOG_MEL.compute(frame, &mut self.memory, &mut self.bands);
        // Logarithms of energies are between -14 and 10. The network learns better from smaller numbers.
        for band in &mut self.bands {
            *band = (*band + 4.0) / 5.0;
        }
        Some(&self.bands)
    }
}

fn main() -> ExitCode {
    ending::code(run(&Options::parse()))
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout();
    writeln!(out, "{}", Net::summary())?;
    let mut rng = Random::seed(options.seed);
    let classes: Vec<u8> = (0..EACH * SOUNDS.len())
        .map(|index| (index % SOUNDS.len()) as u8)
        .collect();
    let windows: Vec<_> = classes
        .iter()
        .map(|class| window(*class, &mut rng))
        .collect();
    let mut net = Net::random_boxed(&mut rng);
    let settings = training::Settings {
        epochs: options.epochs.into(),
        learning_rate: 0.005,
        seed: options.seed,
    };
    training::train(&mut *net, (&windows, &classes), settings, |_, _| (), ())?;
    for (count, what) in [
        (size_of_val(&LOG_MEL), "bytes of flash for the spectrum"),
        (size_of::<Ear>(), "bytes of RAM for the spectrum"),
        (Net::FLASH_BYTES, "bytes of weights"),
        (Live::STATE_BYTES, "bytes of RAM for the stream"),
        (
            Live::MACS_PER_STEP,
            "multiply-accumulates of the network for each frame",
        ),
        (Net::MACS, "multiply-accumulates for a window of frames"),
    ] {
        writeln!(out, "{count:>9} {what}")?;
    }
    listen(&mut out, &net, &mut rng)
}

/// Plays one sound after the other, and compares the answer at the end of each with the sound.
fn listen(out: &mut impl Write, net: &Net, rng: &mut Random) -> Result<(), Box<dyn Error>> {
    const COUNT: usize = 100;
    let (mut ear, mut live) = (Ear::new(), Live::ZERO);
    let (mut right, mut answers) = (0, 0);
    writeln!(out, "\n{:>6}  {:<10}answer", "second", "sound")?;
    for index in 0..COUNT {
        let class = uniform(rng, 0.0, SOUNDS.len() as f32) as u8;
        let mut said = None;
        for sample in sound(class, RATE as usize, rng) {
            let Some(step) = ear.hear(sample) else {
                continue;
            };
            said = live.push(net, step).and_then(loudest);
            answers += usize::from(said.is_some());
        }
        right += usize::from(said == Some(class.into()));
        if index < 8 {
            let name =
                |class: Option<usize>| class.and_then(|class| SOUNDS.get(class)).unwrap_or(&"-");
            writeln!(
                out,
                "{:>6}  {:<10}{}",
                index + 1,
                name(Some(class.into())),
                name(said)
            )?;
        }
    }
    writeln!(
        out,
        "\n{answers} answers in {COUNT} seconds, one with each frame after the first {FRAMES}"
    )?;
    writeln!(
        out,
        "test accuracy: {:.2} %",
        100.0 * right as f32 / COUNT as f32
    )?;
    Ok(())
}

/// The class with the highest probability.
fn loudest(probabilities: &[f32; 4]) -> Option<usize> {
    (0..4).max_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]))
}

/// The spectra of a sound, for training.
fn window(class: u8, rng: &mut Random) -> [[f32; FRAMES]; BANDS] {
    let (mut ear, mut time) = (Ear::new(), 0);
    let mut window = [[0.0; FRAMES]; BANDS];
    for sample in sound(class, SAMPLES, rng) {
        if let Some(step) = ear.hear(sample) {
            for (row, band) in window.iter_mut().zip(step) {
                row[time] = *band;
            }
            time += 1;
        }
    }
    window
}

/// A sound with a random pitch, loudness and noise. Sweeps repeat four times a second.
fn sound(class: u8, length: usize, rng: &mut Random) -> Vec<i16> {
    let (low, ratio) = (uniform(rng, 300.0, 1_500.0), uniform(rng, 2.0, 3.0));
    let (loudness, noise) = (uniform(rng, 500.0, 8_000.0), uniform(rng, 20.0, 200.0));
    let sweep = RATE as usize / 4;
    let mut phase = uniform(rng, 0.0, 1.0);
    let begin = uniform(rng, 0.0, sweep as f32) as usize;
    let sample = |time: usize| {
        let share = ((begin + time) % sweep) as f32 / sweep as f32;
        let frequency = match class {
            0 => low * (1.0 + share * (ratio - 1.0)),
            1 => low * (1.0 + (1.0 - share) * (ratio - 1.0)),
            _ => low * ratio,
        };
        phase = (phase + frequency / RATE as f32).fract();
        let tone = if class < 3 {
            loudness * sin(TAU * phase)
        } else {
            0.0
        };
        let most = if class < 3 { noise } else { loudness };
        (tone + uniform(rng, -most, most)) as i16
    };
    (0..length).map(sample).collect()
}
