//! Losses with weights, and every metric.

use core::hint::black_box;

use nn_core::Error;
use nn_core::loss::{EndsIn, Loss, Target, Weighted, balanced_weights};
use nn_core::metrics::{
    Confusion, Ranking, Regression, accuracy, accuracy_at, log_loss, top_k_accuracy,
};
use nn_core::prelude::*;

type Classes = network![4 => Dense<9, Relu> => Dense<3, Softmax>];
type Truth = network![4 => Dense<7, Tanh> => Dense<1, Sigmoid>];

use crate::{CLASSES, INPUTS};

/// Runs in batches and online with a loss.
fn learns<N, L, T>(loss: L, targets: &[T; 6]) -> Result<bool, Error>
where
    N: TrainableNetwork<Input = [f32; 4]>,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss + Copy,
    T: Target<L, N::Output>,
{
    let mut net = N::ZERO;
    net.initialize(&mut Random::seed(black_box(1)));
    let inputs = black_box(&INPUTS);
    let mut trainer = Trainer::<N, L, _, 4>::new(loss, Adam::new(black_box(0.02)));
    let before = trainer.loss(&net, inputs, targets)?;
    Fit::epochs(black_box(40)).run(&mut trainer, &mut net, (inputs, targets))?;
    let mut online = OnlineTrainer::new(loss, black_box(0.01));
    Fit::epochs(black_box(5)).run(&mut online, &mut net, (inputs, targets))?;
    Ok(online.loss(&net, inputs, targets)? < before)
}

fn losses() -> Result<bool, Error> {
    let classes = black_box(&CLASSES);
    let weights = balanced_weights::<3>(classes)?;
    let smoothed = CrossEntropy.with_label_smoothing(black_box(0.1));
    let focal = Focal::new(black_box(2.0)).with_class_weights(weights);
    let truths = classes.map(|class| class == 1);
    let some = classes.map(|class| (class != 2).then_some(class));
    let weighted = classes.map(|class| Weighted::new(class, black_box(0.5) + f32::from(class)));
    Ok(
        learns::<Classes, _, _>(smoothed.with_class_weights(weights), classes)?
            && learns::<Classes, _, _>(focal, classes)?
            && learns::<Classes, _, _>(CrossEntropy, &some)?
            && learns::<Classes, _, _>(CrossEntropy, &weighted)?
            && learns::<Truth, _, _>(BinaryFocal::new(black_box(2.0), 0.25), &truths)?
            && learns::<Truth, _, _>(
                BinaryCrossEntropy.with_positive_weight(black_box(2.0)),
                &truths,
            )?,
    )
}

fn metrics() -> Result<bool, Error> {
    let mut net = Classes::ZERO;
    net.initialize(&mut Random::seed(black_box(2)));
    let (inputs, classes) = (black_box(&INPUTS), black_box(&CLASSES));
    let top = top_k_accuracy(&net, inputs, classes, black_box(2))?;
    let confusion = Confusion::<3>::of(&net, inputs, classes)?;
    let scores = confusion.macro_average();
    let means = [
        scores.f1,
        confusion.weighted_average().precision,
        confusion.class(black_box(1)).recall,
        confusion.balanced_accuracy(),
    ];
    let mut memory = [(0.0, false); 6];
    let ranking = Ranking::of(&net, inputs, classes, black_box(1u8), &mut memory)?;
    let areas = [ranking.roc_auc(), ranking.average_precision(), top];
    let regression = Regression::of(&net, inputs, black_box(&crate::TARGETS))?.mean();
    let mut one = Truth::ZERO;
    one.initialize(&mut Random::seed(black_box(3)));
    let truths = classes.map(|class| class == 1);
    let fractions = [
        accuracy(&one, inputs, &truths)?,
        accuracy_at(&one, inputs, &truths, black_box(0.4))?,
    ];
    let all = means.into_iter().chain(areas).chain(fractions);
    let mut all = all.map(|part| (0.0..=1.0).contains(&part));
    Ok(all.all(|is| is)
        && confusion.matthews().abs() <= 1.0
        && log_loss(&net, inputs, classes)? > 0.0
        && regression.r2 <= 1.0
        && regression.root_mean_squared_error >= regression.mean_absolute_error)
}

/// Whether the losses teach and the metrics are in their ranges.
pub(crate) fn all() -> Result<bool, Error> {
    Ok(losses()? && metrics()?)
}
