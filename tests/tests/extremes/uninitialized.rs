//! Networks of zeros: the first step refuses a network that cannot learn.

use nn_core::Error;
use nn_core::prelude::*;

use tests::parameters::bits;

/// The first step of a trainer.
fn first_step<N>(mut net: N) -> Result<(), Error>
where
    N: Network<Output = [f32; 2], Activation = Identity>,
{
    let before = bits(&net);
    let mut trainer = Trainer::<N, _, _, 2>::new(MeanSquaredError, Sgd::new(0.01));
    let mut inputs = [N::Input::ZERO; 2];
    inputs[0].as_mut_slice().fill(0.5);
    inputs[1].as_mut_slice().fill(-1.0);
    let step = trainer.step(&mut net, &inputs, &[[1.0, 2.0]; 2]);
    assert_eq!(step.is_err(), bits(&net) == before);
    step.map(drop)
}

/// A layer of zeros before ReLU has no gradient, so an uninitialized network would not learn.
#[test]
fn a_network_that_was_never_initialized_is_refused() -> Result<(), Error> {
    type Plain = network![2 => Dense<3, Relu> => Dense<2>];
    type Normal = network![2 => Dense<3> => BatchNorm<Relu> => Dense<2>];
    type Layers = network![2 => Dense<3> => LayerNorm<Relu> => Dense<2>];
    type Deep = network![2 => Dense<3, Tanh> => Residual<Dense<3, Relu> => Dense<3>> => Dense<2>];
    type Images =
        network![[1, 2, 2] => Conv2d<filters = 2, kernel = 1, Relu> => Flatten => Dense<2>];
    network! { struct Named { 2 => hidden: Dense<3, Relu> => Dense<2> } }
    let error = Err(Error::NotInitialized);
    assert_eq!(first_step(Plain::ZERO), error);
    assert_eq!(first_step(Normal::ZERO), error);
    assert_eq!(first_step(Layers::ZERO), error);
    assert_eq!(first_step(Deep::ZERO), error);
    assert_eq!(first_step(Images::ZERO), error);
    assert_eq!(first_step(Named::ZERO), error);
    let rng = &mut Random::seed(1);
    first_step(Plain::random(rng))?;
    first_step(Normal::random(rng))?;
    first_step(Layers::random(rng))?;
    first_step(Deep::random(rng))?;
    first_step(Images::random(rng))?;
    first_step(*Named::random_boxed(rng))?;

    let mut online = OnlineTrainer::new(MeanSquaredError, 0.1);
    let mut net = Plain::ZERO;
    let step = online.step(&mut net, &[0.5; 2], &[1.0; 2]);
    assert_eq!(step.map(drop), error);
    Ok(())
}

/// Zeros that can learn: a single layer, a last layer, a layer with a bias, a layer without parameters, and a `Frozen` network.
#[test]
fn zeros_that_learn_are_not_refused() -> Result<(), Error> {
    type Single = network![2 => Dense<2>];
    type Plain = network![2 => Dense<3, Relu> => Dense<2>];
    type Tanhs = network![2 => Dense<3, Tanh> => Dense<2>];
    type Features = network![2 => Dense<3, Relu> => Dense<4, Relu>];
    type Personal = network![2 => Frozen<Features> => Dense<2>];
    static FEATURES: Features = Features::ZERO;
    type Bare = network![2 => BatchNorm<affine = false, Relu> => LayerNorm<affine = false, Relu> => Dense<2>];
    first_step(Bare::random(&mut Random::seed(1)))?;
    first_step(Single::ZERO)?;
    first_step(Tanhs::ZERO)?;
    let mut net = Plain::random(&mut Random::seed(1));
    net.layers.last = Zero::ZERO;
    first_step(net)?;
    let mut net = Plain::ZERO;
    net.layers.first.bias[1] = 0.5;
    first_step(net)?;
    let mut net = Personal::ZERO;
    net.layers.first = Frozen::new(&FEATURES);
    first_step(net)
}
