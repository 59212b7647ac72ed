//! Layers that are to come, written as a user would: pooling, flattening, dropout, residual branches, parameters of any
//! shape. In a chain they have the right gradients and learn, in batches and online.

mod dropout;
mod pool;
mod residual;
mod scale;

use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::prelude::*;

use dropout::Dropout;
use pool::{Flatten, MaxPool};
use residual::Residual;
use scale::Scale;
use tests::compare::{assert_within, widen};
use tests::parameters::{read, write};
use tests::pass::{flat, pass};
use tests::tolerance::{DIFFERENCE_F32, NORM, ONLINE};
use tests::{difference, samples};

/// An image of two channels, four high and six wide.
type Image = [[[f32; 6]; 4]; 2];

/// One layer of each kind.
type All = nn_core::sized![
    Chain<
        Chain<
            Chain<
                Chain<Chain<Scale<Image, Tanh>, MaxPool<2, 4, 6, 2, 3>>, Flatten<2, 2, 3, 12>>,
                Residual<Chain<Dense<12, 5, Gelu>, Dense<5, 12, Silu>>>,
            >,
            Dropout<12, 25>,
        >,
        Dense<12, 3, Softmax>,
    >
];

/// The same with nothing drawn and no activation: its loss is a polynomial in each number.
type Plain = nn_core::sized![
    Chain<
        Chain<Chain<Scale<Image>, MaxPool<2, 4, 6, 2, 3>>, Flatten<2, 2, 3, 12>>,
        Chain<Residual<Dense<12, 12>>, Dense<12, 3>>,
    >
];

/// Images whose numbers lie at least 1/16 apart, so that the winners of pooling are clear.
fn images(count: usize) -> Vec<Image> {
    let image = |index: usize| {
        let mut image = Image::ZERO;
        let numbers = Tensor::as_mut_slice(&mut image).iter_mut().enumerate();
        numbers.for_each(|(k, x)| *x = ((k * 29 + index * 7) % 48) as f32 / 16.0 - 1.5);
        image
    };
    (0..count).map(image).collect()
}

/// Every gradient of a chain against differences of its training loss.
fn check<N, L, T>(name: &str, loss: &L, targets: &[T])
where
    N: Network<Input = Image>,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    T: Target<L, N::Output>,
{
    const STEP: f64 = 1.0 / 64.0;
    let inputs = images(targets.len());
    let mut net = N::ZERO;
    samples::randomize(&mut net, &mut Random::seed(2));
    let got = pass::<4, N, L, T>(&net, loss, &inputs, targets);
    let narrow = |values: &[f64]| values.iter().map(|value| *value as f32).collect::<Vec<_>>();

    let parameters = widen(&read(&net));
    let want = difference::gradient(&parameters, STEP, |parameters| {
        let mut moved = N::ZERO;
        write(&mut moved, &narrow(parameters));
        f64::from(pass::<4, N, L, T>(&moved, loss, &inputs, targets).loss)
    });
    let limit = |index: usize| DIFFERENCE_F32.limit(want[index]);
    assert_within(
        &format!("{name}, parameters"),
        &got.d_parameters,
        &want,
        limit,
    );

    let want = difference::gradient(&widen(&flat(&inputs)), STEP, |inputs| {
        let inputs: Vec<Image> = narrow(inputs)
            .chunks(48)
            .filter_map(Image::from_slice)
            .copied()
            .collect();
        f64::from(pass::<4, N, L, T>(&net, loss, &inputs, targets).loss)
    });
    let limit = |index: usize| DIFFERENCE_F32.limit(want[index]);
    assert_within(&format!("{name}, inputs"), &got.d_inputs, &want, limit);
}

#[test]
fn gradients() {
    let targets = [[0.5, -1.0, 0.0], [1.0, 0.25, -0.5], [-0.75, 0.0, 1.5]];
    check::<Plain, _, _>("plain", &MeanSquaredError, &targets);
    check::<All, _, _>("all", &CrossEntropy, &[0usize, 2, 1]);
    check::<All, _, _>("all", &MeanSquaredError, &targets);
}

/// Pooling takes the largest of each window, and sends the gradient there.
#[test]
fn pooling() {
    type Pool = MaxPool<1, 2, 4, 1, 2>;
    let input = [[[1.0, 5.0, -2.0, -3.0], [2.0, 3.0, -1.0, -4.0]]];
    let mut output = [[[0.0; 2]; 1]; 1];
    Pool::ZERO.infer(&input, &mut output);
    assert_eq!(output, [[[5.0, -1.0]]]);
    let pass = pass::<1, Pool, _, _>(&Pool::ZERO, &MeanSquaredError, &[input], &[[[[4.0, -3.0]]]]);
    assert_eq!(pass.d_inputs, [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0]);
}

