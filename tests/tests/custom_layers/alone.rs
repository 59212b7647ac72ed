//! Each custom layer on its own: its tape, its noise, and its statistics.

use nn_core::prelude::*;

use crate::gauge::Gauge;
use crate::jitter::Jitter;
use crate::miscounted::Miscounted;
use crate::strongest::Strongest;
use tests::pass::pass;

/// A custom tape: the strongest value of each window is found once, and the gradient goes there.
#[test]
fn a_layer_remembers() {
    type Pool = Strongest<1, 2, 4, 1, 2>;
    let input = [[[1.0, 5.0, -2.0, -3.0], [2.0, 3.0, -1.0, -4.0]]];
    let mut output = [[[0.0; 2]; 1]; 1];
    Pool::ZERO.infer(&input, &mut output);
    assert_eq!(output, [[[5.0, -4.0]]]);
    let pass = pass::<1, Pool, _, _>(&Pool::ZERO, &MeanSquaredError, &[input], &[[[[4.0, -6.0]]]]);
    assert_eq!(pass.d_inputs, [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2.0]);
}

/// Custom noise: none in inference. In training it differs between samples and steps, and is equal for equal seeds.
#[test]
fn a_layer_draws_noise() {
    type Noisy = Jitter<100, 4>;
    let input = [1.0; 100];
    let outputs = |noise: Noise| {
        let mut outputs = [[0.0; 100]; 2];
        Noisy::ZERO.forward::<2>(Batch::all(&[input; 2]), &mut outputs, &mut (), noise);
        outputs
    };
    let mut inferred = [0.0; 100];
    Noisy::ZERO.infer(&input, &mut inferred);
    assert_eq!(inferred, input);

    let first = outputs(Noise::new(3, 0));
    assert_eq!(first, outputs(Noise::new(3, 0)));
    let others = [
        Noise::new(3, 1),
        Noise::new(4, 0),
        Noise::new(3, 0).branch(0),
    ];
    let mut seen = vec![first[0], first[1]];
    seen.extend(others.into_iter().flat_map(outputs));
    for (k, row) in seen.iter().enumerate() {
        assert!(!seen[..k].contains(row), "row {k} was seen before");
    }
    let squares = seen.as_flattened().iter().map(|y| (y - 1.0) * (y - 1.0));
    let deviation = (squares.sum::<f32>() / 800.0).sqrt();
    assert!((0.23..0.27).contains(&deviation), "{deviation}, not 1/4");
}

/// A custom statistic: it is updated after a step, but not after a refused step.
#[test]
fn a_layer_updates_its_statistics() -> Result<(), nn_core::Error> {
    type Measured = nn_core::sized![Chain<Gauge<2>, Dense<2, 1>>];
    let mut net = Measured::ZERO;
    let mut trainer = Trainer::<Measured, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1));
    trainer.step(&mut net, &[[1.0, -3.0], [2.0, 0.5]], &[[0.0]; 2])?;
    assert_eq!(net.layers.first.peak, 3.0);
    let refused = trainer.step(&mut net, &[[1.0, 9.0]], &[[f32::NAN]]);
    assert!(refused.is_err());
    assert_eq!(net.layers.first.peak, 3.0);
    let mut online = OnlineTrainer::new(MeanSquaredError, 0.1);
    online.step(&mut net, &[4.0, 1.0], &[0.0])?;
    assert_eq!(net.layers.first.peak, 4.0);
    assert!(online.step(&mut net, &[f32::NAN, 9.0], &[0.0]).is_err());
    assert_eq!(net.layers.first.peak, 4.0);
    Ok(())
}

/// Builds with debug assertions report a layer that states a wrong number of parameters: all gradients after it would be those of other
/// parameters.
#[test]
#[cfg(debug_assertions)]
fn a_wrong_number_of_parameters_is_reported() {
    fn step<N>() -> Result<Step, nn_core::Error>
    where
        N: TrainableNetwork<Input = [f32; 2], Output = [f32; 1], Activation = Identity>,
    {
        let mut trainer = Trainer::<N, _, _, 1>::new(MeanSquaredError, Sgd::new(0.1));
        let mut net = N::ZERO;
        trainer.step(&mut net, &[[1.0, -3.0]], &[[0.5]])
    }
    assert!(step::<network![2 => Miscounted<2, 1> => Dense<1>]>().is_ok());
    let cases: [(&str, fn() -> _); 4] = [
        (
            "more parameters than stated",
            step::<network![2 => Miscounted<1, 1> => Dense<1>]>,
        ),
        (
            "fewer parameters than stated",
            step::<network![2 => Miscounted<3, 1> => Dense<1>]>,
        ),
        (
            "no gradients",
            step::<network![2 => Miscounted<2, 0> => Dense<1>]>,
        ),
        (
            "more gradients than stated",
            step::<network![2 => Miscounted<2, 2> => Dense<1>]>,
        ),
    ];
    for (name, step) in cases {
        assert!(std::panic::catch_unwind(step).is_err(), "{name}");
    }
}
