//! Trains networks with each recurrent layer on the windows of a smartwatch, quantizes them, and prints the accuracies on people who were
//! not in the training: `cargo run --release -p tests --features data --bin quantized-recurrent -- examples/data/watch_exercises`.

use std::error::Error;
use std::path::Path;

use nn_core::instruction_set::InstructionSet;
use nn_core::prelude::*;
use nn_data::idx;

type Window = [[f32; 50]; 6];

/// Windows and their classes.
struct Set {
    windows: Vec<Window>,
    classes: Vec<usize>,
}

/// Reads a set, whose files begin with its name.
fn read(folder: &Path, name: &str) -> Result<Set, Box<dyn Error>> {
    let numbers = idx::read::<i16>(
        &folder.join(format!("{name}-windows-idx3-short.gz")),
        &[6, 50],
    )?;
    let labels = idx::read::<u8>(&folder.join(format!("{name}-labels-idx1-ubyte.gz")), &[])?;
    let channels = numbers.as_chunks::<50>().0;
    let measured = |number| f32::from(number) / 1_000.0;
    let windows = channels.as_chunks::<6>().0.iter();
    Ok(Set {
        windows: windows
            .map(|window| window.map(|channel| channel.map(measured)))
            .collect(),
        classes: labels.into_iter().map(usize::from).collect(),
    })
}

/// The percentage of windows whose class is predicted.
fn accuracy(set: &Set, classify: impl Fn(&Window) -> usize) -> f64 {
    let pairs = set.windows.iter().zip(&set.classes);
    let right = pairs.filter(|(window, class)| classify(window) == **class);
    100.0 * right.count() as f64 / set.classes.len() as f64
}

/// Trains a network for each seed, and prints both accuracies.
macro_rules! measure {
    ($name:literal, $net:ty, $train:expr, $test:expr) => {{
        type Net = $net;
        let (train, test): (&Set, &Set) = ($train, $test);
        for seed in 1..=5 {
            let mut whole = Net::boxed();
            whole.initialize(&mut Random::seed(seed));
            whole.standardize(&train.windows)?;
            let mut trainer = Trainer::<Net, _, _, 32>::boxed(CrossEntropy, Adam::new(0.005));
            Fit::epochs(30)
                .seed(seed)
                .run(&mut trainer, &mut whole, (&train.windows, &train.classes))?;
            let mut net = <folded![Net]>::boxed();
            whole.fold_into(&mut net);
            let mut calibration = Calibration::<folded![Net]>::boxed();
            calibration.observe(&net, &train.windows)?;
            let mut net8 = <quantized![Net]>::boxed();
            let mut report = net.quantize_into(&calibration, &mut net8)?;
            net.compare(&net8, &test.windows, &mut report);
            let changed = |window: &&Window| net.classify(*window) != net8.classify(*window);
            println!(
                "{:<10} seed {seed}  f32 {:6.2} %  int8 {:6.2} %  changed {:3} of {}  flash {} and {} bytes",
                $name,
                accuracy(test, |window| net.classify(window)),
                accuracy(test, |window| net8.classify(window)),
                test.windows.iter().filter(changed).count(),
                test.windows.len(),
                <folded![Net]>::FLASH_BYTES,
                <quantized![Net]>::FLASH_BYTES,
            );
            if seed == 1 {
                println!("{report}");
            }
        }
    }};
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args()
        .nth(1)
        .ok_or("the folder of the windows is missing")?;
    InstructionSet::Portable.select()?;
    let folder = Path::new(&folder);
    let (train, test) = (read(folder, "train")?, read(folder, "test")?);
    measure!(
        "Gru",
        network![[6, 50] => Standardize => Gru<16> => Dense<7, Softmax>],
        &train,
        &test
    );
    measure!(
        "FastGrnn",
        network![[6, 50] => Standardize => FastGrnn<16> => Dense<7, Softmax>],
        &train,
        &test
    );
    measure!(
        "Lstm",
        network![[6, 50] => Standardize => Lstm<16> => Dense<7, Softmax>],
        &train,
        &test
    );
    measure!(
        "Rnn",
        network![[6, 50] => Standardize => Rnn<16> => Dense<7, Softmax>],
        &train,
        &test
    );
    Ok(())
}