/// Dropout passes everything in inference; in training it drops about its share, another each time, and scales the rest.
#[test]
fn dropout_trains_otherwise_than_it_infers() {
    type Drop = Dropout<100, 25>;
    let (input, mut output) = ([1.0; 100], [0.0; 100]);
    Drop::ZERO.infer(&input, &mut output);
    assert_eq!(output, input);

    let mut tape = <Drop as Layer>::Tape::<2>::ZERO;
    let mut seen: Vec<[f32; 100]> = Vec::new();
    for _ in 0..20 {
        let mut outputs = [[0.0; 100]; 2];
        Drop::ZERO.forward::<2>(Batch::all(&[input; 2]), &mut outputs, &mut tape);
        seen.extend(outputs);
    }
    assert!(
        seen.iter()
            .flatten()
            .all(|y| *y == 0.0 || *y == 100.0 / 75.0)
    );
    let dropped = seen.iter().flatten().filter(|y| **y == 0.0).count();
    assert!((800..1200).contains(&dropped), "{dropped} of 4,000");
    assert!(
        (1..seen.len()).all(|k| seen[k] != seen[k - 1]),
        "each sample has its own mask"
    );
}

/// The classes of the images to learn: any.
fn classes(count: usize) -> Vec<u8> {
    (0..count).map(|index| (index % 3) as u8).collect()
}

#[test]
fn a_trainer_learns() -> Result<(), nn_core::Error> {
    let (inputs, classes) = (images(6), classes(6));
    let mut net = All::ZERO;
    net.initialize(&mut Random::seed(1));
    let mut trainer = Trainer::<All, _, _, 4>::new(CrossEntropy, Adam::new(0.01)?);
    let before = trainer.loss(&net, &inputs, &classes)?;
    let fit = Fit::epochs(100);
    fit.run(
        &mut trainer,
        &mut net,
        &inputs,
        &classes,
        &mut Random::seed(2),
        &mut (),
    )?;
    let after = trainer.loss(&net, &inputs, &classes)?;
    assert!(after < 0.2 * before, "{before} to {after}");
    assert_ne!(
        net.layers.first.first.first.first.first.gains,
        [[[1.0; 6]; 4]; 2]
    );
    Ok(())
}

#[test]
fn online_learns() -> Result<(), nn_core::Error> {
    let (inputs, classes) = (images(6), classes(6));
    let mut net = All::ZERO;
    net.initialize(&mut Random::seed(1));
    let mut online = Online::new(CrossEntropy, 0.05)?;
    let before = online.loss(&net, &inputs, &classes)?;
    let fit = Fit::epochs(100);
    fit.run(
        &mut online,
        &mut net,
        &inputs,
        &classes,
        &mut Random::seed(2),
        &mut (),
    )?;
    let after = online.loss(&net, &inputs, &classes)?;
    assert!(after < 0.2 * before, "{before} to {after}");
    Ok(())
}

/// Moving at once and by way of a gradient come to the same, and so does the norm.
#[test]
fn a_fused_step_is_a_batch_of_one() -> Result<(), nn_core::Error> {
    const RATE: f32 = 0.125;
    let mut net = All::ZERO;
    samples::randomize(&mut net, &mut Random::seed(4));
    let mut other = All::ZERO;
    write(&mut other, &read(&net));
    let mut online = Online::new(CrossEntropy, RATE)?;
    let mut trainer = Trainer::<All, _, _, 1>::new(CrossEntropy, Sgd::new(RATE)?);
    for (input, class) in images(3).iter().zip(classes(3)) {
        let fused = online.step(&mut net, input, &class)?;
        let batch = trainer.step(&mut other, &[*input], &[class])?;
        assert_eq!(fused.loss, batch.loss);
        let norm = f64::from(batch.gradient_norm);
        assert_within("norm", &[fused.gradient_norm], &[norm], |_| {
            NORM.limit(norm)
        });
        let want = widen(&read(&other));
        assert_within("weights", &read(&net), &want, |index| {
            ONLINE.limit(1.0 + want[index].abs())
        });
        write(&mut other, &read(&net));
    }
    Ok(())
}

/// The sizes of the whole follow from those of the layers.
#[test]
fn sizes() {
    assert_eq!(
        All::PARAMS,
        48 + (12 * 5 + 5) + (5 * 12 + 12) + (12 * 3 + 3)
    );
    assert_eq!(All::MACS, 48 + 12 * 5 + 5 * 12 + 12 * 3);
    // the widest neighbours are the scaled image and what is pooled of it
    assert_eq!(All::INFER_RAM_BYTES, 4 * (48 + 12));
    let mut names = Vec::new();
    All::describe(&mut |layer| names.push(format!("{} {}", layer.name, layer.output)));
    let want = [
        "Scale 2 x 4 x 6",
        "MaxPool 2 x 2 x 3",
        "Flatten 12",
        "Dense 5",
        "Dense 12",
        "Dropout 12",
        "Dense 3",
    ];
    assert_eq!(names, want);
}
