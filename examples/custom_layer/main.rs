//! A network with a custom layer: `cargo run --release --example custom_layer`
//!
//! The layer is in `hinge.rs`. This program checks its gradients and trains it to separate a ring from its surroundings.

mod hinge;

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

/// The network with one parameter changed.
fn moved(net: &Ring, index: usize, distance: f32) -> Ring {
    let mut moved = net.clone();
    let mut first = 0;
    moved.parameters_mut(&mut |block| {
        if let Some(parameter) = index
            .checked_sub(first)
            .and_then(|index| block.get_mut(index))
        {
            *parameter += distance;
        }
        first += block.len();
    });
    moved
}

/// The largest difference between the gradients and finite differences of the loss.
fn largest_error(net: &Ring, rng: &mut Random) -> Result<f32, nn_core::Error> {
    const STEP: f32 = 0.001;
    let (inputs, targets) = points::<8>(rng);
    let mut trainer = Trainer::<Ring, _, _, 8>::new(BinaryCrossEntropy, Sgd::new(0.1));
    trainer.step(&mut net.clone(), &inputs, &targets)?;

    let loss = |index, distance| trainer.loss(&moved(net, index, distance), &inputs, &targets);
    let mut largest: f32 = 0.0;
    for (index, gradient) in trainer.gradients().as_slice().iter().enumerate() {
        let (left, here, right) = (loss(index, -STEP)?, loss(index, 0.0)?, loss(index, STEP)?);
        // At 0 and at 1, the layer has two one-sided derivatives. Either one is correct.
        let errors = [here - left, right - here].map(|rise| (rise / STEP - gradient).abs());
        largest = largest.max(errors[0].min(errors[1]));
    }
    Ok(largest)
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
