//! Classifies three species of iris: `cargo run --release --example iris`
//!
//! With `-- --quantize` it also converts each network to 8-bit integers, and tests both.
//!
//! Four measures in centimeters, three classes, 150 flowers (Fisher, 1936; `data/README.md` states the origin).

use std::error::Error;
use std::path::Path;

use clap::Parser;

use examples::int8;
use examples::iris::{self, SPECIES};
use examples::table::{Scale, Table};
use examples::terminal::{self, Style};
use nn_core::metrics::Confusion;
use nn_core::prelude::*;

type Iris = network![4 => Dense<16, Tanh> => Dense<3, Softmax>];
type Iris8 = quantized![Iris];

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/iris.csv");
const FOLDS: usize = 5;

/// Classifies three species of iris
#[derive(Debug, Parser)]
struct Options {
    /// Also convert the networks to 8-bit integers, and test both
    #[arg(long)]
    quantize: bool,
    /// Seed of all random numbers
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    seed: u64,
}

/// Trains a network on some flowers, and tests it on others. Returns the result of the network and of its quantized form.
fn train_and_test(
    mut train: Table<4>,
    mut test: Table<4>,
    rng: &mut Random,
) -> Result<[Confusion<3>; 2], Box<dyn Error>> {
    // The inputs have mean 0 and standard deviation 1. Only training data determine the scale.
    let scale = Scale::of(&train.rows);
    scale.apply(&mut train.rows);
    scale.apply(&mut test.rows);

    let mut net = Iris::random(rng);
    let mut trainer = Trainer::<Iris, _, _, 16>::new(CrossEntropy, Adam::new(0.01));
    Fit::epochs(60)
        .seed(1)
        .run(&mut trainer, &mut net, (&train.rows, &train.classes))?;
    let quantized = int8::quantized::<Iris, Iris8>(&net, &train.rows)?;
    Ok([
        Confusion::of(&net, &test.rows, &test.classes)?,
        Confusion::of(&*quantized.net, &test.rows, &test.classes)?,
    ])
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    // Thirty flowers are a small test. So the data are split into five parts, with ten flowers of each species in each part.
    // Five networks are tested, each on the part that it was not trained on.
    let mut rng = Random::seed(options.seed);
    let folds = iris::read(Path::new(DATA))?.folds(FOLDS, &mut rng);
    let mut all = [Confusion::<3>::new(); 2];
    for (number, test) in folds.iter().enumerate() {
        let others = folds
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != number);
        let train = Table::join(others.map(|(_, fold)| fold));
        let [confusion, confusion8] = train_and_test(train, test.clone(), &mut rng)?;
        println!(
            "part {}: {:6.2} % right",
            number + 1,
            100.0 * confusion.accuracy()
        );
        all[0] += confusion;
        all[1] += confusion8;
    }
    println!(
        "\n{}",
        terminal::confusion(&all[0], &SPECIES, Style::of_stdout())
    );
    let [percent, percent8] = all.map(|all| 100.0 * all.accuracy());
    if options.quantize {
        println!("test accuracy: {percent:.2} %\nint8 accuracy: {percent8:.2} %");
    } else {
        println!("accuracy: {percent:.2} %");
    }
    Ok(())
}
