//! Writes a network's type by hand, without `network!`: `cargo run --release --example without_macro`

use nn_core::prelude::*;

/// The network as it is usually written.
type ByMacro = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];

/// What the macro writes: layers with their input and output sizes, composed by `Chain`.
type Layers = Chain<Dense<784, 128, Relu>, Dense<128, 10, Sigmoid>>;

/// `sized!` counts the parameters, which a composition of types cannot do.
type ByHand = nn_core::sized![Layers];

fn main() {
    // Both names are the same type.
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

    // One layer after the other computes the same as `predict`.
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
