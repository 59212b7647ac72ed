//! A network with a custom layer: `cargo run --release --example custom_layer`
//!
//! The layer is in `hinge.rs`. This program checks its gradients and trains it to separate a ring from its surroundings.

mod hinge;

use examples::gradients;
use nn_core::prelude::*;
use nn_core::rng::uniform;

use hinge::Hinge;

// The macro accepts any type that implements `Layer`. The `Dense` layer after it infers its number of inputs.
type Ring = network![2 => Dense<8> => Hinge<8> => Dense<8> => Hinge<8> => Dense<1, Sigmoid>];

/// Random points in a square, and whether each is on the ring.
fn points<const COUNT: usize>(rng: &mut Random) -> ([[f32; 2]; COUNT], [[f32; 1]; COUNT]) {
    let points = core::array::from_fn(|_| [0; 2].map(|_| uniform(rng, -1.0, 1.0)));
    let is_on_ring = |[x, y]: [f32; 2]| (0.4..0.8).contains(&x.hypot(y));
    (points, points.map(|point| [f32::from(is_on_ring(point))]))
}

/// The largest difference between the gradients and finite differences of the loss.
fn largest_error(net: &Ring, rng: &mut Random) -> Result<f32, nn_core::Error> {
    let (inputs, targets) = points::<8>(rng);
    let mut trainer = Trainer::<Ring, _, _, 8>::new(BinaryCrossEntropy, Sgd::new(0.1));
    gradients::largest_error(&mut trainer, net, &inputs, &targets)
}

fn main() -> Result<(), nn_core::Error> {
    let mut rng = Random::seed(1);
    let mut net = Ring::random(&mut rng);
    println!("{}", Ring::summary());
    println!(
        "largest error of a gradient: {:.4}",
        largest_error(&net, &mut rng)?
    );

    let mut trainer = Trainer::<Ring, _, _, 32>::new(BinaryCrossEntropy, Adam::new(0.01));
    let (inputs, targets) = points::<1_000>(&mut rng);
    let fit = Fit::epochs(200).seed(1);
    let report = fit.run(&mut trainer, &mut net, (&inputs, &targets))?;
    println!(
        "loss after {} epochs: {:.4}\n",
        report.last.number, report.last.loss
    );

    for row in -10..=10 {
        let is_on_ring = |column| net.predict(&[column as f32 / 20.0, row as f32 / -10.0]) > [0.5];
        let marks = (-20..=20).map(|column| if is_on_ring(column) { '#' } else { '.' });
        println!("    {}", marks.collect::<String>());
    }
    println!(
        "\nlearned slopes of the last layer: {:.2?}",
        net.layers.first.last.slopes
    );
    Ok(())
}
