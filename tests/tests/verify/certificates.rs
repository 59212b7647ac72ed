//! Certificates: what the search proves is accepted by the checker, and what is changed is refused.

use nn_core::activation::Formula;
use nn_core::prelude::*;
use nn_core::verify::{
    Certificate, CertificateError, Graph, Interval, Property, Row, Verifier, Verify,
};

use super::{around, sample};

pub(super) type Net = network![2 => Dense<12, Relu> => Dense<12, Relu> => Dense<3>];

pub(super) fn random<N: TrainableNetwork + Boxed>(seed: u64) -> Box<N> {
    let mut net = N::boxed();
    tests::samples::randomize(&mut *net, &mut Random::seed(seed));
    net
}

/// The greatest output 0 of samples.
pub(super) fn greatest<N>(net: &N, region: &[Interval]) -> f64
where
    N: Network<Element = f32>,
    N::Input: Zero,
{
    let mut greatest = f32::NEG_INFINITY;
    sample(net, region, 2_000, |_, outputs| {
        greatest = greatest.max(outputs[0]);
    });
    greatest.into()
}

/// Proves that output 0 stays below a number, and checks the proof. The number is between the samples and the linear bound of the whole
/// region, as near to the samples as it is proved. Returns the certificate, its property and the number.
pub(super) fn certify<N>(net: &N, region: &[Interval]) -> (Certificate, Property, f64)
where
    N: Network<Element = f32> + Verify + Sync,
    N::Input: Zero,
{
    let verifier = Verifier::new(net).most_parts(300);
    let bound = verifier.bounds(region)[0];
    let [low, high] = [bound.low, bound.high].map(f64::from);
    let from = greatest(net, region);
    let [a, b, c] = [0.05, 0.2, 0.5].map(|share| from + share * (high - from));
    let limits = [a, b, c, high + 0.2 * (high - low) + 1e-3];
    let found = limits.into_iter().find_map(|limit| {
        let property = Property::output(0).is_below(limit);
        let certificate = verifier.certify(region, &property).ok()?;
        Some((certificate, property, limit))
    });
    let (certificate, property, limit) = found.expect("the last is proved at once");
    assert_eq!(certificate.check(net, region, &property), Ok(()));
    let read = Certificate::from_bytes(&certificate.to_bytes()).unwrap();
    assert_eq!(read, certificate);
    sample(net, region, 500, |input, outputs| {
        assert!(f64::from(outputs[0]) < limit, "{input:?} {outputs:?}");
    });
    (certificate, property, limit)
}

#[test]
fn proofs_are_accepted() {
    let mut parts = 0;
    for seed in 0..6 {
        let net = random::<Net>(seed);
        parts += certify(&*net, &around(&[0.1, -0.2], 1.0)).0.parts();
    }
    assert!(parts > 20, "{parts}");
}

/// Networks whose inputs are many are split by their units.
#[test]
fn proofs_by_units_are_accepted() {
    type Wide = network![20 => Dense<12, Relu> => Dense<8, Relu> => Dense<3>];
    let mut parts = 0;
    for seed in 0..4 {
        let net = random::<Wide>(seed);
        parts += certify(&*net, &around(&[0.1; 20], 0.3)).0.parts();
    }
    assert!(parts > 8, "{parts}");
}

#[test]
fn proofs_about_other_layers_are_accepted() {
    type Smooth =
        network![2 => Dense<8, Tanh> => Dense<8, Gelu> => Dense<6, Sigmoid> => Dense<2, Softplus>];
    type Image = network![[1, 6, 6] => Conv2d<filters = 2, kernel = 3, Relu> => MaxPool2d<2> => BatchNorm => Flatten => Dense<6, Relu> => Dense<2>];
    type Rest = network![3 => Dense<6> => PRelu => Residual<Dense<6, LeakyRelu<1, 10>> => Dense<6>> => Dense<2>];
    for seed in 0..3 {
        certify(&*random::<Smooth>(seed), &around(&[0.1, -0.2], 0.4));
        certify(&*random::<Image>(seed), &around(&[0.1; 36], 0.02));
        certify(&*random::<Rest>(seed), &around(&[0.3; 3], 0.05));
    }
}

