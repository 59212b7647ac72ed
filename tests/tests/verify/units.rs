//! Networks with many inputs, whose regions are split by the signs of units.

use std::sync::Mutex;

use nn_core::prelude::*;
use nn_core::verify::{Progress, Property, Verdict, Verifier};

use super::{around, sample};

type Net = network![24 => Dense<16, Relu> => Dense<10, Relu> => Dense<3>];

fn net(seed: u64) -> Box<Net> {
    let mut net = Net::boxed();
    tests::samples::randomize(&mut *net, &mut Random::seed(seed));
    net
}

/// Splits decide what linear bounds of the whole region do not, and what is proved holds for samples and corners.
#[test]
fn splits_by_units_decide_more() {
    let center = core::array::from_fn(|index| (index as f32 * 0.7).sin());
    let (mut at_once, mut decided) = (0, 0);
    for seed in 0..24 {
        let net = net(seed);
        let class = net.classify(&center);
        let region = around(&center, 0.06);
        let property = Property::class_is(class);
        let verifier = Verifier::new(&*net).most_parts(4_000);
        let one = Verifier::new(&*net)
            .most_parts(1)
            .decide(&region, &property);
        at_once += usize::from(!matches!(one, Verdict::Unknown { .. }));
        match verifier.decide(&region, &property) {
            Verdict::Proved { .. } => {
                decided += 1;
                sample(&*net, &region, 400, |_, outputs| {
                    let others = outputs.iter().enumerate();
                    assert!(
                        others
                            .filter(|(other, _)| *other != class)
                            .all(|(_, y)| *y < outputs[class])
                    );
                });
            }
            Verdict::Counterexample(input) => {
                decided += 1;
                assert!(
                    region
                        .iter()
                        .zip(&input)
                        .all(|(x, value)| x.contains(*value))
                );
                assert_ne!(net.classify(&input.try_into().unwrap()), class);
            }
            _ => {}
        }
    }
    assert!(decided > at_once && decided > 20, "{decided} {at_once}");
}

/// The greatest output that is proved is not below what samples reach, to the last parts that were needed.
#[test]
fn bounds_by_units_are_sound() {
    for seed in 0..8 {
        let net = net(seed);
        let region = around(&[0.2; 24], 0.1);
        let mut greatest = f64::NEG_INFINITY;
        sample(&*net, &region, 4_000, |_, outputs| {
            greatest = greatest.max(f64::from(outputs[1]));
        });
        let verifier = Verifier::new(&*net).most_parts(4_000);
        for margin in [0.0, -1e-6, -1e-3, -0.1] {
            let verdict =
                verifier.decide(&region, &Property::output(1).is_below(greatest + margin));
            assert!(!verdict.is_proved(), "{seed} {margin}: {verdict}");
        }
    }
}

#[test]
fn the_number_of_threads_does_not_change_the_verdict() {
    let net = net(5);
    let region = around(&[0.2; 24], 0.2);
    let mut greatest = f64::NEG_INFINITY;
    sample(&*net, &region, 1_000, |_, outputs| {
        greatest = greatest.max(f64::from(outputs[0]));
    });
    let property = Property::output(0).is_below(greatest + 0.3);
    let verdicts = [1, 2, 5].map(|threads| {
        let verifier = Verifier::new(&*net).threads(threads).most_parts(500);
        verifier.decide(&region, &property)
    });
    assert!(
        verdicts.iter().all(|verdict| *verdict == verdicts[0]),
        "{verdicts:?}"
    );
}

#[test]
fn a_search_says_how_far_it_is() {
    let net = net(3);
    let region = around(&[0.2; 24], 0.4);
    let mut greatest = f64::NEG_INFINITY;
    sample(&*net, &region, 1_000, |_, outputs| {
        greatest = greatest.max(f64::from(outputs[0]));
    });
    let to = f64::from(Verifier::new(&*net).bounds(&region)[0].high);
    // numbers that the output does not reach, and that become harder to prove
    let (mut proved, mut longest) = (0, 0);
    for share in [1.1, 0.8, 0.6, 0.5, 0.4, 0.3] {
        let all: Mutex<Vec<Progress>> = Mutex::new(Vec::new());
        let verifier = Verifier::new(&*net)
            .most_parts(500)
            .observe(|progress| all.lock().unwrap().push(*progress));
        let limit = greatest + share * (to - greatest);
        let verdict = verifier.decide(&region, &Property::output(0).is_below(limit));
        drop(verifier);
        let all = all.into_inner().unwrap();
        let is_in_order =
            |pair: &[Progress]| pair[0].parts < pair[1].parts && pair[0].elapsed <= pair[1].elapsed;
        assert!(all.windows(2).all(is_in_order), "{all:?}");
        longest = longest.max(all.len());
        let last = all.last().copied();
        match verdict {
            Verdict::Proved { parts } => {
                proved += 1;
                assert_eq!(last.map(|last| (last.parts, last.open)), Some((parts, 0)));
            }
            Verdict::Unknown { parts, .. } => {
                assert_eq!(last.map(|last| last.parts), Some(parts));
                assert!(all[0].worst < 0.0 && all[0].open == 2, "{all:?}");
            }
            _ => {}
        }
    }
    assert!(proved > 1 && longest > 1, "{proved} {longest}");
}
