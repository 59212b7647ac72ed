//! Measures how robust a network is: `cargo run --release --example robust`
//!
//! How many digits does it read if each pixel may be changed a little? An attack gives an upper bound, proofs give a lower one. The
//! network is trained twice: plainly, and with bounds of the loss for all changed images. The layers for it are in `layers.rs`.

mod attack;
mod layers;
mod loss;
mod measure;
mod options;
mod region;
mod training;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use examples::curves::{self, Corner, Curve, Diagram, Stroke};
use examples::digits::{CLASSES, Digits, PIXELS, Samples};
use examples::{ending, gradients, pictures};
use nn_core::prelude::*;
use nn_core::verify::Verifier;

use layers::{IntervalDense, IntervalRelu};
use loss::WorstCase;
use measure::Robustness;
use options::Options;

type Image = [f32; PIXELS];
type Mnist = network![784 => Dense<128, Relu> => Dense<10, Softmax>];

/// By how much each pixel can be changed. Ink is 1, background is 0.
const EPSILONS: [f32; 4] = [0.01, 0.02, 0.05, 0.1];
/// The training with bounds is for the largest of them.
const TRAINED: f32 = EPSILONS[3];
const NAMES: [&str; 2] = ["plain training", "training with bounds"];

fn main() -> ExitCode {
    ending::code(run(&Options::parse()))
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let mut digits = Digits::<Image>::load(&options.data)?;
    let (train, _) = digits.train.without_tenth(10);
    let test = first(digits.test.samples(), options.digits.into());
    let mut out = io::stdout();
    let error = largest_gradient_error()?;
    writeln!(out, "largest error of a gradient: {error:.4}")?;

    writeln!(out, "\n{}", NAMES[0])?;
    let plain = training::plain(options, train)?;
    writeln!(out, "\n{}, epsilon up to {TRAINED}", NAMES[1])?;
    let bounded = training::with_bounds(options, train, TRAINED)?;

    let start = Instant::now();
    let results = [&plain, &bounded].map(|net| {
        // The digits are shared among the processors, so each search has one thread.
        let verifier = Verifier::new(&**net).threads(1);
        let verifier = match options.seconds {
            // One part: the linear bounds of the whole region, and an attack.
            0 => verifier.most_parts(1),
            seconds => verifier.most_time(Duration::from_secs(seconds)),
        };
        EPSILONS.map(|epsilon| measure::robustness(&verifier, net, test, epsilon))
    });
    let seconds = start.elapsed().as_secs_f32();
    table(&mut out, &results)?;
    writeln!(out, "\n{} digits, measured in {seconds:.1} s", test.len())?;
    let path = pictures::path("robust.svg")?;
    curves::save(&path, &[diagram(&results)])?;
    Ok(writeln!(out, "picture: {}", path.display())?)
}

/// The first samples, at most this many.
fn first(samples: Samples<'_, Image>, count: usize) -> Samples<'_, Image> {
    let count = count.min(samples.len());
    Samples {
        images: &samples.images[..count],
        labels: &samples.labels[..count],
    }
}

/// Compares the gradients of the layers and of the loss with finite differences, in a small network.
fn largest_gradient_error() -> Result<f32, nn_core::Error> {
    type Small = network![[3, 4] => IntervalDense<4, 5> => IntervalRelu<5> => IntervalDense<5, 3>];
    let mut rng = Random::seed(1);
    let net = Small::random(&mut rng);
    let inputs: [[[f32; 4]; 3]; 8] = core::array::from_fn(|_| {
        let [value, center, radius] =
            [[0.0; 4]; 3].map(|row| row.map(|_: f32| nn_core::rng::normal(&mut rng)));
        [value, center, radius.map(f32::abs)]
    });
    let labels = [0u8, 1, 2, 0, 1, 2, 0, 1];
    let loss = WorstCase { share: 0.4 };
    let mut trainer = Trainer::<Small, _, _, 8>::new(loss, Sgd::new(0.1));
    gradients::largest_error(&mut trainer, &net, &inputs, &labels)
}

fn table(out: &mut impl Write, results: &[[Robustness; 4]; 2]) -> io::Result<()> {
    writeln!(out, "\n{:<9}{:>33}{:>33}", "", NAMES[0], NAMES[1])?;
    let columns = format!("{:>11}{:>11}{:>11}", "accuracy", "attacked", "certified");
    writeln!(out, "{:<9}{columns}{columns}", "epsilon")?;
    let [plain, bounded] = results;
    for pair in plain.iter().zip(bounded) {
        write!(out, "{:<9}", pair.0.epsilon)?;
        for row in [pair.0, pair.1] {
            let Robustness {
                accuracy,
                attacked,
                certified,
                ..
            } = row;
            write!(out, "{accuracy:>9.1} %{attacked:>9.1} %{certified:>9.1} %")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The accuracy under attack and the certified accuracy of both networks.
fn diagram(results: &[[Robustness; 4]; 2]) -> Diagram<'static> {
    let curve = |name, rows: &[Robustness; 4], percent: fn(&Robustness) -> f32| {
        let unchanged = rows.first().map(|row| (0.0, row.accuracy));
        let points = rows.iter().map(|row| (row.epsilon, percent(row)));
        Curve {
            name,
            stroke: Stroke::Line,
            points: unchanged.into_iter().chain(points).collect(),
        }
    };
    let [plain, bounded] = results;
    Diagram {
        title: "Digits that are read although each pixel is changed",
        x_axis: "epsilon: the largest change of a pixel",
        y_axis: "percent",
        legend: Corner::LowerLeft,
        curves: vec![
            curve("plain, attacked", plain, |row| row.attacked),
            curve("plain, certified", plain, |row| row.certified),
            curve("with bounds, attacked", bounded, |row| row.attacked),
            curve("with bounds, certified", bounded, |row| row.certified),
        ],
    }
}
