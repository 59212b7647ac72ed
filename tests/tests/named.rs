//! A named network is a value like an unnamed one: it can be copied, compared, printed and created from zeros.

use nn_core::prelude::*;

network! {
    /// Derives of the traits that every named network has are allowed and change nothing.
    #[derive(Clone, Debug, PartialEq, Default)]
    struct Derived { 2 => hidden: Dense<3, Tanh> => Dense<1> }
}
network! {
    struct Plain { 2 => hidden: Dense<3, Tanh> => Dense<1> }
}
network! {
    struct Outer {
        2 => encoder: Plain => wide_enough_for_two_columns: Residual<Dense<1, Relu> => Dense<1>>
          => last: Dense<2, Softmax>
    }
}
network! {
    struct OfOwn { 2 => own: Opaque => Dense<1> }
}

/// A layer that can be neither copied nor compared nor printed.
struct Opaque;

impl Zero for Opaque {
    const ZERO: Self = Opaque;
}

impl Layer for Opaque {
    type Input = [f32; 2];
    type Output = [f32; 2];
    type Activation = Identity;
    type Tape<const BATCH: usize> = ();
    const NAME: &'static str = "Opaque";

    fn infer(&self, input: &[f32; 2], output: &mut [f32; 2]) {
        *output = *input;
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, [f32; 2]>,
        _d_output: &[[f32; 2]],
        _d_input: Option<&mut [[f32; 2]]>,
        _tape: &mut (),
    ) {
    }
}

fn check<N: Network + Clone + PartialEq + Default + std::fmt::Debug>(name: &str) {
    let mut net = N::default();
    let zeros = net.clone();
    net.initialize(&mut Random::seed(1));
    assert_ne!(net, zeros);
    assert_eq!(net.clone(), net);
    let mut copy = zeros;
    copy.clone_from(&net);
    assert_eq!(copy, net);
    let printed = format!("{net:?}");
    assert!(printed.starts_with(name), "{printed}");
}

#[test]
fn networks_are_values() {
    check::<Plain>("Plain {");
    check::<Derived>("Derived {");
    check::<network![2 => Dense<3, Tanh> => Dense<1>]>("Net {");
}

#[test]
fn a_box_is_copied() {
    let mut net = Box::new(Plain::default());
    net.initialize(&mut Random::seed(1));
    let copy: Box<Plain> = net.clone();
    assert_eq!(copy, net);
    let lent = &net;
    let copy: Box<Plain> = lent.clone();
    assert_eq!(copy, net);
}

/// A trait that a layer does not have, the network does not have either. It is a network nevertheless.
#[test]
fn layers_without_copies_are_allowed() {
    assert_eq!(OfOwn::default().predict(&[1.0, 2.0]), [0.0]);
}

#[test]
fn the_summary_shows_names() {
    assert_eq!(
        Plain::summary().to_string(),
        "\
layer                         output       params        bytes         MACs
---------------------------------------------------------------------------
input                              2
hidden: Dense, Tanh                3            9           36            6
Dense                              1            4           16            3
---------------------------------------------------------------------------
total                                          13           52            9
RAM: 16 bytes to infer, 96 to train online, weights included
"
    );
}

/// All rows of a layer have its name in the outermost network, and the columns are aligned.
#[test]
fn the_summary_shows_names_of_compositions() {
    let summary = Outer::summary().to_string();
    let table = summary.lines().take_while(|line| !line.starts_with("RAM"));
    let names: Vec<&str> = table.filter_map(|line| line.get(..45)).collect();
    assert_eq!(
        names,
        [
            "layer                                        ",
            "---------------------------------------------",
            "input                                        ",
            "encoder: Dense, Tanh                         ",
            "encoder: Dense                               ",
            "wide_enough_for_two_columns: Dense, Relu     ",
            "wide_enough_for_two_columns: Dense           ",
            "wide_enough_for_two_columns: Residual        ",
            "last: Dense, Softmax                         ",
            "---------------------------------------------",
            "total                                        ",
        ]
    );
}
