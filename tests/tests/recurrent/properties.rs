//! Properties of recurrent layers, for random weights and inputs.

use nn_core::init::Init;
use nn_core::instruction_set::InstructionSet;
use nn_core::layer::{AllSteps, Recurrence, Recurrent};
use nn_core::prelude::*;

use tests::compare::assert_same;
use tests::parameters::read;
use tests::pass::flat;
use tests::run::{infer, run};
use tests::samples;

const LENGTH: usize = 7;

/// A layer with random weights, and an input.
fn random<L: Trainable>(seed: u64) -> (L, L::Input) {
    let rng = &mut Random::seed(seed);
    let mut layer = L::ZERO;
    layer.initialize_with(None, rng);
    let [input] = samples::rows::<L::Input>(1, 2.0, rng)[..] else {
        unreachable!("one row");
    };
    (layer, input)
}

/// The states of all steps, and the last state by a layer with the same weights.
fn last_is_last<K, const C: usize, const H: usize, const G: usize>()
where
    K: Recurrence<H, G>,
{
    for seed in 0..20 {
        let (whole, input) = random::<Recurrent<K, C, H, G, LENGTH, AllSteps>>(seed);
        let last: Recurrent<K, C, H, G, LENGTH> = Recurrent::new(
            whole.weight_ih,
            whole.weight_hh,
            whole.bias_ih,
            whole.bias_hh,
        );
        let states = infer(&whole, &input);
        let want: Vec<f32> = states
            .iter()
            .skip(LENGTH - 1)
            .step_by(LENGTH)
            .copied()
            .collect();
        assert_same("the last state", &infer(&last, &input), &want);
    }
}

#[test]
fn the_last_step_is_the_last_of_all_steps() {
    last_is_last::<nn_core::layer::GruCell, 3, 5, 15>();
    last_is_last::<nn_core::layer::LstmCell, 3, 5, 20>();
    last_is_last::<nn_core::layer::RnnCell<Tanh>, 3, 5, 5>();
}

/// A state depends only on the inputs up to its step: later inputs do not change it, not even if they are not numbers.
fn is_causal<K, const C: usize, const H: usize, const G: usize>()
where
    K: Recurrence<H, G>,
{
    let (layer, input) = random::<Recurrent<K, C, H, G, LENGTH, AllSteps>>(3);
    let want = infer(&layer, &input);
    for step in 0..LENGTH {
        let mut changed = input;
        changed
            .iter_mut()
            .for_each(|row| row[step..].fill(f32::NAN));
        let got = infer(&layer, &changed);
        for (got, want) in got.chunks(LENGTH).zip(want.chunks(LENGTH)) {
            assert_same("earlier states", &got[..step], &want[..step]);
            assert!(got[step..].iter().all(|state| state.is_nan()));
        }
    }
}

#[test]
fn states_depend_on_earlier_inputs_only() {
    is_causal::<nn_core::layer::GruCell, 2, 4, 12>();
    is_causal::<nn_core::layer::LstmCell, 2, 4, 16>();
    is_causal::<nn_core::layer::RnnCell<Tanh>, 2, 4, 4>();
}

/// With the portable set, training and inference have the same bits, although one computes the products of all inputs at once.
fn training_has_the_bits_of_inference<L: Trainable>() {
    for seed in 0..10 {
        let (layer, input) = random::<L>(seed);
        let d_output = samples::rows::<L::Output>(1, 1.0, &mut Random::seed(seed));
        let (trained, _) = run::<2, L>(&layer, &[input], &d_output, Noise::new(1, 1));
        assert_same("states", &trained.outputs, &infer(&layer, &input));
    }
}

#[test]
fn training_and_inference_have_the_same_bits() {
    InstructionSet::Portable.select().expect("the portable set");
    training_has_the_bits_of_inference::<Gru<5, 7, 21, 9, AllSteps>>();
    training_has_the_bits_of_inference::<Lstm<5, 7, 28, 9, AllSteps>>();
    training_has_the_bits_of_inference::<MinGru<5, 7, 14, 9, AllSteps>>();
    training_has_the_bits_of_inference::<FastGrnn<5, 7, 9, AllSteps>>();
    training_has_the_bits_of_inference::<Rnn<5, 7, 9, Relu, AllSteps>>();
}

/// All parameters are uniform within `1 / sqrt(units)`, as PyTorch's. Another rule applies to the weights only.
#[test]
fn initialization() {
    type Layer = Gru<8, 25, 75, 3>;
    let (layer, _) = random::<Layer>(1);
    let parameters = read(&layer);
    assert!(parameters.iter().all(|value| value.abs() <= 0.2));
    let mean = parameters.iter().sum::<f32>() / parameters.len() as f32;
    let squares: f32 = parameters.iter().map(|value| value * value).sum();
    let variance = squares / parameters.len() as f32;
    assert!(mean.abs() < 0.01, "{mean}");
    assert!((variance - 0.04 / 3.0).abs() < 1e-3, "{variance}");

    let mut other = Layer::ZERO;
    other.initialize_with(Some(Init::Constant(0.5)), &mut Random::seed(1));
    assert_eq!(
        (other.weight_ih, other.weight_hh),
        ([[0.5; 75]; 8], [[0.5; 75]; 25])
    );
    assert_eq!((other.bias_ih, other.bias_hh), ([0.0; 75], [0.0; 75]));
}

