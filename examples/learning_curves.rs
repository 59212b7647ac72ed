//! A training run that can be watched: `cargo run --release --example learning_curves`
//!
//! A progress bar by indicatif, the learning curves by plotters, and the confusion matrix as a picture. Each part is a few lines to copy.

use std::error::Error;
use std::io;
use std::path::Path;

use examples::iris::{self, SPECIES};
use examples::{matrix, pictures};
use indicatif::{ProgressBar, ProgressStyle};
use nn_core::data::{Split, split_stratified};
use nn_core::metrics::Confusion;
use nn_core::prelude::*;
use plotters::prelude::*;

type Iris = network![4 => Standardize => Dense<16, Tanh> => Dense<3, Softmax>];

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/iris.csv");
const EPOCHS: usize = 60;

/// A point of a curve.
type Point = (f32, f32);

fn main() -> Result<(), Box<dyn Error>> {
    let mut random = Random::seed(1);
    let mut flowers = iris::read(Path::new(DATA))?;
    let data = split_stratified(&mut flowers.inputs, &mut flowers.labels, 0.3, &mut random)?;
    let mut net = Iris::random(&mut random);
    net.standardize(data.train_inputs)?;

    let (train, test) = train(&mut net, &data)?;
    let picture = pictures::path("learning_curves.svg")?;
    draw(&picture, &train, &test)?;
    println!("learning curves: {}", picture.display());

    let confusion = Confusion::of(&net, data.test_inputs, data.test_targets)?;
    matrix::show(&mut io::stdout(), "learning_curves", &confusion, &SPECIES)?;
    println!("accuracy: {:.2} %", 100.0 * confusion.accuracy());
    Ok(())
}

/// Trains a network with a progress bar. Returns the loss of each epoch on the training data and on the test data.
fn train(
    net: &mut Iris,
    data: &Split<'_, [f32; 4], u16>,
) -> Result<(Vec<Point>, Vec<Point>), Box<dyn Error>> {
    let mut trainer = Trainer::<Iris, _, _, 16>::new(CrossEntropy, Adam::new(0.01));
    let judge = Trainer::<Iris, _, _, 16>::new(CrossEntropy, Adam::new(0.01));
    let (mut train, mut test) = (Vec::new(), Vec::new());
    // ANCHOR: bar
    let style = ProgressStyle::with_template("{pos:>4}/{len} {bar:32} {msg}  {elapsed}")?;
    let bar = ProgressBar::new(EPOCHS as u64).with_style(style);
    let watch = |net: &Iris, epoch: &Epoch| {
        let held_back = judge.loss(net, data.test_inputs, data.test_targets);
        train.push((epoch.number as f32, epoch.loss));
        test.push((epoch.number as f32, held_back.unwrap_or(f32::NAN)));
        bar.set_message(format!("loss {:.4}", epoch.loss));
        bar.inc(1);
    };
    // ANCHOR_END: bar
    let samples = (&data.train_inputs, &data.train_targets);
    Fit::epochs(EPOCHS)
        .seed(1)
        .observe(watch)
        .run(&mut trainer, net, samples)?;
    bar.finish();
    Ok((train, test))
}

// ANCHOR: curves
/// Draws two curves over the epochs.
fn draw(path: &Path, train: &[Point], test: &[Point]) -> Result<(), Box<dyn Error>> {
    let root = SVGBackend::new(path, (800, 500)).into_drawing_area();
    root.fill(&WHITE)?;
    let most = train
        .iter()
        .chain(test)
        .fold(0.0, |most: f32, (_, loss)| most.max(*loss));
    let mut chart = ChartBuilder::on(&root)
        .margin(24)
        .x_label_area_size(60)
        .y_label_area_size(80)
        .build_cartesian_2d(1.0..train.len() as f32, 0.0..1.05 * most)?;
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .label_style(("sans-serif", 18))
        .x_desc("epoch")
        .y_desc("mean cross-entropy (nats)")
        .x_label_formatter(&|epoch| format!("{epoch:.0}"))
        .draw()?;
    for (name, curve, color) in [("training", train, BLUE), ("test", test, RED)] {
        chart
            .draw_series(LineSeries::new(
                curve.iter().copied(),
                color.stroke_width(3),
            ))?
            .label(name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 24, y)], color.stroke_width(3)));
    }
    chart
        .configure_series_labels()
        .label_font(("sans-serif", 18))
        .background_style(WHITE)
        .draw()?;
    root.present()?;
    Ok(())
}
// ANCHOR_END: curves
