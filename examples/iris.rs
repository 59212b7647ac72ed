//! Classifies three species of iris: `cargo run --release --example iris`
//!
//! Four measures in centimeters, three classes, 150 flowers (Fisher, 1936; `data/README.md` states the origin).

use std::error::Error;
use std::path::Path;

use examples::iris::{self, SPECIES};
use examples::table::{Scale, Table};
use examples::terminal::{self, Style};
use nn_core::metrics::Confusion;
use nn_core::prelude::*;

type Iris = network![4 => Dense<16, Tanh> => Dense<3, Softmax>];

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/iris.csv");
const FOLDS: usize = 5;

/// Trains a network on some flowers, and tests it on others.
fn train_and_test(
    mut train: Table<4>,
    mut test: Table<4>,
    rng: &mut Random,
) -> Result<Confusion<3>, nn_core::Error> {
    // The inputs have mean 0 and standard deviation 1. Only training data determine the scale.
    let scale = Scale::of(&train.rows);
    scale.apply(&mut train.rows);
    scale.apply(&mut test.rows);

    let mut net = Iris::random(rng);
    let mut trainer = Trainer::<Iris, _, _, 16>::new(CrossEntropy, Adam::new(0.01));
    Fit::epochs(60)
        .seed(1)
        .run(&mut trainer, &mut net, (&train.rows, &train.classes))?;
    Confusion::of(&net, &test.rows, &test.classes)
}

fn main() -> Result<(), Box<dyn Error>> {
    // Thirty flowers are a small test. So the data are split into five parts, with ten flowers of each species in each part.
    // Five networks are tested, each on the part that it was not trained on.
    let mut rng = Random::seed(1);
    let folds = iris::read(Path::new(DATA))?.folds(FOLDS, &mut rng);
    let mut all = Confusion::<3>::new();
    for (number, test) in folds.iter().enumerate() {
        let others = folds
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != number);
        let train = Table::join(others.map(|(_, fold)| fold));
        let confusion = train_and_test(train, test.clone(), &mut rng)?;
        println!(
            "part {}: {:6.2} % right",
            number + 1,
            100.0 * confusion.accuracy()
        );
        all += confusion;
    }
    println!(
        "\n{}",
        terminal::confusion(&all, &SPECIES, Style::of_stdout())
    );
    println!("accuracy: {:.2} %", 100.0 * all.accuracy());
    Ok(())
}
