//! Custom layers: with parameters of any shape, with a tape, with noise, with a statistic, and holding another layer. Together with
//! nn-core's own layers they have correct gradients and learn, in batches and online.

mod alone;
mod gate;
mod gauge;
mod jitter;
mod miscounted;
mod scale;
mod strongest;

use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::prelude::*;

use gate::Gate;
use gauge::Gauge;
use jitter::Jitter;
use scale::Scale;
use strongest::Strongest;
use tests::compare::{assert_within, widen};
use tests::parameters::{read, write};
use tests::pass::{flat, pass};
use tests::tolerance::{DIFFERENCE_F32, NORM, ONLINE};
use tests::{difference, samples};

/// An image of two channels, four rows and six columns.
type Image = [[[f32; 6]; 4]; 2];

/// One layer of each kind, with nn-core's own layers between them.
type All = nn_core::sized![
    Chain<
        Chain<
            Chain<
                Chain<Scale<Image, Tanh>, Strongest<2, 4, 6, 2, 3>>,
                Flatten<[[[f32; 3]; 2]; 2], 12>,
            >,
            Residual<
                Chain<
                    Chain<Gate<Chain<Dense<12, 5, Gelu>, Dense<5, 12, Silu>>>, Gauge<12>>,
                    Dropout<[f32; 12], Ratio<1, 4>>,
                >,
            >,
        >,
        Chain<Jitter<12, 8>, Dense<12, 3, Softmax>>,
    >
];

/// The same without noise and activations. Its loss is a polynomial in each number.
type Plain = nn_core::sized![
    Chain<
        Chain<Chain<Scale<Image>, Strongest<2, 4, 6, 2, 3>>, Flatten<[[[f32; 3]; 2]; 2], 12>>,
        Chain<Residual<Dense<12, 12>>, Dense<12, 3>>,
    >
];

/// Images with values that differ by at least 1/16, so that the maximum of each pool is clear.
fn images(count: usize) -> Vec<Image> {
    let image = |index: usize| {
        let mut image = Image::ZERO;
        let numbers = Tensor::as_mut_slice(&mut image).iter_mut().enumerate();
        numbers.for_each(|(k, x)| *x = ((k * 29 + index * 7) % 48) as f32 / 16.0 - 1.5);
        image
    };
    (0..count).map(image).collect()
}

/// Compares every gradient of a chain with differences of its training loss.
fn check<N, L, T>(name: &str, loss: &L, targets: &[T])
where
    N: TrainableNetwork<Input = Image>,
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

/// Arbitrary classes of the images.
fn classes(count: usize) -> Vec<u8> {
    (0..count).map(|index| (index % 3) as u8).collect()
}

#[test]
fn a_trainer_learns() -> Result<(), nn_core::Error> {
    let (inputs, classes) = (images(6), classes(6));
    let mut net = All::ZERO;
    net.initialize(&mut Random::seed(1));
    let mut trainer = Trainer::<All, _, _, 4>::new(CrossEntropy, Adam::new(0.01));
    let before = trainer.loss(&net, &inputs, &classes)?;
    let fit = Fit::epochs(100);
    fit.seed(2)
        .run(&mut trainer, &mut net, (&inputs, &classes))?;
    let after = trainer.loss(&net, &inputs, &classes)?;
    assert!(after < 0.2 * before, "{before} to {after}");
    assert_ne!(net.layers.first.first.first.first.gains, [[[1.0; 6]; 4]; 2]);
    Ok(())
}

#[test]
fn online_learns() -> Result<(), nn_core::Error> {
    let (inputs, classes) = (images(6), classes(6));
    let mut net = All::ZERO;
    net.initialize(&mut Random::seed(1));
    let mut online = OnlineTrainer::new(CrossEntropy, 0.05);
    let before = online.loss(&net, &inputs, &classes)?;
    let fit = Fit::epochs(100);
    fit.seed(2)
        .run(&mut online, &mut net, (&inputs, &classes))?;
    let after = online.loss(&net, &inputs, &classes)?;
    assert!(after < 0.2 * before, "{before} to {after}");
    Ok(())
}

/// A fused update is equal to an update by the gradient, and so is the norm.
#[test]
fn a_fused_step_is_a_batch_of_one() -> Result<(), nn_core::Error> {
    const RATE: f32 = 0.125;
    let mut net = All::ZERO;
    samples::randomize(&mut net, &mut Random::seed(4));
    let mut other = All::ZERO;
    write(&mut other, &read(&net));
    let mut online = OnlineTrainer::new(CrossEntropy, RATE);
    let mut trainer = Trainer::<All, _, _, 1>::new(CrossEntropy, Sgd::new(RATE));
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

/// The sizes of the network follow from those of the layers.
#[test]
fn sizes() {
    assert_eq!(
        All::PARAMS,
        48 + (12 * 5 + 5) + (5 * 12 + 12) + (12 * 3 + 3)
    );
    assert_eq!(All::MACS, 48 + 12 * 5 + 5 * 12 + 12 + 12 * 3);
    assert_eq!(All::FLASH_BYTES, 4 * (All::PARAMS + 1));
    // the largest adjacent tensors are the scaled image and its pooled image
    assert_eq!(All::INFER_RAM_BYTES, 4 * (48 + 12));
    let mut names = Vec::new();
    All::describe(&mut |layer| names.push(format!("{} {}", layer.name, layer.output)));
    let want = [
        "Scale 2 x 4 x 6",
        "Strongest 2 x 2 x 3",
        "Flatten 12",
        "Dense 5",
        "Dense 12",
        "Gauge 12",
        "Dropout 12",
        "Residual 12",
        "Jitter 12",
        "Dense 3",
    ];
    assert_eq!(names, want);
}