/// All clauses of a class have a tree, and a disjunction needs no single literal.
#[test]
fn classes_and_alternatives_are_accepted() {
    type Soft = network![2 => Dense<12, Relu> => Dense<3, Softmax>];
    let mut proofs = 0;
    for seed in 0..8 {
        let net = random::<Soft>(seed);
        let region = around(&[0.5, -0.5], 0.05);
        let property = Property::class_is(net.classify(&[0.5, -0.5]));
        if let Ok(certificate) = Verifier::new(&*net).certify(&region, &property) {
            assert_eq!(certificate.check(&*net, &region, &property), Ok(()));
            proofs += 1;
        }
    }
    assert!(proofs > 4, "{proofs}");
    // the outputs are x, -x and -1/4: one of the first two is above the last
    let mut net = <network![1 => Dense<3>]>::ZERO;
    net.layers.weights = [[1.0, -1.0, 0.0]];
    net.layers.bias = [0.0, 0.0, -0.25];
    let region = [Interval::new(-1.0, 1.0)];
    let property = Property::class_is_not(2);
    let certificate = Verifier::new(&net).certify(&region, &property).unwrap();
    assert_eq!(certificate.check(&net, &region, &property), Ok(()));
    assert_eq!(certificate.parts(), 1);
}

#[test]
fn what_is_not_proved_is_not_certified() {
    let net = random::<Net>(1);
    let region = around(&[0.1, -0.2], 1.0);
    let limit = greatest(&*net, &region) - 0.5;
    let property = Property::output(0).is_below(limit);
    let verdict = Verifier::new(&*net)
        .certify(&region, &property)
        .unwrap_err();
    let input: [f32; 2] = verdict.counterexample().unwrap().try_into().unwrap();
    assert!(f64::from(net.predict(&input)[0]) >= limit);
    assert!(
        Verifier::new(&*net)
            .certify(&region[..1], &property)
            .is_err()
    );
}

#[test]
fn certificates_about_something_else_are_refused() {
    let net = random::<Net>(2);
    let region = around(&[0.1, -0.2], 1.0);
    let (certificate, property, _) = certify(&*net, &region);
    let other = random::<Net>(3);
    assert_eq!(
        certificate.check(&*other, &region, &property),
        Err(CertificateError::Network)
    );
    let moved = around(&[0.1, -0.25], 1.0);
    assert_eq!(
        certificate.check(&*net, &moved, &property),
        Err(CertificateError::Region)
    );
    let stronger = property.clone().and(Property::output(1).is_below(1e9));
    assert_eq!(
        certificate.check(&*net, &region, &stronger),
        Err(CertificateError::Property)
    );
}

/// A rectified function with a negative slope below 0 is least at 0, where it is 0.
#[test]
fn negative_slopes_have_their_minimum_inside() {
    let mut graph = Graph::new(1);
    let row = Row {
        products: vec![(0, 1.0)],
        ..Row::default()
    };
    let sum = graph.affine(&graph.input(), [row]);
    graph.formula(&sum, Formula::LeakyRectified(-0.5));
    let verifier = Verifier::of_graph(graph.clone());
    let region = [Interval::new(-2.0, 1.0)];
    assert!(verifier.bounds(&region)[0].covers(Interval::new(0.0, 1.0)));
    let verdict = verifier.decide(&region, &Property::output(0).is_above(0.5));
    assert!(verdict.counterexample().is_some(), "{verdict}");
    let truth = Property::output(0).is_above(-0.01);
    let certificate = verifier.certify(&region, &truth).unwrap();
    assert_eq!(certificate.check_graph(&graph, &region, &truth), Ok(()));
}
