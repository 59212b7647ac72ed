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
use examples::terminal::{self, Style};
use nn_core::data::{ClassCounts, Folds, Split};
use nn_core::metrics::Confusion;
use nn_core::prelude::*;

/// The first layer is not trained: it has the mean and the standard deviation of the training data.
type Iris = network![4 => Standardize => Dense<16, Tanh> => Dense<3, Softmax>];
/// For inference the statistics are part of the weights: 4 => Dense<16, Tanh> => Dense<3, Softmax>.
type Folded = folded![Iris];
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
    flowers: &Split<'_, [f32; 4], u16>,
    rng: &mut Random,
) -> Result<[Confusion<3>; 2], Box<dyn Error>> {
    let mut net = Iris::random(rng);
    net.standardize(flowers.train_inputs)?;
    let mut trainer = Trainer::<Iris, _, _, 16>::new(CrossEntropy, Adam::new(0.01));
    let samples = (&flowers.train_inputs, &flowers.train_targets);
    Fit::epochs(60)
        .seed(1)
        .run(&mut trainer, &mut net, samples)?;

    let mut folded = Folded::ZERO;
    net.fold_into(&mut folded);
    let quantized = int8::quantized::<Folded, Iris8>(&folded, flowers.train_inputs)?;
    let (inputs, species) = (&flowers.test_inputs, &flowers.test_targets);
    Ok([
        Confusion::of(&folded, inputs, species)?,
        Confusion::of(&*quantized.net, inputs, species)?,
    ])
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let mut rng = Random::seed(options.seed);
    let flowers = iris::read(Path::new(DATA))?;
    println!("{}\n", ClassCounts::<3>::of(&flowers.labels)?);
    // Thirty flowers are a small test. So the data are split into five parts, with ten flowers of each species in each part.
    // Five networks are tested, each on the part that it was not trained on.
    let (mut measures, mut species) = (flowers.inputs, flowers.labels);
    let mut folds = Folds::stratified(FOLDS, &mut measures, &mut species, &mut rng)?;
    let mut all = [Confusion::<3>::new(); 2];
    let mut part = 0;
    while let Some(fold) = folds.next(&mut measures, &mut species)? {
        part += 1;
        let [confusion, confusion8] = train_and_test(&fold, &mut rng)?;
        let percent = 100.0 * confusion.accuracy();
        println!("part {part}: {percent:6.2} % right");
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
