//! The search: what it proves holds for samples, and what it finds is a violation.

use nn_core::prelude::*;
use nn_core::verify::{Interval, Property, Unknown, Verdict, Verifier};

use super::{around, sample};

type Net = network![2 => Dense<12, Relu> => Dense<12, Relu> => Dense<3>];

fn net(seed: u64) -> Box<Net> {
    let mut net = Net::boxed();
    tests::samples::randomize(&mut *net, &mut Random::seed(seed));
    net
}

/// The smallest and the largest output 0 on a fine grid, which a proof must not contradict.
fn extremes(net: &Net, region: &[Interval]) -> [f64; 2] {
    let mut extremes = [f64::INFINITY, f64::NEG_INFINITY];
    let at = |x: Interval, step: u16| x.low + (x.high - x.low) * f32::from(step) / 200.0;
    for row in 0..=200 {
        for column in 0..=200 {
            let y = f64::from(net.predict(&[at(region[0], row), at(region[1], column)])[0]);
            extremes = [extremes[0].min(y), extremes[1].max(y)];
        }
    }
    extremes
}

#[test]
fn bounds_are_decided_on_both_sides_of_the_truth() {
    for seed in 0..6 {
        let net = net(seed);
        let region = around(&[0.1, -0.2], 1.0);
        let [least, greatest] = extremes(&net, &region);
        let verifier = Verifier::new(&*net);
        let margin = 0.02 * (greatest - least);
        let output = || Property::output(0);
        let proved = verifier.decide(&region, &output().is_below(greatest + margin));
        assert!(proved.is_proved(), "{seed}: {proved}");
        let proved = verifier.decide(&region, &output().is_above(least - margin));
        assert!(proved.is_proved(), "{seed}: {proved}");
        let both = output()
            .is_above(least + margin)
            .and(output().is_below(greatest - margin));
        let found = verifier.decide(&region, &both);
        let input: [f32; 2] = found.counterexample().unwrap().try_into().unwrap();
        let y = f64::from(net.predict(&input)[0]);
        assert!(y <= least + margin || y >= greatest - margin, "{seed}: {y}");
        assert!(
            region
                .iter()
                .zip(input)
                .all(|(interval, x)| interval.contains(x))
        );
    }
}

#[test]
fn a_class_is_proved_or_refuted() {
    let (mut proofs, mut violations) = (0, 0);
    for seed in 0..20 {
        let net = net(seed);
        let class = net.classify(&[0.3, 0.3]);
        let region = around(&[0.3, 0.3], 0.15);
        match Verifier::new(&*net).decide(&region, &Property::class_is(class)) {
            Verdict::Proved { .. } => {
                proofs += 1;
                sample(&*net, &region, 300, |_, outputs| {
                    assert!(
                        outputs
                            .iter()
                            .enumerate()
                            .all(|(other, y)| other == class || *y < outputs[class])
                    );
                });
            }
            Verdict::Counterexample(input) => {
                violations += 1;
                assert_ne!(net.classify(&input.try_into().unwrap()), class);
            }
            other => panic!("{seed}: {other}"),
        }
    }
    assert!(proofs > 3 && violations > 0, "{proofs} {violations}");
}

/// The inputs of softmax decide, with a margin for what it rounds.
#[test]
fn classes_of_softmax() {
    type Soft = network![2 => Dense<12, Relu> => Dense<3, Softmax>];
    let mut proofs = 0;
    for seed in 0..8 {
        let mut net = Soft::boxed();
        tests::samples::randomize(&mut *net, &mut Random::seed(seed));
        let class = net.classify(&[0.5, -0.5]);
        let region = around(&[0.5, -0.5], 0.05);
        let verdict = Verifier::new(&*net).decide(&region, &Property::class_is(class));
        if verdict.is_proved() {
            proofs += 1;
            sample(&*net, &region, 200, |_, outputs| {
                assert!(
                    outputs
                        .iter()
                        .enumerate()
                        .all(|(other, y)| other == class || *y < outputs[class])
                );
            });
            assert!(
                Verifier::new(&*net)
                    .decide(&region, &Property::class_is_not(class))
                    .counterexample()
                    .is_some()
            );
        }
    }
    assert!(proofs > 4, "{proofs}");
}

