//! Initialization: bounds, mean and variance of each rule, the default for each activation, and the generator compared with the
//! reference implementation.

use nn_core::activation::Activation;
use nn_core::prelude::*;
use nn_core::rng::{normal, uniform};
use rand_core::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro128PlusPlus;

use tests::parameters::read;

/// The numbers of inputs and outputs of the layer.
const FANS: (usize, usize) = (50, 30);

/// The number of drawn weights. The mean is then exact to a few per mille of the deviation.
const DRAWS: usize = 200_000;

fn draw(init: Init, seed: u64) -> Vec<f32> {
    let mut weights = vec![f32::NAN; DRAWS];
    init.fill(&mut weights, FANS.0, FANS.1, &mut Random::seed(seed));
    weights
}

/// Mean and variance.
fn moments(values: &[f32]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().map(|x| f64::from(*x)).sum::<f64>() / count;
    let squares = values.iter().map(|x| (f64::from(*x) - mean).powi(2));
    (mean, squares.sum::<f64>() / count)
}

/// The mean is 0 and the variance is right, within five deviations for this number of draws.
fn check_moments(init: Init, variance: f64, kurtosis: f64) {
    for seed in 0..3 {
        let (mean, got) = moments(&draw(init, seed));
        let draws = DRAWS as f64;
        assert!(
            mean.abs() < 5.0 * (variance / draws).sqrt(),
            "{init:?}: mean {mean}"
        );
        let deviation = variance * ((kurtosis - 1.0) / draws).sqrt();
        assert!(
            (got - variance).abs() < 5.0 * deviation,
            "{init:?}: variance {got} for {variance}"
        );
    }
}

#[test]
fn uniform_rules() {
    let cases = [
        (Init::XavierUniform, 6.0 / 80.0),
        (Init::HeUniform, 6.0 / 50.0),
        (Init::LecunUniform, 3.0 / 50.0),
    ];
    for (init, bound_squared) in cases {
        let bound = f64::sqrt(bound_squared) as f32;
        let weights = draw(init, 1);
        assert!(
            weights.iter().all(|w| w.abs() <= bound * 1.000_001),
            "{init:?}"
        );
        let most = weights.iter().fold(0.0f32, |most, w| most.max(w.abs()));
        assert!(most > 0.999 * bound, "{init:?}: {most} for {bound}");
        check_moments(init, bound_squared / 3.0, 1.8);
    }
}

#[test]
fn normal_rules() {
    let cases = [
        (Init::XavierNormal, 2.0 / 80.0),
        (Init::HeNormal, 2.0 / 50.0),
        (Init::LecunNormal, 1.0 / 50.0),
    ];
    for (init, variance) in cases {
        check_moments(init, variance, 3.0);
        // the fractions within one and two deviations are those of the normal distribution
        for (deviations, share) in [(1.0, 0.6827), (2.0, 0.9545), (3.0, 0.9973)] {
            let bound = (deviations * f64::sqrt(variance)) as f32;
            let within = draw(init, 1).iter().filter(|w| w.abs() < bound).count();
            let got = within as f64 / DRAWS as f64;
            assert!(
                (got - share).abs() < 0.004,
                "{init:?}: {got} within {deviations} deviations"
            );
        }
    }
}

#[test]
fn constant_rules() {
    assert!(draw(Init::Zeros, 1).iter().all(|w| w.to_bits() == 0));
    assert!(draw(Init::Constant(-0.75), 1).iter().all(|w| *w == -0.75));
}

/// The default of each activation. A layer uses it with its own sizes.
#[test]
fn the_default_follows_from_the_activation() {
    fn check<A: Activation>(init: Init) {
        assert_eq!(A::INIT, init, "{}", A::NAME);
        let mut layer = Dense::<7, 5, A>::ZERO;
        layer.bias = [f32::NAN; 5];
        layer.initialize_with(None, &mut Random::seed(3));
        let mut weights = [0.0; 35];
        init.fill(&mut weights, 7, 5, &mut Random::seed(3));
        assert_eq!(layer.weights.as_flattened(), weights, "{}", A::NAME);
        assert_eq!(layer.bias, [0.0; 5], "{}: biases start at zero", A::NAME);

        layer.bias = [f32::NAN; 5];
        layer.initialize_with(Some(Init::Constant(2.0)), &mut Random::seed(3));
        assert_eq!(
            (layer.weights, layer.bias),
            ([[2.0; 5]; 7], [0.0; 5]),
            "{}",
            A::NAME
        );
    }
    check::<Relu>(Init::HeNormal);
    check::<Relu6>(Init::HeNormal);
    check::<LeakyRelu>(Init::HeNormal);
    check::<Elu>(Init::HeNormal);
    check::<Gelu>(Init::HeNormal);
    check::<Silu>(Init::HeNormal);
    check::<HardSwish>(Init::HeNormal);
    check::<Softplus>(Init::HeNormal);
    check::<Identity>(Init::XavierUniform);
    check::<Sigmoid>(Init::XavierUniform);
    check::<HardSigmoid>(Init::XavierUniform);
    check::<Tanh>(Init::XavierUniform);
    check::<Softmax>(Init::XavierUniform);
}

