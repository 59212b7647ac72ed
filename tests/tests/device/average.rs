//! Averages are those of `f64`, in any order, for networks and for images, and refuse what does not belong to them.

use nn_core::Error;
use nn_core::prelude::*;
use nn_core::train::Average;
use nn_core::weights::image::{self, ImageError};

use tests::parameters::{bits, random};

type Net = network![[1, 6, 6]
    => Conv2d<filters = 3, kernel = 3> => BatchNorm<Relu> => Flatten => Dense<5, Tanh> => Dense<2>];
type Other =
    network![[1, 6, 6] => Conv2d<filters = 3, kernel = 3> => Flatten => Dense<5, Tanh> => Dense<2>];

/// Twelve networks with different statistics, and their samples.
fn clients() -> Vec<(Box<Net>, u32)> {
    let client = |seed: u32| {
        let mut net: Box<Net> = Box::new(random(u64::from(seed)));
        let (mut place, rng) = (0.0, &mut Random::seed(u64::from(seed)));
        net.state_mut(&mut |values| {
            for value in values.reals() {
                place += 1.0;
                *value += nn_core::rng::uniform(rng, 0.0, 1.0) * place / 50.0;
            }
        });
        (net, 1 + seed * seed * 37 % 600)
    };
    (1..=12).map(client).collect()
}

/// All numbers of a network's state.
fn numbers(net: &Net) -> Vec<f32> {
    let mut all = Vec::new();
    net.state(&mut |values| all.extend_from_slice(values.reals()));
    all
}

fn average<'a>(clients: impl Iterator<Item = &'a (Box<Net>, u32)>) -> Result<Average<Net>, Error> {
    let mut average = Average::<Net>::ZERO;
    for (net, samples) in clients {
        average.add(net, *samples)?;
    }
    Ok(average)
}

/// The formula in `f64`, rounded once.
#[test]
fn the_mean_is_that_of_the_formula() -> Result<(), Error> {
    let clients = clients();
    let total: f64 = clients.iter().map(|(_, samples)| f64::from(*samples)).sum();
    let found = average(clients.iter())?;
    assert_eq!(found.samples() as f64, total);
    let all: Vec<_> = clients.iter().map(|(net, _)| numbers(net)).collect();
    let found = numbers(found.network());
    assert_eq!(found.len(), Net::PARAMS + 6, "the running statistics, too");
    for (index, found) in found.iter().enumerate() {
        let terms = clients.iter().zip(&all);
        let sum: f64 = terms
            .map(|((_, samples), numbers)| f64::from(*samples) * f64::from(numbers[index]))
            .sum();
        let expected = (sum / total) as f32;
        let distance = found.to_bits().abs_diff(expected.to_bits());
        assert!(distance <= 1, "{index}: {found} {expected}");
    }
    Ok(())
}

#[test]
fn the_order_changes_at_most_the_last_bit() -> Result<(), Error> {
    let clients = clients();
    let (one, other) = (average(clients.iter())?, average(clients.iter().rev())?);
    let pairs = numbers(one.network())
        .into_iter()
        .zip(numbers(other.network()));
    let mut different = 0;
    for (one, other) in pairs {
        let distance = one.to_bits().abs_diff(other.to_bits());
        assert!(distance <= 1, "{one} {other}");
        different += distance;
    }
    // The mean has 48 bits, so the rounding to 24 bits rarely differs.
    assert!(different <= 1, "{different}");
    Ok(())
}

#[test]
fn images_and_networks_have_the_same_average() -> Result<(), Error> {
    let clients = clients();
    let expected = average(clients.iter())?;
    let mut found = Average::<Net>::ZERO;
    for (net, samples) in &clients {
        let mut bytes = [0; image::bytes::<Net>()];
        image::write(&**net, &mut bytes).expect("it fits");
        image::read(&mut found.with(*samples), &bytes).expect("it is an image");
    }
    assert!(found == expected);
    // The average is written as an image of a network.
    let mut bytes = [0; image::bytes::<Net>()];
    image::write(&found.with(0), &mut bytes).expect("it fits");
    let mut restored = Net::ZERO;
    image::read(&mut restored, &bytes).expect("it is an image");
    assert_eq!(bits(&restored), bits(expected.network()));
    Ok(())
}

#[test]
fn what_does_not_belong_is_refused_and_changes_nothing() -> Result<(), Error> {
    let clients = clients();
    let mut found = average(clients.iter())?;
    let before = found.clone();
    let other: Other = random(1);
    let mut bytes = [0; image::bytes::<Net>()];
    image::write(&other, &mut bytes).expect("it fits");
    let error = image::read(&mut found.with(10), &bytes).expect_err("another network");
    assert!(matches!(error, ImageError::OtherArchitecture { .. }));

    image::write(&*clients[0].0, &mut bytes).expect("it fits");
    bytes[100] ^= 1;
    let error = image::read(&mut found.with(10), &bytes).expect_err("it is damaged");
    assert!(matches!(error, ImageError::Checksum { .. }));

    let mut bad = clients[0].0.clone();
    bad.parameters_mut(&mut |block| block[0] = f32::NAN);
    let error = found.add(&bad, 10).expect_err("a NaN");
    assert!(matches!(
        error,
        Error::Setting {
            name: "network",
            ..
        }
    ));
    assert!(found == before);
    Ok(())
}

#[test]
fn networks_without_samples_have_no_weight() -> Result<(), Error> {
    let clients = clients();
    let mut found = Average::<Net>::ZERO;
    found.add(&clients[1].0, 0)?;
    assert_eq!(found.samples(), 0);
    found.add(&clients[0].0, 7)?;
    found.add(&clients[1].0, 0)?;
    assert_eq!(bits(found.network()), bits(&*clients[0].0));
    found.clear();
    assert!(found == Average::ZERO);
    // Large weights and numbers do not overflow.
    let mut large = clients[0].0.clone();
    large.parameters_mut(&mut |block| block.fill(f32::MAX));
    for _ in 0..3 {
        found.add(&large, u32::MAX)?;
    }
    assert_eq!(bits(found.network()), bits(&*large));
    Ok(())
}

/// A frozen network stays where it is.
#[test]
fn the_mean_is_written_beside_a_frozen_network() -> Result<(), Error> {
    type Features = network![2 => Dense<3, Tanh>];
    type Personal = network![2 => Frozen<Features> => Dense<1>];
    static FEATURES: Features = Features::ZERO;
    let mut net = Personal::ZERO;
    net.layers.first = Frozen::new(&FEATURES);
    net.layers.last.weights = [[1.0], [2.0], [3.0]];
    let mut found = Average::<Personal>::ZERO;
    found.add(&net, 3)?;
    net.layers.last.weights = [[3.0], [2.0], [1.0]];
    found.add(&net, 1)?;
    found.write_to(&mut net);
    assert_eq!(net.layers.last.weights, [[1.5], [2.0], [2.5]]);
    assert!(net.layers.first.network().is_some());
    Ok(())
}