#[test]
fn least_outputs_and_alternatives() {
    let mut net = <network![1 => Dense<3>]>::ZERO;
    net.layers.weights = [[1.0, -1.0, 0.0]];
    net.layers.bias = [0.0, 0.0, -0.25];
    let verifier = Verifier::new(&net);
    let decide =
        |low, high, property: Property| verifier.decide(&[Interval::new(low, high)], &property);
    // the outputs are x, -x and -1/4
    assert!(decide(-0.2, 0.2, Property::least_is(2)).is_proved());
    assert!(
        decide(-1.0, 1.0, Property::least_is(2))
            .counterexample()
            .is_some()
    );
    assert!(decide(0.3, 1.0, Property::least_is(1)).is_proved());
    assert!(decide(0.3, 1.0, Property::least_is_not(0)).is_proved());
    let either = Property::least_is(0).or(Property::least_is(1));
    assert!(decide(0.3, 1.0, either.clone()).is_proved());
    assert!(decide(-1.0, 1.0, either).counterexample().is_some());
    let sum = Property::output(0) * 2.0 + Property::output(1) - -Property::output(1);
    assert!(decide(-1.0, 1.0, sum.is_above(-0.001)).is_proved()); // 2x - x - x
}

/// No other output is greater than the only one.
#[test]
fn a_statement_about_other_outputs_needs_some() {
    let net = <network![1 => Dense<1>]>::ZERO;
    let region = [Interval::new(-1.0, 1.0)];
    let verifier = Verifier::new(&net);
    let verdict = verifier.decide(&region, &Property::class_is_not(0));
    assert!(verdict.counterexample().is_some(), "{verdict}");
    assert!(
        verifier
            .certify(&region, &Property::class_is_not(0))
            .is_err()
    );
    assert!(verifier.decide(&region, &Property::class_is(0)).is_proved());
}

#[test]
fn the_verdict_does_not_change() {
    let net = net(3);
    let region = around(&[0.0, 0.0], 1.0);
    let property = Property::output(0).is_below(extremes(&net, &region)[1] + 0.01);
    let verdicts: Vec<Verdict> = (0..3)
        .map(|_| Verifier::new(&*net).decide(&region, &property))
        .collect();
    assert!(verdicts[0].is_proved(), "{}", verdicts[0]);
    assert!(verdicts.iter().all(|verdict| *verdict == verdicts[0]));
}

#[test]
fn a_search_that_ends_says_why() {
    let net = net(2);
    let region = around(&[0.0, 0.0], 1.0);
    let tight = Property::output(0).is_below(extremes(&net, &region)[1] + 0.01);
    let verdict = Verifier::new(&*net).most_parts(1).decide(&region, &tight);
    let reason = |verdict: Verdict| match verdict {
        Verdict::Unknown { reason, .. } => reason,
        other => panic!("{other}"),
    };
    assert_eq!(reason(verdict), Unknown::Parts);
    let verdict = Verifier::new(&*net)
        .most_time(core::time::Duration::ZERO)
        .decide(&region, &tight);
    assert_eq!(reason(verdict), Unknown::Time);
    let verdict = Verifier::new(&*net).decide(&region[..1], &tight);
    assert_eq!(reason(verdict), Unknown::Region);
    let verdict = Verifier::new(&*net).decide(&region, &Property::output(3).is_below(0.0));
    assert_eq!(reason(verdict), Unknown::Output);
    // the output is exactly 0, so no bound that includes rounding proves that it is not
    let zero = <network![1 => Dense<1>]>::ZERO;
    let verdict =
        Verifier::new(&zero).decide(&[Interval::point(1.0)], &Property::output(0).is_below(0.0));
    assert!(verdict.counterexample().is_some(), "{verdict}");
    let verdict = Verifier::new(&zero).decide(
        &[Interval::point(1.0)],
        &Property::output(0).is_below(1e-45),
    );
    assert_eq!(reason(verdict), Unknown::Point);
}
