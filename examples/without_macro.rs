//! Writes a network's type by hand: `network!` has no secrets.  `cargo run --release --example without_macro`

use nn_core::prelude::*;

/// What one writes.
type ByMacro = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];

/// What it means: layers, each with its input and output, composed by `Chain`.
type Layers = Chain<Dense<784, 128, Relu>, Dense<128, 10, Sigmoid>>;

/// `sized!` counts the parameters, which a composition of types cannot do by itself.
type ByHand = nn_core::sized![Layers];

fn main() {
    // Two names for one type: a value of the one is a value of the other.
    let net: Box<ByHand> = ByMacro::random_boxed(&mut Random::seed(1));

    // The layers are plain fields, their weights plain arrays.
    let hidden: &Dense<784, 128, Relu> = &net.layers.first;
    let output: &Dense<128, 10, Sigmoid> = &net.layers.last;
    let weights: &[[f32; 128]; 784] = &hidden.weights;
    println!("{}", ByHand::summary());
    println!(
        "weights from pixel 406 to the first units: {:.3?}",
        &weights[406][..4]
    );

    // ... and so is what they compute: one layer after the other gives what `predict` gives.
    let image = [0.5; 784];
    let mut between = [0.0; 128];
    hidden.infer(&image, &mut between);
    Relu::apply(&mut between);
    let mut answer = [0.0; 10];
    output.infer(&between, &mut answer);
    Sigmoid::apply(&mut answer);

    assert_eq!(answer, net.predict(&image));
    println!("by hand:       {:.4?}", &answer[..4]);
    println!("by `predict`:  {:.4?}", &net.predict(&image)[..4]);
}