/// A network draws all layers from one generator: the seed determines all weights, and no two layers start equal.
#[test]
fn a_seed_decides_the_network() {
    type Net = network![6 => Dense<6, Tanh> => Dense<6, Tanh>];
    let start = |seed: u64| {
        let mut net = Net::ZERO;
        net.initialize(&mut Random::seed(seed));
        read(&net)
    };
    assert_eq!(start(1), start(1));
    assert_ne!(start(1), start(2));

    let rng = &mut Random::seed(1);
    let (mut first, mut last) = (Dense::<6, 6, Tanh>::ZERO, Dense::<6, 6, Tanh>::ZERO);
    first.initialize_with(None, rng);
    last.initialize_with(None, rng);
    assert_ne!(first, last);
    assert_eq!(start(1), [read(&first), read(&last)].concat());

    let mut net = Net::ZERO;
    net.initialize_by(Init::LecunNormal, &mut Random::seed(1));
    assert_ne!(read(&net), start(1), "a custom rule");
    // learned values are replaced, biases too
    net.layers.last.bias = [1.0; 6];
    net.initialize(&mut Random::seed(1));
    assert_eq!(read(&net), start(1));
}

/// `Random` is xoshiro128++ as in its authors' port to Rust, for all functions that draw.
#[test]
fn the_generator_is_xoshiro() {
    for byte in 1..=20u8 {
        let seed: [u8; 16] =
            std::array::from_fn(|k| byte.wrapping_mul(37).wrapping_add(k as u8 * 11));
        let mut ours = Random::from_seed(seed);
        let mut theirs = Xoshiro128PlusPlus::from_seed(seed);
        for draw in 0..200 {
            assert_eq!(
                ours.next_u32(),
                theirs.next_u32(),
                "seed {byte}, draw {draw}"
            );
        }
        for draw in 0..50 {
            assert_eq!(
                ours.next_u64(),
                theirs.next_u64(),
                "seed {byte}, 64-bit draw {draw}"
            );
        }
        for length in [0, 1, 3, 4, 5, 8, 17] {
            let (mut a, mut b) = (vec![0; length], vec![0; length]);
            ours.fill_bytes(&mut a);
            theirs.fill_bytes(&mut b);
            assert_eq!(a, b, "seed {byte}, {length} bytes");
        }
    }
}

/// A seed of zeros, which the generator could never leave, works, and so does every other number.
#[test]
fn no_seed_is_a_dead_end() {
    let mut generators = vec![Random::from_seed([0; 16])];
    generators.extend([0, 1, u64::MAX, 0x9E37_79B9_7F4A_7C15].map(Random::seed));
    for (index, rng) in generators.iter_mut().enumerate() {
        let draws: Vec<u32> = (0..100).map(|_| rng.next_u32()).collect();
        let distinct: std::collections::BTreeSet<_> = draws.iter().collect();
        assert!(distinct.len() > 95, "generator {index}: {draws:?}");
    }
}

#[test]
fn distributions() {
    let rng = &mut Random::seed(1);
    let draws: Vec<f32> = (0..DRAWS).map(|_| uniform(rng, -3.0, 5.0)).collect();
    assert!(
        draws.iter().all(|x| (-3.0..5.0).contains(x)),
        "the upper bound is never drawn"
    );
    let (mean, variance) = moments(&draws);
    assert!(
        (mean - 1.0).abs() < 0.03 && (variance - 64.0 / 12.0).abs() < 0.05,
        "{mean} {variance}"
    );

    let draws: Vec<f32> = (0..DRAWS).map(|_| normal(rng)).collect();
    let (mean, variance) = moments(&draws);
    assert!(
        mean.abs() < 0.015 && (variance - 1.0).abs() < 0.02,
        "{mean} {variance}"
    );
    assert!(draws.iter().any(|x| x.abs() > 4.0) && draws.iter().all(|x| x.abs() < 8.0));
}