/// The weights of a FastGRNN have the standard deviation 0.1, and its other parameters the values of EdgeML. Another rule sets the biases to 0.
#[test]
fn initialization_of_a_fast_grnn() {
    type Layer = FastGrnn<20, 30, 3>;
    let (mut layer, _) = random::<Layer>(1);
    let weights: Vec<f32> = [
        layer.weight_ih.as_flattened(),
        layer.weight_hh.as_flattened(),
    ]
    .concat();
    let mean = weights.iter().sum::<f32>() / weights.len() as f32;
    let squares: f32 = weights.iter().map(|weight| weight * weight).sum();
    let deviation = (squares / weights.len() as f32).sqrt();
    assert!(mean.abs() < 0.01, "{mean}");
    assert!((deviation - 0.1).abs() < 0.005, "{deviation}");
    assert_eq!((layer.zeta, layer.nu), ([1.0], [-4.0]));
    assert_eq!((layer.bias_gate, layer.bias_update), ([1.0; 30], [1.0; 30]));

    layer.initialize_with(Some(Init::Constant(0.5)), &mut Random::seed(1));
    assert_eq!(
        (layer.weight_ih, layer.weight_hh),
        ([[0.5; 30]; 20], [[0.5; 30]; 30])
    );
    assert_eq!((layer.bias_gate, layer.bias_update), ([0.0; 30], [0.0; 30]));
    assert_eq!((layer.zeta, layer.nu), ([1.0], [-4.0]));
}

/// Without parameters, only a layer with ReLU cannot learn.
#[test]
fn layers_of_zeros() {
    assert!(Rnn::<2, 3, 4, Relu>::ZERO.is_dead());
    assert!(!Rnn::<2, 3, 4, Tanh>::ZERO.is_dead());
    assert!(!Gru::<2, 3, 9, 4>::ZERO.is_dead());
    assert!(!Lstm::<2, 3, 12, 4>::ZERO.is_dead());
    assert!(!FastGrnn::<2, 3, 4>::ZERO.is_dead());
    let mut bias = Rnn::<2, 3, 4, Relu>::ZERO;
    bias.bias_hh[2] = 0.1;
    assert!(!bias.is_dead());
}

/// A network remembers whether the first sample was positive.
#[test]
fn a_network_learns_to_remember() -> Result<(), nn_core::Error> {
    type Net = network![[1, 6] => Gru<4> => Dense<2, Softmax>];
    InstructionSet::Portable.select().expect("the portable set");
    let rng = &mut Random::seed(5);
    let inputs = samples::rows::<[[f32; 6]; 1]>(64, 1.0, rng);
    let classes: Vec<bool> = inputs.iter().map(|[input]| input[0] > 0.0).collect();
    let right = |net: &Net| {
        let pairs = inputs.iter().zip(&classes);
        pairs
            .filter(|(input, class)| net.classify(input) == usize::from(**class))
            .count()
    };

    let mut net = Net::random(rng);
    let mut trainer = Trainer::<Net, _, _, 16>::new(CrossEntropy, Adam::new(0.03));
    Fit::epochs(80)
        .seed(1)
        .run(&mut trainer, &mut net, (&inputs, &classes))?;
    assert!(right(&net) >= 60, "{} of 64", right(&net));

    let mut net = Net::random(rng);
    let mut trainer = OnlineTrainer::new(CrossEntropy, 0.1);
    for _ in 0..150 {
        for (input, class) in inputs.iter().zip(&classes) {
            trainer.step(&mut net, input, class)?;
        }
    }
    assert!(right(&net) >= 60, "{} of 64 online", right(&net));
    Ok(())
}

/// A frozen recurrent network gives the states that it had.
#[test]
fn frozen() {
    type Encoder = network![[2, 5] => Lstm<3, sequences = true> => Gru<4>];
    let mut encoder = Encoder::ZERO;
    encoder.initialize(&mut Random::seed(2));
    let [input] = samples::rows::<[[f32; 5]; 2]>(1, 1.0, &mut Random::seed(3))[..] else {
        unreachable!("one row");
    };
    let want = encoder.predict(&input);
    let frozen = Frozen::new(Box::leak(Box::new(encoder)));
    let mut output = [0.0; 4];
    frozen.infer(&input, &mut output);
    assert_same("frozen", &flat(&[output]), &flat(&[want]));
}
