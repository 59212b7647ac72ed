//! Fits a sine to noisy points, with Tanh and with Softplus: `cargo run --release --example sine`

use std::error::Error;
use std::f32::consts::PI;

use examples::curves::{self, Corner, Curve, Diagram, Stroke};
use examples::graph::Graph;
use examples::pictures;
use nn_core::prelude::*;
use nn_core::rng::{normal, uniform};

type WithTanh = network![1 => Dense<16, Tanh> => Dense<1>];
type WithSoftplus = network![1 => Dense<16, Softplus> => Dense<1>];

const NOISE: f32 = 0.1;

/// Trains and returns a network that maps a number to a number.
fn fit<N>(name: &str, inputs: &[[f32; 1]], targets: &[[f32; 1]]) -> Result<N, nn_core::Error>
where
    N: TrainableNetwork<Input = [f32; 1], Output = [f32; 1], Activation = Identity>,
{
    let mut net = N::random(&mut Random::seed(1));
    let mut trainer = Trainer::<N, _, _, 16>::new(MeanSquaredError, Adam::new(0.01));
    let fit = Fit::epochs(2_000).seed(1).until_loss(NOISE * NOISE);
    let report = fit.run(&mut trainer, &mut net, (inputs, targets))?;
    println!(
        "{name:<9} loss {:.4} after {:>4} epochs",
        report.last.loss, report.last.number
    );
    Ok(net)
}

/// The outputs of a network from -pi to pi.
fn line<'a, N>(name: &'a str, net: &N) -> Curve<'a>
where
    N: TrainableNetwork<Input = [f32; 1], Output = [f32; 1]>,
{
    let places = (-100..=100).map(|place| place as f32 * PI / 100.0);
    Curve {
        name,
        stroke: Stroke::Line,
        points: places.map(|x| (x, net.predict(&[x])[0])).collect(),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut rng = Random::seed(7);
    let inputs: [[f32; 1]; 96] = core::array::from_fn(|_| [uniform(&mut rng, -PI, PI)]);
    let targets = inputs.map(|[x]| [x.sin() + NOISE * normal(&mut rng)]);

    let tanh: WithTanh = fit("Tanh", &inputs, &targets)?;
    let softplus: WithSoftplus = fit("Softplus", &inputs, &targets)?;

    let mut graph = Graph::new(-PI..PI, -1.3..1.3, 76, 21);
    let points = inputs.iter().zip(&targets).map(|([x], [y])| (*x, *y));
    points.clone().for_each(|point| graph.point(point, '·'));
    graph.curve(|x| softplus.predict(&[x])[0], 's');
    graph.curve(|x| tanh.predict(&[x])[0], 't');
    println!("\n{graph}\n· points   t Tanh   s Softplus");

    let path = pictures::path("sine.svg")?;
    let dots = Curve {
        name: "points",
        stroke: Stroke::Dots,
        points: points.collect(),
    };
    let diagram = Diagram {
        title: "A sine, fitted to noisy points",
        x_axis: "x",
        y_axis: "y",
        legend: Corner::UpperLeft,
        curves: vec![dots, line("Tanh", &tanh), line("Softplus", &softplus)],
    };
    curves::save(&path, &[diagram])?;
    println!("picture: {}", path.display());
    Ok(())
}
