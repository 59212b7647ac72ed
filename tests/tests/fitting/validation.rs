//! What is measured after each epoch: the mean loss over other data, or a metric; and when patience ends.

use nn_core::Error;
use nn_core::metrics::accuracy;
use nn_core::prelude::*;

use tests::history::History;
use tests::parameters::{bits, random};
use tests::samples;

type Net = network![3 => Dense<6, Tanh> => Dense<1, Sigmoid>];

/// Inputs with labels, half of which are random.
fn data(count: usize, seed: u64) -> (Vec<[f32; 3]>, Vec<u8>) {
    let inputs: Vec<[f32; 3]> = samples::rows(count, 1.0, &mut Random::seed(seed));
    let label = |(index, input): (usize, &[f32; 3])| match index % 2 {
        0 => u8::from(input[0] > 0.0),
        _ => u8::from(input[1] * 1e3 % 2.0 > 0.0),
    };
    let labels = inputs.iter().enumerate().map(label).collect();
    (inputs, labels)
}

fn trainer() -> Trainer<Net, BinaryCrossEntropy, Adam, 8> {
    Trainer::new(BinaryCrossEntropy, Adam::new(0.05))
}

/// The validation of each epoch is the loss of the network after it.
#[test]
fn the_validation_is_the_loss_after_an_epoch() -> Result<(), Error> {
    let (train, valid) = (data(30, 1), data(20, 2));
    let mut net: Net = random(1);
    let mut seen = Vec::new();
    let mut workspace = Workspace::<Net>::ZERO;
    let report = Fit::epochs(12)
        .validate_in((&valid.0, &valid.1), &mut workspace)
        .observe(|net: &Net, epoch: &Epoch| seen.push((net.clone(), *epoch)))
        .run(&mut trainer(), &mut net, (&train.0, &train.1))?;
    for (net, epoch) in &seen {
        let loss = trainer().loss(net, &valid.0, &valid.1)?;
        assert_eq!(epoch.validation, Some(loss));
    }
    let losses = seen.iter().map(|(_, epoch)| epoch.validation);
    let least = losses.reduce(|a, b| if b < a { b } else { a }).flatten();
    assert_eq!(report.best.validation, least);
    assert_eq!(report.last, seen[11].1);
    Ok(())
}

/// Validation does not change the training, and a workspace of the caller's gives the same values.
#[test]
fn validation_changes_nothing() -> Result<(), Error> {
    let (train, valid) = (data(30, 1), data(20, 2));
    let (mut plain, mut watched, mut other): (Net, Net, Net) = (random(1), random(1), random(1));
    let mut workspace = Workspace::<Net>::ZERO;
    let fit = Fit::epochs(5).seed(3);
    fit.run(&mut trainer(), &mut plain, (&train.0, &train.1))?;
    let report = fit.validate((&valid.0, &valid.1)).run(
        &mut trainer(),
        &mut watched,
        (&train.0, &train.1),
    )?;
    let again = fit.validate_in((&valid.0, &valid.1), &mut workspace).run(
        &mut trainer(),
        &mut other,
        (&train.0, &train.1),
    )?;
    assert_eq!(bits(&plain), bits(&watched));
    assert_eq!(report, again);
    Ok(())
}

/// Targets of the validation may have another type. A list can be of any kind.
#[test]
fn validation_data_of_every_kind() -> Result<(), Error> {
    let (train, (inputs, labels)) = (data(30, 1), data(20, 2));
    let truths: Vec<[f32; 1]> = labels.iter().map(|label| [f32::from(*label)]).collect();
    let flags: Vec<bool> = labels.iter().map(|label| *label == 1).collect();
    let arrays: [[f32; 3]; 20] = inputs[..].try_into().expect("twenty samples");
    let data = (&train.0, &train.1);
    let (fit, net) = (Fit::epochs(2), || random::<Net>(1));
    let (slices, vectors) = ((&inputs[..], &labels[..]), (&inputs, truths));
    let one = fit.validate(slices).run(&mut trainer(), &mut net(), data)?;
    let two = fit
        .validate(vectors)
        .run(&mut trainer(), &mut net(), data)?;
    let fit = fit.validate((arrays, flags));
    let three = fit.run(&mut trainer(), &mut net(), data)?;
    assert!(one.last.validation.is_some());
    assert_eq!(one, two);
    assert_eq!(one, three);
    Ok(())
}

/// Patience counts epochs after the last improvement of the validation, as Keras' `EarlyStopping` does.
#[test]
fn patience_waits_for_the_validation() -> Result<(), Error> {
    let (train, valid) = (data(30, 1), data(20, 2));
    for (wait, improvement) in [(1, 0.0), (4, 0.0), (3, 0.01), (6, 0.05)] {
        let mut history = History::default();
        let report = Fit::epochs(1000)
            .validate((&valid.0, &valid.1))
            .patience(wait, improvement)
            .observe(&mut history)
            .run(&mut trainer(), &mut random::<Net>(1), (&train.0, &train.1))?;
        assert_eq!(report.reason, Reason::Patience);
        let (mut reference, mut waited) = (f32::INFINITY, 0);
        for epoch in &history.epochs {
            assert!(waited < wait, "epoch {}", epoch.number);
            let loss = epoch.validation.expect("a loss");
            waited += 1;
            if loss + improvement < reference {
                (reference, waited) = (loss, 0);
            }
        }
        assert_eq!(waited, wait);
    }
    Ok(())
}

