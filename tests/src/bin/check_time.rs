//! Measures the time of `cargo check` for deep networks, compared with a small one: `cargo run --release -p tests --bin check-time`.
//!
//! `build-time` measures whole builds.

use std::path::Path;

use tests::scratch::Crate;

/// 784-128-10, with and without the weights that the build script has written.
const DIGITS: &str = "784 => Dense<128, Relu> => Dense<10, Softmax>";
const WEIGHTS: &str = env!("MNIST_WEIGHTS");

/// A controller with 1,676 parameters.
const CONTROLLER: &str = "6 => Dense<32, Relu> => Dense<32, Tanh> => Dense<12>";

/// A name and a network.
const NETWORKS: [(&str, &str); 5] = [
    ("one dense layer", "16 => Dense<4, Softmax>"),
    (
        "60 residual blocks of 2 dense layers",
        "32 => 60 x Residual<Dense<32, Relu> => Dense<32>> => Dense<4, Softmax>",
    ),
    (
        "60 residual blocks of 2 convolutions",
        "[8, 16, 16] => 60 x Residual<Conv2d<filters = 8, kernel = 3, padding = 1, Relu> => \
         Conv2d<filters = 8, kernel = 3, padding = 1>> => GlobalAvgPool => Dense<4, Softmax>",
    ),
    (
        "the same, every size a constant",
        "[CHANNELS, SIDE, SIDE] => 60 x Residual<Conv2d<filters = CHANNELS, kernel = KERNEL, padding = PADDING, Relu> => \
         Conv2d<filters = CHANNELS, kernel = KERNEL, padding = PADDING>> => GlobalAvgPool => Dense<4, Softmax>",
    ),
    (
        "100 dense layers",
        "32 => 99 x Dense<32, Relu> => Dense<4, Softmax>",
    ),
];

fn main() {
    let user = Crate::new();
    let mut small = None;
    println!("{:<40}{:>9}{:>9}", "cargo check", "seconds", "beyond");
    for (name, network) in NETWORKS {
        let time = user.check(network, None).as_secs_f64();
        let small = *small.get_or_insert(time);
        println!("{name:<40}{time:>9.2}{:>9.2}", time - small);
    }
    let without = user.check(DIGITS, Some(Path::new(""))).as_secs_f64();
    let with = user.check(DIGITS, Some(Path::new(WEIGHTS))).as_secs_f64();
    let name = "the weights of 784-128-10 from a file";
    println!("{name:<40}{with:>9.2}{:>9.2}", with - without);
    let one = user.check_named(1).as_secs_f64();
    let many = user.check_named(17).as_secs_f64();
    let name = "17 named networks, beyond one of them";
    println!("{name:<40}{many:>9.2}{:>9.2}", many - one);
    for (name, network, inputs) in [
        ("bounds of a controller, 1,676 parameters", CONTROLLER, 6),
        ("bounds of 784-128-10", DIGITS, 784),
    ] {
        let claim = format!(
            "nn_core::assert_bounds!(NET, input in [[0.0, 1.0]; {inputs}] => output[0] in [-1.0, 1.0]);"
        );
        let without = user.check_constant(network, "").as_secs_f64();
        let with = user.check_constant(network, &claim).as_secs_f64();
        println!("{name:<40}{with:>9.2}{:>9.2}", with - without);
    }
}