/// A metric that grows is maximized, one that shrinks is minimized.
#[test]
fn metrics_decide_which_epoch_is_best() -> Result<(), Error> {
    let values = [0.5_f32, 0.75, 0.25, 0.75, 0.5];
    for (grows, best) in [(true, 2), (false, 3)] {
        let mut later = values.into_iter();
        let metric = |_: &Net| Ok(later.next().unwrap_or(0.5));
        let (fit, train, net) = (Fit::epochs(5), data(9, 1), &mut random::<Net>(1));
        let report = match grows {
            true => fit.maximize(metric).run(&mut trainer(), net, train)?,
            false => fit.minimize(metric).run(&mut trainer(), net, train)?,
        };
        assert_eq!(report.best.number, best);
        assert_eq!(report.best.validation, Some(values[best - 1]));
    }
    let (train, valid) = (data(30, 1), data(20, 2));
    let report = Fit::epochs(40)
        .maximize(|net: &Net| accuracy(net, &valid.0, &valid.1))
        .patience(5, 0.0)
        .run(&mut trainer(), &mut random::<Net>(1), (&train.0, &train.1))?;
    assert!(report.best.validation >= report.last.validation);
    Ok(())
}

/// Without validation, the training loss decides.
#[test]
fn without_validation_the_loss_decides() -> Result<(), Error> {
    let (train, mut history) = (data(30, 1), History::default());
    let report = Fit::epochs(8).observe(&mut history).run(
        &mut trainer(),
        &mut random::<Net>(1),
        (&train.0, &train.1),
    )?;
    let losses = history.epochs.iter().map(|epoch| epoch.loss);
    assert_eq!(report.best.loss, losses.fold(f32::INFINITY, f32::min));
    assert_eq!(report.best.validation, None);
    Ok(())
}

/// Batch normalization is evaluated with its running statistics, and dropout is off.
#[test]
fn validation_is_inference() -> Result<(), Error> {
    type Noisy = network![3 => Dense<8> => BatchNorm<Relu> => Dropout<0.5> => Dense<1, Sigmoid>];
    let (train, valid) = (data(32, 1), data(3, 2));
    let mut net: Noisy = random(1);
    let mut trainer = Trainer::<Noisy, _, _, 8>::new(BinaryCrossEntropy, Adam::new(0.01));
    let report = Fit::epochs(3).validate((&valid.0, &valid.1)).run(
        &mut trainer,
        &mut net,
        (&train.0, &train.1),
    )?;
    let loss = trainer.loss(&net, &valid.0, &valid.1)?;
    assert_eq!(report.last.validation, Some(loss));
    Ok(())
}

/// The usual call, with `Vec`s, arrays and slices, and with labels of integers and of `bool` for one output.
#[test]
fn the_usual_call() -> Result<(), Error> {
    macro_rules! best {
        ($x_train:expr, $y_train:expr, $x_valid:expr, $y_valid:expr) => {{
            let (x_train, y_train, x_valid, y_valid) = ($x_train, $y_train, $x_valid, $y_valid);
            let mut net = Net::random(&mut Random::seed(1));
            let mut trainer = Trainer::<Net, _, _, 32>::new(BinaryCrossEntropy, Adam::new(0.02));
            let report = Fit::epochs(120)
                .seed(42)
                .validate((&x_valid, &y_valid))
                .patience(30, 0.0)
                .schedule(Schedule::cosine(120, 1e-4))
                .clip_norm(1.0)
                .run(&mut trainer, &mut net, (&x_train, &y_train))?;
            let text = format!("{:?} {}", report.best, accuracy(&net, &x_valid, &y_valid)?);
            assert!(text.starts_with("Epoch { number: "), "{text}");
            report
        }};
    }
    let ((x, y), (u, v)) = (data(40, 1), data(20, 2));
    let flags = |labels: &[u8]| {
        labels
            .iter()
            .map(|label| *label == 1)
            .collect::<Vec<bool>>()
    };
    let arrays = (
        <[[f32; 3]; 40]>::try_from(&x[..]).expect("forty"),
        <[u8; 40]>::try_from(&y[..]).expect("forty"),
    );
    let want = best!(x.clone(), y.clone(), u.clone(), v.clone());
    assert_eq!(best!(arrays.0, arrays.1, u.clone(), v.clone()), want);
    assert_eq!(best!(&x[..], &y[..], &u[..], &v[..]), want);
    assert_eq!(best!(x.clone(), flags(&y), u.clone(), flags(&v)), want);
    Ok(())
}
